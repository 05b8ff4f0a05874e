"""The faces that a project's settings and this machine give."""

from __future__ import annotations

from collections.abc import Mapping

from reportctl.driver.project import CONFIG, Project
from reportctl.faces import Faces, FaceSettings, Role, find_faces
from reportctl.model.finding import Finding
from reportctl.model.location import KeyRef
from reportctl.rules import lay104_configuration_invalid as lay104


def project_faces(project: Project) -> tuple[Faces | None, tuple[Finding, ...]]:
    """Find a face for every role."""
    settings, unknown = face_settings(project)
    return find_faces(settings) if settings else (None, unknown)


def face_settings(project: Project) -> tuple[FaceSettings | None, tuple[Finding, ...]]:
    """What the project wishes of faces; paths in its settings are relative to the project."""
    unknown = tuple(
        Finding(lay104.RULE, KeyRef(CONFIG, f"fonts.{role}"), _unknown(role))
        for role in project.config.fonts
        if role not in list(Role)
    )
    if unknown:
        return None, unknown
    chosen = {Role(role): _resolved(project, wish) for role, wish in project.config.fonts.items()}
    folders = tuple(str(project.root.absolute() / folder) for folder in project.config.font_folders)
    return FaceSettings(chosen, folders, file=CONFIG), ()


def face_hashes(faces: Faces) -> tuple[Mapping[str, str], frozenset[str]]:
    """The hash of each role's own face, and of every face that may fill in."""
    own = {served.role.value: served.face.sha256 for served in faces.served()}
    return own, frozenset(face.sha256 for face in faces.all)


def _resolved(project: Project, wish: str) -> str:
    """A file of the project by its path; anything else is a family's name or a file in a font folder."""
    path = project.root.absolute() / wish
    return str(path) if path.is_file() else wish


def _unknown(role: str) -> dict[str, str]:
    known = "、".join(Role)
    return {
        "cause": f"没有“{role}”这个字体用途，只有 {known}",
        "cause_en": f"there is no role {role}, only {', '.join(Role)}",
    }

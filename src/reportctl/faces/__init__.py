"""Faces: which typeface of this machine serves which role of an official document, and its glyphs."""

from __future__ import annotations

from reportctl.faces.face import Face, Subset
from reportctl.faces.find import Faces, find_faces
from reportctl.faces.roles import FaceSettings, Role, Source

__all__ = ["Face", "FaceSettings", "Faces", "Role", "Source", "Subset", "find_faces"]

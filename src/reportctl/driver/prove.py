"""Verify: files against their manifest, and against what the workbook at hand makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from reportctl import __version__
from reportctl.driver.files import UnreadableFile, read_bounded
from reportctl.driver.fonts import face_settings
from reportctl.driver.hands import processors
from reportctl.driver.mishaps import Lost, as_finding, guarded
from reportctl.driver.outputs import DRAFT_MANIFEST, MANIFEST, entries, hash_of, read_manifest
from reportctl.driver.project import Project
from reportctl.driver.properties import stated_hash
from reportctl.driver.unit import Answer, Engine, Made, Outcome, Paper, Query, Settings, Work
from reportctl.driver.versions import versions
from reportctl.driver.walk import workbooks_under
from reportctl.model.finding import Finding, Rule, Words
from reportctl.model.location import FileRef
from reportctl.rules import out106_file_not_as_recorded as out106
from reportctl.rules import out107_file_not_from_workbook as out107
from reportctl.rules import out108_manifest_missing as out108

FORMATS = ("docx", "pdf")
FEW_TO_PROVE = 4
"""Up to so many reports are verified in this process: starting others would take longer."""


class Watch(Protocol):
    """Lets proofs pass, `total` in all, and shows how far they are."""

    def __call__(self, proofs: Iterable[tuple[int, Proof]], total: int, /) -> Iterable[tuple[int, Proof]]:
        """Pass proofs on."""


def unwatched(proofs: Iterable[tuple[int, Proof]], _total: int) -> Iterable[tuple[int, Proof]]:
    """Let proofs pass without showing how far they are."""
    return proofs


class Proof(Struct, frozen=True):
    """What became of one report: its manifest, what does not hold, and why it was not built again (None: it was)."""

    manifest: Path
    findings: tuple[Finding, ...]
    not_rebuilt: Words | None


def prove(
    project: Project, targets: Sequence[Path], jobs: int | None = None, watch: Watch = unwatched
) -> tuple[tuple[Proof, ...], tuple[Finding, ...]]:
    """Verify the reports that files and folders belong to; findings of targets without a manifest come apart.

    `jobs` is the number of worker processes, None for as many as are worth it. A report over which one crashes, or
    that takes too long, is a proof with the finding that says so. Proofs pass through `watch` as they are done.
    """
    manifests: dict[Path, None] = {}
    missing = []
    for target in targets:
        found = _manifests(target)
        if not found:
            missing.append(Finding(out108.RULE, FileRef(project.shown(target))))
        manifests.update(dict.fromkeys(found))
    paths = list(manifests)
    with ExitStack() as stack:
        if len(paths) > 1 and (jobs is not None or len(paths) > FEW_TO_PROVE):
            from reportctl.driver.crew import Crew

            crew: Crew[Path, Proof] = stack.enter_context(Crew(prover, project, jobs or processors()))
            results: Iterator[tuple[int, Proof | Lost]] = crew.map(enumerate(paths))
        else:
            results = enumerate(map(prover(project), paths))
        certain = ((number, _certain(project, paths[number], result)) for number, result in results)
        proofs = dict(watch(certain, len(paths)))
    return tuple(proofs[number] for number in range(len(paths))), tuple(missing)


def prover(project: object) -> Callable[[Path], Proof]:
    """What verifies the report of a manifest; a worker process runs it too."""
    if not isinstance(project, Project):
        raise TypeError
    return Prover(project).proof


def _certain(project: Project, path: Path, result: Proof | Lost) -> Proof:
    return Proof(path, (as_finding(result, project.shown(path)),), None) if isinstance(result, Lost) else result


class Prover:
    """Verifies reports against the workbooks of a project."""

    def __init__(self, project: Project) -> None:
        """Take the project whose data/ is searched for the workbooks."""
        self._project = project
        self._engines: dict[tuple[tuple[str, ...], bool], Engine] = {}
        self._hashed: dict[str | None, dict[str, Path]] = {}

    def proof(self, path: Path) -> Proof:
        """Verify the report of a manifest."""
        content = read_manifest(path)
        if not content:
            return Proof(path, (Finding(out108.RULE, FileRef(self._project.shown(path))),), None)
        findings = (*self._recorded(path, content), *self._stated(path, content), *self._outdated(path, content))
        rebuilt = self._rebuilt(path, content)
        if isinstance(rebuilt, Lost):
            return Proof(path, (*findings, as_finding(rebuilt, self._project.shown(path))), None)
        if isinstance(rebuilt, Words):
            return Proof(path, findings, rebuilt)
        return Proof(path, (*findings, *self._compared(path, content, rebuilt)), None)

    def _recorded(self, path: Path, content: Mapping[str, object]) -> Iterator[Finding]:
        """Files that were changed, are missing, have another name, or that no manifest of the folder names."""
        strange = {file.name: hash_of(path.parent, file.name) for file in self._unnamed(path.parent)}
        for entry in entries(content):
            name = entry["name"]
            found = hash_of(path.parent, name)
            renamed = next((other for other, sha256 in strange.items() if sha256 == entry["sha256"]), None)
            if found is None and renamed is not None:
                del strange[renamed]
                yield self._finding(path.parent / renamed, Words(f"它是改了名的 {name}", f"it is {name} renamed"))
            elif found is None:
                yield self._finding(path.parent / entry["name"], Words("缺少这个文件", "the file is missing"))
            elif found != entry["sha256"]:
                yield self._finding(path.parent / entry["name"], Words("内容有改动", "its content was changed"))
        for name in strange:
            yield self._finding(path.parent / name, Words("清单里没有这个文件", "the manifest does not name it"))

    @staticmethod
    def _unnamed(folder: Path) -> list[Path]:
        """Files of a report's formats that no manifest of the folder names."""
        named = {
            entry["name"] for seal in (MANIFEST, DRAFT_MANIFEST) for entry in entries(read_manifest(folder / seal))
        }
        files = sorted(folder.iterdir())
        return [file for file in files if file.suffix[1:].lower() in FORMATS and file.name not in named]

    def _outdated(self, path: Path, content: Mapping[str, object]) -> Iterator[Finding]:
        """A report whose workbook is at hand and was changed since."""
        match content:
            case {"agency": str() as agency, "year": int() as year, "workbook": dict() as workbook}:
                if self._source(workbook) is None and (other := self._claims.get((agency, year))) is not None:
                    cause = Words(f"工作簿 {other} 在生成以后改过", f"the workbook {other} was changed since")
                    yield self._finding(path, cause, out107.RULE)

    def _stated(self, path: Path, content: Mapping[str, object]) -> Iterator[Finding]:
        """Files whose own properties state another hash of the figures than the manifest."""
        recorded = str(content.get("figures_sha256"))
        for entry in entries(content):
            stated = stated_hash(path.parent / entry["name"])
            if stated is not None and not (stated and recorded.startswith(stated)):
                cause = Words("文件属性里的数字散列值不同", "its properties state another hash of the figures")
                yield self._finding(path.parent / entry["name"], cause)

    def _rebuilt(self, path: Path, content: Mapping[str, object]) -> Outcome | Lost | Words:
        """Build the report again from the same workbooks, or say why that cannot be done or would prove nothing."""
        if content.get("reportctl") != __version__ or content.get("dependencies") != versions():
            return Words("当时的版本不同", "it was built by other versions")
        workbook = self._source(content.get("workbook"))
        if workbook is None:
            return Words("手边没有当时的工作簿", "the workbook that it was built from is not at hand")
        before = content.get("previous")
        previous = self._source(before) if before is not None else None
        if before is not None and previous is None:
            return Words("手边没有当时的上年度工作簿", "last year's workbook is not at hand")
        formats = tuple(name for name in FORMATS if any(e["name"].endswith(f".{name}") for e in entries(content)))
        engine = self._engine(formats, draft=path.name == DRAFT_MANIFEST)
        if engine is None:
            return Words("没有当时的字体", "its faces are not at hand")
        return guarded(engine.perform, Work(workbook, previous, place=self._project.shown(path.parent)))

    def _compared(self, path: Path, content: Mapping[str, object], outcome: Outcome) -> Iterator[Finding]:
        made = outcome.made
        if made is None:
            cause = Words("工作簿有错误，不能生成", "the workbook has errors and cannot be built")
            yield self._finding(path, cause, out107.RULE)
            return
        for entry in entries(content):
            data = made.outputs.get(entry["name"])
            found = hash_of(path.parent, entry["name"])
            if found is not None and (data is None or Paper("", data).sha256 != found):
                cause = Words("内容不同", "its content differs")
                yield self._finding(path.parent / entry["name"], cause, out107.RULE)
        differing = _differing(content, made)
        if differing:
            listed = "、".join(differing)
            yield self._finding(path, Words(f"清单中的 {listed} 不同", f"{listed} in the manifest differ"), out107.RULE)

    def _source(self, source: object) -> Paper | None:
        """A workbook of data/ by its hash, under the name that it had."""
        match source:
            case {"name": str() as name, "sha256": str() as sha256}:
                path = self._hashes(name).get(sha256) or self._hashes(None).get(sha256)
                paper = _paper(self._project, path) if path else None
                if path is not None and paper is not None and paper.sha256 == sha256:
                    return Paper(self._project.shown(path.with_name(name)), paper.data)
        return None

    def _hashes(self, name: str | None) -> Mapping[str, Path]:
        """The workbooks of one name, or all, by their hashes; there may be thousands, so each is read once for that."""
        if name not in self._hashed:
            groups = self._workbooks.values() if name is None else [self._workbooks.get(name, ())]
            papers = ((path, _paper(self._project, path)) for paths in groups for path in paths)
            self._hashed[name] = {paper.sha256: path for path, paper in papers if paper is not None}
        return self._hashed[name]

    @cached_property
    def _claims(self) -> Mapping[tuple[str, int], str]:
        """The workbooks of data/ by the agency and year that they claim; asked only where one was not found."""
        engine = Engine(Settings(self._project.layouts, self._project.config))
        papers = (_paper(self._project, path) for paths in self._workbooks.values() for path in paths)
        answers = ((paper, guarded(engine.identify, Query(paper))) for paper in papers if paper is not None)
        return {
            (answer.agency, answer.year): paper.file
            for paper, answer in answers
            if isinstance(answer, Answer) and answer.year is not None
        }

    @cached_property
    def _workbooks(self) -> Mapping[str, Sequence[Path]]:
        by_name: dict[str, list[Path]] = {}
        for path in workbooks_under(self._project.data):
            by_name.setdefault(path.name, []).append(path)
        return by_name

    def _engine(self, formats: tuple[str, ...], *, draft: bool) -> Engine | None:
        faces, _ = face_settings(self._project)
        if faces is None:
            return None
        settings = Settings(self._project.layouts, self._project.config, formats, draft, faces)
        return self._engines.setdefault((formats, draft), Engine(settings))

    def _finding(self, path: Path, cause: Words, rule: Rule = out106.RULE) -> Finding:
        return Finding(rule, FileRef(self._project.shown(path)), {"cause": cause.zh, "cause_en": cause.en})


def _paper(project: Project, path: Path) -> Paper | None:
    try:
        return Paper(project.shown(path), read_bounded(path))
    except UnreadableFile:
        return None


def _manifests(target: Path) -> list[Path]:
    """The manifests that a folder holds, or that name a file."""
    if target.is_dir():
        found = (path for name in (MANIFEST, DRAFT_MANIFEST) for path in target.rglob(name))
        return sorted(path for path in found if not path.parent.name.startswith("."))
    if not target.exists():
        return []
    beside = [target.parent / name for name in (MANIFEST, DRAFT_MANIFEST)]
    if target.name in (MANIFEST, DRAFT_MANIFEST):
        return [target]
    there = [path for path in beside if path.is_file()]
    naming = [path for path in there if any(entry["name"] == target.name for entry in entries(read_manifest(path)))]
    return naming or there[:1]


def _differing(content: Mapping[str, object], made: Made) -> list[str]:
    """The keys of the manifest that building again would write differently, or not at all.

    Of the outputs those count that it names: it may have been built in one format only.
    """
    new = json.loads(made.manifest)
    keys = dict.fromkeys((*new, *content))
    differing = [key for key in keys if key != "outputs" and (key not in new or new[key] != content.get(key))]
    sizes = {name: str(len(data)) for name, data in made.outputs.items()}
    if any(str(entry.get("size")) != sizes.get(entry["name"]) for entry in entries(content)):
        differing.append("outputs")
    return differing

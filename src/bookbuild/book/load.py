"""book.yaml to a Book: every fault of shape at once, each with its line."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bookbuild.book.characters import FORBIDDEN
from bookbuild.book.model import Book, Part, TextFile
from bookbuild.diagnostics import Finding, Location
from bookbuild.errors import NoBook
from bookbuild.rules import metadata

NAME = "book.yaml"


@dataclass(frozen=True)
class Loaded:
    """What came of reading book.yaml. `book` is None when its shape is wrong; the findings say why."""

    book: Book | None
    findings: tuple[Finding, ...]
    lines: "YamlLines"
    folder: Path
    """Folder of book.yaml."""


class YamlLines:
    """Lines of book.yaml by path: ("editions", 0, "isbn")."""

    def __init__(self, root: Node | None) -> None:
        self._root = root

    def at(self, *path: str | int) -> Location:
        """The place of a key or item; when it is not there, the line of the nearest one above it."""
        node, mark, found = self._root, None, True
        for step in path:
            inner = _step(node, step)
            if inner is None:
                found = False
                break
            mark, node = inner
        if mark is None:
            return Location(NAME, 1)
        return Location(NAME, mark.line + 1, mark.column + 1 if found else 0)


def _step(node: Node | None, step: str | int) -> tuple[StringMark, Node] | None:
    """Where a key or an item begins, and its value."""
    if isinstance(node, MappingNode):
        return next(((key.start_mark, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def find_folder(start: Path) -> Path:
    """The folder of book.yaml: `start` itself or its manuscript/. Raises NoBook."""
    for folder in (start, start / "manuscript"):
        if (folder / NAME).is_file():
            return folder
    raise NoBook(start)


def load(start: Path) -> Loaded:
    """Read the book of a folder. Raises NoBook when there is none."""
    folder = find_folder(start)
    raw = (folder / NAME).read_bytes()
    try:
        root = YAML(typ="safe", pure=True).compose(raw.decode("utf-8-sig"))
        data = _Plain().data(root)
    except RecursionError:
        fault = metadata.NOT_YAML("nested too deeply, or an alias that holds itself", at=Location(NAME, 1))
        return Loaded(None, (fault,), YamlLines(None), folder)
    except (YAMLError, UnicodeDecodeError) as error:
        return Loaded(None, (_not_yaml(error, raw),), YamlLines(None), folder)
    lines = YamlLines(root)
    try:
        return Loaded(Book.model_validate(data), (), lines, folder)
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = (_finding(detail, lines) for detail in details if not _follows_from_another(detail, details))
        return Loaded(None, tuple(dict.fromkeys(found)), lines, folder)


class _Plain:
    """A YAML tree as plain dicts, lists and scalars. Dates stay strings: pydantic says better what is wrong in one."""

    MAX_NODES = 100_000
    """Aliases can make a small file an endless tree; no book needs this many."""

    def __init__(self) -> None:
        self._nodes = 0

    def data(self, node: Node | None) -> object:
        self._nodes += 1
        if self._nodes > self.MAX_NODES:
            raise MarkedYAMLError(
                problem="aliases that never end", problem_mark=node.start_mark if node else None
            )
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            return [self.data(item) for item in node.value]
        return _scalar(node) if isinstance(node, ScalarNode) else None

    def _mapping(self, node: MappingNode) -> dict[str, object]:
        out: dict[str, object] = {}
        for key, value in node.value:
            if str(key.value) in out:
                raise MarkedYAMLError(
                    problem=f"the key “{key.value}” stands twice", problem_mark=key.start_mark
                )
            out[str(key.value)] = self.data(value)
        return out


def _scalar(node: ScalarNode) -> object:
    if found := FORBIDDEN.search(str(node.value)):
        raise MarkedYAMLError(
            problem=f"the control character U+{ord(found[0]):04X}", problem_mark=node.start_mark
        )
    match str(node.tag).rsplit(":", 1)[-1]:
        case "null":
            return None
        case "bool":
            return str(node.value).lower() == "true"
        case "int" if str(node.value).isdecimal():
            return int(node.value)
        case _:
            return str(node.value)


def _not_yaml(error: YAMLError | UnicodeDecodeError, raw: bytes) -> Finding:
    if isinstance(error, UnicodeDecodeError):
        line = raw.count(b"\n", 0, error.start) + 1
        return metadata.NOT_YAML(
            "a byte is not UTF-8", at=Location(NAME, line), hint="Save book.yaml as UTF-8."
        )
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    at = Location(NAME, mark.line + 1, mark.column + 1) if mark else Location(NAME, 1)
    problem = str(getattr(error, "problem", None) or error).split("\n")[0]
    tab = mark is not None and b"\t" in raw.split(b"\n")[mark.line]
    hint = (
        "YAML is indented with spaces: replace the tab."
        if tab
        else "Look for a missing quote, colon or indent here."
    )
    return metadata.NOT_YAML(problem, at=at, hint=hint)


def _finding(detail: ErrorDetails, lines: YamlLines) -> Finding:
    path = _as_written(detail["loc"])
    at = lines.at(*path)
    name = ".".join(str(step) for step in path)
    match detail["type"]:
        case "extra_forbidden":
            known = _keys_at(detail["loc"][:-1])
            close = get_close_matches(str(path[-1]), known, 1)
            hint = f"Did you mean “{close[0]}”?" if close else f"Known here: {', '.join(known)}."
            return metadata.UNKNOWN_KEY(f"unknown key “{path[-1]}”", at=at, hint=hint)
        case "missing":
            return metadata.MISSING_KEY(f"“{name}” is missing", at=at, hint=_help(detail["loc"]))
        case _:
            return metadata.WRONG_VALUE(f"{name}: {_sentence(detail)}", at=at, hint=_help(detail["loc"]))


def _follows_from_another(detail: ErrorDetails, all: list[ErrorDetails]) -> bool:
    """A list is “too short” when all its items are wrong: the items' own faults say it."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in all
    )


def _as_written(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Pydantic's path less the names of alternatives, which are not in the file."""
    kept: list[str | int] = []
    for step in path:
        if step in {"page", "part", "file"} and kept and isinstance(kept[-1], int):
            continue  # the alternative of an item of the text; as a key it would follow another key
        kept.append(step)
    return tuple(kept)


def _sentence(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Value error, ")
    given = detail["input"]
    shown = f" (it is {given!r})" if isinstance(given, str | int | float) else ""
    return f"{message[:1].lower()}{message[1:]}{shown}"


def _keys_at(path: tuple[str | int, ...]) -> list[str]:
    model = _model_at(path)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _help(path: tuple[str | int, ...]) -> str:
    """The documentation of the field, as a hint."""
    model = _model_at(path[:-1])
    if model:
        for name, field in model.model_fields.items():
            if path and path[-1] in {name, field.alias}:
                return (field.description or "").split("\n")[0]
    return ""


_ALTERNATIVES: dict[str, type[BaseModel]] = {"part": Part, "file": TextFile}
"""The models behind the tags of an item of the text."""


def _model_at(path: tuple[str | int, ...]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Book
    for before, step in zip((None, *path), path, strict=False):
        if isinstance(step, int):
            continue
        if isinstance(before, int) and step in _ALTERNATIVES:
            model = _ALTERNATIVES[str(step)]
            continue
        if model is None:
            return None
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        model = _model_in(fields[step].annotation) if step in fields else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside a type such as `Rights | None` or `tuple[Edition, ...]`; of several, the last (TextFile)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_model_in(inner) for inner in getattr(annotation, "__args__", ())]
    return next((model for model in reversed(found) if model), None)

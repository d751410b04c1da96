"""The architecture, enforced: who may import whom, and who may start processes."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import bookbuild
from bookbuild.diagnostics import Rule
from bookbuild.rules import all_rules

PACKAGE = Path(bookbuild.__file__).parent
LAYERS = (
    "errors", "diagnostics", "rules", "renderers", "_tools", "book", "design", "document", "filters", "proofreading",
    "formats", "preflight", "production", "delivery", "intake", "build", "cli", "commands",
)  # fmt: skip
"""From the ground up: a module imports only from its own layer and from those before it."""
EXCEPTIONS = {("cli", "commands")}
"""The command line imports what a command does when that command is called."""


def imports(path: Path) -> Iterator[str]:
    """The layers that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            parts = name.split(".")
            if parts[0] == "bookbuild" and len(parts) > 1:
                yield parts[1]


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if layer_of(path) not in {"__init__", "__main__", "template"}
    ]


def test_every_module_is_in_a_known_layer() -> None:
    assert {layer_of(path) for path in modules()} == set(LAYERS)


def test_modules_import_only_from_their_own_layer_and_those_before_it() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for path in modules()
        for name in imports(path)
        if name in LAYERS
        and LAYERS.index(name) > LAYERS.index(layer_of(path))
        and (layer_of(path), name) not in EXCEPTIONS
    ]
    assert wrong == []


def test_processes_start_in_tools_only() -> None:
    starters = {"subprocess", "multiprocessing", "concurrent"}
    for path in modules():
        if layer_of(path) == "_tools":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & starters, path


def test_pdfium_is_entered_by_one_thread_at_a_time() -> None:
    users = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "PdfDocument"
    ]
    assert users == ["_tools/pdfium.py"]


def test_ebooklib_is_fenced_in_one_module() -> None:
    users = [path.relative_to(PACKAGE).as_posix() for path in modules() if "ebooklib" in _imported(path)]
    assert users == ["formats/epub/pack.py"]


def test_every_rule_has_an_id_of_its_own_and_of_its_family() -> None:
    declared = [
        (path.stem, rule.id)
        for path in sorted((PACKAGE / "rules").glob("*.py"))
        if path.stem != "__init__"
        for rule in vars(import_module(f"bookbuild.rules.{path.stem}")).values()
        if isinstance(rule, Rule)
    ]
    ids = [id for _, id in declared]
    assert len(ids) == len(set(ids)) == len(all_rules())


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found

"""Every rule, declared once, in one file a family. `bookbuild explain ID` and the reference page read them here."""

from importlib import import_module
from pkgutil import iter_modules

from bookbuild.diagnostics import Rule


def all_rules() -> dict[str, Rule]:
    """Every declared rule by id, sorted."""
    found: dict[str, Rule] = {}
    for module in iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, Rule):
                found[value.id] = value
    return dict(sorted(found.items()))

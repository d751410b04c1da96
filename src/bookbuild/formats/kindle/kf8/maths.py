"""MathML as words and small letters: KF8 knows no formulas, and would run their parts together.

A fraction becomes (a)/(b), a root √(x), a power `<sup>`: longer than the formula, and it says the same.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from lxml import etree

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"})
_SPACED = frozenset("=<>≤≥≠≈≡∼→←↔⇒⇔∈∉⊂⊆∪∩∧∨+±×·∘−-")
"""Operators that stand between spaces when something is before them."""

_ONE_THING = frozenset({"msub", "msup", "msubsup", "msqrt", "mroot"})

Node: TypeAlias = etree._Element


def plain_math(math: Node) -> Node:
    """A `span` that says what the formula says. It has the id of `math`."""
    span = etree.Element("span", {"class": "math"})
    if math.get("id"):
        span.set("id", math.get("id"))
    _add(span, list(math))
    return span


def _add(into: Node, nodes: Sequence[Node]) -> None:
    for node in nodes:
        name = str(node.tag).removeprefix(_MATHML)
        if name in _LEFT_OUT or not isinstance(node.tag, str):
            continue
        _FORMS.get(name, _row)(into, node)


def _row(into: Node, node: Node) -> None:
    if len(node):
        _add(into, list(node))
    else:
        _say(into, (node.text or "").strip())


def _operator(into: Node, node: Node) -> None:
    sign = (node.text or "").strip()
    said = "".join(into.itertext())
    spaced = sign in _SPACED and said and said[-1] not in "(, "
    _say(into, f" {sign} " if spaced else f"{sign} " if sign in {",", ";"} else sign)


def _variable(into: Node, node: Node) -> None:
    letter = (node.text or "").strip()
    if len(letter) == 1 and node.get("mathvariant") != "normal":
        etree.SubElement(into, "i").text = letter
    else:
        _say(into, letter)


def _fraction(into: Node, node: Node) -> None:
    parts = list(node)
    for number, part in enumerate(parts[:2]):
        if number:
            _say(into, "/")
        _group(into, part)


def _group(into: Node, part: Node) -> None:
    """A part in brackets, unless it is one thing."""
    while str(part.tag).removeprefix(_MATHML) == "mrow" and len(part) == 1:
        part = part[0]
    single = not len(part) or str(part.tag).removeprefix(_MATHML) in _ONE_THING
    _say(into, "" if single else "(")
    _add(into, [part])
    _say(into, "" if single else ")")


def _root(into: Node, node: Node) -> None:
    _say(into, "√(")
    _add(into, list(node))
    _say(into, ")")


def _nth_root(into: Node, node: Node) -> None:
    if len(node) == 2:
        _add(etree.SubElement(into, "sup"), [node[1]])
    _say(into, "√(")
    _add(into, list(node)[:1])
    _say(into, ")")


def _script(*tags: str) -> Callable[[Node, Node], None]:
    def add(into: Node, node: Node) -> None:
        parts = list(node)
        _add(into, parts[:1])
        for tag, part in zip(tags, parts[1:], strict=False):
            _add(etree.SubElement(into, tag), [part])

    return add


def _table(into: Node, node: Node) -> None:
    for number, row in enumerate(node):
        _say(into, "; " if number else "")
        for column, cell in enumerate(row):
            _say(into, " " if column else "")
            _add(into, list(cell))


def _space(into: Node, node: Node) -> None:
    _say(into, " ")


def _say(into: Node, words: str) -> None:
    if len(into):
        into[-1].tail = (into[-1].tail or "") + words
    else:
        into.text = (into.text or "") + words


_FORMS: dict[str, Callable[[Node, Node], None]] = {
    "mi": _variable,
    "mo": _operator,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _nth_root,
    "msup": _script("sup"),
    "msub": _script("sub"),
    "msubsup": _script("sub", "sup"),
    "mover": _script("sup"),
    "munder": _script("sub"),
    "munderover": _script("sub", "sup"),
    "mtable": _table,
}

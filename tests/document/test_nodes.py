"""Pandoc's JSON in, the same JSON out; what we do not know is refused."""

import json
from pathlib import Path

import msgspec
import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.coalesce import coalesce
from bookbuild.document.nodes import SoftBreak, Space, decode, encode
from bookbuild.document.walk import text_of_blocks, walk_inlines

EVERYTHING = """\
# Titre {#a .b c=d}

*e* **s** ~~d~~ ^u^ ~v~ [k]{.smallcaps} `code`{.x} $x^2$ [lien](u "t") ![i](u) [@k, p. 3] [x]{lang=en}[^n]\\
suite

[^n]: note

1. un
2. deux

- a

terme
:   sens

| vers

> cite

```py
x
```

---

| a | b |
|--:|:-:|
| 1 | 2 |

: Légende {#t}

![Figure](x.png){#f}

::: {.d}
fin
:::
"""


def test_every_kind_of_node_survives_the_round_trip(pandoc: Pandoc) -> None:
    raw, _ = pandoc.read(EVERYTHING.encode(), "markdown-smart")
    there_and_back = json.loads(encode(decode(raw)))

    def without_lines(node: object) -> object:
        if isinstance(node, dict):
            return {
                key: without_lines(value)
                for key, value in node.items()
                if key not in {"line", "pandoc-api-version"}
            }
        return [without_lines(item) for item in node] if isinstance(node, list) else node

    assert without_lines(there_and_back) == without_lines(json.loads(raw))


def test_an_unknown_node_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(b'{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[{"t":"Hologram","c":[]}]}')


def test_coalescing_keeps_the_text_and_leaves_no_spaces_as_nodes(pandoc: Pandoc) -> None:
    raw, _ = pandoc.read(EVERYTHING.encode(), "markdown-smart")
    before = text_of_blocks(decode(raw).blocks)
    document = coalesce(decode(raw))
    assert text_of_blocks(document.blocks) == before
    inlines = [inline for inline, _ in walk_inlines(document.blocks)]
    assert not any(isinstance(inline, Space | SoftBreak) for inline in inlines)


@pytest.mark.parametrize("writer", ["html5", "markdown"])
def test_pandoc_writes_the_same_from_joined_strings(pandoc: Pandoc, writer: str, corpus: Path) -> None:
    source = (corpus / "sans-famille" / "002.md").read_bytes()
    raw, _ = pandoc.read(source, "markdown-smart")
    assert pandoc.write(encode(coalesce(decode(raw))), writer) == pandoc.write(raw, writer)

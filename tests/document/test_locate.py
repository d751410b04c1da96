"""Every block knows its line."""

import re
from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.locate import Lines
from bookbuild.document.nodes import CodeBlock, Header, LineBlock, Para, Plain
from bookbuild.document.read import read_document
from bookbuild.document.walk import inline_lists, text_of, walk_blocks

TEXT = """\
# Titre

Un paragraphe[^1] avec *emphase* et
une seconde ligne.

- un élément
- un autre

```python
print("x")
```

> Citation ici.

| vers un
| vers deux

[^1]: La note.

Un paragraphe répété.

Un paragraphe répété.
"""


def lines_of(text: str, pandoc: Pandoc) -> list[tuple[str, int]]:
    document, _ = read_document(text, pandoc, "x.md")
    leaves = (Header, Para, Plain, CodeBlock, LineBlock)
    return [
        (type(block).__name__, block.line)
        for block in walk_blocks(document.blocks)
        if isinstance(block, leaves)
    ]


def test_each_kind_of_block_has_the_line_it_starts_on(pandoc: Pandoc) -> None:
    assert lines_of(TEXT, pandoc) == [
        ("Header", 1), ("Para", 3), ("Plain", 6), ("Plain", 7), ("CodeBlock", 10), ("Para", 13), ("LineBlock", 15),
        ("Para", 20), ("Para", 22),
    ]  # fmt: skip


def test_lines_and_columns_count_from_one() -> None:
    lines = Lines("ab\ncd\n")
    assert (lines.at(0), lines.column(1), lines.at(3), lines.column(4)) == (1, 2, 2, 2)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["sans-famille", "jean-christophe"])
def test_nearly_every_block_of_a_novel_is_placed_and_on_its_own_words(
    corpus: Path, pandoc: Pandoc, name: str
) -> None:
    placed = total = 0
    for path in sorted((corpus / name).glob("*.md")):
        source = path.read_text(encoding="utf-8")
        document, _ = read_document(source, pandoc, path.name)
        rows = source.split("\n")
        for block in walk_blocks(document.blocks):
            if isinstance(block, Para | Header):
                total += 1
                words = re.findall(r"\w+", " ".join(text_of(inlines) for inlines in inline_lists(block)))
                placed += block.line > 0 and (not words or words[0] in rows[block.line - 1])
    assert placed >= total * 0.999

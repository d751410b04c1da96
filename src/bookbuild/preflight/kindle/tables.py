"""Tables and formulas."""

from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import XHTML
from bookbuild.preflight.kindle.book import MATHML, Book, line_of, text_of
from bookbuild.rules import kindle_pages as rules

MOST_CELLS, MOST_CHARACTERS = 1800, 20_000
MOST_ROWS, MOST_COLUMNS = 100, 10
_CELLS = (f"{{{XHTML}}}td", f"{{{XHTML}}}th")
_GROUPS = ("thead", "tbody", "tfoot")
_UNSUPPORTED_MATH = frozenset({"maction", "mglyph", "mlongdiv", "msgroup", "mstack"})


def table_findings(book: Book) -> Iterator[Finding]:
    """Faults of tables."""
    for path, page in book.package.pages.items():
        for table in page.iter(f"{{{XHTML}}}table"):
            if any(outer.tag == table.tag for outer in table.iterancestors()):
                message = "A table stands in another table’s cell"
                yield book.say(rules.TABLE_FORM, message, path, line_of(table))
                continue
            yield from _size_findings(book, path, table)
            yield from _form_findings(book, path, table)
            yield from _style_findings(book, path, table)


def math_findings(book: Book) -> Iterator[Finding]:
    """Faults of formulas."""
    for path, page in book.package.pages.items():
        for math in page.iter(f"{{{MATHML}}}math"):
            odd = {etree.QName(inner).localname for inner in math.iter(f"{{{MATHML}}}*")} & _UNSUPPORTED_MATH
            for name in sorted(odd):
                yield book.say(rules.MATH, f"Kindle does not draw <{name}>", path, line_of(math))
            if not (math.get("alttext") or "").strip() and not math.get("altimg"):
                message = "A formula has neither alttext nor altimg"
                yield book.say(rules.MATH, message, path, line_of(math))


def _size_findings(book: Book, path: str, table: etree._Element) -> Iterator[Finding]:
    rows = _rows(table)
    cells, columns = sum(map(len, rows)), max((_width(row) for row in rows), default=0)
    characters = len(text_of(table))
    if cells > MOST_CELLS or characters > MOST_CHARACTERS:
        message = f"A table has {cells:,} cells and {characters:,} characters"
        yield book.say(rules.TABLE_TOO_LARGE, message, path, line_of(table), "Split it.")
    elif len(rows) > MOST_ROWS or columns > MOST_COLUMNS:
        message = f"A table has {len(rows)} rows and {columns} columns"
        yield book.say(
            rules.LARGE_TABLE, message, path, line_of(table), "Split it, turn it, or make it a list."
        )


def _form_findings(book: Book, path: str, table: etree._Element) -> Iterator[Finding]:
    rows, line = _rows(table), line_of(table)
    if not rows:
        return
    if not any(cell.tag == _CELLS[1] for row in rows for cell in row) and len(rows) > 1:
        yield book.say(rules.TABLE_HEADERS, "A table has no header cells", path, line, "Mark them as th.")
    order = [_GROUPS.index(name) for child in table if (name := _name(child)) in _GROUPS]
    if order != sorted(order):
        message = "The parts of a table are not in the order thead, tbody, tfoot"
        yield book.say(rules.TABLE_HEADERS, message, path, line)
    for number, row in enumerate(rows):
        below = len(rows) - number
        for cell in row:
            if _span(cell, "rowspan") > below:
                message = f"A cell spans {_span(cell, 'rowspan')} rows where {below} are left"
                yield book.say(rules.TABLE_FORM, message, path, line_of(cell))
    columns = max((len(row) for row in rows), default=0)
    for row in rows:
        wide = next((cell for cell in row if _span(cell, "colspan") > max(columns, _real_width(rows))), None)
        if wide is not None:
            message = f"A cell spans {_span(wide, 'colspan')} columns of {columns}"
            yield book.say(rules.TABLE_FORM, message, path, line_of(wide))
    yield from _padding_findings(book, path, rows, line)


def _padding_findings(
    book: Book, path: str, rows: list[list[etree._Element]], line: int
) -> Iterator[Finding]:
    """A column in which no row has anything is there for the space."""
    if len(rows) < 2 or any(
        _span(cell, "colspan") > 1 or _span(cell, "rowspan") > 1 for row in rows for cell in row
    ):
        return
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row)]
        if not any(text_of(cell).strip() or len(cell) for cell in cells):
            yield book.say(
                rules.TABLE_FORM, f"Column {column + 1} of a table is empty", path, line, "Use padding."
            )


def _style_findings(book: Book, path: str, table: etree._Element) -> Iterator[Finding]:
    for element in table.iter(f"{{{XHTML}}}*"):
        float_ = book.styles.own(path, element, "float")
        if element is not table and float_ is not None and float_.value in {"left", "right"}:
            message = f"<{_name(element)}> floats in a table"
            yield book.say(rules.TABLE_FORM, message, path, line_of(element))
        side = book.styles.own(path, element, "caption-side")
        if _name(element) == "caption" and side is not None and side.value == "bottom":
            yield book.say(rules.TABLE_FORM, "The caption is set below the table", path, line_of(element))
        for name in ("margin-top", "margin-right", "margin-bottom", "margin-left"):
            margin = book.styles.own(path, element, name)
            if margin is not None and margin.value.startswith("-"):
                message = f"<{_name(element)}> has a negative {name} in a table"
                yield book.say(rules.TABLE_FORM, message, path, line_of(element))
                return


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    """Cells of the table's own rows."""
    rows = [child for child in table if _name(child) == "tr"]
    for group in table:
        if _name(group) in _GROUPS:
            rows += [child for child in group if _name(child) == "tr"]
    return [[cell for cell in row if cell.tag in _CELLS] for row in rows]


def _width(row: list[etree._Element]) -> int:
    return sum(_span(cell, "colspan") for cell in row)


def _real_width(rows: list[list[etree._Element]]) -> int:
    """Columns of the widest row that has more than one cell, or cells that span."""
    return max((_width(row) for row in rows if len(row) > 1), default=0)


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), 10_000) if value.isdecimal() and len(value) < 7 and int(value) else 1


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

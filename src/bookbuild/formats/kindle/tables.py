"""Tables within what a Kindle shows: wide ones turned on their side, long ones cut into several.

A table has at most ten columns and fewer than a hundred rows (Kindle Publishing Guidelines, 10.5.1). One with cells
over several columns or rows, or with a table inside, stays as it is, and preflight reports it (KI002).
"""

from copy import deepcopy

from lxml import etree

from bookbuild.formats._xhtml.markup import NS, tag

COLUMNS, ROWS = 10, 99
"""Most of each."""
_ROWS = etree.XPath(".//x:tr", namespaces=NS)
_IRREGULAR = etree.XPath(
    ".//x:table | .//*[@colspan > 1 or @rowspan > 1] | .//*[@role = 'doc-pagebreak']", namespaces=NS
)


def fit_tables(root: etree._Element) -> None:
    """Every table of a page within the limits, where that loses nothing. Changes in place."""
    for table in list(root.iter(tag("table"))):
        rows = _ROWS(table)
        if not rows or _IRREGULAR(table):
            continue
        columns = len(rows[0])
        if any(len(row) != columns for row in rows):
            continue
        if columns > COLUMNS and len(rows) <= COLUMNS:
            _turn(table, rows)
        elif columns <= COLUMNS and len(rows) > ROWS:
            _cut(table)


def _turn(table: etree._Element, rows: list[etree._Element]) -> None:
    """Columns become rows: the old head is the first column, the old first column the head."""
    heads = {row for row in rows if row.getparent().tag == tag("thead")}
    turned = [[row[column] for row in rows] for column in range(len(rows[0]))]
    for old in [child for child in table if child.tag != tag("caption")]:
        table.remove(old)
    head = etree.SubElement(table, tag("thead")) if heads else None
    body = etree.SubElement(table, tag("tbody"))
    for number, cells in enumerate(turned):
        in_head = head is not None and number == 0
        row = etree.SubElement(head if in_head and head is not None else body, tag("tr"))
        for old, cell in zip(rows, cells, strict=True):
            is_label = in_head or old in heads
            cell.tag = tag("th" if is_label else "td")
            cell.attrib.pop("scope", None)
            if is_label:
                cell.set("scope", "col" if in_head else "row")
            row.append(cell)


def _cut(table: etree._Element) -> None:
    """Rows after the ninety-ninth go to tables of their own, each with the head again."""
    head = table.find(tag("thead"))
    room = ROWS - (len(head) if head is not None else 0)
    rows = [row for body in table.findall(tag("tbody")) for row in body]
    if room < 1 or len(rows) <= room or table.find(tag("tfoot")) is not None:
        return
    place = table
    for start in range(room, len(rows), room):
        further = etree.Element(table.tag, {key: value for key, value in table.attrib.items() if key != "id"})
        for part in table.findall(tag("colgroup")) + ([head] if head is not None else []):
            further.append(_without_ids(deepcopy(part)))
        etree.SubElement(further, tag("tbody")).extend(rows[start : start + room])
        further.tail, place.tail = place.tail, None
        place.addnext(further)
        place = further
    for body in table.findall(tag("tbody")):
        if not len(body):
            table.remove(body)


def _without_ids(part: etree._Element) -> etree._Element:
    for element in part.iter():
        element.attrib.pop("id", None)
    return part

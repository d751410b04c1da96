"""Tables within Kindle's limits: turned when wide, cut when long, left alone when that would lose something."""

import pytest
from lxml import etree

from bookbuild.formats._xhtml.markup import XHTML
from bookbuild.formats.kindle.tables import fit_tables


def _table(rows: int, columns: int, *, head: bool = True, cell: str = "<td>{r}.{c}</td>") -> etree._Element:
    body = "".join(
        "<tr>" + "".join(cell.format(r=r, c=c) for c in range(columns)) + "</tr>" for r in range(rows - head)
    )
    titles = "".join(f'<th scope="col">t{c}</th>' for c in range(columns))
    top = f"<thead><tr>{titles}</tr></thead>" if head else ""
    return etree.fromstring(
        f'<div xmlns="{XHTML}"><table id="t" class="k"><caption>C</caption>{top}<tbody>{body}</tbody></table>après</div>'
    )


def _shape(root: etree._Element) -> list[tuple[int, int]]:
    tables = root.findall(f"{{{XHTML}}}table")
    return [(len(rows), len(rows[0])) for table in tables for rows in [list(table.iter(f"{{{XHTML}}}tr"))]]


def _words(root: etree._Element) -> list[str]:
    return sorted("|".join(map(str, root.itertext())).split("|"))


def test_a_wide_table_is_turned_and_its_labels_stay_labels() -> None:
    root = _table(4, 12)
    before = _words(root)
    fit_tables(root)
    assert _shape(root) == [(12, 4)]
    assert _words(root) == before
    labels = [(cell.text, cell.get("scope")) for cell in root.iter(f"{{{XHTML}}}th")]
    assert labels[:5] == [("t0", "col"), ("0.0", "col"), ("1.0", "col"), ("2.0", "col"), ("t1", "row")]


def test_a_long_table_is_cut_and_each_piece_has_the_head() -> None:
    root = _table(250, 3)
    cells = [cell.text for cell in root.iter(f"{{{XHTML}}}td")]
    fit_tables(root)
    assert _shape(root) == [(99, 3), (99, 3), (54, 3)]
    assert [cell.text for cell in root.iter(f"{{{XHTML}}}td")] == cells
    assert [table.get("id") for table in root.findall(f"{{{XHTML}}}table")] == ["t", None, None]
    assert [table.get("class") for table in root.findall(f"{{{XHTML}}}table")] == ["k"] * 3
    assert len(list(root.iter(f"{{{XHTML}}}caption"))) == 1
    assert root[-1].tail == "après"


@pytest.mark.parametrize(
    "root",
    [
        _table(99, 10),
        _table(11, 11),
        _table(4, 12, cell='<td colspan="2">{r}.{c}</td>'),
        _table(4, 12, cell='<td><span role="doc-pagebreak" id="p{r}-{c}"/>{r}.{c}</td>'),
        _table(3, 12, cell="<td><table><tbody><tr><td>x</td></tr></tbody></table></td>"),
    ],
    ids=[
        "within the limits",
        "too wide both ways",
        "spans",
        "a printed page begins inside",
        "a table inside",
    ],
)
def test_what_fits_or_would_lose_something_stays(root: etree._Element) -> None:
    before = etree.tostring(root)
    fit_tables(root)
    assert etree.tostring(root) == before

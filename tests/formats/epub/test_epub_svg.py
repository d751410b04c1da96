"""SVG pictures, made harmless."""

import pytest

from bookbuild.formats.epub.svg import NotSvg, clean_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">'


def clean(inner: str) -> tuple[str, list[str]]:
    data, lost = clean_svg(f"{HEAD}{inner}</svg>".encode())
    text = data.decode()
    return text[text.index(">", text.index("<svg")) + 1 : -len("</svg>")], lost


@pytest.mark.parametrize(
    ("inner", "left", "lost"),
    [
        ("<script>alert(1)</script><path d='M0'/>", '<path d="M0"/>', ["script"]),
        ('<rect onclick="x()"/>', "<rect/>", ["onclick"]),
        ('<image xlink:href="https://x.example/a.png"/>', "<image/>", ["https://x.example/a.png"]),
        ('<use href="#a"/>', '<use href="#a"/>', []),
        ('<rect fill="url(#a)"/>', '<rect fill="url(#a)"/>', []),
        ('<rect fill="url(http://x)"/>', '<rect fill="none"/>', ["url(http://x)"]),
        ("<style>@import 'x.css'; a{}</style>", "<style> a{}</style>", ["@import 'x.css';"]),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
            "",
            ["foreignObject"],
        ),
        ('<a href="javascript:x()"><path/></a>', "<a><path/></a>", ["javascript:x()"]),
    ],
)
def test_nothing_runs_and_nothing_is_fetched(inner: str, left: str, lost: list[str]) -> None:
    assert clean(inner) == (left, lost)


def test_a_drawing_programs_own_data_goes_unmentioned() -> None:
    noise = '<i:x xmlns:i="http://www.inkscape.org/n"><i:y/></i:x><!-- c -->'
    noise += '<g xmlns:i="http://www.inkscape.org/n" i:z="1"/>'
    assert clean(noise) == ("<g/>", [])


def test_an_entity_is_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    )
    assert b"aaaa" not in clean_svg(bomb)[0]


@pytest.mark.parametrize("data", [b"<svg", b"<html/>", b""])
def test_what_is_no_svg_is_refused(data: bytes) -> None:
    with pytest.raises(NotSvg):
        clean_svg(data)

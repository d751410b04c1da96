"""What can be wrong with the file, its metadata, its cover, its contents and page numbers."""

from tests.preflight.kindle.clean_epub import (
    CONTENTS,
    COVER,
    NAV,
    NCX,
    ONE,
    OPF,
    TWO,
    Example,
    Zip,
    after,
    body,
    jpeg,
    put,
    swap,
)

_MANY = "".join(
    f'<item id="m{n}" href="one.xhtml?{n}" media-type="application/xhtml+xml"/>' for n in range(300)
)
_ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="%s"/>
<CipherData><CipherReference URI="%s"/></CipherData></EncryptedData></encryption>"""
_COVER_LAND = '<nav epub:type="landmarks"><ol>'
_PAGE_LIST = NAV, '<nav epub:type="page-list"><ol>'
_NCX_LAST = '<navPoint id="n3" playOrder="3"><navLabel><text>La carte</text></navLabel>'
_EXIF = b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"

PACKAGE = (
    Example("K-PKG-1", ("KI010",), (), limits=(("LARGEST_EPUB_BYTES", 1000),)),
    Example("K-PKG-2", ("KI011",), (put("EPUB/long.xhtml", b" " * 30 * 1024 * 1024, "application/xhtml+xml"),)),
    Example("K-PKG-3", ("KI001",), (), limits=(("MOST_PAGES", 3),)),
    Example("K-PKG-5", ("KI012",), (put("META-INF/encryption.xml", (_ENCRYPTION % ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", ONE)).encode()),)),
    Example("K-PKG-5", ("KI012",), (put("META-INF/encryption.xml", (_ENCRYPTION % ("http://www.idpf.org/2008/embedding", "EPUB/face.ttf")).encode()),)),
    Example("K-PKG-6", ("KI013",), (), Zip(mimetype_first=False)),
    Example("K-PKG-6", ("KI013",), (), Zip(mimetype_stored=False)),
    Example("K-PKG-6", ("KI013",), (), Zip(extra=b"UT\x05\x00\x03\x00\x00\x00\x00")),
    Example("K-PKG-6", ("KI013",), (), Zip(said=b"application/epub+zip\n")),
    Example("K-S2K-8/9", ("KI014",), (), limits=(("MAIL_BYTES", 1000),)),
    Example("K-S2K-8/9", ("KI014",), (), limits=(("WEB_BYTES", 1000), ("MAIL_BYTES", 10))),
    Example("K-META-1", ("KI015",), (swap(OPF, "<dc:language>fr</dc:language>", ""),)),
    Example("K-META-1", ("KI015",), (swap(OPF, ">urn:isbn:9791099999917<", "> <"), swap(NCX, "urn:isbn:9791099999917", ""))),
    Example("K-META-2", ("KI016",), (swap(OPF, ">fr<", ">fr_FR<"),)),
    Example("K-META-2", ("KI016",), (swap(OPF, ">fr<", ">French<"),)),
    Example("K-S2K-4", ("KI016",), (swap(OPF, ">fr<", ">C<"),)),
    Example("K-META-3", ("KI017",), (swap(OPF, ">fr<", ">mt<"),)),
    Example("K-META-4", ("KI018",), (swap(OPF, 'unique-identifier="id"', 'unique-identifier="no"'),)),
    Example("K-NAV-14", ("KI019",), (swap(NCX, "urn:isbn:9791099999917", "urn:uuid:1"),)),
    Example("K-META-5", ("KI020",), (swap(OPF, '<spine toc="ncx">', '<spine toc="ncx" page-progression-direction="rtl">'),)),
    Example("K-META-6", ("KI021",), (swap(OPF, ">Salomé Vasseur<", "> <"),)),
    Example("K-META-6", ("KI021",), (swap(OPF, ">Salomé Vasseur<", "> Salomé Vasseur<"),)),
    Example("K-META-6", ("KI021",), (swap(OPF, ">2026-11-16<", ">novembre 2026<"),)),
    Example("K-META-6", ("KI021",), (after(OPF, "Une enquête</dc:title>", '<meta property="title-type" refines="#t2">main</meta>'),)),
    Example("K-META-7", ("KI022",), (after(OPF, "9791099999917</dc:identifier>", "<dc:identifier>B0ABCDEFGH</dc:identifier>"),)),
    Example("K-META-7", ("KI022",), (swap(OPF, "isbn:9791099999900", "isbn:9791099999917"),)),
    Example("K-META-8", ("KI023",), (after(OPF, "</dc:date>", "<x-metadata/>"),)),
)  # fmt: skip
COVERS = (
    Example("K-COV-1", ("KI024",), (swap(OPF, ' properties="cover-image"', ""), swap(OPF, '<meta name="cover" content="cover"/>', ""))),
    Example("K-COV-2", ("KI025",), (swap(OPF, '<meta name="cover" content="cover"/>', ""),)),
    Example("K-COV-2", ("KI025",), (swap(OPF, ' properties="cover-image"', ""),)),
    Example("K-COV-3", ("KI026",), (put(COVER, jpeg(480, 768)),)),
    Example("K-COV-4", ("KI027",), (put(COVER, jpeg(1000, 1600)),)),
    Example("K-COV-5", ("KI028",), (put(COVER, jpeg(1400, 2240)),)),
    Example("K-COV-6", ("KI028",), (put(COVER, jpeg(2560, 2560)),)),
    Example("K-COV-7", ("KI092",), (put(COVER, jpeg(1600, 2560) + b"\0" * 5 * 1024 * 1024),)),
    Example("K-COV-8", ("KI029",), (put("EPUB/cover.xhtml", b""), lambda files: files.update({"EPUB/cover.xhtml": files[ONE].split(b"<h1>")[0] + b'<div><img src="cover.jpg" alt="Couverture"/></div></body></html>'}), after(OPF, "<manifest>", '<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>'), after(OPF, '<spine toc="ncx">', '<itemref idref="c"/>'))),
    Example("K-COV-9", ("KI030",), (put(COVER, jpeg(1600, 2560, "CMYK")),)),
    Example("K-COV-9", ("KI030",), (lambda files: files.update({COVER: _EXIF + files[COVER][2:]}),)),
)  # fmt: skip
NAVIGATION = (
    Example("K-NAV-1", ("KI031", "KI032", "KI039", "KI040", "KI046"), (
        swap(OPF, ' properties="nav"', ""), swap(OPF, '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', ""), swap(OPF, ' toc="ncx"', ""),
    )),
    Example("K-NAV-2", ("KI032",), (swap(OPF, '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', ""), swap(OPF, ' toc="ncx"', ""))),
    Example("K-NAV-3", ("KI033",), (swap(OPF, ' toc="ncx"', ""),)),
    Example("K-NAV-4", ("KI034",), (swap(NAV, "La carte</a>", 'La carte</a><ol><li><a href="two.xhtml#carte">Le nord</a></li></ol>'),)),
    Example("K-NAV-4", ("KI034",), (swap(NCX, "two.xhtml#carte\"/>", 'two.xhtml#carte"/><navPoint id="n4" playOrder="4"><navLabel><text>Le nord</text></navLabel><content src="two.xhtml#carte"/></navPoint>'),)),
    Example("K-NAV-5", ("KI035",), (swap(NAV, '<li><a href="one.xhtml">Un</a></li>', ""), after(NAV, "</ol></li>", '<li><a href="one.xhtml">Un</a></li>'))),
    Example("K-NAV-5", ("KI035",), (swap(NCX, 'playOrder="3"', 'playOrder="7"'),)),
    Example("K-NAV-6", ("KI036",), (swap(NAV, ">Deux<", "> <"),)),
    Example("K-NAV-6", ("KI036",), (swap(NCX, "<text>Deux<", "<text><"),)),
    Example("K-NAV-7", ("KI037",), (swap(NAV, ">Deux<", ">Deux ..... 12<"),)),
    Example("K-NAV-8", ("KI038",), (swap(CONTENTS, "<h1>Sommaire</h1>", "<h1>Sommaire</h1><table><tr><th>Un</th></tr></table>"),)),
    Example("K-NAV-9", ("KI039",), (swap(NAV, '<li><a epub:type="toc" href="contents.xhtml">Sommaire</a></li>', ""),)),
    Example("K-NAV-10", ("KI040",), (swap(NAV, '<li><a epub:type="bodymatter" href="one.xhtml">Début</a></li>', ""),)),
    Example("K-NAV-11", ("KI041",), (swap(OPF, '<itemref idref="contents"/>', ""), after(OPF, '<itemref idref="two"/>', '<itemref idref="contents"/>'))),
    Example("K-NAV-12", ("KI042",), (
        swap(NAV, '<li><a epub:type="toc" href="contents.xhtml">Sommaire</a></li>', '<li><a epub:type="toc" href="nav.xhtml">Sommaire</a></li>'),
        swap(CONTENTS, ' epub:type="toc" role="doc-toc"', ""),
        *(step for n in range(6) for step in (
            lambda files, n=n: files.update({f"EPUB/x{n}.xhtml": files[TWO].replace(b' id="p2" epub:type="pagebreak" role="doc-pagebreak"', b"")}),
            after(OPF, "<manifest>", f'<item id="x{n}" href="x{n}.xhtml" media-type="application/xhtml+xml"/>'),
            after(OPF, '<itemref idref="two"/>', f'<itemref idref="x{n}"/>'),
        )),
    )),
    Example("K-NAV-13", ("KI043",), (swap(NAV, 'two.xhtml#carte">La', 'two.xhtml#plan">La'),)),
    Example("K-NAV-13", ("KI043",), (swap(NAV, 'two.xhtml#carte">La', 'trois.xhtml">La'),)),
    Example("K-S2K-5", ("KI043",), (swap(NCX, "two.xhtml#carte", "two.xhtml#plan"),)),
    Example("K-NAV-15", ("KI043",), (swap(NCX, "two.xhtml#carte", "https://example.org/carte"),)),
    Example("K-NAV-16", ("KI043",), (swap(NAV, '<li><a epub:type="bodymatter"', '<li><a epub:type="cover" href="cover.jpg">Couverture</a></li><li><a epub:type="bodymatter"'),)),
    Example("K-NAV-16", ("KI043",), (after(OPF, "</spine>", '<guide><reference type="cover" title="C" href="cover.jpg"/></guide>'),)),
    Example("K-PAGE-1", ("KI044",), (swap(NAV, '#p2">2<', '#p2">1<'),)),
    Example("K-PAGE-2", ("KI044",), (swap(NAV, '#p2">2<', '#p2">Page 2<'),)),
    Example("K-PAGE-3", ("KI044",), (swap(NAV, '"two.xhtml#p2"', '"one.xhtml#p1"'),)),
    Example("K-PAGE-4", ("KI045",), (swap(OPF, "<dc:source>urn:isbn:9791099999900</dc:source>", ""),)),
    Example("K-PAGE-5", ("KI043",), (swap(NAV, '"two.xhtml#p2"', '"two.xhtml#p9"'),)),
    Example("K-PAGE-6", ("KI046",), (swap(*_PAGE_LIST, '<nav epub:type="lot"><ol>'),)),
    Example("K-PAGE-7", ("KI047",), (body("<p>Sur ce point, voir page 12.</p>"),)),
    Example("K-PAGE-7", ("KI047",), (body('<section epub:type="index"><ul><li>Mairie, 12</li></ul></section>'),)),
)  # fmt: skip
EXAMPLES = (*PACKAGE, *COVERS, *NAVIGATION)

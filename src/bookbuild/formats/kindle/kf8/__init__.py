"""KF8, the format of an AZW3 file: a book for a Kindle that is cabled to a computer, made from an EPUB.

To learn the format, read the modules in this order; each says at its head how its part is laid out.

- `numbers`      numbers of variable width, and in base 32
- `palm`         the file: a Palm database of records
- `lz77`         how a record of text is compressed
- `archive`, `publication`, `protection`   the EPUB we start from
- `pages`        a page made ready: links, `aid`
- `maths`        formulas, which KF8 does not know
- `fragments`    how a page is cut, and where everything stands: positions
- `styles`, `flows`                        style sheets and drawings beside the text; FDST
- `images`, `resources`                    pictures and fonts
- `index`        INDX, TAGX and CNCX: all tables of the book
- `navigation`   contents and landmarks
- `trailing`, `records`                    the records of text
- `exth`, `header`                         record 0
- `assemble`     everything at its place
- `write`        the story: an EPUB in, an AZW3 out

The order of records is KindleGen's: record 0, text, padding, fragments, skeletons, guide, contents, resources, FDST,
FLIS, FCIS, end. HUFF compression, BOUNDARY (two books in one file), dictionaries and fixed layout are not written.
Amazon has published nothing about the format; the sources are the MobileRead wiki, files dumped byte for byte, and
what others have seen devices do. What no reader on a computer can prove is marked “a device” where it stands.
"""

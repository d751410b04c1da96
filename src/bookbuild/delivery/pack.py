"""A parcel put together in a folder of its own: files under the recipient's names, covers, texts, papers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bookbuild.book.order import slug
from bookbuild.delivery.papers import MANIFEST, SUMS, Packed, checksums, delivery_note, manifest, shop_texts
from bookbuild.delivery.plan import Parcel
from bookbuild.delivery.words import words_of
from bookbuild.design.image_limits import image_limits
from bookbuild.formats.epub.cover import front_jpeg


def pack(parcel: Parcel, folder: Path) -> list[Packed]:
    """Fill `folder`, which is made anew; gives the files in the order of the note. Raises ToolFailed when a cover
    can't be drawn.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    book, recipient = parcel.editions[0].book, parcel.recipient
    words = words_of(book.language)
    packed = [*_made(parcel, folder), *_covers(parcel, folder)]
    order = [text.edition.id for text in parcel.editions]
    packed.sort(key=lambda one: order.index(one.edition.id) if one.edition else len(order))
    if recipient.texts:
        path = folder / words.texts_file.format(name=slug(book.title))
        path.write_text(shop_texts(book, words), encoding="utf-8", newline="\n")
        packed.append(Packed(path, "texts", None))
    listed = [*packed, Packed(folder / MANIFEST, "manifest", None)]
    (folder / MANIFEST).write_text(manifest(book, recipient, packed), encoding="utf-8", newline="\n")
    note = folder / words.note_file
    note.write_text(delivery_note(book, recipient, listed, words), encoding="utf-8", newline="\n")
    sums = checksums([*(one.path for one in listed), note])
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    return packed


def _made(parcel: Parcel, folder: Path) -> Iterator[Packed]:
    for item in parcel.items:
        shutil.copyfile(item.artifact.path, folder / item.name)
        yield Packed(folder / item.name, item.artifact.kind, item.edition, item.artifact.about)


def _covers(parcel: Parcel, folder: Path) -> Iterator[Packed]:
    wish = parcel.recipient.cover
    for text in parcel.editions:
        if wish and text.edition.format in wish.formats:
            path = folder / wish.pattern.format(name=text.stem)
            path.write_bytes(front_jpeg(text, image_limits(wish.sizes)))
            yield Packed(path, "cover-image", text.edition)

"""The container: a Palm database, which is a head, a list of records, and the records.

Head of 78 bytes: name (32, padded with zeros), attributes and version (2 × u16), created, modified, saved, number of
modifications, two unused offsets (6 × u32), type and creator (`BOOK` `MOBI`), seed of record ids, unused (2 × u32),
number of records (u16). Then for each record its offset in the file and its id (2 × u32), and two zero bytes.
"""

import re
import struct
import unicodedata
from collections.abc import Sequence

MOST_RECORDS = 0xFFFF
_HEAD_BYTES, _ENTRY_BYTES = 78, 8


def palm_name(title: str) -> str:
    """The database's name: at most 31 ASCII letters, digits, hyphens and underscores.

    >>> palm_name("Le Dernier Kilomètre")
    'Le_Dernier_Kilometre'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_-]", "", re.sub(r"\s+", "_", plain))[:31] or "book"


def palm_database(name: str, records: Sequence[bytes], seconds: int) -> list[bytes]:
    """The file in pieces, to be written one after the other. `seconds` since 1970 dates it.

    Raises ValueError for more records than 16 bits count.
    """
    if len(records) > MOST_RECORDS:
        raise ValueError(f"{len(records)} records are more than a Palm database holds")
    head = name.encode("ascii").ljust(32, b"\0")
    head += struct.pack(">HHIIIIII", 0, 0, seconds, seconds, 0, 0, 0, 0)
    head += b"BOOKMOBI" + struct.pack(">IIH", 2 * len(records) - 1, 0, len(records))
    offset = _HEAD_BYTES + _ENTRY_BYTES * len(records) + 2
    entries = bytearray()
    for number, record in enumerate(records):
        entries += struct.pack(">II", offset, 2 * number)
        offset += len(record)
    return [head, bytes(entries), b"\0\0", *records]

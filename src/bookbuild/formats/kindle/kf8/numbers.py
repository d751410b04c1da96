"""The numbers of the format: of variable width in indices, in base 32 in links."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"

NULL = 0xFFFFFFFF
"""“There is none”, wherever 32 bits name a record, an offset or a size."""


def base32(number: int, width: int) -> str:
    """The number in base 32, upper case, with zeros before it: what `kindle:` links are written with.

    >>> base32(1000, 4)
    '00V8'
    """
    digits = ""
    while number:
        digits, number = _DIGITS[number & 31] + digits, number >> 5
    return digits.rjust(width, "0")


def forward(number: int) -> bytes:
    """Seven bits a byte, most significant first; the high bit marks the *last* byte.

    >>> forward(0x11111).hex()
    '042291'
    """
    out = [number & 0x7F | 0x80]
    while number > 0x7F:
        number >>= 7
        out.append(number & 0x7F)
    return bytes(reversed(out))


def backward(number: int) -> bytes:
    """The same seven bits a byte, made to be read from the end: the high bit marks the *first* byte.

    >>> backward(0x11111).hex()
    '842211'
    """
    out = [number & 0x7F]
    while number > 0x7F:
        number >>= 7
        out.append(number & 0x7F)
    out[-1] |= 0x80
    return bytes(reversed(out))

"""Pictures made small: a screenshot has few colours, so a palette of 256 shows it as well."""

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, TRUE_COLOUR, PALETTE = 8, 2, 3
COLOURS = 256
CHANNELS = 3
GUESSES: tuple[Callable[[int, int], int], ...] = (
    lambda _left, _up: 0,
    lambda left, _up: left,
    lambda _left, up: up,
    lambda left, up: (left + up) // 2,
)
PAETH = 4

Colour = bytes


def shrink(png: bytes) -> bytes:
    """Rewrite a PNG of true colour with the 256 colours that it has most of, or the nearest."""
    chunks = list(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[0][1][:10])
    assert (depth, kind) == (DEPTH, TRUE_COLOUR)
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    lines = list(_lines(zlib.decompress(packed), width * CHANNELS))
    pixels = [[line[at : at + CHANNELS] for at in range(0, len(line), CHANNELS)] for line in lines]
    counts = Counter(colour for line in pixels for colour in line)
    palette = [colour for colour, _ in counts.most_common(COLOURS)]
    index = {colour: _nearest(colour, palette) for colour in counts}
    body = b"".join(b"\0" + bytes(index[colour] for colour in line) for line in pixels)
    return SIGNATURE + b"".join(
        [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, DEPTH, PALETTE, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(body, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def _lines(raw: bytes, width: int) -> Iterator[bytes]:
    """Undo the filters of the PNG standard, chapter 9."""
    above = bytes(width)
    for start in range(0, len(raw), width + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + width], above)
        yield above


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    done = bytearray(CHANNELS + len(line))
    corner = bytes(CHANNELS) + above
    for at, value in enumerate(line):
        left, up, diagonal = done[at], above[at], corner[at]
        guess = _paeth(left, up, diagonal) if kind == PAETH else GUESSES[kind](left, up)
        done[at + CHANNELS] = (value + guess) & 0xFF
    return bytes(done[CHANNELS:])


def _paeth(left: int, up: int, diagonal: int) -> int:
    both = left + up - diagonal
    return min((left, up, diagonal), key=lambda one: abs(both - one))


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    def distance(at: int) -> int:
        return sum((mine - other) ** 2 for mine, other in zip(colour, palette[at], strict=True))

    return min(range(len(palette)), key=distance)

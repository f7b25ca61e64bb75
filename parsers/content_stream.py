"""What a PDF page's content stream says of text, told from its drawing by one pattern (ISO 32000-1, 7.2 and annex A).

pdfminer takes such a stream apart letter by letter and asks what each thing means; three pages took a third of the
reading of minutes of 150. Here what draws lines, colours and marks is passed over without a look. Only the forms that
programs print are known: for any other `text_operations` gives None, and the stream is pdfminer's to read.
"""

from __future__ import annotations

import re

Operation = tuple[str, tuple[int | float | bytes | str | list[int | float | bytes], ...]]
"""An operator and its operands: numbers, strings, names as str, the array of a TJ."""

_END = rb"(?=[\s\[(</]|\Z)"
_NUMBER = rb"[+-]?(?:[0-9]{1,20}+(?:\.[0-9]{0,20}+)?|\.[0-9]{1,20}+)(?=[\s\[\]()<>/]|\Z)"
_NUMBERS = rb"(?:" + _NUMBER + rb"\s*+)*+"
_NAME = rb"/[^\s#/%\[\]()<>{}\0\x80-\xff]++"
_STRING = rb"\((?:[^()\\]++|\\[^4-7])*+\)"  # no "\400" and above, at which pdfminer gives up
_HEX = rb"<[0-9a-fA-F\s]*+>"
_TEXT = rb"(?:" + _STRING + rb"|" + _HEX + rb")"

# Path, colour, line, clip, shading, state, text's colour and mode; then what takes a name; marked content; dashes.
_DRAWING = (
    rb"(?:" + _NUMBERS + rb"(?:" + _NAME + rb"\s++)?"
    rb"(?:re|ri|rg|RG|scn|SCN|sc|SC|cs|CS|sh|gs|f\*|B\*|b\*|W\*|Tr|ET|EMC|BMC|[wJjMimlcvyhSsfFBbnWGgKk])"
    + _END
    + rb"\s*+"
    rb"|" + _NAME + rb"\s*+(?:" + _NAME + rb"|<<(?:[^<>()%]++|" + _TEXT + rb")*+>>)\s*+BDC" + _END + rb"\s*+"
    rb"|\[(?:\s++|" + _NUMBER + rb")*+\]\s*+" + _NUMBER + rb"\s++d" + _END + rb"\s*+)++"
)
_OPERATION = re.compile(
    rb"\s*+(?:(?P<drawing>" + _DRAWING + rb")"
    rb"|(?P<numbers>" + _NUMBERS + rb")(?P<placing>Td|TD|Tm|T\*|cm|Tc|Tw|Tz|TL|Ts|BT|q|Q)" + _END + rb""
    rb"|\[(?P<array>(?:\s++|" + _NUMBER + rb"|" + _TEXT + rb")*+)\]\s*+TJ" + _END + rb""
    rb"|(?P<string>" + _TEXT + rb")\s*+(?P<showing>Tj|')" + _END + rb""
    rb"|(?P<font>" + _NAME + rb")\s++(?P<size>" + _NUMBER + rb")\s++Tf" + _END + rb""
    rb"|(?P<object>" + _NAME + rb")\s++Do" + _END + rb""
    rb"|(?P<unknown>\S))"
)
_ITEM = re.compile(rb"(" + _TEXT + rb")|(" + _NUMBER + rb")")
_OPERANDS = {
    **dict.fromkeys((b"Tm", b"cm"), 6),
    **dict.fromkeys((b"Td", b"TD"), 2),
    **dict.fromkeys((b"Tc", b"Tw", b"Tz", b"TL", b"Ts"), 1),
    **dict.fromkeys((b"T*", b"BT", b"q", b"Q"), 0),
}
_ESCAPED = re.compile(rb"\\(?:([0-3][0-7]{0,2})|(\r\n)|(.))", re.DOTALL)
_MEANT = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}


class _Odd(Exception):
    """The stream is to be read with care."""


def text_operations(content: bytes) -> list[Operation] | None:
    """The operators that place, space and show text, in order, with their operands. None for a stream that must be read
    with care: it holds a picture, a dictionary in a dictionary, a parenthesis in a string, a comment, or nonsense.
    """
    strings: dict[bytes, bytes] = {}  # most are a letter or two between two numbers, and come again
    try:
        found = _OPERATION.finditer(content.rstrip())  # the pattern would look at each blank of a tail from each before
        return [_operation(match, strings) for match in found if match.lastgroup != "drawing"]
    except _Odd:
        return None


def _operation(match: re.Match[bytes], strings: dict[bytes, bytes]) -> Operation:
    kind = match.lastgroup
    if kind == "placing":
        operator, numbers = match["placing"], match["numbers"].split()
        if len(numbers) == _OPERANDS[operator]:
            return operator.decode(), tuple(map(_number, numbers))
    elif kind == "array":
        items = _ITEM.findall(match["array"])
        return "TJ", ([_number(number) if number else _string(text, strings) for text, number in items],)
    elif kind == "showing":
        return match["showing"].decode(), (_string(match["string"], strings),)
    elif kind == "size":
        return "Tf", (_name(match["font"]), _number(match["size"]))
    elif kind == "object":
        return "Do", (_name(match["object"]),)
    raise _Odd


def _number(digits: bytes) -> int | float:
    return float(digits) if b"." in digits else int(digits)


def _name(written: bytes) -> str:
    return written[1:].decode("ascii")


def _string(written: bytes, known: dict[bytes, bytes]) -> bytes:
    if written not in known:
        known[written] = _hex(written) if written[:1] == b"<" else _ESCAPED.sub(_meant, written[1:-1])
    return known[written]


def _hex(written: bytes) -> bytes:
    digits = b"".join(written[1:-1].split())
    if len(digits) % 2:
        raise _Odd
    return bytes.fromhex(digits.decode("ascii"))


def _meant(escaped: re.Match[bytes]) -> bytes:
    octal, letter = escaped[1], escaped[3]
    return bytes((int(octal, 8),)) if octal else _MEANT.get(letter, b"")  # pdfminer drops any other letter too

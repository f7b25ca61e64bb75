"""Authentication-Results headers (RFC 8601): what a mail server found out about the sender, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.mail import AuthenticationResult

HEADER = "authentication-results"
MAX_RESULTS = 200

_TOKEN = re.compile(r'(?P<space>\s+)|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<mark>[;=()])|(?P<word>(?:[^\s;="()\\]|\\.)+)|.')


class _Malformed(Exception):
    """Quotes or comments do not end: nothing after them can be told apart from what a sender wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    text: str
    mark: bool  # one of ; = outside of quotes
    spaced: bool  # white space or a comment stands before it


def parse_authentication(headers: Sequence[tuple[str, str]]) -> tuple[AuthenticationResult, ...]:
    """Every result of every Authentication-Results header, from the top; `headers` as (lower-case name, raw value).

    Never raises. A header whose quotes or comments do not end, or of another version than 1, gives nothing; one that
    ends a method in an unknown way gives its other methods. See `_trusted` for what `trusted_place` means.
    """
    results: list[AuthenticationResult] = []
    trusted_group: dict[str, int] = {}
    for index, (name, value) in enumerate(headers):
        if name != HEADER:
            continue
        try:
            server, methods = _parse(value)
        except _Malformed:
            continue
        trusted = _trusted(headers, index, server, trusted_group)
        for method, result, properties in methods:
            results.append(
                AuthenticationResult(
                    authserv_id=server,
                    method=method,
                    result=result,
                    properties=properties,
                    trusted_place=trusted,
                )
            )
    return tuple(results[:MAX_RESULTS])


def _trusted(headers: Sequence[tuple[str, str]], index: int, server: str, groups: dict[str, int]) -> bool:
    """Whether the header at `index` was written by `server` after that server had taken the mail in.

    A server puts its headers on top of what came. So the header must stand above the first Received line that names
    the server ("by mx.ksl.se"), or, when none does, above every Received line; and of several such groups with Received
    lines between them only the topmost counts, for what lies below may have come with the mail, Received line and all.
    Anything that could be a "by" is taken for one, inside comments too: it can only lower the trust.
    """
    if not server:
        return False
    received = [i for i, (name, _) in enumerate(headers) if name == "received"]
    by_server = re.compile(r"\bby\s+" + re.escape(server) + r"(?![\w.-])", re.IGNORECASE)
    naming = [i for i in received if by_server.search(headers[i][1])]
    limit = (naming or received or [len(headers)])[0]
    if index > limit:
        return False
    group = sum(i < index for i in received)
    return groups.setdefault(server, group) == group


def _parse(value: str) -> tuple[str, list[tuple[str, str, tuple[tuple[str, str], ...]]]]:
    segments = _segments(value)
    head = segments[0]
    # Exchange Online leaves out the server's name: its first segment is a method, and nobody's word.
    nameless = len(head) > 1 and head[1].mark
    server = "" if nameless or not head else head[0].text.lower()
    if not nameless and len(head) > 1 and head[1].text != "1":
        return server, []  # RFC 8601, 2.2: results of an unknown version must be ignored
    methods = (_method(segment) for segment in (segments if nameless else segments[1:]))
    return server, [method for method in methods if method]


def _segments(value: str) -> list[list[_Token]]:
    """The header's tokens, comments dropped, split at semicolons."""
    segments: list[list[_Token]] = [[]]
    depth = 0
    spaced = False
    for match in _TOKEN.finditer(value):
        kind, text = match.lastgroup, match[0]
        if kind is None:
            raise _Malformed
        if depth or text in {"(", ")"} or kind == "space":
            # Quotes mean nothing inside a comment, so a quoted string there is searched for parentheses.
            unescaped = re.sub(r"\\.", "", text)
            depth += unescaped.count("(") - unescaped.count(")")
            if depth < 0:
                raise _Malformed
            spaced = True
            continue
        if text == ";":
            segments.append([])
        elif kind == "quoted":
            segments[-1].append(_Token(text=re.sub(r"\\(.)", r"\1", text[1:-1]), mark=False, spaced=spaced))
        else:
            segments[-1].append(_Token(text=text, mark=kind == "mark", spaced=spaced))
        spaced = False
    if depth:
        raise _Malformed
    return segments


def _method(segment: list[_Token]) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """One "method=result reason=... ptype.property=value ..." as (method, result, properties)."""
    pairs = _pairs(segment)
    if not pairs:
        return None
    (method, result), *rest = pairs
    properties = tuple((name.lower(), value) for name, value in rest)
    return method.partition("/")[0].lower(), result.lower(), properties


def _pairs(segment: list[_Token]) -> list[tuple[str, str]]:
    """name=value pairs. A value runs to the next white space; "smtp.mailfrom=" of a bounce has none."""
    pairs: list[tuple[str, str]] = []
    position = 0
    while position + 1 < len(segment):
        name, equals = segment[position], segment[position + 1]
        if name.mark or not equals.mark:
            position += 1
            if not pairs:
                return []  # the method itself is not readable
            continue
        position += 2
        value: list[str] = []
        next_is_name = position + 1 < len(segment) and segment[position + 1].mark and segment[position].spaced
        while position < len(segment) and not next_is_name and (not value or not segment[position].spaced):
            value.append(segment[position].text)
            position += 1
        pairs.append((name.text, "".join(value)))
    return pairs

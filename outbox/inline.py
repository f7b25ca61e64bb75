"""The only door to css-inline: the style of a mail written into its elements, where every client reads it."""

from __future__ import annotations

import re

from css_inline import CSSInliner, InlineError

_INLINER = CSSInliner(load_remote_stylesheets=False, resolve_css_variables=True)

# Outlook draws with Word, which now and then drops the ground of a cell that has no attribute for it.
_GROUND = re.compile(r'<(?:td|th|table|body)\b(?=[^>]*?style="[^"]*?background-color: ?(#[0-9a-f]{6})\b)')


def inline(html: str) -> str:
    """`html` with the rules of its style elements as style attributes; what is marked data-css-inline="keep" stays.

    Nothing is fetched. ValueError when the style cannot be read.
    """
    try:
        done = _INLINER.inline(html)
    except InlineError as error:
        raise ValueError(f"stilmallen kan inte läsas: {error}") from error
    return _GROUND.sub(lambda found: f'{found[0]} bgcolor="{found[1]}"', done)

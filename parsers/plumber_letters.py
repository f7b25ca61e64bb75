"""The letters of a PDF's page as pdfplumber describes them, as far as its `extract_words` looks at them.

pdfplumber's own `page.chars` makes twenty values of each letter, and every line and curve of the page, at ten times the
cost. The words are the same to the last digit, which a test holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.utils import apply_matrix_rect

from parsers.content_stream import text_operations

Letter = dict[str, Any]

_METHODS = {"T*": "do_T_a", "'": "do__q"}


def letters_of(page: Any) -> list[Letter]:
    """The letters of a pdfplumber page in the order in which they are printed. Raises whatever pdfminer raises."""
    device = _Letters(page)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.found


class _Interpreter(PDFPageInterpreter):
    """Looks at nothing but text, where a page is written as programs write it; else does as pdfminer does."""

    def execute(self, streams: Sequence[object]) -> None:
        contents = [stream_value(stream) for stream in streams]
        numbers = {stream.objid for stream in contents}
        read = [text_operations(stream.get_data()) for stream in contents]
        operations = [operation for operation in read if operation is not None]
        if len(operations) < len(read) or None in numbers or numbers & self.parent_stream_ids:
            super().execute(streams)
            return
        self.stream_ids = {number for number in numbers if number is not None}
        for operator, operands in chain.from_iterable(operations):
            getattr(self, _METHODS.get(operator) or f"do_{operator}")(*operands)


class _Letters(PDFLayoutAnalyzer):
    """Takes letters, and nothing else."""

    def __init__(self, page: Any) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
        self.found: list[Letter] = []
        self._left, self._top = page.mediabox[:2]
        self._height = page.height
        self._glyphs: dict[Any, dict[int, tuple[str, float]]] = {}  # of each font: text and width

    def begin_figure(self, *_: Any) -> None:  # a figure's letters count as the page's
        pass

    def end_figure(self, *_: Any) -> None:
        pass

    def paint_path(self, *_: Any) -> None:
        pass

    def render_image(self, *_: Any) -> None:
        pass

    def end_page(self, page: Any) -> None:
        pass

    def render_string_horizontal(  # the way of pdfminer.pdfdevice.PDFTextDevice
        self,
        seq: Any,
        matrix: Any,
        pos: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        *state: Any,
    ) -> Any:
        a, b, c, d, e, f = matrix
        if b or c or min(a, d, scaling, fontsize) <= 0:  # turned, leaning or mirrored: letter by letter
            sizes = (fontsize, scaling, charspace, wordspace, rise, dxscale)
            return super().render_string_horizontal(seq, matrix, pos, font, *sizes, *state)
        x, y = pos
        line, low = y * d + f, font.get_descent() * fontsize + rise
        common = self._common(font, d * low + line, d * (low + fontsize) + line)
        spaced = False
        for item in seq:
            if isinstance(item, int | float):
                x -= item * dxscale
                spaced = True
                continue
            for cid in font.decode(item) if isinstance(item, bytes) else ():
                if spaced:
                    x += charspace
                text, width = self._glyph(font, cid)
                advance = width * fontsize * scaling
                x0, x1 = x * a + e, a * advance + (x * a + e)
                if advance < 0:
                    x0, x1 = x1, x0
                self.found.append({"text": text, "x0": x0 + self._left, "x1": x1 + self._left, **common})
                x += advance
                if cid == 32 and wordspace:
                    x += wordspace
                spaced = True
        return x, y

    def render_char(  # the way of pdfminer.layout.LTChar and pdfplumber.page.Page.process_object
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        *_: Any,
    ) -> float:
        text, width = self._glyph(font, cid)
        advance: float = width * fontsize * scaling
        vertical = font.is_vertical()
        if vertical:
            vx, vy = font.char_disp(cid)
            vx = fontsize * 0.5 if vx is None else vx * fontsize * 0.001
            vy = (1000 - vy) * fontsize * 0.001
            box = (-vx, vy + rise + advance, -vx + fontsize, vy + rise)
        else:
            descent = font.get_descent() * fontsize
            box = (0, descent + rise, advance, descent + rise + fontsize)
        a, b, c, d, _e, _f = matrix
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        letter = {"text": text, "x0": x0 + self._left, "x1": x1 + self._left, **self._common(font, y0, y1)}
        letter["upright"] = a * d * scaling > 0 and b * c <= 0
        if vertical:
            letter["size"] = x1 - x0
        self.found.append(letter)
        return advance

    def _glyph(self, font: Any, cid: int) -> tuple[str, float]:
        known = self._glyphs.setdefault(font, {})
        if cid not in known:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = self.handle_undefined_char(font, cid)
            known[cid] = text, font.char_width(cid)
        return known[cid]

    def _common(self, font: Any, y0: float, y1: float) -> Letter:
        """What upright letters on one height have in common."""
        top = (self._height - y1) + self._top
        bottom = (self._height - y0) + self._top
        return {
            "top": top,
            "bottom": bottom,
            "doctop": top,
            "upright": True,
            "size": y1 - y0,
            "fontname": font.fontname,
        }

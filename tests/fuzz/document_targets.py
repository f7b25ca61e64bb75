"""What a document says: its text, its lists, the operators that draw it."""

from __future__ import annotations

import datetime as dt

from domain.decision import Status
from domain.document import DocumentText, ReadingFailure
from parsers.content_stream import text_operations
from parsers.document_builder import Limits
from parsers.find_dates import find_dates, find_meeting_dates
from parsers.find_diarienummer import find_diarienummer
from parsers.find_recommendation import parse_number
from parsers.office import read_docx
from parsers.ruling import rule
from parsers.sections import split
from registrator.understand import understand_lone_document
from tests.fuzz.target import Target, is_clean, text, utf8
from tests.golden.office import word as w
from tests.golden.test_paragrafer import CASES, document_of, read_case
from tests.unit.registrator.test_understand import ADOPTS, EXTRACT, TextReader
from tests.unit.samples import CATALOGUE, document, whole

_LIMITS = Limits(max_pages=50, max_characters=100_000)
_PARAGRAFER = tuple(read_case(path)[1].encode() for path in CASES[::12])


def _words_of(raw: bytes) -> str:
    """As a reader gives it: no NUL and no lone surrogate (parsers.document_builder)."""
    return raw.decode("utf-8", "replace").replace("\0", "\ufffd")


def _dates(raw: bytes) -> None:
    words = _words_of(raw)
    for compact in (False, True):
        for found in find_dates(words, 0, len(words), compact=compact):
            assert 0 <= found.start < found.end <= len(words)
            assert isinstance(found.day, dt.date)
    made = document(*words.split("\f"))
    for page in made.pages:
        for evidence in find_meeting_dates(made, page):
            dt.date.fromisoformat(evidence.value)
            assert evidence.span and evidence.quote


def _diarienummer(raw: bytes) -> None:
    made = document(*_words_of(raw).split("\f"))
    for evidence in find_diarienummer(made, whole(made)):
        assert evidence.value.strip() and evidence.quote, evidence
        assert len(evidence.value) < 80 and not set(evidence.value) & set("\r\n\f"), evidence
        assert parse_number(evidence.value) is None or not evidence.value.upper().startswith("KSL"), evidence


def _paragraf(raw: bytes) -> None:
    """Sections cover the text in order without overlap, and each is ruled."""
    made = document_of(_words_of(raw))
    end = 0
    for section in split(made):
        assert end <= section.span.start <= section.span.end <= len(made.text)
        end = section.span.start
        for part in section.parts:
            assert section.span.start <= part.span.start <= part.span.end <= section.span.end
        ruling = rule(made, section, None)
        assert not ruling.quote_span or 0 <= ruling.quote_span.start <= ruling.quote_span.end <= len(made.text)


def _document(raw: bytes) -> None:
    result = understand_lone_document("x.txt", raw, catalogue=CATALOGUE, reader=_Replacing()).result
    assert result.status in {Status.REGISTERED, Status.FLAGGED}
    for decision in result.decisions:
        assert result.status is Status.FLAGGED or (decision.outcome and decision.recommendation), decision


class _Replacing(TextReader):
    def read(self, attachment, looking_for=()):  # type: ignore[no-untyped-def]
        return document(*_words_of(attachment.content).split("\f"))


def _content_stream(raw: bytes) -> None:
    for operator, operands in text_operations(raw) or ():
        assert operator.isprintable()
        assert all(isinstance(operand, int | float | bytes | str | list) for operand in operands)


def _numbering(raw: bytes) -> None:
    """`raw`: the definitions of a Word document's lists."""
    for part in ("numbering", "styles"):
        found = read_docx(
            w.docx(w.p("att anta", number=w.item(1, 0)) * 3, **{part: text(raw).encode("utf-8", "replace").decode()}),
            "0" * 64,
            _LIMITS,
        )
        assert isinstance(found, DocumentText | ReadingFailure)
        if isinstance(found, DocumentText):
            is_clean([found.text])
            assert len(found.text) < 2_000, "three short paragraphs"


_WORDS = utf8(
    *("§ ", "§§ 7-9", "§\u00a077", "Kommunstyrelsen beslutar", "att anta ", "avslå ", "Beslut\n", "Yrkanden\n", "\f"),
    *(
        "Reservation\n",
        "Ärendet återremitteras.",
        "KSL/15/0016-5",
        "KS/2015:238",
        "Dnr ",
        "2015-05-04",
        "den 4 maj 2015",
    ),
    *("-\n", "\u00ad", "\u2010", "\u00a0", "\ufeff", "İ", "ß", "ﬁ", "e\u0301", "1.", "a)", "• ", "(S)", "\u2028", "٤"),
)

TARGETS = (
    Target(
        name="dates",
        check=_dates,
        seeds=utf8(
            "Sammanträdesdatum 2015-05-04\nden 12 mars 2015, måndagen den 21 oktober 2019 kl. 18:02", "051013 12/5 2015"
        ),
        tokens=utf8(
            *("٤", "²", "O", "1 1", "-", "–", ".", "/", "den ", "mars", "år ", "20", "1900", "2099", "Plats och tid"),
            *("Justering", "\n", "Ankom", "3 1", "00", "99", "İ", "Sammanträdesdatum:", "\u2011"),
        ),
    ),
    Target(
        name="diarienummer",
        check=_diarienummer,
        seeds=utf8(
            "Dnr KS/2015:238\n(KFKS 2015/ / 215-170)\n329-384/2013 KS 07-409 024",
            "§ 7 KS-2018/451.181\n2015/KS 0011 001",
        ),
        tokens=utf8(
            "Dnr ", "KSL/15/0016-5", "K.S.L", "(", ")", "/", "-", ".", ":", " 001", "2015", "KS", "\n", "٤", "Ärendenr"
        ),
    ),
    Target(name="paragraf", check=_paragraf, seeds=_PARAGRAFER, tokens=_WORDS),
    Target(
        name="document",
        check=_document,
        seeds=(EXTRACT.format(decision=ADOPTS).encode(), *_PARAGRAFER[:5]),
        tokens=_WORDS,
    ),
    Target(
        name="content_stream",
        check=_content_stream,
        seeds=(
            b"q 1 0 0 -1 79 767 cm BT\n/F1 12. Tf 72 -700.5 Td [(Be\\163)-20.5<6c75>] TJ ET Q",
            b"/P <</M 0/A(x)>> BDC",
        ),
        tokens=(
            b"(",
            b")",
            b"<",
            b">",
            b"[",
            b"]",
            b"/",
            b"\\",
            b"%",
            b" Tj ",
            b" TJ ",
            b"-",
            b".",
            b"+",
            b"1e9",
            b"BI ID EI ",
        ),
    ),
    Target(
        name="numbering",
        check=_numbering,
        seeds=utf8(
            w.definition(0, w.level("%1.%2", "upperRoman"), w.level("%1.%2.", "lowerLetter", start=3)) + w.use(1, of=0),
            w.style("Normal", based_on="Normal", number=w.item(1, 0)) + w.style("Heading1", based_on="Normal"),
        ),
        tokens=utf8(
            *(
                "%1%2%3%4%5%6%7%8%9",
                "<w:numId w:val='1'/>",
                "w:val='-1'",
                "99999999999",
                "<w:start w:val='2147483648'/>",
            ),
            *(
                "<w:lvlRestart w:val='0'/>",
                "<w:abstractNum>",
                "</w:abstractNum>",
                "&lt;",
                "w:ilvl='99'",
                "<!--",
                "]]>",
                "&a;",
            ),
        ),
    ),
)

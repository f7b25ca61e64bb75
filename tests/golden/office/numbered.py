"""Minutes whose paragrafer and points are lists' numbers, which the file does not hold as text."""

from __future__ import annotations

from tests.golden.office import opendocument as o
from tests.golden.office import word as w

TITLE = "Överenskommelse om samverkan för en trygg, säker och störningsfri region"


def numbered() -> dict[str, bytes]:
    """By file name."""
    return {
        "numbered-paragrafer.docx": _paragrafer(),
        "numbered-by-style.docx": _by_style(),
        "numbered-levels.docx": _levels(),
        "numbered-bullets.docx": _bullets(),
        "numbered-revised.docx": _revised(),
        "numbered.odt": _opendocument(),
        "numbered-headings.odt": _headings(),
    }


def _paragrafer() -> bytes:
    """The paragraf goes on from one to the next; the points begin anew in each, as lists of their own."""
    numbering = (
        w.definition(0, w.level("§ %1", start=87, more='<w:suff w:val="space"/>'))
        + w.definition(1, w.level("%1."), w.level("%2)", "lowerLetter"))
        + w.use(1, of=0)
        + w.use(2, of=1)
        + w.use(3, of=1, starts={0: 1})
    )
    body = (
        w.p("Fastställande av dagordningen", number=w.item(1, 0))
        + w.p("Kommunstyrelsen beslutar")
        + w.p("att fastställa dagordningen, och", number=w.item(2, 0))
        + w.p("att lägga till", number=w.item(2, 0))
        + w.p("en fråga om belysning", number=w.item(2, 1))
        + w.p("en fråga om badet", number=w.item(2, 1))
        + w.p(TITLE, number=w.item(1, 0))
        + w.p("Kommunstyrelsen beslutar")
        + w.p("att anta överenskommelsen, KSL/15/0016-5, och", number=w.item(3, 0))
        + w.p("att underrätta KSL.", number=w.item(3, 0))
    )
    return w.docx(body, numbering=numbering)


def _by_style() -> bytes:
    """The usual template: a heading's style bears the number; a list style stands between; one heading has none."""
    numbering = (
        w.definition(
            4,
            w.level("%1", "upperRoman", more='<w:pStyle w:val="Avdelning"/>'),
            w.level("KS § %2", start=31, more='<w:lvlRestart w:val="0"/><w:pStyle w:val="Paragraf"/>'),
            more='<w:styleLink w:val="Protokoll"/>',
        )
        + w.definition(5, more='<w:numStyleLink w:val="Protokoll"/>')
        + w.use(6, of=4)
        + w.use(7, of=5)
    )
    styles = (
        w.style("Protokoll", number=w.item(6), kind="numbering")
        + w.style("Avdelning", number=w.item(7))
        + w.style("Paragraf", number=w.item(7, 1))
        + w.style("Paragrafmindre", based_on="Paragraf")
    )
    body = (
        w.p("Inledande ärenden", style="Avdelning")
        + w.p("Val av justerare", style="Paragraf")
        + w.p("Beslutsärenden", style="Avdelning")
        + w.p(TITLE, style="Paragrafmindre")
        + w.p("Beslut", style="Paragraf", number=w.item(0))
        + w.p("Kommunstyrelsen beslutar att anta överenskommelsen.")
        + w.p("Anmälningsärenden", style="Paragraf")
    )
    return w.docx(body, numbering=numbering, styles=styles)


def _levels() -> bytes:
    numbering = (
        w.definition(
            0,
            w.level("%1", "upperRoman"),
            w.level("%1.%2", more="<w:isLgl/>"),
            w.level("%3)", "lowerRoman"),
            w.level("(%4)", "decimalZero", start=9),
        )
        + w.use(1, of=0)
        + w.use(2, of=0, starts={1: 5})
    )
    plan = ((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1), (2, 1), (1, 1))
    body = "".join(w.p(f"rad {row}", number=w.item(of, at)) for row, (of, at) in enumerate(plan, 1))
    return w.docx(body, numbering=numbering)


def _bullets() -> bytes:
    """A section sign in a symbol font is a small square: it begins no paragraf."""
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbering = w.definition(
        0,
        w.level("\uf0b7", "bullet", last='<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'),
        w.level("-", "bullet"),
        w.level("§", "bullet", last=wingdings),
    ) + w.use(1, of=0)
    rows = ("att anta överenskommelsen", "med verkan från årsskiftet", "4 personer utses")
    return w.docx(
        w.p("Beslut") + "".join(w.p(row, number=w.item(1, at)) for at, row in enumerate(rows)), numbering=numbering
    )


def _revised() -> bytes:
    """What is struck with its paragraph mark has no number; what a paragraph was before counts for nothing."""
    gone = '<w:rPr><w:del w:id="8" w:author="x"/></w:rPr>'
    before = f'<w:pPrChange w:id="9" w:author="x"><w:pPr>{w.item(1, 0)}</w:pPr></w:pPrChange>'
    body = (
        w.p("Mötets öppnande", number=w.item(1, 0))
        + w.p(w.deleted("Ett ärende som utgick"), number=w.item(1, 0), mark=gone)
        + w.p("Det här var en punkt förut.", mark=before)
        + w.p(w.r("Skriv rubriken här", w.HIDDEN), number=w.item(1, 0), mark="<w:rPr><w:vanish/></w:rPr>")
        + w.p(TITLE, number=w.item(1, 0))
    )
    return w.docx(body, numbering=w.definition(0, w.level("§%1", start=132)) + w.use(1, of=0))


def _opendocument() -> bytes:
    paragraf, points = (
        o.list_style("L1", o.number(1, prefix="§ ", start=64, after="space")),
        o.list_style("L2", o.number(1, suffix="."), o.number(2, "a", suffix=")"), o.number(3, shown=3)),
    )
    body = (
        o.items("L1", o.entry(o.p("Dagordning")), more='xml:id="list1"')
        + o.items("L2", o.entry(o.p("att fastställa den, och")), o.entry(o.p("att tillägga") + o.p("två frågor.")))
        + o.items("L1", o.entry(o.p(TITLE)), more='text:continue-list="list1"')
        + o.p("Kommunstyrelsen beslutar")
        + o.items(
            "L2",
            o.entry(o.p("att anta den")),
            o.entry(o.items("", o.entry(o.p("från 2016")), o.entry(o.items("", o.entry(o.p("den 1 januari")))))),
        )
        + o.items("L2", o.entry(o.p("att sända den.")), more='text:continue-numbering="true"')
        + o.items("L1", o.entry(o.p("Övrigt"), start=70), more='text:continue-list="list1"')
    )
    return o.odt(body, automatic=paragraf + points)


def _headings() -> bytes:
    """The outline's numbers, with the number that LibreOffice writes beside them for those who cannot count."""
    outline = (
        "<text:outline-style>"
        + o.outline_level(1, prefix="§ ", start=21)
        + o.outline_level(2, "", prefix="", shown=1)
        + "</text:outline-style>"
    )
    body = (
        o.h("<text:number>§ 21</text:number>Val av justerare")
        + o.h("Beslut", level=2)
        + o.p("Vera Granlund utses.")
        + o.h(TITLE)
        + o.h("Sammanträdets slut", more='text:is-list-header="true"')
    )
    return o.odt(body, common=outline)

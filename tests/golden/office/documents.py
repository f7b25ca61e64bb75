"""Protokollsutdrag as Word, OpenDocument, rtf, doc and web page; NAME.txt beside this file is their text."""

from __future__ import annotations

from tests.golden.office import opendocument as o
from tests.golden.office import word as w
from tests.golden.office.numbered import TITLE, numbered
from tests.unit.parsers.ole_bytes import word_97

RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fswiss\fcharset0 Arial;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1 Rubrik 1;}}{\info{\title Utdragsmall}{\author x}}"
    "\n"
)


def documents() -> dict[str, bytes]:
    """By file name."""
    return {
        "extract.docx": _extract(),
        "tracked.docx": _tracked(),
        "table-head.docx": _table_head(),
        "boxes-and-notes.docx": _boxes_and_notes(),
        "strict.docx": _strict(),
        "extract.odt": _extract_odt(),
        "tracked.odt": _tracked_odt(),
        "table-head.odt": _table_head_odt(),
        "extract.rtf": _extract_rtf(),
        "tracked.rtf": _tracked_rtf(),
        "table-head.rtf": _table_head_rtf(),
        "page.html": _page(),
        "word-page.html": _word_page(),
        "extract.doc": _old(),
        **numbered(),
    }


def _extract() -> bytes:
    body = (
        w.p("PROTOKOLLSUTDRAG", style="Rubrik1")
        + w.p("Sammanträdesdatum", "<w:r><w:tab/></w:r>", "2015-05-04")
        + w.p("§ 87", "<w:r><w:tab/></w:r>", "Dnr KS 2015/0231")
        + w.p(TITLE)
        + w.p("Beslut")
        + w.p("Kommunstyrelsen beslutar att anta överens\u00adkommelsen enligt KSL:s rekommendation KSL/15/0016-5.")
        + w.p("Justerat den ", w.field("DATE", "2015-05-11"))
    )
    header = w.p("Täby kommun") + w.p("Kommunstyrelsen")
    return w.docx(body, header1=header, header2=header, footer1=w.p("Sida ", w.field("PAGE", "1"), " av 1"))


def _tracked() -> bytes:
    body = w.p("§ 12 ", TITLE) + w.p(
        "Kommunfullmäktige beslutar ",
        w.moved("enhälligt "),
        w.deleted("avslå"),
        w.inserted("att anta"),
        " rekommendationen.",
    )
    hidden = w.p(w.r("Mallens anvisning: skriv avslås här", w.HIDDEN), "Ärendet justeras omedelbart.")
    return w.docx(body + hidden, comments=w.p("Ska det inte vara avslag?"))


def _table_head() -> bytes:
    head = w.table(("Organ", "Datum", "Paragraf"), ("Kommunstyrelsens arbetsutskott", "2015-04-28", "§ 77"))
    inner = w.control(w.p("Arbetsutskottet föreslår att kommunstyrelsen antar överenskommelsen."))
    return w.docx(w.p("Utdrag ur protokoll") + head + w.p("Förslag till beslut") + inner, main="document2")


def _boxes_and_notes() -> bytes:
    body = (
        w.p("Kommunstyrelsen beslutar ", w.text_box(w.p("Utdragsbestyrkande") + w.p("Kansliet")), "att anta den.")
        + w.p("Rekommendationen gäller från årsskiftet.")
        + w.p("Vid protokollet")
    )
    return w.docx(body, footnotes=w.p("KSL/15/0016-5."), endnotes=w.p("Beslutet sänds till KSL."))


def _strict() -> bytes:
    return w.docx(w.p("§ 5") + w.p("Nämnden beslutar att avstå från att anta rekommendationen."), strict=True)


def _extract_odt() -> bytes:
    body = (
        o.h("Protokollsutdrag")
        + o.p('Sammanträdesdatum<text:tab/>2015-05-04<text:s text:c="3"/>§ 31')
        + o.p(f"{TITLE}{o.footnote(1, 'KSL/15/0016-5, beslutad 2015-03-19.')} antas")
        + o.p(f"Kommunfullmäktige beslutar{o.frame('RÄTT UTDRAGET')} att anta den<text:line-break/>för egen del.")
    )
    return o.odt(body, header=o.p("Ekerö kommun"), footer=o.p("Sida 1"))


def _tracked_odt() -> bytes:
    return o.odt(
        o.tracked_deletion("beslutar att avslå rekommendationen")
        + o.p(f"§ 9 Kommunstyrelsen{o.comment('eller nämnden?')} beslutar att anta rekommendationen.")
    )


def _table_head_odt() -> bytes:
    return o.odt(o.table(("Datum", "2015-06-01"), ("Plats", "Kommunhuset")) + o.h("§ 40 Beslut") + o.p("Antas."))


def _rtf(body: str) -> bytes:
    letters = (c if ord(c) < 128 else f"\\'{c.encode('cp1252').hex()}" for c in body)
    return (RTF_HEAD + "".join(letters) + "}").encode("ascii")


def _extract_rtf() -> bytes:
    return _rtf(
        r"{\header \pard\plain Vaxholms stad\par}{\footer\pard\plain Sida {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        r"\pard\plain\s1\b PROTOKOLLSUTDRAG\b0\par \pard § 64\tab Dnr KS 2015/77\par "
        rf"{{\f1 {TITLE}}}\par Kommunstyrelsen beslutar\par {{\listtext 1.\tab}}att anta överens\-kommelsen\par "
        r"{\listtext 2.\tab}att uppdra åt kansliet att meddela KSL {\u8211 ?} senast 15 juni\par"
    )


def _tracked_rtf() -> bytes:
    return _rtf(
        r"\pard § 3\par Nämnden beslutar att {\deleted\revauthdel1 avslå }{\revised\revauth1 anta }rekommendationen."
        r"{\*\annotation\pard säkert?}{\v dold anvisning}\par"
    )


def _table_head_rtf() -> bytes:
    row = r"\trowd\cellx3000\cellx6000\pard\intbl {0}\cell {1}\cell\row "
    return _rtf(row.format("Datum", "2015-05-04") + row.format("Närvarande", "enligt bilaga") + r"\pard § 8 Antas.\par")


def _page() -> bytes:
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Mall</title><style>p {color: red}</style></head><body>"
        "<h1>Protokollsutdrag</h1><table><tr><th>Datum</th><td>2015-05-04</td></tr><tr><th>Paragraf</th><td>§&nbsp;21"
        "</td></tr></table><p>Kommunstyrelsen beslutar att <b>anta</b>\n rekommendationen&nbsp;KSL/15/0016-5.</p>"
        "<div style='display: none'>avslås</div><script>skriv('avslås')</script></body></html>"
    ).encode()


def _word_page() -> bytes:
    """What Word saves as a web page, in Windows-1252."""
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta http-equiv=Content-Type "
        'content="text/html; charset=windows-1252"><!--[if gte mso 9]><xml><o:Author>x</o:Author></xml><![endif]-->'
        "</head><body lang=SV><div class=WordSection1><p class=MsoNormal>Salems kommun<o:p></o:p></p>"
        "<p class=MsoNormal>§ 14 Nämnden beslutar <span style='mso-bidi:bold'>att anta överens&shy;kommelsen"
        "</span><br>för egen del.</p></div></body></html>"
    ).encode("cp1252")


def _old() -> bytes:
    text = (
        "PROTOKOLLSUTDRAG\rOrgan\x07Kommunstyrelsen\x07\x07Datum\x072015-05-04\x07\x07"
        "§ 87\rBeslutas att \x13 HYPERLINK \x14anta\x15 överens\x1fkommelsen.\r"
    )
    return word_97(text, headers="Sollentuna kommun\r")


def old_source() -> bytes:
    """What made/minutes.doc was made of, by LibreOffice 7.4: `soffice --convert-to "doc:MS Word 97"`."""
    numbering = w.definition(0, w.level("§ %1", start=87, more='<w:suff w:val="space"/>')) + w.use(1, of=0)
    head = w.table(("Organ", "Datum"), ("Kommunstyrelsen", "2015-05-04"))
    body = (
        w.p("PROTOKOLLSUTDRAG")
        + head
        + w.p("Val av justerare", number=w.item(1, 0))
        + w.p("Vera Granlund utses.")
        + w.p(TITLE, number=w.item(1, 0))
        + w.p("Beslut")
        + w.p(
            "Kommunstyrelsen beslutar ", w.deleted("avslå"), w.inserted("att anta"), " överenskommelsen, KSL/15/0016-5."
        )
        + w.p(w.r("Mallens anvisning: skriv avslås här", w.HIDDEN), "Ärendet justeras omedelbart.")
        + w.LETTERHEAD
    )
    return w.docx(body, numbering=numbering, header1=w.p("Täby kommun"), footer1=w.p("Sida ", w.field("PAGE", "1")))

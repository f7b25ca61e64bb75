"""What a person types into a field or writes into a file: questions, forms, the catalogue."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from domain.catalogue import Recommendation
from domain.decision import Decision
from domain.errors import ConfigError
from registrator.catalogue import catalogue_toml, load_catalogue
from review.answer_form import check, fields_of, sent_fields
from review.recommendation_form import checked, fields_sent
from storage.search_words import as_tsvector, for_fts5, for_tsquery, marked, searchable, snippet, terms
from tests.fakes import review_desk
from tests.fuzz.target import Target, is_clean, text, utf8
from tests.unit.review.test_answer_form import TODAY, flagged, read_of
from tests.unit.samples import CATALOGUE


def _search(raw: bytes) -> None:
    asked = text(raw)
    found = terms(asked)
    for term in found:
        assert term.words and all(word.isalnum() for word in term.words)
    assert not set(for_tsquery(found)) - set("()'<->:*& ") - {c for t in found for word in t.words for c in word}
    assert for_fts5(found).count('"') == 2 * len(found)
    shown = marked(asked, found)
    assert len("".join(piece.text for piece in shown)) <= 4 * len(asked) + 4
    snippet(asked, found)
    as_tsvector(searchable(asked))


def _catalogue(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "katalog.toml"
        path.write_bytes(raw)
        try:
            found = load_catalogue(path)
        except ConfigError as error:
            assert error.faults
            return
        path.write_text(catalogue_toml(found), "utf-8")
        assert load_catalogue(path) == found, "what is exported reads back"


def _answer_form(raw: bytes) -> None:
    one = flagged()
    form = dict(parse_qsl(text(raw), keep_blank_values=True, errors="surrogateescape"))
    fields = sent_fields({f"0-{name}": value for name, value in form.items()}, 0)
    found = check(fields, entry=one, catalogue=review_desk.CATALOGUE, read=read_of(one), today=TODAY)
    if isinstance(found, Decision):
        is_clean([str(found.paragraf), str(found.diarienummer)], lines=False)
        assert found.meeting_date is None or found.meeting_date <= TODAY
    else:
        assert found and all(found.values())


def _recommendation_form(raw: bytes) -> None:
    form = MultiDict(parse_qsl(text(raw), keep_blank_values=True, errors="surrogateescape"))
    catalogue = review_desk.CATALOGUE
    made, faults = checked(fields_sent(form), None, catalogue, "registrator@ksl.se")
    assert bool(made) != bool(faults)
    if made:
        is_clean([made.diarienummer, made.title, made.partner_name, *made.notify, *made.partner], lines=False)
        is_clean([made.terms])
        assert isinstance(made, Recommendation) and made.addressees


def _form(**fields: str) -> bytes:
    return "&".join(f"{name}={value}" for name, value in fields.items()).encode()


_ANSWER = _form(
    municipality="0184", recommendation="KSL/15/0016-5", outcome="adopted", final="ja", body="executive", paragraf="77",
    meeting_date="2015-05-04", diarienummer="KS/2015:91", document=fields_of(read_of(flagged())).document,
)  # fmt: skip
_NEW = _form(
    diarienummer="KSL/26/0001-2", title="Om samverkan", decided_on="2026-01-02", respond_by="2026-06-01",
    addressees="0184&addressees=0127", notify="a@solna.se", partner="b@c.se%0Ad@e.se", partner_name="Polisen",
    partner_pace="at_once", terms="om%0Asamverkan",
)  # fmt: skip
_ODD_VALUES = utf8(
    *("%00", "%0D%0A", "%ED%A0%80", "\u202e", "٣", "²", "§", "-1", "99999999999999999999", "2015-02-30", "0001-01-01"),
    *("20150504", "2015-W18-1", "=cmd", "&", "=", "%", "\u00a0", "<script>", "{{7*7}}", "'", '"', "0184", "a@b", "@"),
)

TARGETS = (
    Target(
        name="search",
        check=_search,
        seeds=utf8('trygg "region Stockholm" överens* KSL/15/0016-5', "Håbo § 77 2015-05-04"),
        tokens=utf8(
            '"',
            "*",
            "'",
            "\\",
            ":",
            "&",
            "|",
            "!",
            "<->",
            "(",
            ")",
            "NEAR",
            " OR ",
            "İ",
            "ß",
            "e\u0301",
            "٤",
            "²",
            "ﬁ",
            "_",
        ),
    ),
    Target(
        name="catalogue",
        check=_catalogue,
        seeds=(catalogue_toml(CATALOGUE).encode(),),
        tokens=(
            *(
                b'"',
                b"'''",
                b"\\u0000",
                b"\\ud800",
                b"\\",
                b"[[recommendation]]\n",
                b"[a]\n",
                b"= nan",
                b"= 9999-12-31",
                b"{}",
            ),
            *(
                b"= 0001-01-01",
                b'= ["0184", "0184"]',
                b"#",
                b"notify = ",
                b'"\\r\\n"',
                b"title = ",
                b"= 1e999",
                b"= true",
            ),
        ),
    ),
    Target(name="answer_form", check=_answer_form, seeds=(_ANSWER,), tokens=_ODD_VALUES),
    Target(name="recommendation_form", check=_recommendation_form, seeds=(_NEW,), tokens=_ODD_VALUES),
)

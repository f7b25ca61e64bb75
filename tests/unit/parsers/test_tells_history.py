"""What was asked for, told below the decision without a heading, is background; what limits the decision never is."""

from __future__ import annotations

import pytest

from domain.document import DocumentText
from domain.evidence import PartKind
from parsers.sections import split

ABOVE = (
    "Skogstads kommun   Protokollsutdrag\nKommunstyrelsen 2015-05-18\n\n"
    "§ 61 Överenskommelse om samverkan vid skyfall\n\n"
    "Beslut\nKommunstyrelsen antar överenskommelse om samverkan vid skyfall.\n\n"
)
HISTORY = (
    "Kommunförbundet Stockholms Läns styrelse beslutade den 19 mars 2015 att rekommendera medlemmarna att anta den."
)
BELOW = "\n\nKopia till\nKSL\n"


def decided(text: str) -> str:
    document = DocumentText(sha256="0" * 64, media_type="text/plain", text=text, pages=(), reader="test")
    (section,) = split(document)
    return " ".join(document.slice(p.span) for p in section.parts if p.kind is PartKind.DECISION)


def test_what_was_asked_for_is_background() -> None:
    assert "Kommunförbundet" not in decided(f"{ABOVE}{HISTORY} Syftet är ett likartat arbete i länet.{BELOW}")


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
@pytest.mark.parametrize(
    "limit",
    [
        "Kommunen ansluter sig från den 1 januari 2017.",
        "Anslutningen gäller till och med 2016.",
        "Kommunen reserverar sig mot punkt 3.",
        "Beslutet gäller under förutsättning att medel anslås.",
        "Ärendet överlämnas till kommunfullmäktige för avgörande.",
        "Ordföranden får i uppdrag att besluta om anslutningen.",
        "Avtalet med landstinget ska dock träffas dessförinnan.",
        "Kapitel 4 antas inte.",
        "Frågan bordläggs i övrigt.",
        "Staden åtar sig inga kostnader.",
    ],
)
def test_a_limit_below_the_history_stays_with_the_decision(limit: str, between: str) -> None:
    assert limit in decided(f"{ABOVE}{HISTORY}{between}{limit}{BELOW}")

"""Whole minutes of many pages with one paragraf that answers us, and others that look tempting; the same every time."""

from __future__ import annotations

import datetime as dt
import functools
import random
from typing import Any, Literal

from demo.samples.press import set_in_type

Place = Literal["start", "middle", "end"]

ANSWER_TITLE = "Överenskommelse om samverkan för en trygg, säker och störningsfri region"

# Each would be an answer, were it about what we recommended.
_TEMPTING = (
    (
        "Överenskommelse om samverkan kring skolskjuts",
        "## Kommunstyrelsens beslut\nKommunstyrelsen antar överenskommelsen om samverkan kring skolskjuts.\n\n"
        "## Bakgrund\nGrannkommunerna har förhandlat fram en överenskommelse om samverkan. ",
    ),
    (
        "Svar på rekommendation från SKL om öppna data",
        "## Kommunstyrelsens beslut\nKommunstyrelsen beslutar att anta rekommendationen från Sveriges Kommuner och "
        "Landsting.\n\n## Bakgrund\nSKL har rekommenderat kommunerna att publicera öppna data. ",
    ),
    (
        "Trygghet och säkerhet i kommunens centrum",
        "## Kommunstyrelsens beslut\nKommunstyrelsen avslår förslaget om en trygg och säker region.\n\n"
        "## Yrkanden\nEn ledamot yrkar bifall till förslaget.\n\n## Bakgrund\nTryggheten i centrum har mätts. ",
    ),
    (
        "Krisledningsplan för mandatperioden",
        "## Kommunstyrelsens beslut\nKommunstyrelsen antar krisledningsplanen.\n\n"
        "## Bakgrund\nPlanen bygger på det regionala arbetet, se även KSL/14/0119-8 om en tidigare avsiktsförklaring. ",
    ),
)
_ORDINARY = (
    *(
        "Detaljplan för kvarteret Granen",
        "Delårsrapport för årets första månader",
        "Försäljning av fastigheten Björken",
    ),
    *("Riktlinjer för representation", "Svar på medborgarförslag om hundrastgård", "Bidrag till föreningsdrivna bad"),
    *("Ny taxa för tillsyn enligt miljöbalken", "Val av ersättare", "Redovisning av delegationsbeslut"),
)
_NOUNS = (
    *("förvaltningen", "kommunens budget", "detaljplanen", "avfallstaxan", "skolans lokaler", "den nya förskolan"),
    *("gatubelysningen", "friluftsområdet", "bostadsförsörjningen", "näringslivets företrädare", "kollektivtrafiken"),
    *("länsstyrelsen", "fritidsgården", "äldreomsorgen", "upphandlingen", "markanvisningen", "gångbanan", "simhallen"),
)
_VERBS = (
    *("behöver ses över under", "har redovisats i samband med", "påverkas av", "bör samordnas med", "finansieras inom"),
    *("beskrivs närmare i underlaget till", "föreslås få ökade medel genom", "har prövats mot"),
)
_ENDS = (
    *("nästa år", "hösten enligt tidplanen", "de närmaste åren", "ramen för den fastställda budgeten"),
    *("det fortsatta arbetet", "kommande revidering", "den utredning som nämnden beställde 2014-11-24"),
)


@functools.cache
def long_minutes(
    *, paragrafer: int = 210, place: Place = "middle", layout: str = "ruled", padding: int = 0, tempting: bool = True
) -> bytes:
    """A PDF of about three quarters as many pages as paragrafer; about 150 by default.

    `padding` lengthens the paragraf before the answer by so many sentences, so that the answer can be moved over the
    end of a page. `tempting`: others adopt, decline and recommend in words like ours.
    """
    dice = random.Random(1)  # noqa: S311 - nothing secret: the same minutes every time
    at = {"start": 1, "middle": paragrafer // 2, "end": paragrafer - 1}[place]
    items = []
    for index in range(paragrafer):
        number = f"KS 2015/{200 + index}"
        item = {
            "paragraf": f"§ {60 + index}",
            "number": number,
            **_item(dice, index if tempting else 0, padding if index == at - 1 else 0),
        }
        items.append(_answer(dice, item) if index == at else item)
    facts: dict[str, Any] = {
        "layout": layout,
        "made_on": dt.date(2015, 6, 9),
        "municipality": "Haninge kommun",
        "kind": "Sammanträdesprotokoll",
        "body": "Kommunstyrelsen",
        "date": "2015-06-01",
        "first_page": 1,
        "last_page": paragrafer * 3 // 4,
        "address": "Haninge kommun | 136 81 Haninge | Rudsjöterrassen 2 | haningekommun@haninge.se",
        "arms": {"charge": "oak", "field": "#0f5d78", "metal": "#ffd166"},
        "item": items,
    }
    return set_in_type(facts)


def _item(dice: random.Random, index: int, padding: int) -> dict[str, str]:
    if index % 9 == 4:
        title, text = _TEMPTING[index // 9 % len(_TEMPTING)]
        return {"title": title, "text": text + _prose(dice, 10 + padding)}
    title = dice.choice(_ORDINARY)
    decision = dice.choice(
        ("Kommunstyrelsen antar förslaget.", "Ärendet återremitteras.", "Kommunstyrelsen avslår ansökan.")
    )
    background = "\n\n".join(_prose(dice, 7) for _ in range(3))
    return {
        "title": title,
        "text": f"## Kommunstyrelsens beslut\n{decision}\n\n## Bakgrund\n{background} {_prose(dice, padding)}\n\n"
        f"## Beslutsunderlag\n- Tjänsteutlåtande 2015-04-30\n- Protokoll från arbetsutskottet 2015-05-18, § {index}",
    }


def _answer(dice: random.Random, item: dict[str, str]) -> dict[str, str]:
    text = (
        f"## Ärendebeskrivning\n{_prose(dice, 12)}\n\n"
        "KSL:s styrelse har den 19 mars 2015, KSL/15/0016-5, rekommenderat "
        f"kommunerna att anta överenskommelsen.\n\n{_prose(dice, 10)}\n\n"
        "## Arbetsutskottets förslag\nKommunstyrelsen avslår överenskommelsen.\n\n"
        "## Kommunstyrelsens beslut\nKommunstyrelsen beslutar\n\n"
        f"1. att anta rekommendationen från KSL om {ANSWER_TITLE[0].lower()}{ANSWER_TITLE[1:]}, och\n\n"
        "2. att uppdra åt kommundirektören att utse en kontaktperson.\n\n"
        "## Expedieras\nKSL, säkerhetschefen"
    )
    return {**item, "title": ANSWER_TITLE, "text": text}


def _prose(dice: random.Random, sentences: int) -> str:
    made = (f"{dice.choice(_NOUNS)} {dice.choice(_VERBS)} {dice.choice(_ENDS)}" for _ in range(sentences))
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in made)

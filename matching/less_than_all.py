"""Known words that make the sentence that adopts less than an adoption of all: a part of it, a draft, an "if"."""

from __future__ import annotations

import re

# "antar överenskommelsen om KSL och kommunerna beslutar att anta den"
_IF = re.compile(
    r"\bom (?:ksl|storsthlm|kommunerna|länets|kommunen|staden|kommunfullmäktige|fullmäktige|kommunstyrelsen|den|det|de"
    r"|detta)\b[^.;]{0,80}\b(?:antar|antas|beslutar|godkänner|godkänns|ansluter|deltar|medverkar|\w*tecknar|bifaller"
    r"|ger)\b",
    re.I,
)
_PART_OF = re.compile(
    r"\b(?:(?:del|text)(?:en|er|erna|ar|arna)?\b|bilag|princip|målbild|avsnitt|kapit|punkt|riktlinje|inriktning"
    r"|andemening|syfte|inledning)\w*"
    r"(?: \d+)? (?:i|till|av|ur|med) (?:\w+ )?"
    r"(?:överenskommelsen|\w*avtalet|rekommendationen)\b",
    re.I,
)
# "godkänner förslaget för vidare beredning": what is adopted is only a draft
_AS_A_DRAFT = re.compile(
    r"\b(?:för|till|som underlag för|inför) (?:vidare|fortsatt|ytterligare|kommande) "
    r"(?:beredning|arbete|behandling|handläggning|utredning|bearbetning|dialog|förhandling)\w*",
    re.I,
)
_FROM_WHEN = re.compile(r"\bfrån (?:och med )?(?:det att|den (?:dag|dagen|tidpunkt) (?:då|som|när))\b", re.I)
# "den av arbetsutskottet föreslagna överenskommelsen" may be another text than the one recommended
_OF_OUR_OWN = re.compile(
    r"\b(?:den|det|de) av (?!ksl|storsthlm|kommunförbund|förbundsstyrelsen)[\w ]{3,60}? "
    r"(?:föreslagn|framtag|utarbeta|upprätta|framarbeta)\w*",
    re.I,
)

# Ordinary words behind the verb that make it hold for a part, from a day that others choose, or as something else
_OTHERWISE = re.compile(
    r"\bsom (?:ett|en) (?:\w+ )?(?:förslag|rekommendation|utgångspunkt|avsikt|målsättning|inriktning|vägledning"
    r"|viljeyttring)\b|\bvid (?:\w+ )?beslut (?:av|i|från)\b"
    r"|(?<!enlighet )\bmed (?:\w+ )?(?:\w+s|bilag[dt]|bifoga[dt]|ny) (?:egen |eget |egna )?(?:skrivelse|förslag"
    r"|bilaga|text|yttrande|lydelse)\w*"
    r"|\boch en ny \w+|\benligt (?:kommunens|stadens|bilag[dt]a?|bifoga[dt]e?) (?:egen |eget |egna )?"
    r"(?:skrivelse|yttrande|text|lydelse|version)\w*"
    r"|\b(?:för|inom|hos) (?!(?:kommun|stad)(?:en|ens|s)?\b)(?:\w*(?:förvaltning|kontor|kansli|avdelning|enhet"
    r"|nämnd)(?:en|et))\b"
    r"|\bdels (?:punkt|bilaga|avsnitt|del)\w*",
    re.I,
)
# "... och kommunfullmäktige fattar beslutet": of what the board adopts, the assembly has nothing more to do
_BY_ASSEMBLY = re.compile(
    r"\b(?:kommun)?fullmäktige (?:har(?! (?:den|tidigare|delegerat|gett))|ska|skall|fattar|tar|beslutar|antar"
    r"|godkänner|fastställer|avgör|prövar|ger)\b"
    r"|\b(?:är|följer|efter|vid|med) (?:kommun)?fullmäktiges\b|\b(?:till|av|hos"
    r"|i) (?:kommun)?fullmäktige\b(?! (?:den|\d))"
    r"|\bdelegation från (?:kommun)?fullmäktige\b",
    re.I,
)


def by_assembly(sentence: str) -> re.Match[str] | None:
    """The words by which a sentence of the board's own leaves it to fullmäktige, None when there are none."""
    return _BY_ASSEMBLY.search(sentence)


def less_than_all(sentence: str, after: int) -> re.Match[str] | None:
    """The words by which a sentence adopts less than the whole, None when there are none; `after` ends its verb."""
    found = (kind.search(sentence) for kind in (_PART_OF, _AS_A_DRAFT, _FROM_WHEN, _OF_OUR_OWN))
    return _IF.search(sentence, after) or _OTHERWISE.search(sentence, after) or next((m for m in found if m), None)

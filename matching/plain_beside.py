"""Words that are harmless in one kind of sentence beside an adoption, and would not be in another.

"Samtliga nämnder ska beakta principerna i sin verksamhet" asks the municipality's own to live by what was adopted.
Every other word of it must still be known: "i tillämpliga delar", "så långt möjligt", "utom socialnämnden" are not.
"""

from __future__ import annotations

import re

_LIVES_BY = re.compile(
    r"\b(?:uppman(?:as|ar|a)|åläggs?|ska|skall|bör|har|(?:i )?uppdrag(?:et)?|uppdra[rs]?|ansvarar för|svarar för)\s"
    r"[^.;]*?\b(?:beakta|följa|följs|införa|iaktta|tillämpa|tillämpas|använda|efterleva|implementera|utgå från"
    r"|verka för"
    r"|(?:arbeta|agera|planera) (?:efter|enligt|utifrån|i enlighet med)|leva upp till|sprida|genomföra|genomförs"
    r"|gälla (?:för|i))\b|\b(?:implementeras|införs|tillämpas|genomförs|följs|efterlevs|beaktas) (?:i|av|inom)\b",
    re.IGNORECASE,
)
_WORDS = """
samtliga alla berörda kommunala nämnder nämnderna nämnd nämnden styrelser styrelserna bolag bolagen kommunalförbund
förvaltningar förvaltningarna förvaltning kontor kontoren verksamhet verksamheten verksamheter verksamheterna chefer
direktör direktörer förvaltningschefer uppmanas uppmanar uppmana åläggs ålägger bör ansvarar svarar beakta iaktta
införa arbeta agera planera samverka samarbeta utgå efter utifrån verka använda efterleva implementera leva upp sprida
genomföra genomförs genomförande genomförandet tillämpas tillämpning efterlevs följs arbete arbetet ansvarsområde
ansvarsområden verksamhetsområde verksamhetsområden respektive fortsatta fortsatt planering planeringen upphandling
upphandlingar kännedom kommunkoncernen förankra innehållet åt implementeras införs beaktas nämnds bolags
"""
_LIVING = frozenset(_WORDS.split())
_BOARD = re.compile(r"\w*(?:nämnd|bolag|styrelse)(?:en|er|erna|et)?s?|\w+(?:chef|direktör)(?:en|er|erna)?")


# "brandchefen är kommunens kontaktperson"
_APPOINTS = re.compile(
    r"\b(?:kontaktperson|kontaktpersoner|representant|representanter|företrädare|kontakt)\b", re.IGNORECASE
)
_APPOINTED = "är blir ska utses vara kontaktperson kontaktpersoner representant representanter företrädare"
_APPOINTING = frozenset(_APPOINTED.split())
_OFFICER = re.compile(r"\w+(?:chef|direktör|samordnare|strateg|handläggare)(?:en)?s?")


def known_beside(sentence: str) -> frozenset[str]:
    """The further words that are known in this sentence; empty for one of no kind that is known."""
    living = _LIVING if _LIVES_BY.search(sentence) else frozenset()
    return living | _APPOINTING if _APPOINTS.search(sentence) else living


def is_one_of_ours(word: str, sentence: str) -> bool:
    """Whether this word (lower case) names a board or an officer of the municipality's own that is given something."""
    if _BOARD.fullmatch(word) and _LIVES_BY.search(sentence):
        return True
    return bool(_OFFICER.fullmatch(word) and _APPOINTS.search(sentence))

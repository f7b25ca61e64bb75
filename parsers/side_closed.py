"""Points beside a decision that close something: it is noted, laid to the files, answered, carried out, adjusted.

"Tidigare beslut i ärendet antecknas till protokollet", "KSL:s skrivelse är därmed besvarad", "Paragrafen justeras
omedelbart". What is closed may be many things, but never the agreement itself: "Samverkan anses fullgjord".
"""

from __future__ import annotations

import re

from parsers.folding import pattern
from parsers.side_tasks import SAYS_THAT
from parsers.side_words import AGREED, acts_on_it, holds_back

_CLOSING = pattern(
    r"(?:(?:det )?(?:noteras|antecknas|noterar|antecknar) att beslutet är enhälligt|beslutet (?:är|var"
    r"|fattades) enhälligt"
    r"|(?:med detta|därmed|härmed) är (?:uppdraget|ärendet|återremissen|motionen|remissen|skrivelsen) (?:slutfört"
    r"|avslutat|fullgjor[dt]|besvara[dt]|verkställd|slutbehandlat)"
    r"|delar (?:förvaltningens|kontorets|\w+kontorets|\w+förvaltningens|arbetsutskottets) bedömning"
    r"|(?:noterar?|antecknar?|godkänner|godkänna) (?P<seen>(?:redovisningen|informationen|rapporten|redogörelsen"
    r"|föredragningen)"
    r"[^.;:]{0,60}?)(?:,? och lägger (?:den|dem) till handlingarna)?"
    r"|(?P<bare>(?:redovisningen|informationen|rapporten|redogörelsen|remissvaren"
    r"|yttrandena)[^.;:]{0,60}?) (?:noteras|antecknas|godkänns)|(?P<what>(?:ksl:s )?[^.;:]{3,110}?) (?:noteras"
    r"|antecknas"
    r"|läggs|anses|förklaras|är|tas|har)(?: (?:därmed|härmed"
    r"|i övrigt|vara|med detta|således))*"
    r" (?:till (?:protokollet|handlingarna)|(?:som )?(?:fullgjor[dt]|slutfört?|besvara[dt]e?|avsluta[dt]e?"
    r"|verkställt?|slutbehandla[dt]e?"
    r"|färdigbehandla[dt]e?|genomförts?|till kännedom|omedelbart justera[dt])(?: (?:genom|med"
    r"|i och med) (?:detta beslut|detta|beslutet))?)"
    r"|(?:lägger?|noterar?|antecknar?)(?: även| också)? (?P<paper>[^.;:]{3,110}?) till (?:protokollet|handlingarna)"
    r"|ärendet (?:avslutas|är (?:därmed )?avslutat)(?: i och med (?:detta beslut|beslutet)| därmed| härmed)?"
    r"|(?:ordföranden )?(?:förklarar )?(?:paragrafen|ärendet|protokollet|punkten"
    r"|denna paragraf) (?:förklaras )?(?:omedelbart|genast|direkt) justera\w+"
    r"|(?:omedelbar )?justering(?:en)? (?:sker|ska ske)(?: omedelbart| vid (?:sammanträdet|dagens sammanträde|mötet))?"
    r"|(?:paragrafen|ärendet|protokollet|punkten|beslutet)(?: (?:ska|skall))? justeras? (?:omedelbart|genast|direkt))"
)
_OWN_DOUBTS = pattern(
    r"\b(?:kommunens|stadens|kommunstyrelsens) (?:\w+ )?(?:yttrande|svar|bedömning|uppfattning|mening)\w*"
)

_AGREEMENT = pattern(
    rf"^(?:kommunens |stadens )?(?:{AGREED}|deltagande\w*|anslutning\w*|samverkan|samarbete\w*|medverkan"
    rf"|åtagande\w*|avtal\w*)$"
)


def is_closed(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) does no more than close a matter or a paper."""
    found = _CLOSING.fullmatch(words)
    return found is not None and _is_no_more(found)


def _is_no_more(found: re.Match[str]) -> bool:
    what = next((found.group(name) for name in ("what", "paper", "bare", "seen") if found.group(name)), "")
    what = re.sub(r"^(?:det|de) uppdrag som [^,;]{5,70}$", "", what)
    if acts_on_it(what) or (_AGREEMENT.search(what) and not found.group("bare")):
        return False  # "Kommunens deltagande är avslutat", "Överenskommelsen läggs till handlingarna"
    return not (holds_back(what) or SAYS_THAT.search(what.removeprefix("uppdraget att ")) or _OWN_DOUBTS.search(what))

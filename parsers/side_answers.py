"""Points beside a decision that say that it was taken, to whom it is told, and for whom of the municipality's own.

"KSL underrättas om att kommunen har antagit överenskommelsen", "Beslutet är att likställa med undertecknande", "Den ska
gälla för samtliga nämnder". Each is all of a point: with any word more it is none ("... i tillämpliga delar").
"""

from __future__ import annotations

from parsers.folding import pattern
from parsers.side_tasks import FOR_US, SOON
from parsers.side_words import ACTORS, AGREED

_IT = rf"(?:{AGREED}|den|det|densamma)"
_US = r"(?:kommunen|staden|[a-zåäö]+ (?:kommun|stad)|kommunstyrelsen|kommunfullmäktige)"
_KSL = r"(?:ksl|storsthlm|kommunförbundet(?: stockholms län)?|förbundet)"
# "att kommunen antagit den", "att överenskommelsen är antagen"
_DONE = (
    rf"(?:{_US} (?:har |nu |därmed |härmed )*(?:antagit|godkänt|anslutit sig till|ställt sig bakom|undertecknat|antar"
    rf"|godkänner|ansluter sig till|ställer sig bakom|undertecknar) (?:{_IT}|rekommendationen)"
    rf"|{_IT} (?:är|har|har blivit) (?:antag(?:en|et|its|na)|godkän(?:d|t|ts|da)|undertecknad|undertecknat"
    rf"|undertecknats)"
    rf"(?: av {_US})?)"
)
_TELLS_THEM = pattern(
    rf"(?:{_KSL} (?:ska |skall )?(?:underrättas|meddelas|informeras|upplyses)(?: om)?"
    rf"|(?:{_US} )?(?:meddelar?|underrättar?|informerar?|upplyser?) (?:{_KSL}|{ACTORS})(?: om)?"
    rf"|till {_KSL} (?:meddelas|anmäls|rapporteras)|{ACTORS} (?:meddelar|underrättar|informerar) {_KSL}(?: om)?)"
    rf"(?: att)? {_DONE}{SOON}?"
)
_ANSWER = (
    rf"(?:(?:kommunens|stadens|[a-zåäö]+ (?:kommuns|stads)) )?svar (?:på|till) (?:{_KSL}|(?:{_KSL}:?s )?"
    r"(?:rekommendation(?:en)?|skrivelse(?:n)?|förfrågan|begäran))(?: i ärendet)?"
)
_ANSWERS = pattern(
    rf"(?:beslutet|detta beslut|protokollsutdraget|utdraget|paragrafen) (?:översänds|sänds|skickas|lämnas|överlämnas"
    rf"|expedieras|mejlas)(?: till {_KSL})? som (?:{_ANSWER}|(?:kommunens|stadens) svar)"
    rf"|(?:{_US} )?(?:lämnar|lämna|översänder|översända|överlämnar|överlämna|avger|avge) (?:beslutet|detta beslut"
    rf"|protokollsutdraget)(?: till {_KSL})? som {_ANSWER}"
    r"|(?:(?:notera[r]?|konstatera[r]?|anteckna[r]?) att )?(?:beslutet|antagandet|detta) (?:är att |ska |skall )?"
    rf"(?:likställa?s?|jämställa?s?|jämställs) med (?:ett )?undertecknande(?: av {_IT})?"
)
_PAPERS = pattern(
    rf"{_IT} (?:ska |skall )?(?:biläggas|biläggs|bifogas|fogas) (?:till )?protokollet(?:,? (?:som )?bilaga \w{{1,2}})?"
    r"|(?:tjänsteutlåtandet|tjänsteskrivelsen|skrivelsen|rapporten|anmälan) godkänns"
    r"|förslaget (?:antas|bifalls|godkänns)"
    r"|(?:lag)?stöd för beslutet:? (?:[a-zåäö]+s )?(?:delegationsordning|reglemente|kommunallagen)(?: (?:punkt|kap|§"
    r"|[\d.])+)*"
    r"|(?:handlingarna|akten|ärendet) (?:läggs|förs) till (?:akten|akterna|handlingarna)"
    r"|(?:redovisningen|rapporten|informationen)(?: av ärendet)? läggs med godkännande till handlingarna"
    r"|punkt(?:en|erna)? \d{1,2}(?:(?:-| och )\d{1,2})? förklaras (?:omedelbart|genast) justera(?:d|de|t)"
    r"|ärendet (?:avslutas|avskrivs) i diariet|ärendet (?:ska|skall) avgöras (?:i ?dag|vid (?:dagens"
    r"|detta) sammanträde)"
    r"|ärendet avgörs (?:i ?dag|vid (?:dagens|detta) sammanträde)"
    r"|beslutet (?:ska |skall )?verkställs?(?:as)? (?:omedelbart|genast|omgående|utan dröjsmål)"
)
_WHOSE = (
    r"(?:(?:samtliga|alla|kommunens|stadens|de|hela) )*(?:(?:kommunala |helägda )?(?:nämnder|styrelser|bolag"
    r"|förvaltningar|verksamheter|organisation)(?:na|en|erna)?|kommunen|staden|kommunkoncernen)"
)
_ALL = rf"(?:(?:samtliga|alla|kommunens samtliga|kommunens alla|hela) {_WHOSE}(?:(?:,| och|,? samt) {_WHOSE})*)"
_LIVES_BY = pattern(
    rf"{_IT} (?:ska |skall )?(?:gälla|gäller|tillämpas|följas|följs|beaktas) (?:för|av|i|inom|hos) {_ALL}"
    r"|(?:(?:samtliga|alla|kommunens|stadens|kommunala) )*(?:nämnder|styrelser|förvaltningar|bolag)(?:na|en)?"
    r"(?:(?:,| och) (?:(?:samtliga|alla|kommunens|kommunala) )*(?:nämnder|styrelser|bolag|förvaltningar)(?:na|en)?)*"
    r" (?:uppmanas(?: att)?|åläggs(?: att)?|ska|skall|får i uppdrag att|ges i uppdrag att|har att)"
    r"(?: i sin(?:a)? (?:hela )?verksamhet(?:er)?)? (?:tillämpa|följa|beakta|iaktta|efterleva|införa|genomföra"
    rf"|arbeta (?:efter|enligt|utifrån)) {_IT}(?: i sin(?:a)? verksamhet(?:er)?)?"
    rf"|(?:ålägga|uppmana|uppmanar|ålägger) {ACTORS} att (?:tillämpa|följa|beakta) {_IT}"
    rf"|{ACTORS} (?:(?:får i uppdrag att|ska|ges i uppdrag att) (?:se till|säkerställa|bevaka)|bevakar|ser till)"
    rf" att {_IT} (?:tillämpas|följs|beaktas)"
    r" vid upphandling(?:ar)?(?: av (?:nya )?[\w-]+)?"
)
# of a clause that goes on: "antas och undertecknas av ordföranden"
_SIGNED = pattern(
    rf"(?:underskriften|undertecknandet|signeringen) (?:sköts|görs|utförs|ombesörjs|hanteras) av {ACTORS}{FOR_US}?"
    r"|(?:ett )?pressmeddelande (?:om beslutet )?(?:går|skickas|sänds) ut(?: (?:samma dag|i ?dag|efter sammanträdet))?"
    rf"|(?:under)?teckna(?:s|r) (?:av )?{ACTORS}{FOR_US}?"
)
_CONTACT = pattern(
    r"(?:kommunens |stadens )?kontaktperson(?:er)?(?: (?:i ärendet|i frågan|för kommunen|hos kommunen))?(?::| är| blir)"
    rf" (?:t\.? ?f\.? )?{ACTORS}"
)

_ORIGINALS = pattern(
    r"(?:ett|det|två|tre|båda|de) (?:(?:under)?tecknade?|undertecknat|påskriv(?:et|na)|signera(?:t|de)) (?:original"
    r"|exemplar)(?:et|en)?"
    rf"(?: av {AGREED})? (?:ska |skall )?(?:åter|över)?(?:sänds|skickas|lämnas|returneras)(?: åter)? till {_KSL}"
    rf"(?:,? och (?:ett|det andra) (?:behålls|förvaras|arkiveras|diarieförs) (?:av|hos|i) (?:{ACTORS}|kommunen"
    rf"|kommunens arkiv))?"
)

_KINDS = (_ORIGINALS, _TELLS_THEM, _ANSWERS, _PAPERS, _LIVES_BY, _SIGNED, _CONTACT)


def answers(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) says no more than that, and to whom, the answer is given."""
    return any(kind.fullmatch(words) for kind in _KINDS)

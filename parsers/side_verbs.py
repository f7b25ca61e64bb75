"""What an office does with its hands, its papers, its people and its money, and never with an agreement.

None of these verbs judges, asks, waits, alters or ends anything. What such a verb is done with is free: `side_errands`
sees whether those words hold something back or speak of what is adopted. To teach a verb: its infinitive in the row of
its conjugation; or, where only its particle or its object makes it harmless ("lämna uppgifter", never "lämna"), among
the turns below.
"""

from __future__ import annotations

from parsers.side_words import AGREED

# "administrera, administrerar, administreras"
_FIRST = """
administrera annonsera anordna arkivera arrangera avdela avisera avrapportera bevaka boka budgetera debitera
distribuera dokumentera expediera fakturera filma fortbilda fotografera förteckna förvalta förvara installera instruera
inventera introducera kompensera kontakta kontera kopiera lagra leverera mejla numrera ordna organisera packa placera
presentera producera publicera rapportera registrera samordna skanna skicka skylta sortera stötta tacka tipsa undervisa
underrätta uppdatera uppmärksamma utbilda utrusta vidarebefordra öva
"""
# "beställa, beställer, beställs"
_SECOND = """
anmäla avläsa beställa bokföra diarieföra framställa handleda hjälpa hyra kartlägga kungöra märka mäta ombesörja påminna
protokollföra renskriva sammanställa sköta sprida sända tillhandahålla trycka upplysa översända översätta
"""
_SENT = r"(?! (?:tillbaka|åter|vidare|frågan))"
_LISTS = r"(?:statistik|förteckning|register|logg|liggare|protokoll|anteckningar)\w*"
_DATA = (
    r"(?:(?:de|den|begärda|efterfrågade|nödvändiga|erforderliga|aktuella|kommunens|stadens|sina|sin) )*"
    r"(?:\w*uppgift|\w*underlag|statistik|information|rapport|redovisning|namn|redogörelse|återkoppling|\w*list)\w*"
)
_TURNS = (
    rf"skriv(?:a|er|s) (?:in|ut|ett pressmeddelande|en (?:artikel|nyhet|notis))|tal(?:a|ar) med|nå(?:r)? ut"
    r"|(?:bjud|köp|läs)(?:a|er|s) in|(?:bygg|häng|sätt|tryck)(?:a|er|s) upp|lägg(?:a|er|s) (?:in|ut|upp)"
    r"|(?:dela|låna)(?:r|s)? ut|lämna(?:r|s)? ut (?:material|exemplar|information)\w*|räkna(?:r|s)? fram"
    r"|(?:samla|skaffa|föra|för|hämta|arbeta)(?:r|s)? in(?! (?:yttrande|synpunkt|svar))|gå(?:r|s)? igenom"
    r"|kontrollera(?:r|s)?(?= (?:utrustning|materiel|förråd|larm|kontakt))|stämm(?:a|er|s) av"
    r"|ta(?:r|s)? (?:fram|hand om|kontakt med|upp i budget\w*)|håll(?:a|er|s) (?:i(?! stället)|reda på"
    r"|ordning (?:på|i)|kontakt(?:en)?(?: med)?)"
    r"|håll(?:a|er|s) (?:\w+ ){0,3}\w*(?:list|sid|plan|uppgift|register)\w* (?:aktuell|uppdaterad|tillgänglig"
    r"|i ordning)\w*"
    rf"|för(?:a|er|s) {_LISTS}|lämna(?:r|s)? (?:in )?{_DATA}|(?:vara|är) sammankallande"
    rf"|beslutar? om(?= (?:de )?(?:\w+ )?(?:rutin|blankett|mall|schema)\w*)|hantera(?:r"
    rf"|s)?(?= (?:faktur|betalning|administration|utskick|anmäl))"
    r"|delta(?:r)? (?:i|vid)(?= (?:nätverkets|styrgruppens|samordningsgruppens|samverkansgruppens|gruppens"
    r"|(?:de )?(?:gemensamma|årliga|regionala)) (?:möte|övning|träff|utbildning))"
    r"|(?:samman)?kalla(?:r|s)? till (?:[a-zåäö]+ ){0,2}(?:möte|träff|sammankomst|genomgång|utbildning)(?:t|et|en)?"
    r"|(?:besvara(?:r|s)?|svara(?:r)? på) (?:\w+ )?frågor|för(?:a|er|s) ut|ställ(?:a|er|s) (?:i ordning|lokal\w*"
    r"|bil\w*|fordon\w*|personal till förfogande)"
    r"|stöd(?:a|er|ja|jer)|uppl(?:åta|åter|åts)(?= (?:lokal|plats|mark|utrymme))|(?:tilldelas|tillförs"
    r"|erhåller) [\d ]+kronor|redogör(?:a|s)? för"
    r"|(?:leda|leder|leds)(?= (?:kommunens |stadens |det lokala )?(?:arbete|övning|utbildning)\w*)"
    r"|(?:an)?svara(?:r)? för(?! att)|betala(?:r|s)? (?:(?:kommunens|stadens|den|årliga) )*(?:avgiften|kostnaden"
    r"|fakturan)(?! (?:när|om|för \w+ delar))"
    rf"|beakta(?:r|s)? (?:beslutet|kostnad\w*|avgiften|{AGREED}) i(?= (?:(?:sin|sitt|sina|nämndens"
    rf"|nästa års) )*\w*(?:budget|plan|bokslut))"
    r"|fastställ(?:a|er|s)(?= (?:\w+ )?(?:rutin|blankett|mall|tider|schema|arbetsordning|checklist)\w*)"
)


def _conjugated() -> str:
    first = "|".join(verb for verb in _FIRST.split())
    second = "|".join(verb[:-1] for verb in _SECOND.split())
    return rf"(?:(?:{first})[rs]?|(?:{second})(?:a|er|s|as)?)\b{_SENT}|(?:{_TURNS})"


DUTY_VERBS = rf"(?:{_conjugated()})"
"""Any of them, in any form: part of a pattern."""

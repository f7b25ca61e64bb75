"""Points beside a decision that give one of the municipality's own an errand: to tell, gather, teach, book, lend.

"Kompetensnämnden ska redovisa utfallet i delårsrapporten", "Säkerhetschefen kallar till ett första möte". The verbs are
listed, for what an office may do to an agreement is without end ("fortsätter som förut", "hålls utanför"); what it does
them with may be any words of one clause that hold nothing back and do not speak of what is adopted.
"""

from __future__ import annotations

from parsers.folding import pattern
from parsers.side_words import ACTORS, AGREED, acts_on_it, holds_back

_MOST_WORDS = 16
_VERBS = (
    # to tell
    r"upplys(?:a|er)|rapportera(?:r|s)?|redogör(?:a|s)?|presentera(?:r|s)?|skick(?:a|ar|as)|sänd(?:a|er|s)|mejla(?:r|s)?"
    r"|sprid(?:a|er|s)|tal(?:a|ar) med|påminn(?:a|er|s)|tacka(?:r|s)?|nå(?:r)? ut|lägg(?:a|er|s) (?:in|ut|upp)"
    r"|skriv(?:a|er) (?:ett pressmeddelande|en (?:artikel|nyhet|notis))"
    # to gather and to teach
    r"|(?:samman)?kalla(?:r|s)? till (?:[a-zåäö]+ ){0,2}(?:möte|träff|sammankomst|genomgång|utbildning)(?:t|et|en)?"
    r"|bjud(?:a|er|s) in|(?:an)?ordna(?:r|s)?|arrangera(?:r|s)?|håll(?:a|er) i|(?:vara|är) sammankallande"
    r"|utbilda(?:r|s)?|introducera(?:r|s)?|öva(?:r|s)?|handled(?:a|er)|hjälp(?:a|er)|stött(?:a|ar)|stöd(?:a|er|ja|jer)"
    r"|svara(?:r)? för (?:utbildningen|informationen|introduktionen|kontakterna|övningarna)"
    # to keep books and papers
    r"|bokför(?:a|s)?|kontera(?:r|s)?|räkna(?:r|s)? fram|sammanställ(?:a|er|s)|dokumentera(?:r|s)?|arkivera(?:r|s)?"
    r"|diarieför(?:a|s)?|registrera(?:r|s)?|boka(?:r|s)?|beställ(?:a|er|s)|tryck(?:a|er|s)(?: upp)?|översätt(?:a|er)"
    # to lend, to be paid
    r"|låna(?:r|s)? ut|uppl(?:åta|åter|åts) lokal\w*|kompensera(?:r|s)?|(?:tilldelas|tillförs|erhåller) [\d ]+kronor"
    r"|avdela(?:r|s)?"
)
_DUTY = pattern(
    rf"{ACTORS} (?:(?:ska|skall|får(?: i uppdrag att| i uppgift att)?|har(?: i uppdrag| i uppgift)? att"
    r"|ges i uppdrag att|uppdras att|svarar för att|ansvarar för att) )?(?:årligen |löpande |även |också )?"
    rf"(?P<task>(?:{_VERBS})(?: .+)?)"
)
# what is adopted, and what goes on as before it, or is begun anew
_OF_THE_MATTER = pattern(
    rf"\b(?:{AGREED}|\w*överenskom\w*|\w*avtal\w*|\w*rekommendation\w*|\w*princip\w*|avsiktsförklaring\w*|\w*anslut\w*"
    r"|deltag\w*|delta(?:r|s)?|medlem\w*|åtagand\w*|samverkan|samarbet\w*|ksl|storsthlm|kommunförbund\w*|kommunen|staden"
    r"|ärende\w*|fråga\w*|den(?:na)?|det(?:ta)?|dessa|dem|dess|detsamma|densamma|sådan\w*|\d{4}|§|punkt\w*|beslut\w*"
    r"|fullmäktige\w*|skäl\w*|remiss\w*|överlägg\w*|mot(?:bud|förslag)\w*|rätt(?:en|ighet\w*)|omarbet\w*|nytt|nya|igen"
    r"|åter|vidare|fortsätt\w*|undantag\w*|regi|gamla|nuvarande|tidigare|förut|ramen|resurser|mån av|tid|kostnadsfri\w*"
    r"|avgift\w*)\b"
)
_ANOTHER_CLAUSE = pattern(
    r"[;:()]|, |\b(?:att|som|vilk\w+|där|vars|hur|om|men|eller|så|tills|då|därpå|sen|varför)\b"
    r"|\b(?:och|samt) \w+(?:ar|er|as|es)\b"
)


def is_duty(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) is no more than an errand of the municipality's own."""
    found = _DUTY.fullmatch(words)
    if found is None or len(words.split()) > _MOST_WORDS:
        return False
    stops = (holds_back, acts_on_it, _OF_THE_MATTER.search, _ANOTHER_CLAUSE.search)
    return not any(stop(found["task"]) for stop in stops)

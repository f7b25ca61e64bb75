"""Points beside a decision that give one of the municipality's own an errand: to tell, gather, teach, book, lend.

"Kompetensnämnden ska redovisa utfallet i delårsrapporten", "Säkerhetschefen kallar till ett första möte". The verbs are
listed, for what an office may do to an agreement is without end ("fortsätter som förut", "hålls utanför"); what it does
them with may be any words of one clause that hold nothing back and do not speak of what is adopted.
"""

from __future__ import annotations

from parsers.folding import pattern
from parsers.side_words import ACTORS, AGREED, acts_on_it, holds_back

_MOST_WORDS = 16
# what is cared for: nothing that is adopted
_CARE = (
    r"(?:kontakt|samordning|information|kommunikation|utbildning|introduktion|övning|rapportering|återrapportering"
    r"|uppföljning|planering|dokumentation|diarieföring|expediering|arkivering|redovisning|administration|bokning"
    r"|utskick"
    r"|inbjudan|statistik|insats|arbete|deltagande|medverkan|utskick)(?:en|et|n|t|er|erna|ar|arna|na|s)?\b"
)
_VERBS = (
    # to tell
    r"upplys(?:a|er)|rapportera(?:r|s)?|redogör(?:a|s)?|presentera(?:r|s)?|skick(?:a|ar|as)|sänd(?:a|er|s)|mejla(?:r"
    r"|s)?"
    r"|sprid(?:a|er|s)|tal(?:a|ar) med|påminn(?:a|er|s)|tacka(?:r|s)?|nå(?:r)? ut|lägg(?:a|er|s) (?:in|ut|upp)"
    r"|skriv(?:a|er) (?:ett pressmeddelande|en (?:artikel|nyhet|notis))"
    # to gather and to teach
    r"|(?:samman)?kalla(?:r|s)? till (?:[a-zåäö]+ ){0,2}\w*(?:möte|träff|sammankomst|genomgång|utbildning)(?:t|et|en)?"
    r"|bjud(?:a|er|s) in|(?:an)?ordna(?:r|s)?|arrangera(?:r|s)?|håll(?:a|er) i|(?:vara|är) sammankallande"
    r"|utbilda(?:r|s)?|introducera(?:r|s)?|öva(?:r|s)?|handled(?:a|er)|hjälp(?:a|er)|stött(?:a|ar)|stöd(?:a|er|ja|jer)"
    r"|svara(?:r)? för (?:utbildningen|informationen|introduktionen|kontakterna|övningarna)"
    r"|håll(?:a|er) (?:i |ihop |samman )?(?:kontakt(?:en|er|erna)?|(?:kommunens |stadens )?arbetet?)"
    rf"|(?:samordna(?:r)?|sköt(?:a|er)|handha(?:r)?|hantera(?:r)?|led(?:a|er))(?= (?:(?:[a-zåäö]+(?:a|e|ns) |(?:den"
    rf"|det|de) )*{_CARE}))"
    rf"|(?:an)?svara(?:r)? för(?= (?:(?:[a-zåäö]+(?:a|e|ns) |(?:den|det|de|all) )*{_CARE}))"
    r"|ta(?:r)? (?:fram|emot) (?:(?:ett|en|nödvändigt|skriftligt) )?(?:informations?|utbildnings)\w*|kontakta(?:r)?"
    # to keep books and papers
    r"|bokför(?:a|s)?|kontera(?:r|s)?|räkna(?:r|s)? fram|sammanställ(?:a|er|s)|dokumentera(?:r|s)?|arkivera(?:r|s)?"
    r"|diarieför(?:a|s)?|registrera(?:r|s)?|boka(?:r|s)?|beställ(?:a|er|s)|tryck(?:a|er|s)(?: upp)?|översätt(?:a|er)"
    # to lend, to be paid
    r"|låna(?:r|s)? ut|uppl(?:åta|åter|åts) lokal\w*|kompensera(?:r|s)?|(?:tilldelas|tillförs|erhåller) [\d ]+kronor"
    r"|avdela(?:r|s)?"
)
_KSL = r"(?:ksl|storsthlm|kommunförbundet(?: stockholms län)?|förbundet)"
# whom one speaks with, what one speaks of, and what one acts after: no words of the task itself
_WITH_WHOM = pattern(
    rf" (?:med|mot|gentemot|till|från|hos) (?:{_KSL}(?:s (?:kansli|kontor|samordnare))?|(?:de |länets )?(?:övriga"
    rf"|andra)"
    r" (?:parter(?:na)?|kommuner(?:na)?(?: i länet)?|aktörer(?:na)?|myndigheter(?:na)?)|länets (?:kommuner"
    r"|räddningstjänster)"
    r"|regionen|länsstyrelsen|polisen|grannkommunerna|(?:de )?samverkande (?:parter(?:na)?|kommuner(?:na)?))"
)
_OF_WHAT = pattern(
    rf" (?:om|kring) (?:innehållet i )?(?:{AGREED}|beslutet)|(?<=arbete) med {AGREED}|(?<=arbetet) med {AGREED}"
    rf"|,? (?:i enlighet med|enligt|utifrån|med anledning av|till följd av|med utgångspunkt i) (?:{AGREED}|beslutet)"
    r"| i (?:denna |den här )?(?:frågan|ärendet|fråga)|(?<=genomförandet) av (?:överenskommelsen|beslutet)"
    r"| för det (?:praktiska|fortsatta|gemensamma|lokala|interna) arbetet"
    r"|(?<= )(?:den|det|de) (?=(?:löpande|dagliga|praktiska|interna|externa|lokala|fortsatta|gemensamma) )"
    r"|kommunens (?:deltagande|medverkan) i (?:nätverket|samverkan|styrgruppen|arbetsgruppen|det regionala arbetet)"
)
_CONTACTS = pattern(
    r"kontakt|information|kommunikation|samord|uppfölj|rapport|statistik|sänd|skick|svar|mejl|upplys|tacka"
)
_DUTY = pattern(
    rf"{ACTORS} (?:(?:ska|skall|får(?: i uppdrag att| i uppgift att)?|har(?: i uppdrag| i uppgift)? att"
    r"|ges i uppdrag att|uppdras att|svarar för att|ansvarar för att) )?(?:årligen |löpande |även |också )?"
    rf"(?P<task>(?:{_VERBS})(?: .+)?)"
)
# what is adopted, and what goes on as before it, or is begun anew
_OF_THE_MATTER = pattern(
    rf"\b(?:{AGREED}|\w*överenskom\w*|\w*avtal\w*|\w*rekommendation\w*|\w*princip\w*|avsiktsförklaring\w*|\w*anslut\w*"
    r"|deltag\w*|delta(?:r|s)?|medlem\w*|åtagand\w*|samverkan|samarbet\w*|ksl|storsthlm|kommunförbund\w*|kommunen"
    r"|staden"
    r"|ärende\w*|fråga\w*|den(?:na)?|det(?:ta)?|dessa|dem|dess|detsamma|densamma|sådan\w*|\d{4}|§|punkt\w*|beslut\w*"
    r"|(?:kommun)?fullmäktige\w*|\w*omröstning\w*|variant\w*|parallell\w*|skäl\w*|remiss\w*|överlägg\w*|mot(?:bud"
    r"|förslag)\w*|rätt(?:en|ighet\w*)|omarbet\w*|nytt|nya|igen"
    r"|åter|vidare|fortsätt\w*|undantag\w*|regi|gamla|nuvarande|tidigare|förut|ramen|resurser|mån av|tid|kostnadsfri\w*"
    r"|avgift\w*|version\w*|lydelse\w*|text\w*|lösning\w*|modell\w*|ny)\b"
)
_ANOTHER_CLAUSE = pattern(
    r"[;:()]|, |\b(?:att|som|vilk\w+|där|vars|hur|om|men|eller|så|tills|då|därpå|sen|varför)\b"
    r"|\b(?:och|samt) \w+(?:ar|er|as|es)\b"
)


def is_duty(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) is no more than an errand of the municipality's own."""
    if _is_arranged(words):
        return True
    found = _DUTY.fullmatch(words)
    if found is None or len(words.split()) > _MOST_WORDS:
        return False
    return _is_its_own(found["task"])


def _is_its_own(task: str) -> bool:
    """Whether a task is one clause that holds nothing back, and speaks of no more than whom it is done with."""
    if _CONTACTS.search(task):
        task = _WITH_WHOM.sub("", task)
    task = _OF_WHAT.sub("", task)
    stops = (holds_back, acts_on_it, _OF_THE_MATTER.search, _ANOTHER_CLAUSE.search)
    return not any(stop(task) for stop in stops)


# "En arbetsgrupp bildas av säkerhetschefen", "Utbildning för chefer anordnas av personalavdelningen"
_DOING = (
    r"(?:\w*arbetsgrupp|projektgrupp|styrgrupp|referensgrupp|\w*utbildning(?:sdag|stillfälle)?|\w*genomgång|\w*möte"
    r"|\w*träff|övning|\w*dag"
    r"|\w*seminari(?:um|et)|introduktion|informations(?:blad|material|brev|tillfälle|insats|kampanj)|broschyr|nyhet"
    r"|notis"
    r"|pressmeddelande|kontaktlista|samordnare|projektledare|sammanställning|\w*information)(?:en|et|n|t|er|ar|erna"
    r"|arna)?"
)
_ARRANGED = pattern(
    rf"(?:(?:en|ett|den|två|intern|gemensam|särskild|kort|kommunövergripande|förvaltningsövergripande|årlig|lokal"
    rf"|skriftlig|riktad)"
    rf"(?:t|a)? )*(?:frågan om )?(?P<what>{_DOING}(?: [a-zåäö-]+){{0,7}}?) (?:ska |skall )?(?:även |också )?"
    r"(?:anordnas|ordnas|arrangeras|hålls|hållas|tillsätts|tillsättas|bildas|skapas|inrättas|utses|tas fram"
    r"|sammanställs|skrivs"
    rf"|skickas ut|trycks|delas ut|planeras|genomförs|hanteras|sköts|erbjuds"
    rf"|bokas)(?P<how>(?: av {ACTORS})?(?: [a-zåäö0-9]+){{0,8}})"
)


def _is_arranged(words: str) -> bool:
    found = _ARRANGED.fullmatch(words)
    return found is not None and _is_its_own(f"{found['what']} {found['how']}")

"""The words that points beside a decision are made of: who acts, on what, when; and what no such point may hold.

Who acts is the municipality's own: a board, an office, an officer, whatever it is called ("trygghetssamordnaren"). What
a task is about may be any words, but for those that limit, wait, undo or judge: they stand in `holds_back`, and
`tests/unit/parsers/side_tables.py` holds tails of them.
"""

from __future__ import annotations

from parsers.decision_tails import is_limited
from parsers.folding import pattern

# "KSL:s kansli", "regionens nämnd", "grannkommunernas chefer" are none of the municipality's own
_FOREIGN = (
    r"(?!(?:ksl|storsthlm|region|landsting|länsstyrelse|stat|övriga|andra|annan|grannkommun|kommunerna|länets|förbund"
    r"|kommunförbund)\w*\b)"
)
_OWN = (
    r"(?:[a-zåäö]{1,4}-)?\w*(?:nämnd|styrelse|utskott|förvaltning|kontor|kansli|avdelning|enhet|stab|bolag|beredning"
    r"|sekretariat"
    r"|direktör"
    r"|chef|samordnare|strateg|handläggare|sekreterare|jurist|controller|kommunikatör|kommunalråd|borgarråd"
    r"|ordförande|koordinator"
    r"|firmatecknare|ombud|rektor|sköterska|arkitekt|ingenjör|registrator|ansvarig|ledning|organisation|ledare"
    r"|inspektör"
    r"|kommunarkivet|kontaktcenter|medborgarservice|räddningstjänst|socialtjänst|brandförsvar|presidi"
    r"|arkivarie|arkivet|krisledningsgrupp|trygghetsråd|lärare)(?:ens?|ets?|umet|um|s|n|ns|r|er|ers|ar|ars|erna"
    r"|arna|ernas|arnas|na|nas|t|ts|e|a)?\b"
)
_ONE = (
    r"(?:(?:kommunens|stadens|samtliga|alla|berörda|behöriga?|respektive|övriga(?= nämnd)|de|den|kommunala|kommunalägda"
    r"|ansvariga?"
    r"|helägda|vice|förste|andre|biträdande|tillförordnade?|kommunstyrelsens|nämndens"
    r"|nämndernas|tekniska|sociala) )*(?:[a-zåäö]+- och )?" + _FOREIGN + _OWN
)
ACTORS = rf"{_ONE}(?:(?:,| och| samt|, och| tillsammans med| i samarbete med| i samverkan med| i samråd med) {_ONE})*"
"""One or several of the municipality's own boards, offices and officers."""

AGREED = r"(?:överenskommelsen|\w*avtalet|rekommendationen|rekommendationerna|principerna|avsiktsförklaringen)"
"""What is adopted, by the words that a later point names it with."""

_DAY = r"(?:(?:den )?\d{1,2}(?::[ae])? [a-z]+(?: \d{4})?|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:[ -]\d{4})?)"
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)(?: \d{4})?"
_SEASON = (
    r"(?:hösten|våren|vintern|sommaren|höstterminen|vårterminen|läsåret|året|årsskiftet|(?:första|andra"
    r"|tredje|fjärde) kvartalet)(?: \d{4})?"
)
WHEN = (
    rf"(?:(?:(?:dock )?senast|under|till|före|efter(?= (?:sommaren|årsskiftet|hösten|våren))|i|vid"
    rf"|inför)? ?(?:utgången av )?(?:{_DAY}|{_MONTH}|{_SEASON}|\d{{4}})"
    r"|årligen|löpande|en gång per år|(?:varje|vartannat) år|kvartalsvis|skyndsamt|snarast|omgående|omedelbart"
    r"|i samband med (?:(?:kommunens|nämndens|kommunstyrelsens|nästa) )?\w*(?:bokslut|årsredovisning|årsrapport"
    r"|delårsrapport"
    r"|tertialrapport|verksamhetsberättelse|årsberättelse|verksamhetsuppföljning)(?:en|et)?(?: \d)?(?: \d{4})?"
    r"|halvårsvis|(?:två|tre|fyra) gånger per år|vid (?:nästa sammanträde|årets slut)|regelbundet|fortlöpande)"
)
"""When a task is done that bears on nothing but itself: to report, to plan, to inform."""

# Whatever else a task holds, these make it more than a task.
_BARS = pattern(
    r"\b(?:inte|ej|icke|aldrig|endast|enbart|bara|blott|dock(?! senast)|först|sedan|när|förrän|innan|såvida"
    r"|så länge|så snart|tills|till dess"
    r"|högst\w*|som mest|inställning\w*|max\w*|längst|i ?stället|förutsatt\w*|förutsätt\w*|villkor\w*|begräns\w*"
    r"|undant\w*|förbehåll\w*"
    r"|\w*förhandl\w*|utträd\w*|frånträd\w*|säg(?:a|er|s)(?: \w+){0,3} upp|uppsäg\w*|upphäv\w*|upphör\w*"
    r"|(?:om|be|av)?pröva(?:s|r)?\b|prövning|ompröv\w*|avvakt\w*|uppskj\w*|skjut\w*|senare\w*|vilande\w*"
    r"|annull\w*|återta\w*|återkall\w*|försök\w*"
    r"|provperiod\w*|prov(?:et)?|pilot\w*|test\w*|tidsbegräns\w*|underställ\w*|stryk\w*|stegvis|tolk\w*|eget|egen"
    r"|egna"
    r"|avvik\w*|invänd\w*|synpunkt\w*|upp till|procent|%|tidigast|ingen|inget|inga|utan|lämplig\w*|delvis"
    r"|del(?:ar|arna|en)"
    r"|på nytt|huruvida|ifall|utom|förutom|exklusive|så (?:långt|vitt)|vissa|viss|valda|en del|frivillig\w*"
    r"|möjlig\w*|begär\w*|kräv\w*"
    r"|krav(?:en|et)?|lämna(?:r|s)? (?:samarbet|samverkan|överenskomm|avtal)\w*|till och med|t\.? ?o\.? ?m"
    r"|gäll(?:er|a)|träd(?:a|er)"
    r"|kraft|eventuell(?:t|a) (?:anslut|delt|antag|ändr|tillämp)\w*|alternativ\w*|motsats\w*|trots|medan|men|fast"
    r"|däremot|reserv\w*|motsätt\w*"
    r"|avböj\w*|avstå(?!mn|mm)\w*|avsl\w*|avstyrk\w*|ifrågasätt\w*|kritik\w*|kritisk\w*|tvek\w*|oklar\w*|brist(?:er"
    r"|erna)?"
    r"|fel(?:et|en)?|ändring\w*|ändra\w*|omarbet\w*"
    r"|tillägg\w*|annan|annat|andra|lägre|högre|lokal(?:a|t)? (?:avtal|överenskom|nivå|avvik)\w*|preliminär\w*"
    r"|slutlig\w*|(?<!kommunens )ställningstagande\w*|beslut om (?:fortsatt|ny)\w*"
    r"|(?:bilaga|bilagan|avsnitt|punkt|punkten|kapitel|stycke|artikel) \d\w*|ståndpunkt\w*|hållning\w*"
    r"|uppfattning\w*|önskemål\w*|farhåg\w*|oro"
    r"|avgör\w*|bestäm\w*|måste|avsteg\w*|dispens\w*|omfattning\w*|utsträckning\w*|sakna[rs]|nivå(?:n|er|erna)?"
    r"|bind(?:er"
    r"|ande)|bunden|etapp\w*|invänta\w*"
    r"|(?<!beslut om )anslutning\w*|avhopp\w*|tidpunkt\w*|frångå\w*|(?:tar?|ta) (?:\w+ )?ställning|avdrag\w*"
    r"|framtida|därefter|ersätt(?:er|a|s)"
    r"|\w*fördelning\w*|bryta|upplös\w*|lösgör\w*|varefter|varvid|varpå|därutöver|utöver|själv\w*|hänskjut\w*"
    r"|nytt beslut\w*|efter (?:\w+ )?\w*(?:beslutet|behandling|prövning|godkännande)|efter (?:ett|två|tre|fyra|fem"
    r"|\d+) \w+"
    r"|för (?:beslut|bekräftelse|fastläggande|avgörande|ratificering|godkännande|fastställelse|fastställande"
    r"|prövning|ställningstagande|yttrande|antagande)"
    r"|inför beslut|kunna|kan|bör"
    r"|skulle"
    r"|intress(?:e|en|et)\b|föreskrift\w*|nere|inom \d+|kostnadsneutral\w*|skäl(?:en|et)? e?mot|avråd\w*|på remiss"
    r"|utse[rs]? (?:vilka|berörda)|för (?:ärendet|frågan) (?:till|vidare)"
    r"|(?:lämnas|överlämnas|ges|går|sänds|skickas|översänds"
    r"|förs) (?:\w+ )?till (?:kommun)?fullmäktige(?! för (?:kännedom|information))"
    r"|(?:sänds|skickas|lämnas|ges|förs|går) åter|(?:bifogas|biläggs|fogas till|läggs till) (?:överenskommelsen"
    r"|avtalet|rekommendationen)"
    r"|(?:ärendet|frågan|förslaget|handlingarna|rekommendationen|överenskommelsen|avtalet) (?:vidare )?(?:till"
    r"|för) (?:kommun)?fullmäktige"
    r"(?! för (?:kännedom|information))|(?:kommunens|stadens) (?:\w+ )?(?:\w*anteckning|deklaration|förklaring"
    r"|variant|version|lydelse)\w*"
    r"|avvis\w*|principbeslut\w*|(?:ett|två|tre|\d+) års (?:deltagande|medverkan|anslutning)"
    r"|tillämpning\w* vid behov|folkomröst\w*|paragraf(?:en|erna)? (?:\d|ett|två|tre|fyra|fem|sex|sju|åtta|nio"
    r"|tio)\w*|väntan|hälften|\w*tredjedel\w*|\w*fjärdedel\w*|\w*grundbelopp\w*|observatör\w*|rättelse\w*|remissrund\w*"
    r"|oberoende|tillbaka"
    r"|(?:ny|nya|extern|fördjupad|förnyad)\w* (?:\w*utredning|granskning|översyn|analys)\w*|sagt sitt"
    r"|fått säga sitt|väljer|får (?:själva )?välja"
    r"|(?:på|i) (?:sitt|eget|egen|annat|annan) (?:sätt|vis|ordning|regi)|annat vis|nästa (?:kommunstyrelse"
    r"|fullmäktige|mandatperiod)"
    r"|lokal(?:a|t)? \w*(?:pris|tax|modell)\w*|vardagar|dagtid|kontorstid"
    r"|vägled\w*|inriktning\w*|företräde(?:t|n)?|vite|tvist\w*|avbryt\w*|avsluta\w*|upphandlingsskad\w*|skadestånd\w*"
    r"|ovilkorl\w*|om (?:(?:det|den|så|de)\b(?! (?:fortsatta|gemensamma|regionala|nya|länsgemensamma)\b)"
    r"|(?!kommunens (?:beslut|ställningstagande|anslutning|antagande)\b)(?:kommun|stad|ksl|medel|budget"
    r"|region(?!al)|stat(?!isti))\w*))\b"
)
# A verb that acts on what was adopted is no part of a task about something else.
_ACTS_ON_IT = pattern(
    r"\b(?:anta|ingå|godkänna?|anslut[ae]?|tillämpa|använda?|tolka|anpassa|komplettera|justera|revidera"
    r"|förläng[ae]?|avsluta"
    r"|införa?|implementera|genomföra?|följ[ae]?|medverka|delta|omfatta)(?:r|s|er)?\b"
)


def holds_back(words: str) -> bool:
    """Whether these words (folded) limit, postpone, undo or judge anything."""
    return bool(_BARS.search(words)) or is_limited(words)


def acts_on_it(words: str) -> bool:
    """Whether a verb in these words (folded) does something with what was adopted."""
    return bool(_ACTS_ON_IT.search(words))

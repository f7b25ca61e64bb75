"""Errands of the municipality's own beside a decision, in any words that hold nothing back.

"Larmlistan förvaras hos räddningstjänsten", "IT-direktören får i uppdrag att förteckna de datamängder som
förvaltningarna kan lämna ut", "Säkerhetschefen ser till att larmplanen är känd". The verbs are listed (`side_verbs`);
what they are done with, and the relative clause that tells it, is free, unless it holds something back or speaks of
what is adopted.
"""

from __future__ import annotations

from parsers.folding import pattern
from parsers.side_verbs import DUTY_VERBS
from parsers.side_words import ACTORS, AGREED, WHEN, acts_on_it, holds_back

_MOST_WORDS = 24
_HOW = r"(?:årligen |löpande |även |också |gemensamt |därutöver |särskilt |därvid |snarast |skyndsamt )?"
_SOON = rf"(?:(?:{WHEN}|tillsammans med {ACTORS}|i samråd med {ACTORS}|i samarbete med {ACTORS}) )?"
_DUTY = pattern(
    rf"(?:{ACTORS} (?:(?:ska|skall|får(?: i uppdrag att| i uppgift att)?|har(?: i uppdrag| i uppgift)? att"
    r"|ges i uppdrag att|uppdras att|svarar för att|ansvarar för att|bemyndigas att|leder arbetet med att"
    r"|samordnar arbetet med att) )?"
    rf"|(?:uppdra(?:r|s|ga)?|delegera(?:r|s)?|ge[r]?) (?:åt |till )?{ACTORS} (?:i uppdrag )?att )"
    rf"{_HOW}{_SOON}(?P<task>{DUTY_VERBS}(?: .+)?)"
)
_THING = r"(?!den |det |detta |dessa |allt |övrig|annan|annat|andra)[a-zåäö][a-zåäö0-9, -]{2,70}?"
_DONE = pattern(rf"(?P<thing>{_THING})(?: (?:ska|skall))? {_HOW}(?P<task>(?={_HOW}[^.]*?s\b){DUTY_VERBS}(?: .+)?)")
_PASSIVE = pattern(r"[a-zåäö]+s\b")
# "svarar för att larmplanen är känd hos personalen", "ser till att rektorerna får del av blanketterna"
_SEES_TO = pattern(
    rf"{ACTORS} (?:(?:ska|skall|får i uppdrag att|har att) )?(?:se[r]? till|tillse[r]?|(?:an)?svarar? för"
    rf"|säkerställ(?:a|er)|ombesörj(?:a|er)) att "
    rf"(?P<thing>{_THING}) (?:(?:är|blir|hålls|görs) (?:väl )?(?:känd|aktuell|uppdaterad|tillgänglig|informerad"
    rf"|utbildad|bekant)\w*"
    r"|får (?:del av|information om|kännedom om|utbildning i|tillgång till)|känner till|når|kommer (?:ksl"
    r"|förbundet) till handa)(?P<rest>(?: .+)?)"
)
_OWN_PAPER = pattern(
    r"(?:kommunens |stadens |räddningstjänstens )?\w*(?:plan|rutin|list|handbok|manual|instruktion|mall)(?:en|erna"
    r"|na|a|an|arna)?(?:s (?:avsnitt|kapitel|del) om(?P<part> [a-zåäö ]{3,40}?))? "
    r"(?:ska |skall )?(?:kompletteras|revideras|uppdateras|ses över|anpassas|aktualiseras)(?P<rest>(?: (?:med|av|i"
    r"|före|efter|till|vid) .+)?)"
)
# "stadsdirektören beslutar om vem som ska företräda staden"; "Principerna biläggs kommunens riktlinjer"
_CHOOSES = pattern(
    rf"{ACTORS} (?:ska |skall |får )?(?:beslutar? om|avgör(?:a)?|utser?|bestämmer?|väljer?) vem (?:(?:inom|av|i"
    rf"|på) \w+ )?som (?:ska|skall) "
    r"(?:företräda|representera|vara kontaktperson|svara för kontakt(?:en|erna)|underteckna)(?: \w+){0,4}"
)
_KEPT = pattern(
    rf"(?:{ACTORS} (?:ska |skall |får )?(?:bevara|förvara|arkivera|diarieföra?|registrera|publicera|sprid[ae]?"
    rf"|tryck[ae]?(?: upp)?)r? {AGREED}"
    rf"|{ACTORS} (?:tar|för|lägger|arbetar|skriver) in {AGREED} i(?= (?:\w+ ){{0,2}}\w*(?:mall|plan|rutin|riktlinj"
    rf"|handbok|instruktion))"
    rf"|{AGREED} (?:ska |skall )?(?:biläggs|arkiveras|förvaras|diarieförs|registreras|trycks|skrivs ut|sprids|anslås"
    rf"|läggs ut))"
    r"(?P<rest>(?! (?:överenskommelsen|avtalet|rekommendationen))(?: .+)?)"
)
_VERB = pattern(rf"^{_HOW}{DUTY_VERBS}")
_NEXT = pattern(rf"(?:,| och| samt)(?: att)? (?={_HOW}{DUTY_VERBS}\b)")
_SAYS_WHEN = pattern(
    rf"\b{WHEN}|\bi (?:\w+ )?(?:års|delårs)\w+|\bför (?:år )?\d{{4}}\b|\bvarje \w+|\b(?:en|två) gång(?:er)? \w+ \w+"
)
_IN_IT = pattern(
    r"\b(?:i|inom|om|för|kring) (?:(?:det|den) )?(?:gemensamma |regionala |fortsatta )?(?:samarbetet|samverkan"
    r"|arbetet|uppdraget)\b"
    r"|(?<=de )nya (?=[a-zåäö]+(?:erna|arna|orna)\b)|(?<=handlingarna )i ärendet|(?<=frågor )(?:om|av) (?:beslutet"
    r"|överenskommelsen|avtalet)\b"
)
# "de uppgifter som SVR begär in", "de datamängder som förvaltningarna kan lämna ut": whose errand's object it is
_WHICH = pattern(
    r"\b(?:som|där) (?:(?!kommunen|staden|inte|ej|vi)[a-zåäö]+ ){0,3}?(?:behövs|krävs|erfordras|begär(?:s"
    r"|t)?(?: in)?|efterfrågar|efterfrågas"
    rf"|kan lämnas?(?: ut)?|hör (?:till|ihop med) (?:{AGREED}|beslutet)|förvaltar|förvaras|finns|läggs ut|visas"
    rf"|samlas|berörs)(?=$|[ ,])"
)
_TELLS_OF = pattern(r"\b(\w*uppgifter|information|statistik|frågor|underlag|förteckning) om ")
_BY_OTHERS = pattern(rf"\b(?:av|hos|från|genom) (?!{ACTORS})")  # "Kommunens arbete samordnas av regionen"
# what is adopted, and what goes on as before it, or is begun anew
_OF_THE_MATTER = pattern(
    rf"\b(?:{AGREED}|\w*överenskom\w*|\w*avtal\w*|\w*rekommendation\w*|\w*princip\w*|avsiktsförklaring\w*|\w*anslut\w*"
    r"|deltag\w*|delta(?:r|s)?|medlem\w*|medverk\w*|åtagand\w*|samverkan|samarbet\w*|ksl|storsthlm|kommunförbund\w*"
    r"|kommunen|staden"
    r"|ärende\w*|fråga\w*|den(?:na)?|det(?:ta)?|dessa|dem|dess|detsamma|densamma|sådan\w*|\d{4}|§|punkt\w*|beslut\w*"
    r"|(?:kommun)?fullmäktige\w*|\w*omröstning\w*|variant\w*|parallell\w*|skäl\w*|\w*remiss\w*|överlägg\w*"
    r"|mot(?:bud|förslag)\w*|rätt(?:en|ighet\w*|else\w*)|omarbet\w*"
    r"|nytt|nya|samma|igen"
    r"|åter|vidare|fortsätt\w*|undantag\w*|regi|gamla|nuvarande|tidigare|förut|hittills\w*|ramen|resurser|mån av|tid"
    r"|kostnadsfri\w*|avgift\w*|text(?:en)?|version\w*|lydelse\w*|lösning\w*|hälften|\w*tredjedel\w*"
    r"|\w*fjärdedel\w*|belopp\w*|pris\w*|sätt(?:et)?"
    r"|utanför"
    r"|tillbaka|modell\w*|motsvarande|val(?:et)?|samtal\w*|förslag\w*|observatör\w*|diskuter\w*|konsult\w*|behov\w*"
    r"|syn(?:en)?)\b"
)
_ANOTHER_CLAUSE = pattern(
    r"[;:()]|\b(?:att|som|vilk\w+|där|vars|hur|om|men|eller|så|tills|då|därpå|sen|varför|vad)\b"
    r"|\b(?:och|samt|,) \w+(?:ar|er|as|es)\b(?<!är)"
)


def is_errand(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) is no more than an errand of the municipality's own."""
    if len(words.split()) > _MOST_WORDS:
        return False
    found = _DUTY.fullmatch(words)
    if found:
        return all(_is_free(task) for task in _parted(found["task"]))
    if _CHOOSES.fullmatch(words):
        return True
    if any(
        _is_free(" ".join(filter(None, seen.groupdict().values())))
        for seen in (kind.fullmatch(words) for kind in (_SEES_TO, _OWN_PAPER, _KEPT))
        if seen
    ):
        return True
    done = _DONE.fullmatch(words)
    if done is None or not _PASSIVE.match(done["task"]):
        return False
    if _BY_OTHERS.search(done["task"]):
        return False
    return _is_free(done["thing"]) and all(_is_free(task) for task in _parted(done["task"]))


def _parted(tasks: str) -> list[str]:
    """What each of these tasks is done with: the words behind its verb."""
    return [_VERB.sub("", task, count=1) for task in _NEXT.split(_TELLS_OF.sub(r"\1 av ", tasks))]


def _is_free(words: str) -> bool:
    """Whether these words hold nothing back and do not speak of what is adopted."""
    plain = _IN_IT.sub(" ", _SAYS_WHEN.sub(" ", _WHICH.sub(" ", words)))
    stops = (holds_back, acts_on_it, _OF_THE_MATTER.search, _ANOTHER_CLAUSE.search)
    return not any(stop(plain) for stop in stops)

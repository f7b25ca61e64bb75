"""What an adoption costs, and from which of the municipality's own means it is paid.

"Kostnaden, 45 000 kronor, finansieras inom socialnämndens ram" is an ordinary point. A cap, money that somebody must
first decide on, and what others shall pay are none.
"""

from __future__ import annotations

import re

from parsers.folding import pattern
from parsers.side_tasks import SAYS_THAT
from parsers.side_words import AGREED, WHEN, acts_on_it, holds_back

_MONEY = (
    r"(?:eventuella |tillkommande |uppkomna |uppkommande |kommunens |stadens |årliga |ökade |de |den |samtliga "
    r"|föranledda |därav )*"
    r"(?:\w*kostnad(?:en|er|erna)?|utgift(?:en|er|erna)?|finansiering(?:en)?|medel|\w*avgift(?:en|er|erna)?"
    r"|andel(?:en)?|insats(?:en)?"
    r"|bidrag(?:et)?|ersättning(?:en)?|deltagandet|anslutningen|utbildningen|genomförandet|arbetet|satsningen"
    r"|beslutet|budgetkonsekvens(?:er|erna)?|ekonomiska konsekvenser|" + AGREED + ")"
)
_PAID = pattern(
    rf"(?P<money>{_MONEY}[^.;:]{{0,90}}?) (?:ska |skall )?(?:finansieras|täcks|täckas|ryms|inryms|belastar"
    rf"|bekostas|bestrids|betalas"
    r"|konteras|bokförs|debiteras|faktureras|erläggs|hanteras|tas|bärs|regleras|avsätts|anvisas|anslås|sker|ske"
    r"|beaktas|inarbetas|omfördelas"
    r"|finns(?: \w+)?"
    r"|står \w+ för|utgår)"
    rf"(?: {WHEN})? (?P<rest>(?:(?:inom|ur|från|av|genom|i|på|under|via|med) |(?<=belastar )).*)"
)
_GRANTED = pattern(
    r"(?:(?:till|för) (?:förfogande|ändamålet|detta|genomförandet|kommunens deltagande) (?:ställs|anslås|avsätts"
    r"|anvisas|reserveras)|(?:anvisa[r]?|avsätt(?:er|a)|anslå[r]?|reservera[r]?))"
    r" (?P<rest>(?:högst )?[\d ]{1,12}(?:kronor|kr|tkr|mnkr).*)"
)
_FUNDS = pattern(
    r"(?:\w*ram(?:en|ar|arna)?\b|\w*(?:budget|anslag|konto|medel|förfogande|verksamhet|reserv|internbudget"
    r"|driftbudget"
    r"|intäkter)\w*|"
    r"arbetet med (?:mål och )?budget|nämnd\w*|\w+nämnd(?:en|ens)?|ekonomi(?:enheten|kontoret|avdelningen)"
    r"|respektive \w+)"
)
_NO_COST = pattern(
    r"(?:noterar att |konstaterar att |att )?(?:beslutet|anslutningen|förslaget|" + AGREED + r"|deltagandet)(?: \w+)?"
    r" (?:medför|innebär|har|bedöms (?:inte )?(?:medföra|innebära|få)|medför inte|innebär inte"
    r"|väntas inte medföra)"
    r" (?:inga|inte|några|ingen|någon)?(?: (?:inga|några|ingen|någon|ökade|ytterligare|direkta|nya|särskilda|egna"
    r"|ekonomiska|nämnvärda"
    r"|betydande|tillkommande))* (?:kostnader|kostnad|kostnadsökningar|merkostnader|konsekvenser"
    r"|ekonomiska konsekvenser|konsekvens)"
    r"(?: för (?:kommunen|staden|kommunstyrelsen|nämnden|verksamheten))?(?: utöver"
    r" (?:befintlig|beslutad|ordinarie|fastställd|gällande|kommunens|nämndens)(?: beslutade| ordinarie)? (?:budget"
    r"|ram|budgetram|ramar|verksamhet))?(?: under (?:år )?\d{4})?"
)
_NO_FUNDS = pattern(
    r"(?:ingen|inget|inga|någon|något) (?:(?:särskild|särskilt|ytterligare|ny|nya|extra|egen) )?(?:finansiering"
    r"|medel|anslag)"
    r" (?:krävs|behövs|erfordras|behöver (?:tillföras|anslås|avsättas|skjutas till))(?: inte)?"
    r"|(?:beslutet|anslutningen|deltagandet|överenskommelsen) (?:kräver|föranleder|fordrar) (?:ingen|inga)"
    r" (?:(?:särskild|särskilda|ytterligare|extra) )?(?:finansiering|medel|anslag)"
    r"|de ekonomiska konsekvenserna (?:bedöms|är|beräknas|blir) (?:som |vara |bli )?(?:marginella|små|obetydliga|ringa)"
    r"|(?:anslutningen|deltagandet|medverkan|samverkan|överenskommelsen) är (?:kostnadsfri|avgiftsfri)(?:tt|t)?"
    r"(?: för (?:kommunen|staden))?"
)
_OTHERS_PAY = pattern(
    r"\b(?:ksl|storsthlm|region(?!al)|landsting|stat(?:en|lig|s)|eu|övriga|andra|parter|länsstyrelse|kommunförbund"
    r"|förbund)\w*|(?<!kommunens )(?<!stadens )\b\w*bidrag\w*"
)
_THE_DOING = pattern(r"\b(?:genomförandet|införandet|tillämpningen|implementeringen)\b(?! (?:i|inom|på) )")
_NO_MONEY = pattern(rf"(?:{AGREED}|beslutet|deltagandet|anslutningen|arbetet|genomförandet)\b")
_FROM = pattern(r"\b(?:från|fr\.? ?o\.? ?m)\b")


def is_paid(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) says no more than how the municipality pays."""
    paid, granted = _PAID.fullmatch(words), _GRANTED.fullmatch(words)
    if paid and _is_within(paid):
        return True
    if granted and _FUNDS.search(granted.group("rest")) and not holds_back(granted.group("rest")):
        return True
    return bool(_NO_COST.fullmatch(words) or _NO_FUNDS.fullmatch(words))


def _is_within(found: re.Match[str]) -> bool:
    rest, money = found.group("rest"), found.group("money")
    if _NO_MONEY.match(money) and _FROM.search(rest):
        return False  # "Överenskommelsen ska beaktas i nämndernas verksamhetsplanering från 2017"
    both = _THE_DOING.sub("arbetet", f"{money} ; {rest}")
    return bool(_FUNDS.search(rest)) and not (
        holds_back(both) or _OTHERS_PAY.search(both) or SAYS_THAT.search(both) or acts_on_it(rest)
    )

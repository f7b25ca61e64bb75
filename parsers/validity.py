"""From which day something applies and until which, as a recommendation says of itself and a decision of it.

"Överenskommelsen gäller från den 1 januari 2015 till och med den 30 juni 2016", "att gälla fr.o.m. läsåret 2015/16",
"med verkan från 2015-07-01". Most dates of a decision are those of its papers: "tjänsteutlåtande den 4 maj 2015".
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from parsers.find_dates import MONTHS, find_dates
from parsers.folding import fold, pattern


class Bound(enum.Enum):
    """What the words before a time make of it."""

    START = "start"  # "från och med", "träder i kraft", "att gälla"
    END = "end"  # "till och med", "upphör"
    PAPER = "paper"  # the date of a paper or an earlier decision
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time at text[start:end] of the folded text. `value` is ISO for a day, "2015-07", "2015", "läsår 2015"."""

    value: str
    bound: Bound
    start: int
    end: int
    explained: bool = False  # "då överenskommelsen träder i kraft": the sentence itself says that it is the agreement's

    @property
    def values(self) -> frozenset[str]:
        """The same time in other words: what starts with a year or a month starts on its first day."""
        if self.bound is not Bound.START:
            return frozenset({self.value})
        return frozenset(
            {self.value, {4: f"{self.value}-01-01", 7: f"{self.value}-01"}.get(len(self.value), self.value)}
        )


_MONTHS = {fold(name): number for name, number in MONTHS.items()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SCHOOL_YEAR = re.compile(r"\blasar(?:et|ets)? ((?:19|20)\d\d)(?: ?[/-] ?(?:\d{4}|\d\d))?")
_MONTH_OF_YEAR = re.compile(rf"\b({_MONTH}) ((?:19|20)\d\d)\b")
_TERM = re.compile(r"\b(host|var)termin(?:en|ens)? ((?:19|20)\d\d)\b")
_DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}})(?::?e)? ({_MONTH})\b")
# no part of a diarienummer, a sum or a paragraf: "KS 2015/311", "KS/2015:311", "2 015 kronor"
_YEAR = re.compile(
    r"(?<![\d/:.§-])(?<!§ )(?<!\d )((?:19|20)\d\d)(?![\d/:]|-(?!(?:19|20)\d\d\b))(?!\.\d)"
    r"(?! ?(?:kr|tkr|mnkr)\b)(?! kronor)(?! \d{3,})"
)

# a time that no calendar has: whatever it means, it is none of a recommendation's own days
_VAGUE = pattern(
    r"\b(?:[aå]rsskifte\w*|månadsskifte\w*|(?:höst|vår|sommar|vinter)(?:en|terminen|termin)\b|terminsstart\w*|kvartal\w*|halvår\w*"
    r"|nyår\w*|(?:nästa|innevarande|kommande|följande) (?:år|läsår|mandatperiod|termin)\b|mandatperioden\b)"
)
_FILLED = r"(?: (?:och med|den|ar|dag|dagen))*[ ,:(]*"
_FROM = pattern(
    rf"\b(?:från|fr\.? ?o\.? ?m\.?|f\.? ?r\.? ?o\.? ?m\.?|verkan|giltighet|start|början)(?: med)?{_FILLED}$"
)
_AT = pattern(rf"\b(?:per|i kraft|gäll(?:a|er)|börjar|ikraftträdande\w*){_FILLED}$")
_UNTIL = pattern(
    rf"\b(?:till(?: och med)?|(?:utgången|slutet) av|upphör(?: \w+){{0,2}} vid"
    rf"|t\.? ?o\.? ?m\.?|tom|längst|intill|fram till"
    rf"|upphör\w*(?: \w+){{0,2}}?(?: att gälla)?){_FILLED}$"
)
_PAPER = pattern(
    r"(?:\b(?:dat(?:era\w*)?|dagteckna\w*|upprätta\w*|version\w*|rev(?:idera\w*)?|[a-zåäö]*skrivelse\w*"
    r"|[a-zåäö]*utlåtande\w*|promemoria\w*|pm|[a-zåäö]*protokoll\w*|besl[uö]t\w*|antog\w*|antag(?:en|et|na|its|it)"
    r"|godkän(?:de|d|t|ts|des|da)|fastställ(?:d|t|de|da)|rekommend\w+|sammanträde\w*|möte\w*|ink(?:om|ommen|ommet)|styrelse\w*"
    r"|fullmäktige|kommunstyrelsen|[a-zåäö]*utskott\w*|[a-zåäö]*nämnden|ksl|storsthlm|bilaga|dnr|undertecknad\w*|yttrande\w*|förslag\w*"
    r"|[a-zåäö]*kontor\w*|[a-zåäö]*förvaltning\w*|förbund\w*|stockholms län)\b\.?)"
    r"(?: (?:av|den|i|vid|på|dagen|ksl|\d+|ks|kf|dat|daterad))*[ ,:(]*$"
)
_PAPER_FROM = pattern(
    r"(?:skrivelse\w*|utlåtande\w*|promemoria\w*|pm|protokoll\w*|sammanträde\w*|möte\w*|beslut)"
    r"(?: daterad)? från (?:den )?$"
)
_PAPER_AFTER = pattern(
    r"[ ,(]*(?:§|dnr|diarienummer|rekommend|beslut|antag|anto|upprätta|framlag|av (?:ksl|kommunf|storst))"
)
_EXPLAINED = pattern(
    r",? (?:(?:då|när|den dag(?: då)?|samma dag som)(?: \w+){0,2} (?:överenskommelsen|\w*avtalet"
    r"|principerna|den|det) (?:träder i kraft|börjar gälla)"
    r"|(?:då|när|samma dag som) (?:den|det) (?:tidigare|nuvarande|äldre|gamla) (?:\w+ )?upphör"
    r"|(?:enligt|i enlighet med) (?:överenskommelsen|\w*avtalet|rekommendationens tidsplan))"
)
_RANGE = re.compile(r"(?<=\d)-{1,2}(?=(?:19|20)\d\d-\d\d-\d\d)")
# "från 1.7.2015", "fr.o.m. 150701": a number where a day is said, that is no day we can read
_UNREAD = pattern(
    rf"\b(?:från|fr\.? ?o\.? ?m\.?|till och med|t\.? ?o\.? ?m\.?|i kraft|gäll(?:a|er)){_FILLED}(\d[\d./: -]*)"
)
_FIRST = re.compile(r"\b(\d{1,2}):a\b")
_REACH = 70


def find_moments(text: str) -> tuple[Moment, ...]:
    """Every time in a text, in order, with what the words around it make of it."""
    folded = _FIRST.sub(r"\1:e", " ".join(fold(text).split()))
    folded = _RANGE.sub(lambda found: ",".ljust(len(found.group())), folded)  # places stay
    found = []
    before = 0
    for start, end, value in _times(folded):
        lead = folded[max(before, start - _REACH) : start]
        bound = _bound(lead, folded[end : end + 40], is_day=value.count("-") >= 2)
        explained = bool(_EXPLAINED.match(folded, end))
        found.append(Moment(value=value, bound=bound, start=start, end=end, explained=explained))
        before = end
    return tuple(found)


def _bound(before: str, after: str, *, is_day: bool) -> Bound:
    if _PAPER_FROM.search(before):
        return Bound.PAPER
    if _UNTIL.search(before):
        return Bound.END
    if _FROM.search(before) or (is_day and _AT.search(before)):
        return Bound.START  # "gäller 2015" is no start
    return Bound.PAPER if _PAPER.search(before) or _PAPER_AFTER.match(after) else Bound.OTHER


def _times(folded: str) -> list[tuple[int, int, str]]:
    """(start, end, value) of each time, the whole ones first: a year within a date is no time of its own."""
    found = [(d.start, d.end, d.day.isoformat()) for d in find_dates(folded, 0, len(folded))]
    for wording in (_SCHOOL_YEAR, _TERM, _MONTH_OF_YEAR, _VAGUE, _DAY_OF_MONTH, _YEAR):
        for match in wording.finditer(folded):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), _value(wording, match)))
    for match in _UNREAD.finditer(folded):
        if not any(match.start(1) < end and start < match.end(1) for start, end, _ in found):
            found.append((match.start(1), match.end(1), f"--{match.group(1)}-"))
    return sorted(found)


def _value(wording: re.Pattern[str], match: re.Match[str]) -> str:
    if wording is _SCHOOL_YEAR:
        return f"läsår {match.group(1)}"
    if wording is _TERM:
        return f"{match.group(2)}-{'01' if match.group(1) == 'var' else '07'}"
    if wording is _MONTH_OF_YEAR:
        return f"{match.group(2)}-{_MONTHS[match.group(1)]:02}"
    if wording is _DAY_OF_MONTH:
        return f"--{_MONTHS[match.group(2)]:02}-{int(match.group(1)):02}"
    return match.group(1) if wording is _YEAR else match.group()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """When a recommendation says that it applies. `told` False: it says nothing, or nobody has read it."""

    told: bool
    starts: frozenset[str]  # empty and told: from when somebody adopts it, or until it is replaced
    ends: frozenset[str]


_APPLIES = pattern(r"\b(?:gäll(?:er|a|de)|träd(?:er|a) i kraft|löper|börjar)\b")
_OTHER_ONE = pattern(r"\b(?:tidigare|nuvarande|äldre|gamla|upphör\w*)\b")


def terms_of(words: str) -> Terms:
    """The terms in the recommendation's own words, "" for none known."""
    moments = [m for sentence in _sentences(words) if not _OTHER_ONE.search(sentence) for m in find_moments(sentence)]
    return Terms(
        told=bool(words.strip()),
        starts=frozenset(m.value for m in moments if m.bound is Bound.START),
        ends=frozenset(m.value for m in moments if m.bound is Bound.END),
    )


def says_when(sentence: str) -> bool:
    """Whether a sentence of a recommendation says when it applies: "Överenskommelsen gäller från 2015-01-01"."""
    folded = " ".join(fold(sentence).split())
    return bool(_SUBJECT.match(folded) and _APPLIES.search(folded) and _SINCE.search(folded))


_SUBJECT = pattern(
    r"(?:den |det |de )?(?:(?:ny|reviderad|gemensam|föreslag|uppdaterad)\w* )?"
    r"\w*(?:överenskommelsen|avtalet|avsiktsförklaringen|principerna|riktlinjerna|programmet|rekommendationen"
    r"|målbilden|strategin|planen|policyn|modellen|taxan|ersättningen)(?: \w+){0,2}? "
    r"(?:gäller|gälla|träder|träda|löper|löpa|börjar|börja)\b"
)
_SINCE = pattern(r"\b(?:från|fr\.? ?o\.? ?m|till|t\.? ?o\.? ?m|tills vidare|i kraft|längst|\d{4})\b")


def _sentences(words: str) -> list[str]:
    folded = " ".join(fold(words).split())
    return re.split(r"(?<=[a-z0-9]{2})[.;] (?=\D)", folded)

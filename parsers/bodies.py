"""The bodies that decide in a municipality, by all their names: kommunfullmäktige, kommunstyrelsen, nämnd, utskott.

`find_bodies` gives them with their places; `ANY` is for patterns that need a body inside a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.document import Span
from domain.evidence import DecisionBody
from parsers.folding import fold, pattern, view_of

_ASSEMBLY = r"(?:kommun(?:- )?|stads)?fullmäktiges?|kf"  # "Kommun- fullmäktige" in a narrow cell
_EXECUTIVE = r"kommun(?:- | )?styrelsens?|kommunstyrelses?|ks|kst"
# "kommunstyrelsens arbetsutskott" is an utskott: it must be tried before kommunstyrelsen
_SUBCOMMITTEE = (
    r"(?:(?:kommunstyrelsens|\w+nämndens|ks) )?(?:(?:allmänna|tekniska|sociala|individ-? och \w+) )?"
    r"(?:[a-zåäö\-]*(?:utskottets?|utskotts?)|beredningsutskott\w*)|(?:ks|ksp|kl|pl|so|bu)?au|ksplu|klu|plau|ksau"
    r"|borgarråds ?beredningens?|kommunalråds ?beredningens?|presidiets?"
)
_COMMITTEE = (
    r"(?:[a-zåäö]+- ?(?:,|och) )?(?:[a-zåäö]+-? och )?[a-zåäö\-]+nämndens?|nämndens?(?: för [a-zåäö]+)?"
    r"|stadsdelsnämnd\w*"
    r"|gemensamma nämnden[a-zåäö ]{0,40}"
)
_DELEGATE = (
    r"(?:kommun|stads|förvaltnings|social|skol|bildnings|utbildnings|kansli|säkerhets|biträdande kommun)?"
    r"(?:direktören|chefen)s?|(?:kommunstyrelsens|nämndens|kommunstyrelse\w*) ?ordförandes?|delegaten"
)

# for patterns that need a body inside a phrase; longest forms first
ANY = rf"(?:{_SUBCOMMITTEE}|{_DELEGATE}|{_EXECUTIVE}|{_ASSEMBLY}|{_COMMITTEE})"
# what follows kommunstyrelsens but is no body: its office, its budget
_NOT_A_BODY = (
    r"(?! ?(?:förvaltning|kansli|stab|kontor|budget|anslag|ansvar|delegation|reglemente|verksamhet|medel|ordförande)"
    # nor "Kommunstyrelsens presidium", "kommunstyrelsens 1:e vice ordförande", however the word is misprinted
    r"|(?<=s) ?(?:ordf|presidi|vice |förste |andre |[12]:[ea] ))"
)
_FIND = pattern(
    rf"(?<![\w\-])(?:(?P<sub>{_SUBCOMMITTEE})|(?P<del>{_DELEGATE})|(?P<exe>{_EXECUTIVE})|(?P<ass>{_ASSEMBLY})"
    rf"|(?P<com>{_COMMITTEE}))(?![\w]){_NOT_A_BODY}"
)
_WHOLE = pattern(
    rf"(?:(?P<sub>{_SUBCOMMITTEE})|(?P<del>{_DELEGATE})|(?P<exe>{_EXECUTIVE})|(?P<ass>{_ASSEMBLY})"
    rf"|(?P<com>{_COMMITTEE}))"
)
_KINDS = {
    "sub": DecisionBody.SUBCOMMITTEE,
    "del": DecisionBody.DELEGATE,
    "exe": DecisionBody.EXECUTIVE,
    "ass": DecisionBody.ASSEMBLY,
    "com": DecisionBody.COMMITTEE,
}
_RANKS = {
    DecisionBody.DELEGATE: 0,
    DecisionBody.SUBCOMMITTEE: 1,
    DecisionBody.COMMITTEE: 2,
    DecisionBody.EXECUTIVE: 3,
    DecisionBody.ASSEMBLY: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A body named in a text; `span` is within the text that was given."""

    body: DecisionBody
    name: str
    span: Span


def find_bodies(text: str) -> tuple[BodyMention, ...]:
    """Every body named in `text`, in order; "kommunstyrelsens arbetsutskott" is one utskott and no kommunstyrelse."""
    view = view_of(text, [(0, len(text))])
    found = []
    for match in _FIND.finditer(view.text):
        span = view.span(*match.span())
        kind = _KINDS[match.lastgroup or "com"]
        found.append(BodyMention(body=kind, name=text[span.start : span.end], span=span))
    return tuple(found)


def body_of(name: str) -> DecisionBody | None:
    """The kind of the body that bears exactly this name ("KSAU", "Socialnämnden"), else None."""
    match = _WHOLE.fullmatch(fold(name).strip())
    return _KINDS[match.lastgroup or "com"] if match else None


def rank(body: DecisionBody) -> int:
    """Higher decides over lower; for comparing only."""
    return _RANKS[body]

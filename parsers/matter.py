"""What a paragraf is about, and whether the thing decided on is that matter or something beside it."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from parsers.folding import fold, pattern


class Thing(enum.Enum):
    """What a verb's object is to the matter."""

    MATTER = "matter"  # the agreement, the recommendation, what the title names
    STATEMENT = "statement"  # a yttrande, a remissvar, an office's paper
    REPORT = "report"  # information, a redovisning
    WISH = "wish"  # a yrkande or a förslag of somebody's: relative
    BESIDE = "beside"  # cost, minutes, agenda
    OTHER = "other"  # some other thing: no answer to the matter


_STOP = frozenset(
    fold(
        "kommun kommunen kommuner kommunerna kommunens stockholms stockholm svar rekommendation rekommendationer"
        " ställningstagande"
        " angående gällande avseende förslag beslut ärende antagande godkännande mellan inom länet beslutet nytt samt"
        " under yttrande remiss redovisning information rapport kommunförbundet storsthlm reviderad"
        " revidering förnyad medverkan"
    ).split()
)
_WORD = pattern(r"[a-zåäö]{5,}")
_ALWAYS = pattern(
    r"\b(?:[oe]?verenskomm?else|rekommendation|avsiktsförklaring|samverkansavtal|samarbetsavtal|avtal(?:et"
    r"|en|s)?\b|avtalsförslag|ärendet\b|densamma|desamma"
    r"|den\b|det\b(?! \w+ (?:yttrande|svar))|detta\b|dessa\b|samverkan|principerna|policyn|programmet"
    r"|anslutning|erbjudande|inbjudan)"
)
_HEAD = r"^\W*(?:[\w:\-]+ ){0,3}?(?:\([^)]*\) )?"
_STATEMENT = pattern(
    _HEAD + r"(?:[a-zåäö]*yttrande\w*|remissvar\w*|svar(?:et|en|s)?\b|svarsskrivelse\w*|svarsförslag\w*"
    r"|tjänste ?(?:utlåtande|skrivelse|udåtande)\w*"
    r"|promemoria\w*|vad som (?:sägs|anförs|framgår)|samrådssvar\w*|synpunkter\w*)"
)
_REPORT = pattern(
    _HEAD + r"(?:[a-zåäö]*information(?:en)?\b|[a-zåäö]*redovisning\w*|[a-zåäö]*rapport\w*|föredragning(?:en)?\b"
    r"|anmäl(?:an|ningar)\w*|skrivelse\w*|meddeland\w*"
    r"|uppföljning\w*|bokslut\w*|protokoll\w*|minnesanteckning\w*)"
)
_BESIDE = pattern(
    r"^\W*(?:(?:de|den|det|årlig\w*|kommunens|stadens|uppkomna|ökad\w*|tillkommande"
    r"|eventuella) )*(?:[a-zåäö]*kostnad\w*|avgift\w*|medel\w*|[a-zåäö]*finansiering\w*|paragraf\w*"
    r"|protokoll\w*|dagordning\w*"
    r"|föredragningslist\w*|ärendelist\w*|beslutet\b|punkten\b|närvaro\w*|utgift\w*|\d[\d ]* ?(?:kr|tkr|mnkr"
    r"|kronor)|budgetmedel|tidigare|nuvarande|gällande|§)"
)
_WISH = pattern(
    r"^\W*(?:[\w:().,\-]+ ){0,9}?(?P<wish>(?:[a-zåäö]*yrkande\w*|motförslag\w*|(?:besluts|tilläggs"
    r"|ändrings)?förslag(?:et|en|s)?\b(?! till (?!beslut))"
    r"|hemställan\b|beslutssats\w*|att-?sats\w*))"
)
_MANNER = pattern(r",? (?:enligt|i enlighet med|i överensstämmelse med)\b")
_MANNER_FIRST = pattern(
    r"^\W*(?:(?:härmed|därmed|därför|således|också|även)\b,? ?)?"
    r"(?:enligt|i enlighet med|på förslag av|under (?:den )?förutsättning|förutsatt|med (?:förbehåll"
    r"|stöd av|hänsyn|hänvisning|anledning|beaktande)|mot bakgrund|i avvaktan|som svar på) [^,]{3,200}, (?=\w)"
)
_ADVERB = pattern(r"\b(?:inte|ej|icke|även|också|därför|härmed|för sin del|mot|emot)\b")
_UNTIL = pattern(r"\b(?:om|att|som|för att|avseende|angående|rörande|gällande)\b")
# "godkänner för egen del överenskommelsen" puts nothing in its place
_OWN_INSTEAD = pattern(
    r"\b(?:egen|egna|eget)\b(?! (?:del|räkning|vidkommande)\b)|\bi ?stället\b|\ben annan\b|\bett annat\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A paragraf's matter, from its title: the stems of its words, and what kind of paper the title names."""

    stems: frozenset[str]
    title: str

    @property
    def is_wish(self) -> bool:
        """The paragraf is about a yrkande, an initiative or a proposal: then "yrkandet avslås" decides the matter."""
        return bool(_TITLE_WISH.search(self.title))

    @property
    def is_motion(self) -> bool:
        return bool(_TITLE_MOTION.search(self.title))

    def performs(self, verb: str) -> bool:
        """Whether this folded verb does what the title names: "Bemyndigande att sälja ...": "Nämnden bemyndigas"."""
        return any(title.search(self.title) and verb.startswith(verbs) for title, verbs in _PERFORMED)

    def is_motion_of(self, words: str) -> bool:
        """Whether these words take up the very yrkande that the title names: "Enligt yrkande från V, S och MP"."""
        named, said = _MOTION_OF.match(self.title), _MOTION_OF.search(words)
        return named is not None and said is not None and _parties(named) == _parties(said)

    @property
    def is_consultation(self) -> bool:
        """A remiss: to abstain from answering declines it."""
        return bool(_TITLE_REMISS.search(self.title))

    def thing(self, words: str) -> Thing:
        """What these folded words (a verb's object or subject, from its beginning) are to the matter."""
        words = self._without_manner(words)
        if _BESIDE.match(words) and not self._shares(words[:60]):
            return Thing.BESIDE
        if _STATEMENT.match(words) and "forslag till overenskomm" not in words:
            return Thing.STATEMENT
        if _REPORT.match(words):
            return Thing.MATTER if self._shares_report(words) else Thing.REPORT
        if _WISH.match(words) and not words.lstrip().startswith(("ksl", "storsthlm", "kommunforbundet", "motion")):
            return Thing.WISH
        if not words.strip(" .,;:"):
            return Thing.MATTER
        if _OWN_INSTEAD.search(words[:60]) and not _OWN_INSTEAD.search(self.title):
            return Thing.OTHER  # "antar i stället kommunens egen handlingsplan"
        head = _UNTIL.split(_ADVERB.sub(" ", words), 1)[0]
        if not head.strip(" .,;:"):
            head = words  # "godkänner att kommunen ansluter sig till överenskommelsen"
        if _ALWAYS.search(head[:200]) or self._shares(head) or not self.stems:
            return Thing.MATTER
        return Thing.OTHER

    def _without_manner(self, words: str) -> str:
        """ "överenskommelsen enligt förvaltningens förslag" is the agreement, not somebody's proposal."""
        words = _MANNER_FIRST.sub("", words)
        named = _MANNER.split(words, maxsplit=1)[0]
        if named == words or _WISH.match(named) or not (_ALWAYS.search(named) or self._shares(named)):
            return words
        return named

    def _shares(self, words: str) -> bool:
        return any(word[:6] in self.stems for word in _WORD.findall(words))

    def _shares_report(self, words: str) -> bool:
        """ "Delårsrapporten godkänns" under the title "Delårsrapport": the report is the matter."""
        found = _REPORT.match(words)
        return bool(found) and found.group().split()[-1][:8] in self.title if found else False


_TITLE_WISH = pattern(r"\b(?:[a-zåäö]*yrkande|initiativ|hemställan|framställan|begäran|ansökan|[a-zåäö]*förslag)\b")
_TITLE_MOTION = pattern(
    r"\b(?:motion(?:en|er)?|medborgarförslag|[a-zåäö]*förslag|e-förslag|initiativ\w*|interpellation)\b"
)
_TITLE_REMISS = pattern(r"\b(?:[a-zåäö]*remiss\w*|yttrande|samråd\w*|granskning|hörande)\b")


_PERFORMED = (
    (pattern(r"\bbemyndigande"), ("bemyndiga",)),
    (pattern(r"^utdelning\b"), ("fordela",)),
    (pattern(r"^överföring\b|\bverksamhetsöverföring\b"), ("overfor",)),
    (pattern(r"^hemställan till\b"), ("hemstall",)),
)
_MOTION_OF = pattern(r"(?:\b|^reviderat )yrkande från (?P<parties>[a-z]{1,3}(?:(?:, | och )[a-z]{1,3})*)\b(?!,)")


def _parties(motion: re.Match[str]) -> set[str]:
    return set(re.findall(r"[a-z]+", motion.group("parties"))) - {"och"}


def matter_of(title: str) -> Matter:
    """The matter that a title names; an empty title shares no words with anything."""
    folded = " ".join(fold(title).split())
    stems = frozenset(word[:6] for word in _WORD.findall(folded) if word not in _STOP)
    return Matter(stems=stems, title=folded)

"""From evidence to the one recommendation that a paragraf answers, or a named doubt.

The order of the domain: diarienummer first, title second, dates third; two candidates is a doubt. A number in the
heading or the decision outranks one in the background, where the history of a series is told.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from domain.catalogue import Catalogue, Recommendation
from domain.doubt import Doubt
from domain.evidence import Evidence

_ENOUGH = 0.8  # share of a title's words that makes it a candidate by itself
_TELLING_TITLE = 6  # words that make a whole title enough without our name
_SOME = 0.5  # share that supports a number, or a person's guess
# A number in the background, and one that stands there beside its own title: that of an earlier one of the series.
_EXPLAINED = frozenset({"explained"})
_TELLING = frozenset({"heading", "decision"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The recommendations answered (more than one only with a doubt, none for a paragraf about something else)."""

    recommendations: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What speaks for one recommendation: places of its number, and the best share of its title per place."""

    recommendation: Recommendation
    numbers: frozenset[str]
    other_suffix: bool
    shares: dict[str, float]

    @property
    def share(self) -> float:
        return max(self.shares.values(), default=0.0)

    @property
    def told(self) -> bool:
        return bool(self.numbers & _TELLING)


def resolve_recommendation(
    evidence: tuple[Evidence, ...],
    *,
    names_other: bool,
    names_us: bool,
    meeting: dt.date | None,
    catalogue: Catalogue,
    headed: bool = True,
) -> Match:
    """`evidence` is of kind RECOMMENDATION. `names_other`: the paragraf is about a recommendation of SKL or SKR.
    `headed`: a heading of the paragraf was found.

    `names_us`: KSL or Storsthlm is named in the paragraf; without that a short title may be anybody's ("Riktlinjer för
    öppna data" is also what a municipality calls its own).
    """
    facts = tuple(
        _facts(r, evidence) for r in catalogue.recommendations if any(e.value == r.diarienummer for e in evidence)
    )
    unknown = tuple(e for e in evidence if ".dnr_unknown." in e.rule)
    match = _resolve(facts, names_other=names_other, names_us=names_us, meeting=meeting, headed=headed)
    other = _contradicted(facts, match.recommendations[0]) if len(match.recommendations) == 1 else None
    if other:
        note = f"beslutet nämner {other.recommendation.diarienummer} med hela dess titel"
        doubts = tuple(dict.fromkeys((*match.doubts, Doubt.RECOMMENDATION_UNCERTAIN)))
        match = Match(recommendations=match.recommendations, doubts=doubts, notes=(*match.notes, note))
    return _beside_unknown(match, facts, unknown) if unknown and match.recommendations else match


def _beside_unknown(match: Match, facts: tuple[_Facts, ...], unknown: tuple[Evidence, ...]) -> Match:
    """A number of ours that the catalogue does not hold may be the one that is answered.

    A title alone, whose own number is not printed, loses to it, but for a slip of one figure, and for an older number
    in the history.
    """
    told = any(e.rule.endswith((".decision", ".heading")) for e in unknown)
    chosen = [f for f in facts if f.recommendation.diarienummer in match.recommendations]
    notes = (*match.notes, f"nämner {unknown[0].value}, ett diarienummer som ingen känd rekommendation har")
    numbered = any(f.told or "linked" in f.numbers or f.other_suffix for f in chosen)
    whole = any(f.share > 0.999 for f in chosen)
    if numbered or (whole and any(_is_slip(e.value, f.recommendation) for e in unknown for f in chosen)):
        sure = not told and any(f.told for f in chosen)
        doubts = match.doubts if sure else (*match.doubts, Doubt.RECOMMENDATION_UNCERTAIN)
        return Match(recommendations=match.recommendations, doubts=tuple(dict.fromkeys(doubts)), notes=notes)
    if whole and not told and all(_is_history(e, f.recommendation) for e in unknown for f in chosen):
        return Match(recommendations=match.recommendations, doubts=match.doubts, notes=notes)
    lost = tuple(f"{name} valdes bort: handlingen nämner ett annat diarienummer" for name in match.recommendations)
    return Match(recommendations=(), doubts=(Doubt.NO_RECOMMENDATION,), notes=(*notes, *lost))


def _figures(number: str) -> tuple[str, str]:
    """Year and matter of one of our numbers: "KSL/2015/0016-5" is ("15", "0016")."""
    year, matter, *_ = [*re.findall(r"\d+", number), "", ""]
    return year[-2:], matter.zfill(4)


def _is_slip(number: str, recommendation: Recommendation) -> bool:
    """One figure written, or read, wrongly: KSL/15/0018-5 for KSL/15/0016-5."""
    written, meant = "".join(_figures(number)), "".join(_figures(recommendation.diarienummer))
    return len(written) == len(meant) and sum(a != b for a, b in zip(written, meant, strict=True)) <= 1


def _is_history(unknown: Evidence, recommendation: Recommendation) -> bool:
    """Named in passing, or older than what is answered."""
    older = _figures(unknown.value)[0] < _figures(recommendation.diarienummer)[0]
    return older or not unknown.rule.endswith(".linked")


def _resolve(
    facts: tuple[_Facts, ...], *, names_other: bool, names_us: bool, meeting: dt.date | None, headed: bool
) -> Match:
    """The match as far as the catalogue's own recommendations tell."""
    if names_other and not any(f.told for f in facts):
        return _of_another(facts)
    numbered = tuple(f for f in facts if f.told) or tuple(f for f in facts if f.numbers)
    titled, notes = _best_titles(facts, meeting)
    if numbered:
        return _with_numbers(numbered, titled, notes, headed=headed)
    if not titled:
        return _weakest(facts, notes)
    only = titled[0]
    name = only.recommendation.diarienummer
    if len(titled) > 1:
        notes.append("flera titlar passar lika bra: " + ", ".join(f.recommendation.diarienummer for f in titled))
    elif names_us or (only.share > 0.999 and len(_words(only.recommendation.title)) >= _TELLING_TITLE):
        return Match(recommendations=(name,), notes=tuple(notes))
    else:
        notes.append(f"{name}: titeln stämmer, men inget säger att rekommendationen är vår")
    return Match(recommendations=(name,), doubts=(Doubt.RECOMMENDATION_UNCERTAIN,), notes=tuple(notes))


def _of_another(facts: tuple[_Facts, ...]) -> Match:
    """The national association's: never ours by a likeness; our whole title under its name is for a person."""
    whole = tuple(f.recommendation.diarienummer for f in facts if f.share > 0.999 and _in_telling(f))
    return Match(recommendations=whole[:1], doubts=(Doubt.OTHER_ORGANISATION,))


def _facts(recommendation: Recommendation, evidence: tuple[Evidence, ...]) -> _Facts:
    numbers: set[str] = set()
    other = False
    shares: dict[str, float] = {}
    for item in evidence:
        if item.value != recommendation.diarienummer:
            continue
        _, form, place, *rest = item.rule.split(".")
        if form in {"dnr_whole", "dnr_matter"}:
            numbers.add(place)
        elif form == "dnr_other_suffix":
            other = True
        elif form.startswith("title"):
            share = int(rest[0]) / 100 if rest else 1.0
            shares[place] = max(share, shares.get(place, 0.0))
    return _Facts(recommendation=recommendation, numbers=frozenset(numbers), other_suffix=other, shares=shares)


def _best_titles(facts: tuple[_Facts, ...], meeting: dt.date | None) -> tuple[tuple[_Facts, ...], list[str]]:
    """Those whose title fits best; near-equal ones of a series lose to a fuller one, and to the calendar."""
    notes: list[str] = []
    able = [f for f in facts if f.share >= _ENOUGH and _in_telling(f)]
    if not able:
        return (), notes
    top = max(f.share for f in able)
    best = [f for f in able if f.share > top - 0.01]
    notes += [f"{f.recommendation.diarienummer} valdes bort: dess titel passar sämre" for f in able if f not in best]
    # The calendar decides between equals only: one that fits none in time is for a person, not for the next best.
    after = [f for f in best if meeting and f.recommendation.decided_on > meeting]
    late = [f for f in after if not _stands_alone(f, [g for g in best if g not in after])]
    if late and len(late) < len(best):
        notes += [f"{f.recommendation.diarienummer} valdes bort: rekommendationen är yngre än beslutet" for f in late]
        best = [f for f in best if f not in late]
    words = {f.recommendation.diarienummer: _words(f.recommendation.title) for f in best}
    widest = [
        f
        for f in best
        if not any(words[f.recommendation.diarienummer] < words[g.recommendation.diarienummer] for g in best)
    ]
    notes += [
        f"{f.recommendation.diarienummer} valdes bort: en längre titel passar också" for f in best if f not in widest
    ]
    return tuple(widest), notes


def _stands_alone(one: _Facts, others: list[_Facts]) -> bool:
    """A whole title that is no part of another's: the paper does name it, whatever its date says."""
    words = _words(one.recommendation.title)
    return one.share > 0.999 and not any(words <= _words(other.recommendation.title) for other in others)


def _contradicted(facts: tuple[_Facts, ...], name: str) -> _Facts | None:
    """Another recommendation whose whole title stands in the decision itself, while that of `name` does not.

    A decision may shorten the title: "Överenskommelsen om hjälpmedel antas" under "Reviderad överenskommelse om ...".
    """
    chosen = next(f for f in facts if f.recommendation.diarienummer == name)
    if chosen.shares.get("decision", 0.0) > 0.999 or "decision" in chosen.numbers:
        return None
    own = _words(chosen.recommendation.title)
    others = (f for f in facts if f is not chosen and f.shares.get("decision", 0.0) > 0.999)
    return next((f for f in others if not _words(f.recommendation.title) <= own), None)


def _in_telling(facts: _Facts) -> bool:
    return any(share >= _ENOUGH for place, share in facts.shares.items() if place in _TELLING)


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.lower()))


def _with_numbers(numbered: tuple[_Facts, ...], titled: tuple[_Facts, ...], notes: list[str], *, headed: bool) -> Match:
    by_title = {f.recommendation.diarienummer for f in titled}
    names = tuple(f.recommendation.diarienummer for f in numbered)
    if len(numbered) == 1:
        return _one_number(numbered[0], titled, notes, headed=headed)
    both = tuple(name for name in names if name in by_title)
    if len(both) == 1:
        lost = [
            f"{name} valdes bort: numret nämns, men titeln är den för {both[0]}" for name in names if name not in both
        ]
        return Match(recommendations=both, notes=(*notes, *lost))
    in_decision = tuple(f.recommendation.diarienummer for f in numbered if "decision" in f.numbers)
    replaced = {f.recommendation.supersedes for f in numbered}
    alive = tuple(name for name in in_decision or names if name not in replaced)
    if len(alive) == 1 and not by_title - set(alive):
        lost = [
            f"{name} valdes bort: ersatt av {alive[0]}, eller nämnd bara i bakgrunden"
            for name in names
            if name not in alive
        ]
        return Match(recommendations=alive, notes=(*notes, *lost))
    if len(in_decision) > 1:
        return Match(recommendations=in_decision, doubts=(Doubt.SEVERAL_RECOMMENDATIONS,), notes=tuple(notes))
    return Match(recommendations=alive[:1] or names[:1], doubts=(Doubt.RECOMMENDATION_UNCERTAIN,), notes=tuple(notes))


def _one_number(only: _Facts, titled: tuple[_Facts, ...], notes: list[str], *, headed: bool) -> Match:
    name = only.recommendation.diarienummer
    others = tuple(f for f in titled if f is not only)
    agrees = only in titled or not titled
    if agrees and (only.told or only.share >= _SOME or "linked" in only.numbers):
        return Match(recommendations=(name,), notes=tuple(notes))
    if agrees:
        matter = (
            "rubrik och beslut handlar om något annat" if headed else "ingen rubrik hittades som säger vad saken är"
        )
        note = f"{name} nämns bara i bakgrunden; {matter}"
        return Match(recommendations=(), doubts=(), notes=(*notes, note))
    if only.told and all(f.share < 1 for f in others) and only.share >= _SOME:
        return Match(recommendations=(name,), notes=tuple(notes))
    if only.numbers <= _EXPLAINED and len(others) == 1 and others[0].share > 0.999:
        title = others[0].recommendation.diarienummer
        lost = f"{name} valdes bort: bakgrunden nämner den med egen titel, rubrik eller beslut gäller {title}"
        return Match(recommendations=(title,), notes=(*notes, lost))
    chosen = name if only.told else others[0].recommendation.diarienummer
    note = f"diarienumret pekar på {name}, titeln på {', '.join(f.recommendation.diarienummer for f in others)}"
    return Match(recommendations=(chosen,), doubts=(Doubt.RECOMMENDATION_UNCERTAIN,), notes=(*notes, note))


def _weakest(facts: tuple[_Facts, ...], notes: list[str]) -> Match:
    """No number of a known one and no title: another document of the same matter, or a title that only resembles."""
    near = tuple(f for f in facts if f.other_suffix or f.share >= _SOME)
    same_matter = tuple(f for f in near if f.other_suffix)
    chosen = same_matter or near
    if not chosen or (not same_matter and max(f.share for f in chosen) < _SOME):
        return Match(recommendations=(), notes=tuple(notes))
    top = max(chosen, key=lambda f: (f.other_suffix, f.share))
    sure = top.other_suffix and top.share >= _ENOUGH and len(same_matter) == 1
    note = f"{top.recommendation.diarienummer}: titeln liknar bara ({top.share:.0%} av orden)"
    return Match(
        recommendations=(top.recommendation.diarienummer,),
        doubts=() if sure else (Doubt.RECOMMENDATION_UNCERTAIN,),
        notes=(*notes, note),
    )

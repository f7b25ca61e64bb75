"""A refusal that is less than one: for now, of a part, in this form, or with another agreement in view.

The reasons of a refusal are free ("med hänvisning till att kommunen redan har ett avtal"), so its words cannot all be
known as those of an adoption are; what limits it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_REASONS = re.compile(
    r"\b(?:med hänvisning till|med hänsyn till|med motiveringen|mot bakgrund av|på grund av|till följd av"
    r"|med anledning av|eftersom|därför att|då|av \w+ skäl)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LIMITS = re.compile(
    r"\b(?:tills vidare|för närvarande|i (?:nu|dags)läget|för tillfället|nu|ännu|förrän|före|innan|under \w+ år|i år"
    r"|om inte|såvida|så länge|endast|enbart|bara|senare|återkom\w*|avvakta\w*|delvis"
    r"|i (?:dess|sin|den|detta) (?:nuvarande |föreliggande |föreslagna )?(?:form|lydelse|utformning|skick|helhet)"
    r"|i (?:den|de|vissa|berörda) del(?:en|ar|arna)?"
    r"|vad (?:gäller|avser)|såvitt|i fråga om|(?:avsnitt|punkt|kapitel|bilaga)\w*(?= \d)"
    r"|(?:del(?:en|ar|arna)|\w*finansieringen|\w*kostnaden|genomförandet|utvärderingen|uppföljningen) (?:av|för|i))\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:\w*förhandl\w*|återkom\w*|utred\w*|ny(?:tt|a)? (?:förslag|överenskommelse|avtal|ställningstagande|prövning)"
    r"|alternativ\w*|senare|ändrad\w*|på nytt)\b",
    re.IGNORECASE,
)


def weak_refusal(decides: Iterable[str], besides: Iterable[str]) -> tuple[str, ...]:
    """What limits a refusal, in order: words of the clauses that refuse, without their reasons, and of those beside."""
    found = [_LIMITS.search(_REASONS.sub("", clause)) for clause in decides]
    found += [_INSTEAD.search(clause) for clause in besides]
    return tuple(dict.fromkeys(match.group().lower() for match in found if match))

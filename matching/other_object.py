"""Words by which what is adopted is less than the recommendation, or not it, though each word alone is a plain one.

"Antar överenskommelsen som ett stöd", "antar Salems kommuns överenskommelse om samverkan", "antar överenskommelsen
mellan Salem och Botkyrka".
"""

from __future__ import annotations

import re

_ADOPTS = r"\b(?:antar?|godkänner|godkänna|tecknar?|ingår?)"
_AGREED = r"(?:överenskommelser?|\w*avtal|principer|riktlinjer)\b"
_NAME = r"(?!KSL|Kommunförbund|Landsting|Region|Storsthlm|Stockholms\s+läns)[A-ZÅÄÖ][\w-]+(?:\s+(?:kommun|stad))?"
_OTHER = re.compile(
    r"\bsom\s+(?i:en|ett)\s+(?:\w+\s+)?(?:stöd|rekommendation|ambition|målsättning|viljeyttring)\b"
    rf"|{_ADOPTS}\s+(?:[A-ZÅÄÖ]\w+\s+(?:kommuns|stads)|kommunens|stadens)\s+(?:egen\s+|egna\s+|eget\s+)?{_AGREED}"
    rf"|\bmellan\s+{_NAME}\s+och\s+{_NAME}"
)


def other_object(sentence: str) -> str | None:
    """The words of a sentence that adopts, as printed, by which it adopts something else; None when there are none."""
    found = _OTHER.search(sentence)
    return " ".join(found.group().split()) if found else None

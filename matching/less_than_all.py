"""Known words that make the sentence that adopts less than an adoption of all: a part of it, a draft, an "if"."""

from __future__ import annotations

import re

# "antar överenskommelsen om KSL och kommunerna beslutar att anta den"
_IF = re.compile(
    r"\bom (?:ksl|storsthlm|kommunerna|länets|kommunen|staden|kommunfullmäktige|fullmäktige|kommunstyrelsen|den|det|de"
    r"|detta)\b[^.;]{0,80}\b(?:antar|antas|beslutar|godkänner|godkänns|ansluter|deltar|medverkar|\w*tecknar|bifaller|ger)\b",
    re.I,
)
_PART_OF = re.compile(
    r"\b(?:(?:del|text)(?:en|er|erna|ar|arna)?\b|bilag|princip|målbild|avsnitt|kapit|punkt|riktlinje|inriktning|andemening|syfte|inledning)\w*"
    r"(?: \d+)? (?:i|till|av|ur|med) (?:\w+ )?"
    r"(?:överenskommelsen|\w*avtalet|rekommendationen)\b",
    re.I,
)
# "godkänner förslaget för vidare beredning": what is adopted is only a draft
_AS_A_DRAFT = re.compile(
    r"\b(?:för|till|som underlag för|inför) (?:vidare|fortsatt|ytterligare|kommande) "
    r"(?:beredning|arbete|behandling|handläggning|utredning|bearbetning|dialog|förhandling)\w*",
    re.I,
)
# "den av arbetsutskottet föreslagna överenskommelsen" may be another text than the one recommended
_OF_OUR_OWN = re.compile(
    r"\b(?:den|det|de) av (?!ksl|storsthlm|kommunförbund|förbundsstyrelsen)[\w ]{3,60}? "
    r"(?:föreslagn|framtag|utarbeta|upprätta|framarbeta)\w*",
    re.I,
)


def less_than_all(sentence: str, after: int) -> re.Match[str] | None:
    """The words by which a sentence adopts less than the whole, None when there are none; `after` ends its verb."""
    found = (kind.search(sentence) for kind in (_PART_OF, _AS_A_DRAFT, _OF_OUR_OWN))
    return _IF.search(sentence, after) or next((match for match in found if match), None)

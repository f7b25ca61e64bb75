"""What a mail's sender says, apart from what the mail quotes of earlier ones, and from what stands below every mail.

A reply carries our own letter below it ("bortse från denna påminnelse om ni redan har svarat"), and that is not what
the municipality says. A forwarded mail is another thing: there the clerk's words to her registrar ("obs att protokollet
inte är justerat") stand in the inner mail, and the registrar adds nothing.
"""

from __future__ import annotations

import re

from domain.catalogue import Catalogue
from domain.mail import Message
from matching.lookalike import is_own

_HEADER = re.compile(
    r"^[\s*>|]*(?:Från|Fra|From|Skickat|Sent|Datum|Date|Till|To|Kopia|Cc|Ämne|Subject)\s?\*{0,2}\s*:\s?.*$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"^[\s*>|]*(?:Från|Fra|From)\s?\*{0,2}\s*:\**\s*(.*)$", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"^\s*[-_=*]{2,}\s*(?:Ursprungligt|Vidarebefordrat|Original|Forwarded|Begin forwarded|Vidaresänt).{0,40}$"
    r"|^\s*(?:Vidarebefordrat (?:brev|meddelande)|Begin forwarded message|Ursprungligt meddelande)\s*:?\s*$"
    # GroupWise: ">>> Namn <x@y.se> 2015-03-20 10:14 >>>"; Notes: "Namn ---2015-03-20 10:14:12---"
    r"|^\s*>{2,}.{5,160}\d\d:\d\d\s*>{2,}\s*$|^.{2,80}\s?-{3}[\d./-]{6,10}\s\d\d:\d\d(?::\d\d)?\s*-{3}",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^\s*(?:(?:Den|On|Le|Am|\d{4}-\d\d-\d\d|\d{1,2}\s\w{3,9}\s\d{4}|(?:mån|tis|ons|tors|tor|fre|lör|sön)\w*)\b[^\n]{3,160}\b)?(?:skrev|wrote)\b[^\n:]{0,100}:\s*$",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"^\s*(?:vb|fw|fwd|vidarebefordra\w*)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_OUR_NAME = re.compile(r"\bksl\b|storsthlm|kommunförbundet stockholms", re.IGNORECASE)
_BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[^a-zåäö])|\n\s*\n|\n\s*(?=[-–•*·]\s)")
# What every mail of an organisation ends with; it says nothing of this one.
_BOILERPLATE = re.compile(
    r"konfidentiel|sekretess|obehörig|avsedd\w* (?:endast |enbart )?för|rätt[ea]? mottagare|adressaten|personuppgift"
    r"|dataskydd|gdpr|this (?:e-?mail|message)|intended recipient|virus|tänk på miljön|skriver ut"
    r"|fått (?:detta|det här) (?:mejl|mail|e-?post|meddelande)|fått det av misstag|radera (?:det|detta|meddelandet)",
    re.IGNORECASE,
)


def own_words(body: str) -> str:
    """The mail's own text, without what it quotes of an earlier mail; answers between quoted lines are kept."""
    lines = body.split("\n")
    kept: list[str] = []
    for index, line in enumerate(lines):
        if line.lstrip().startswith(">") and not _SEPARATOR.match(line):
            continue
        if _SEPARATOR.match(line) or _begins_block(lines, index) or _introduces(lines, index):
            if any(below.lstrip().startswith(">") for below in lines[index + 1 : index + 5]):
                continue
            break
        kept.append(line)
    return "\n".join(kept)


def forwarded_words(message: Message, catalogue: Catalogue) -> str:
    """Of a mail forwarded as text, what the one who wrote it says; "" for a reply, and for a letter of ours."""
    author, words = _forwarded(message)
    if _OUR_NAME.search(author) or any(is_own(domain, catalogue) for domain in _domains(author)):
        return ""
    return own_words(words)


def forwarded_domains(message: Message) -> tuple[str, ...]:
    """The mail domains that the head of a mail forwarded as text shows for its author, lower case; a claim only."""
    return _domains(_forwarded(message)[0])


def _domains(author: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(domain.lower() for domain in _ADDRESS.findall(author)))


def _forwarded(message: Message) -> tuple[str, str]:
    """The author as shown and the text of the mail that is forwarded below the mail's own words; "" for none."""
    if not _FORWARD.match(message.subject):
        return "", ""
    lines = [re.sub(r"^[>|] ?", "", line) for line in message.body.split("\n")]
    start = next((i for i in range(len(lines)) if _begins_block(lines, i)), None)
    if start is None:
        return "", ""
    end = start
    while end < len(lines) and (_HEADER.match(lines[end]) or (not lines[end].strip() and end < start + 12)):
        end += 1
    author = next((m[1] for line in lines[start:end] if (m := _AUTHOR.match(line))), "")
    return author, "\n".join(lines[end:])


def sentences(text: str) -> tuple[str, ...]:
    """Each sentence on one line, without greetings' line breaks; those of disclaimers left out."""
    found = (" ".join(sentence.split()) for sentence in _BOUNDARY.split(text))
    return tuple(sentence for sentence in found if sentence and not _BOILERPLATE.search(sentence))


def _introduces(lines: list[str], index: int) -> bool:
    """ "Den 3 maj 2015 kl. 10:12 skrev KSL:", also broken over two lines, before quoted ones."""
    following = next((line for line in lines[index + 1 : index + 4] if line.strip()), "")
    if _WROTE.match(lines[index]):
        return True
    return bool(following.strip()) and bool(_WROTE.match(f"{lines[index]} {following}")) and not _WROTE.match(following)


def _begins_block(lines: list[str], index: int) -> bool:
    """The head of an earlier mail, written out: "Från:", "Skickat:", "Till:" below one another."""
    if not _AUTHOR.match(lines[index]):
        return False
    return sum(bool(_HEADER.match(line)) for line in lines[index + 1 : index + 6]) >= 1

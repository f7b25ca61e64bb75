"""A paper that names a board, is called nothing, and is signed by one person: the chair or an officer decided alone.

"Kommunstyrelsen 2015-05-04" can be the head of the board's minutes or of what its chair decided between meetings. Where
neither "protokoll" nor any other word of a meeting stands, who signs tells which.
"""

from __future__ import annotations

import re

from domain.decision import Reading

_OF_A_MEETING = re.compile(
    r"protokoll|sammanträd|justera|justering|närvarande|beslutande\b|utdrag|\bledamöter|\bsekreterare\b|tjänstgörande",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:(?:kommunstyrelsens|kommunfullmäktiges|kommunens|stadens|ks|förste|1:e|andre|2:e|vice|tf\.?|t\.f\.) )*"
    r"(?:ordförande|ordf\.?|presidium|\w*direktör|\w*chef|kommunalråd|borgarråd|delegat)"
)
# In the order of a signature: an office in a line of its own, or behind a name.
_SIGNED = re.compile(
    r"^[ \t]*(?:[A-ZÅÄÖ][\w.-]+(?:[ \t]+[A-ZÅÄÖ][\w.-]+){0,3}(?:[ \t]*\(\w{1,4}\))?[ \t]*,?[ \t]*)?"
    rf"(?i:{_OFFICE})[ \t]*$",
    re.MULTILINE,
)
_LAST = 500  # characters: where a paper is signed


def signed_alone(reading: Reading) -> bool:
    """Whether the document shows nothing of a meeting and is signed, at its end, by the holder of one office."""
    text = reading.text.text.strip() if reading.text else ""
    return not _OF_A_MEETING.search(text) and bool(_SIGNED.search(text[-_LAST:]))

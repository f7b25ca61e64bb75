"""Points beside a decision that say who of the municipality's own represents it, speaks for it and is its contact.

"Till kontaktperson utses säkerhetschefen", "stadsdirektören för kommunens talan i den regionala samverkan", "kommunen
företräds i styrgruppen av kommundirektören". Nobody is given anything to decide by it.
"""

from __future__ import annotations

from parsers.folding import pattern
from parsers.side_tasks import FOR_US, JOINT, SOON
from parsers.side_words import ACTORS, AGREED, holds_back

_OFFICE = r"\w*(?:chef|direktör|samordnare|strateg|sekreterare|handläggare|jurist|kommunalråd|ordförande)"
_WHO = (
    rf"(?:{ACTORS}|{_OFFICE} [a-zåäö]+ [a-zåäö]+|\w+ \w+ \(\w{{1,4}}\)"
    r"|\w+(?: \w+)? \(\w{1,4}\)(?:(?:,| och) \w+(?: \w+)? \(\w{1,4}\))*)"
)
_ROLE = (
    r"(?:(?:kommunens|stadens|ordinarie|ny|gemensam|lokal|samordnande|ansvarig) )*(?:\w*kontaktperson(?:er)?"
    r"|\w*representant(?:er)?"
    r"|ledamot|ledamöter|ersättare|\w*ombud|företrädare|samordnare|\w*ansvariga?(?: nämnd| förvaltning)?"
    r"|kontaktpunkt|kontaktyta|kontaktväg|ansvarig chef)"
)
_BODY_OF_ALL = (
    r"(?: (?:i|för|gentemot|mot|till|i förhållande till|i frågor som rör|för frågor enligt|avseende) (?:ksl"
    r"|storsthlm|\w+ (?:styrgrupp|arbetsgrupp"
    rf"|samverkansråd|nätverk|samverkan)\w*|(?:den |det )?(?:regionala |gemensamma "
    rf"|länsgemensamma )*(?:\w*(?:gruppen|rådet|nätverket|forumet|kommittén|kansliet|sekretariatet)"
    rf"|arbetet|samverkan)|{AGREED}|frågor som rör {AGREED}))"
)
_US = r"(?:kommunen|staden|\w+ (?:kommun|stad))"
_OUR = r"(?:kommunens|stadens|\w+ (?:kommuns|stads))"
_WHERE = rf"(?: (?:i|vid){JOINT}|{_BODY_OF_ALL})"
_HERE = r"(?: (?:i|för|hos|från|vid) (?:kommunen|staden)| i (?:detta ärende|ärendet|frågan|denna fråga))"
_APPOINTS = pattern(
    rf"(?:(?:som|till) {_ROLE}{_BODY_OF_ALL}? (?:utses|väljs|förordnas|utse|välja|nomineras|anmäls) {_WHO}"
    rf"|{_WHO} (?:utses|väljs|förordnas|nomineras|är|blir|ska vara|utses till|är utsedd|är utsedda"
    rf"|har utsetts)(?: (?:till|som"
    rf"|att vara))? {_ROLE}{_HERE}?"
    rf"|{_WHO} (?:utses|förordnas) att (?:företräda|representera) (?:kommunen|staden)"
    rf"|(?:utser?|välj(?:er|a)|förordnar?|nominera[r]?) {_WHO} (?:till|som|att vara) {_ROLE}"
    rf"|{_WHO} (?:ingår|deltar|medverkar|företräder (?:kommunen|staden)|representerar (?:kommunen"
    rf"|staden)){FOR_US}? i{JOINT}{FOR_US}?){_BODY_OF_ALL}?{SOON}?"
)
_SPEAKS = pattern(
    rf"{_WHO}(?: (?:ska|skall))? (?:(?:för|föra) {_OUR} talan|(?:företräder|företräda|representerar|representera) {_US}"
    rf"|(?:talar|tala) för {_US}|är {_OUR} (?:röst|talesperson)){_WHERE}?"
    rf"|{_US}(?: (?:ska|skall))? (?:företräds|företrädas|representeras)(?: av {_WHO}{_WHERE}?|{_WHERE} av {_WHO})"
    rf"|{_OUR} (?:representation|medverkan|deltagande){_WHERE} (?:hanteras|samordnas|sköts|handhas) av {_WHO}"
    rf"|{_ROLE}(?:{_BODY_OF_ALL}|{_HERE})* (?:är|blir|ska vara|utses) {_WHO}(?: (?:på|vid|från|hos) {ACTORS})?"
    rf"|ersättare för {_WHO} (?:är|utses) {_WHO}"
)
_PRESENTS = pattern(
    rf"{_WHO} (?:föredrar|föredrog|informerar (?:i|om)|informerade (?:i|om)|redogör för|redogjorde för|presenterar"
    rf"|presenterade|är föredragande i|svarade på frågor (?:om|i)|svarar på frågor (?:om|i)) (?:ärendet|frågan"
    rf"|förslaget|{AGREED})"
    rf"|{_WHO} (?:svarar|svarade) på (?:ledamöternas )?frågor(?: (?:under|vid) (?:sammanträdet|mötet))?"
    rf"|(?:ärendet|frågan|förslaget) (?:föredras|föredrogs|presenteras|presenterades) av {_WHO}"
)


def names_people(words: str) -> bool:
    """Whether a point (folded, without its mark and lead) does no more than say who represents the municipality."""
    if _APPOINTS.fullmatch(words):
        return True
    return bool(_SPEAKS.fullmatch(words) or _PRESENTS.fullmatch(words)) and not holds_back(words)

"""What the mail says against the answer it brings: "Beslutet är överklagat", "Protokollet justeras först på fredag".

The paper beside it may be perfectly clear and no longer true, or not true yet. What is looked for is a statement that
limits it; a courtesy ("hör av er om något är fel"), a fact that changes nothing ("överklagandetiden har gått ut",
"Moderaterna reserverade sig") and the words below every mail are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.decision import Decision
from domain.doubt import Doubt
from domain.evidence import DecisionBody, Evidence, EvidenceKind, Outcome
from domain.mail import Message
from matching.own_words import forwarded_words, own_words, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One way to limit an answer. `never`: where the same words limit nothing. `settled`: only what is final is limited
    so; of a proposal it is no news that the assembly decides later."""

    name: str
    doubt: Doubt
    said: re.Pattern[str]
    never: re.Pattern[str]
    settled: bool = False


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


_NO = r"(?:inte|ej|icke|aldrig|varken)"
_NONE = r"(?:inte|ej|icke|aldrig|ingen|inga|inget|utan|något|några|varken)"
_FEW = r"(?:[\w§-]+,?\s+){0,4}"
_ANSWER = (
    r"(?:besluten?|beslutet|beslut|ställningstagandet?|svaret|svar|beskedet|oss|uppfattning|inställning|protokoll\w*"
    r"|paragraf\w*|antagandet|överenskommelsen|avtalet|§|mail(?:et|en)?|mejl(?:et|en)?|utskick(?:et)?)"
)
_CHANGED = (
    r"(?:ändra(?:t|ts|de|des|s)|upphäv(?:t|ts|de|des|s)|riv(?:it|its)\s+upp|rev(?:s|)\s+upp|återkalla(?:r|t|ts|de"
    r"|des|s)"
    r"|återta(?:r|git|gits|s)|dra(?:r|git|gits|s)\s+tillbaka|drogs?\s+tillbaka|ta(?:r|git|gits|s)\s+tillbaka"
    r"|ompröva(?:r|t|ts|de|des|s)?|annullera\w+|makulera\w+|undanröj\w+|inhibera\w+|(?:är|förklara\w+)\s+vilande)"
)
_PAPER = r"(?:protokoll\w*|utdrag\w*|paragraf\w*|§\s?\d+)"
_SIGNED = (
    r"(?:(?:under)?tecknat|(?:under)?tecknats|(?:under)?tecknad|skrivit\s+(?:under|på)|skrivits\s+(?:under|på)"
    r"|signerat\w*|signerad|påskriv\w+)"
)
_SIGNS = r"(?:(?:under)?tecknar?s?|skriv(?:er|s|a|as)\s+(?:under|på)|signeras?r?)"
_LATER = (
    r"(?:först|senare|när|så\s+snart|efter|sedan|nästa|framöver|inom\s+kort|i\s+(?:januari|februari|mars|april"
    r"|maj|juni|juli|augusti|september"
    r"|oktober|november|december|höst|vår|sommar)|den\s+\d|\d{1,2}\s+\w+|på\s+\w+dag|vid\s+ett\s+senare"
    r"|under\s+(?:hösten|våren|sommaren))\b"
)
_ASSEMBLY = r"(?:kommunfullmäktiges?|fullmäktiges?|KF)"

_KINDS: tuple[_Kind, ...] = (
    _Kind(
        name="appealed",
        doubt=Doubt.SENDER_RESERVES,
        said=_any(
            r"\böverklaga(?:t|ts|de|des)\b",
            r"\b(?:ett|flera|två|tre)\s+överklagande\w*",
            rf"\böverklagandet\s+(?:har|är|prövas|ligger)\b|\b(?:under|föremål\s+för)\s+{_FEW}överklag",
            rf"\b(?:kommer\s+att|ska|skall|avser\s+att|vill)\s+{_FEW}överklaga",
            r"\blaglighetspröv",
            rf"\böverklagandetiden\s+{_FEW}{_NO}\s+{_FEW}(?:gått|löpt)\b",
            rf"\b{_NO}\s+(?:ännu\s+|än\s+|heller\s+)?(?:har\s+)?(?:vunnit|vinner|fått|hunnit\s+vinna)\s+laga\s+kraft",
            rf"\b(?:innan|förrän|när|först\s+när)\s+{_FEW}laga\s+kraft",
            r"\bappealed\b",
        ),
        never=_any(
            rf"\b{_NONE}\s+{_FEW}överklag(?!andetid)",
            rf"\b(?:om"
            rf"|ifall)\s+{_FEW}överklag",
            rf"\bkan\s+{_FEW}överklagas",
        ),
    ),
    _Kind(
        name="changed",
        doubt=Doubt.SENDER_RESERVES,
        said=_any(
            rf"\b{_CHANGED}\s+{_FEW}{_ANSWER}(?!\w)",
            rf"(?<!\w){_ANSWER}\s+{_FEW}{_CHANGED}\b",
            rf"\b(?:ta[rs]?\s+(?:\w+\s+)?upp|behandla\w*|pröva\w*|beslutas?|avgörs|komma?\s+upp)\s+{_FEW}(?:igen"
            rf"|på\s+nytt|ånyo|en\s+gång\s+till)\b",
            r"\båterupptas?\b|\bogiltig\w*|\binte\s+(?:ska\s+)?(?:giltigt?|räknas|bindande|verkställas|korrekt"
            r"|rätt|behörig\w*)\b",
            r"\b(?:avvakta|vänta)\s+(?:\w+\s+)?med\b|\bregistrera\s+(?:inte|ej)\b|\b(?:inte|ej)\s+registreras?\b",
            r"\b(?:nytt|ett\s+annat)\s+(?:beslut|ställningstagande)\b",
            r"\b(?:beslutat|beslutade|beslöt)\s+(?:\w+\s+){0,2}(?:annorlunda|annat|tvärtom)\b",
            r"\bgäller\s+(?:inte|ej)\s+längre\b|\binte\s+längre\s+(?:gäller|aktuell\w*|giltig\w*)",
        ),
        never=_any(rf"\b{_NO}\s+{_FEW}{_CHANGED}\b", rf"\b(?:om|ifall)\s+{_FEW}{_CHANGED}\b"),
    ),
    _Kind(
        name="postponed",
        doubt=Doubt.SENDER_RESERVES,
        said=_any(rf"\b(?:har|är|blev|blivit)\s+{_FEW}(?:återremitter\w+|bordlag\w+|bordlägg\w+)"),
        never=_any(r"\byrkande", r"\bmen\s+nu\b"),
        settled=True,
    ),
    _Kind(
        name="not_adjusted",
        doubt=Doubt.NOT_ADJUSTED,
        said=_any(
            r"\b(?:ojuster\w+|oadjust\w+|preliminär\w*|snabbprotokoll\w*|under\s+justering|protokollsutkast\w*)\b",
            rf"\b{_NO}\s+(?:är\s+|har\s+)?(?:ännu\s+|än\s+)?(?:blivit\s+)?(?:slut)?justera[dt]\w*",
            r"\binnan\s+(?:protokollet\s+)?(?:är\s+|har\s+)?justera\w*",
            r"\bjusteras\s+(?:först|den|i|på|senare|nästa|om|efter)\b|\b(?:kommer\s+att|ska|skall)\s+justeras\b",
            r"\b(?:väntar\s+på|inväntar|inför|före|utan)\s+(?:\w+\s+)?justering",
            r"\bjustering\w*\s+(?:sker|görs|är\s+planerad|kommer|pågår|äger\s+rum)\b",
            rf"\bjustera(?:t|d|de)\s+(?:utdrag|protokoll|version|exemplar|paragraf)\w*\s+{_FEW}(?:kommer|följer"
            rf"|skickas|sänds|översänds|får)\b",
            rf"\b{_PAPER}\s+{_FEW}{_NO}\s+(?:ännu\s+|än\s+)?(?:under|på)?(?:tecknat|skrivet|signera[dt]|klart?"
            rf"|färdigt?|fastställt)\b",
            rf"\b{_PAPER}\s+{_FEW}(?:under|på|in)?(?:tecknas|skrivs|signeras)\s+(?:först|på|den|nästa|senare)\b",
            rf"\butkast(?:et)?\s+(?:till|av)\s+{_PAPER}|\barbets(?:exemplar|material|version)\w*|\bkoncept\b",
            rf"^(?=.*\b{_NO}\b)(?=.*\b{_PAPER}).*\b(?:under|på)(?:tecknat|tecknad|skrivet|skriven)\b",
            r"\binnan\s+(?:det|den|protokollet|paragrafen|beslutet)\s+(?:är|har|blir)\b",
            r"\b(?:så\s+snart|när|sedan)\s+(?:protokollet|paragrafen|det|den)\s+(?:är|har|blir"
            r"|blivit)\s+(?:\w+\s+)?justera",
            r"\bkan\s+(?:komma\s+att\s+)?(?:ändras|justeras)\b|\breservation\s+för\s+(?:ändring|fel|justering)\w*",
            r"\b(?:draft|preliminary)\b",
        ),
        never=_any(rf"\bmed\s+{_FEW}omedelbar\w*\s+justering"),
    ),
    _Kind(
        name="corrects",
        doubt=Doubt.CORRECTION,
        said=_any(
            r"\brättelse\b|\brättat\b|\bkorrigera[dt]\b|\bbortse\w*\s+från\b|\bignorera\b|\bdisregard\b",
            r"\bersätt\b|\bersätter\s+(?:det|den|vårt)\b(?!\s+(?:från|av)\s+(?:år\s+)?(?:19|20)\d\d\b(?!-))",
            r"\bi\s?stället\s+för\s+(?:det|den)\s+(?:vi|som|tidigare)|\b(?:gäller"
            r"|använd\w*)\s+(?:\w+\s+)?i\s?stället\b",
            rf"\b(?:blivit|blev|smugit|smög|uppstått)\s+{_FEW}fel\b|\b(?:skrivfel|felskriv\w+)\b",
            r"\bfel(?:aktigt?|aktiga)?\s+(?:version|bilaga|fil|utdrag|protokoll\w*|paragraf|datum|nummer|dokument"
            r"|handling|diarienummer)\b",
            r"\bav\s+misstag\b|\bmisstag\s+i\b",
            r"\b(?:rätt|rätta|korrekta?|reviderade?|uppdaterade?)\s+(?:version|bilaga|fil|utdrag|protokoll\w*)\w*",
            rf"\b(?:förra|tidigare|föregående)\s+{_FEW}(?:mail|mejl|meddelande|utskick|svar)\w*\s+{_FEW}(?:gäller"
            rf"|var)\s+(?:inte|ej|fel)",
            r"\bfelaktigt?\b.{0,80}\bersätt",
        ),
        never=_any(
            r"\b(?:om|ifall)\s+(?:ni|du|något|det|uppgifter\w*)\b.{0,60}\b(?:fel"
            r"|misstag)",
            r"\bpåminnelse\w*",
        ),
    ),
    _Kind(
        name="held_back",
        doubt=Doubt.SENDER_RESERVES,
        said=_any(
            rf"\b{_ASSEMBLY}\b.{{0,60}}\b(?:ska|skall|kommer\s+att|väntas|planeras|behandla(?:r|s)|beslutar"
            rf"|fattar|tar\s+(?:upp|ställning)|avgör|prövar)\b",
            rf"\b(?:vidare\s+(?:till|upp)|tas\s+upp\s+(?:i|av)|avgörs\s+(?:i|av)|behandlas\s+(?:i|av)|väntar\s+på"
            rf"|inväntar|innan|till)\s+{_FEW}{_ASSEMBLY}\b",
            rf"\b(?:ska|skall|kommer\s+att|måste)\s+{_FEW}(?:i|av|till)\s+{_ASSEMBLY}\b",
            rf"\b(?:när|innan|förrän|efter\s+att|först|väntan\s+på)\s+{_FEW}{_ASSEMBLY}\b",
            rf"\b{_ASSEMBLY}\s+(?:har|hinner)\s+{_FEW}{_NO}\b",
            rf"\b(?:slut(?:lig|giltig)|definitiv)\w*\s+(?:beslut|svar|besked"
            rf"|ställningstagande)\w*\s+{_FEW}(?:kommer|lämnas|fattas|tas|väntas|dröjer|skickas|återstår)",
            rf"\båterkommer\s+{_FEW}(?:beslut|svar|besked|ställningstagande)\b(?!\s+om\b)",
            rf"\b{_NO}\s+{_FEW}(?:slutgiltig|slutlig|definitiv)\w*",
        ),
        never=_any(
            r"\b(?:går|ska|behöver|behandlas|tas)\s+(?:därför\s+)?(?:inte|ej)\b",
            r"\b(?:inte|ej)\s+(?:att\s+)?(?:behandlas|tas\s+upp|gå\s+vidare|lämnas)\b",
            r"\bför\s+kännedom\b",
            r"\banmäl\w+",
        ),
        settled=True,
    ),
    _Kind(
        name="not_signed",  # adopting counts as signing: who says that it is still to be signed has not adopted yet
        doubt=Doubt.SENDER_RESERVES,
        said=_any(
            rf"\b{_NO}\s+{_FEW}{_SIGNED}\b",
            rf"\b(?:{_SIGNS}|\w*tecknande\w*|påskrift\w*|undertecknas|skrivs\s+under)\s+{_FEW}{_LATER}",
            rf"\b(?:ska|skall|kommer\s+att|måste|återstår\s+att|har\s+kvar\s+att|väntar\s+(?:på\s+att|med\s+att)"
            rf"|avvaktar\s+med\s+att|innan\s+vi"
            rf"|återkommer\s+när)\s+{_FEW}(?:{_SIGNED}|{_SIGNS}|undertecknas)\b",
            r"\b(?:återstår|väntar|avvaktar|saknas|dröjer)\s+(?:\w+\s+){0,3}(?:\w*tecknande\w*|underskrift\w*"
            r"|påskrift\w*|signering\w*)",
            rf"\b(?:\w*tecknande\w*|underskrift\w*|påskrift\w*)\s+{_FEW}(?:återstår|väntar|saknas|dröjer)",
        ),
        never=_any(
            r"\b(?:behöver|behövs|krävs|erfordras)\s+(?:\w+\s+){0,4}(?:inte|ej|inget|ingen)\b|\b(?:inte|ej|inget"
            r"|ingen)\s+(?:\w+\s+){0,2}(?:behöv\w*|krävs|erfordras)",
            r"\b(?:antagande\w*|beslutet)\s+(?:\w+\s+){0,3}(?:gäller|räknas|likställs|betraktas)\s+som\b",
            rf"^(?!.*(?:avtal|överenskommelse)).*{_PAPER}",  # of minutes `not_adjusted` tells
        ),
        settled=True,
    ),
    _Kind(
        name="condition",
        doubt=Doubt.SENDER_RESERVES,
        said=_any(
            r"\bunder\s+förutsättning\b|\bförutsatt\s+att\b|\bförbehåll\w*|\bmed\s+reservation\s+för\b"
            r"|\b(?<!utan\s)villkor\w*",
            r"\bsåvida\b|\bi\s+avvaktan\s+på\b|\btills\s+vidare\b|\bmed\s+(?:vissa\s+|några\s+)?undantag\b",
            r"\bgäller\s+(?:dock\s+)?(?:inte|ej|bara|endast|enbart|först)\b|\b(?:endast|enbart|bara)\s+(?:del"
            r"|punkt|avsnitt)\w*",
            r"\b(?:vi|kommunen|staden|kommunstyrelsen)\s+reserverar\s+(?:oss|sig)\b"
            r"|\bgäller\s+(?:fram\s+)?(?:till|t\.?o\.?m)\b",
            r"\bträder\s+i\s+kraft\s+först\b|\bså\s+länge\b|\bmen\s+(?:inte|ej|bara|endast)\b",
            r"\b(?:vi|kommunen|staden)\s+undantar\b|\bundantar\s+(?:vi|kommunen|staden)\b",
            r"\b(?:vi|kommunen|staden)\s+(?:åtar|förbinder|binder)\s+(?:oss|sig)\s+(?:dock\s+)?(?:inte|ej|inga"
            r"|inget|ingen)\b",
            r"\b(?:vi|kommunen|staden)\s+(?:deltar|medverkar)\s+(?:dock\s+)?(?:till\s+och\s+med|t\.?o\.?m|längst"
            r"|under\s+\d{4})",
            r"\bdelvis\b|\bmed\s+(?:ett\s+|vissa\s+|några\s+|följande\s+)?(?:tillägg|ändring(?:ar)?)\b",
        ),
        never=_any(r"\butan\s+(?:några\s+)?(?:villkor|förbehåll|undantag)"),
        settled=True,
    ),
)
_REFUSED = _any(
    r"\b(?:ett|blev|är|blir)\s+(?:\w+\s+){0,2}nej\b|\b(?:tackar|tackat|tackade|säger|sagt|sade)\s+nej\b"
    r"|\b(?:avböj\w+|avslog|avslår|avslagit|avslogs|avslås)\b",
    r"\b(?:avstå|avstår|avstod|avstått)\s+från\s+att\s+(?:anta|teckna|delta|ansluta|ingå|underteckna)",
    rf"\b{_NO}\s+(?:att\s+)?(?:anta|antar|antagit|antog|ansluta|ansluter|anslutit|delta|deltar|teckna\w*|ingå"
    rf"|ställa\s+sig\s+bakom|ställt\s+sig\s+bakom|godkänna|godkänt)\b",
)
_ACCEPTED = _any(
    r"\b(?:antagit|antagits|antog|godkänt|godkände|anslutit\s+(?:sig|oss)|ställt\s+(?:sig|oss)\s+bakom|sagt\s+ja)\b"
)
_OF_ASSEMBLY = _any(
    r"(?!.*(?:kommunstyrelse|\bKS\b|bifog|bilag|utdraget|\b(?:denn?a|detta|dock|inte|ej|ännu|förutsättning)\b))"
    rf"(?:kommun|stads)?fullmäktiges\s+(?:beslut|{_PAPER})\s+(?:över)?(?:skickas|sänds)\s+(?:\w+\s+){{0,3}}"
    r"(?:när|så\s+snart)\s+(?:det|protokollet)\s+(?:är|har\s+blivit)\s+justerat\W*"
)
_OF_OTHERS = _any(r"\byrkande", r"\breserv", r"\båterremiss", r"\bförslag\w*\s+om\b")


def reservations(
    message: Message | None, decisions: tuple[Decision, ...], catalogue: Catalogue
) -> tuple[Evidence, ...]:
    """Each sentence of subject or body that limits an answer; `value` is the doubt's, the quote the sentence.

    Nothing without decisions: a mail without any is for a person anyway.
    """
    if message is None or not decisions:
        return ()
    body = f"{own_words(message.body)}\n\n{forwarded_words(message, catalogue)}"
    final = any(d.final for d in decisions)
    open_to_assembly = any(d.final and d.decision_body is not DecisionBody.ASSEMBLY for d in decisions)
    of_assembly = final or any(d.decision_body in {DecisionBody.ASSEMBLY, None} for d in decisions)
    found: list[Evidence] = []
    for sentence in (message.subject, *sentences(body)):
        if not of_assembly and _OF_ASSEMBLY.fullmatch(sentence):
            continue  # "Fullmäktiges beslut skickas när det är justerat": another paper
        for kind in _KINDS:
            if kind.settled and not (open_to_assembly if kind.name == "held_back" else final):
                continue
            if kind.said.search(sentence) and not kind.never.search(sentence):
                found.append(_evidence(kind.name, kind.doubt, sentence))
        if _says_otherwise(sentence, decisions):
            found.append(_evidence("otherwise", Doubt.SENDER_RESERVES, sentence))
    return tuple(_once_each(found))


def _says_otherwise(sentence: str, decisions: tuple[Decision, ...]) -> bool:
    """The mail tells the opposite of what the paper decides."""
    if _OF_OTHERS.search(sentence):
        return False
    outcomes = {d.outcome for d in decisions if d.final}
    refused = bool(_REFUSED.search(sentence))
    if outcomes == {Outcome.ADOPTED}:
        return refused
    return outcomes == {Outcome.DECLINED} and not refused and bool(_ACCEPTED.search(sentence))


def _evidence(name: str, doubt: Doubt, sentence: str) -> Evidence:
    return Evidence(
        kind=EvidenceKind.RESERVATION,
        value=doubt.value,
        quote=sentence[:300],
        page=None,
        span=None,
        rule=f"mail.{name}",
    )


def _once_each(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """One claim of a doubt for each sentence."""
    seen: set[tuple[str, str]] = set()
    for evidence in found:
        if (evidence.value, evidence.quote) not in seen:
            seen.add((evidence.value, evidence.quote))
            yield evidence

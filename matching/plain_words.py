"""A last guard before an adoption is accepted without a person: every word of the sentence that adopts must be known.

A grammar of conditions can only know the conditions that somebody has thought of. Adopting counts as signing, so what
adopts must also consist of nothing but words that are known to carry no condition, and of the matter's own name: "från
och med att samtliga kommuner antagit den", "på prov", "Ordföranden Anna Prov antar" hold words that are not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from domain.catalogue import Catalogue, Municipality
from domain.decision import Reading, ReadSection
from domain.evidence import DecisionBody, EvidenceKind, Outcome, PartKind
from matching.less_than_all import by_assembly, less_than_all
from matching.other_object import other_object
from matching.plain_beside import is_one_of_ours, known_beside
from matching.plain_phrases import PLAIN_PHRASES, SAYS_WHEN
from matching.weak_refusal import weak_refusal

_CLAIMS = frozenset({EvidenceKind.OUTCOME, EvidenceKind.BODY, EvidenceKind.FINALITY})
_ASIDE = frozenset({"condition.elsewhere", "condition.granted"})  # doubted already; no words of the decision
_BROKEN = re.compile(r"(?<=[a-zåäöé])[-\u00ad]\s+(?=[a-zåäöé])")
_WORD = re.compile(r"[a-zåäöéü]+")
# A scan can read "1." as "T.", so that one claim holds the next point too: "... antas. 2: Räddningschefen utses ...".
_SENTENCE_END = re.compile(r"(?<=[a-zåäö0-9])(?<![.\s]\w)[.;]\s+(?=[A-ZÅÄÖ0-9])")
# "anta överenskommelsen och att nämnderna ska följa den": the clauses have words of their own
_NOTICE = re.compile(r"\bmed\s+\w+\s+månaders\s+uppsägningstid\b", re.I)
_AND_THAT = re.compile(r"(?:,| och|,? samt)\s+(?=att\b)", re.I)
_ADOPTS = re.compile(
    r"\b(?:anta|antag|godkänn|ställ|stod|anslut|teckn|ingå|biträd|bif[aö]ll|tillstyrk|följ|underteckn|medverk"
    r"|delta)\w*",
    re.I,
)
_TAKEN_BACK = re.compile(
    r"\b(?:har|är|blev|blivit)\s+(?:\w+\s+)?(?:överklaga[dt]s?|upphäv[dt]\w*|inhiberat?s?)\b|\binhib", re.I
)

_GOES_ON = re.compile(r"(?:,| och| samt|:|\bföljande[.:]?)$", re.I)
# Said in a point of its own, as of who signs or who carries it out: "underteckna avtalet efter godkännande av ...",
# "samtliga nämnder utom socialnämnden får i uppdrag ...", "finansieringen beslutas av kommunfullmäktige".
_HELD_BACK = re.compile(
    r"\befter (?:\w+ )?(?:godkännande|medgivande|samråd|samtycke|beslut)\b|\b(?:för)?utom\b"
    r"|\b(?:beslutas|avgörs|fastställs|prövas) (?:senare |slutligt )?av (?:kommun)?fullmäktige\b"
    r"|\b(?:kommunens|stadens) (?:eget |egen )?(?:förslag|version|lydelse|text)\b",
    re.I,
)

# Minuted by the municipality itself, not by one who was outvoted: "Protokollsanteckning: Kommunen anser att ..."
_NOTE = r"^(?:(?:till )?protokoll|särskil|uttalande|anteckning)[^:]*"
_OWN_NOTE = re.compile(
    rf"{_NOTE}\bfrån (?:kommunen|staden|kommunstyrelsen)\b"
    rf"|{_NOTE}:\s*(?:kommunen|staden|kommunstyrelsen|kommunfullmäktige|[\w-]+ (?:kommun|stad))\s+(?:\w+\s+)?"
    r"(?:anser|tolkar|förutsätter|utgår|noterar|konstaterar|antecknar|uttalar|förbehåller|deltar|åtar|tar|avser)\b",
    re.I,
)
# Short words that bind; none of them limits or postpones by itself.
_BINDING = """
att och i å på av för från till med om enligt enlighet den det de dem en ett som samt vid inom mellan hos hur sin sitt
sina sig vara är har ha skall ska bli blir blivit därmed härmed därigenom således även också sk följande nedanstående
ovanstående ovan nedan denna detta dessa dels
"""
_DECIDING = """
besluta beslutar beslutade beslutat beslutas beslut beslutet anta antar antas antages antaga antagit antagen antagna
antaget antagande antagandet antog godkänna godkänner godkänns godkännes godkänd godkänt godkända godkännande godkände
ställa ställer ställt ställde bakom ansluta ansluter anslutas ansluts anslutit anslutning teckna tecknar tecknas
tecknat ingå ingår ingås biträda biträder biträds bifalla bifaller bifalls bifalles bifall tillstyrka tillstyrker
förorda förordar följa följer följs underteckna undertecknar undertecknas undertecknande föreslå föreslår föreslås
föreslog hemställa hemställer hemställan fatta fattar avge avger ge ger lämna lämnar meddela meddelar meddelas medverka
medverkar delta deltar åta åtar fastställa fastställer fastställs rekommendera rekommenderar rekommenderat
rekommenderade rekommenderas får uppdrag uppdra uppdrar stöd delegationsordning delegationsordningen delegation
delegationen ersätter tidigare inget erinra mot inga invändningar hinder emot motsätter motsätta inte ej icke se ser
finna finner omfattas säga säger ja tackar överlämna överlämnar beslöt beslutit träffa träffar träffas följas svara
svarar bli blir tillämpa tillämpar tillämpas beslöto fattades fattat invända tillstyrkt innebärande tacka godta godtar
godtas acceptera accepterar accepteras beslutades
"""
_MATTERS = """
rekommendation rekommendationen rekommendationens rekommendationer förslag förslaget förslagets ärende ärendet
skrivelse skrivelsen dokument dokumentet bilaga bilagan bilagd bilagda bilagt handling handlingen tjänsteutlåtande
tjänsteutlåtandet utlåtande utlåtandet tjänsteskrivelse tjänsteskrivelsen upprättad upprättat upprättade föreliggande
framlagd framlagda framlagt bifogad bifogade bifogat redovisad redovisat redovisade presenterad presenterat
presenterade ny nya nytt gemensam gemensamma regional regionala länsgemensam länsgemensamma länsgemensamt länets länet
regionen regionens samverkan samarbete angående avseende rörande gällande kallad kallat benämnd rubricerad rubricerade
rubricerat nämnda densamma densammas desamma sålunda föreslagen föreslaget föreslagna rekommenderad undertecknad
undertecknat undertecknade """
_WHO = """
ksl ksls kommunförbundet kommunförbundets stockholms stockholm län läns storsthlm storsthlms storstockholm
stockholmsregionen styrelse styrelsen styrelsens förbundet förbundets kommun kommunen kommunens kommuner kommunerna
kommunernas stad staden stadens kommunfullmäktige kommunfullmäktiges fullmäktige fullmäktiges kommunstyrelse
kommunstyrelsen kommunstyrelsens ks kf au ksau arbetsutskott arbetsutskottet arbetsutskottets utskott utskottet
utskottets kommunledningskontoret kommunledningskontorets stadsledningskontoret stadsledningskontorets
kommunstyrelsekontoret kommunstyrelsekontorets kommunstyrelseförvaltningen kommunstyrelseförvaltningens
kommunledningsförvaltningen kommunledningsförvaltningens kommunkansliet kommunkansliets kansliet kansliets förvaltning
förvaltningen förvaltningens kontoret kontorets kommundirektören kommundirektörens stadsdirektören stadsdirektörens
borgarrådsberedningen borgarrådsberedningens egen del räkning vägnar part
"""
_WHEN = """
gälla gäller gällande träda träder kraft datum daterad daterat daterade den januari februari mars april maj juni juli
augusti september oktober november december dnr diarienummer nr punkt punkten punkterna
retroaktivt läsåret läsår vårterminen höstterminen
"""
# What stands beside an adoption without touching it: who signs, who is told, that the minutes are adjusted at once.
_BESIDE = """
omedelbart omedelbar justera justerad justerat justeras justerades justering paragraf paragrafen protokoll protokollet
protokollsutdrag protokollsutdraget utdrag expediera expedieras skicka skickas sända sänds översända översänds delge
delges överlämna överlämnas meddelas underrätta underrättas informera informeras anmäla anmäls ordförande ordföranden
förste vice firmatecknare utse utses utser kontaktperson kontaktpersonen representant företräda företräder svar svaret
yttra bemyndiga bemyndigar bemyndigas befullmäktiga befullmäktigas ge ges uppdras verkställa verkställer verkställas
förklaras förklara enhälligt enhälliga samtliga ledamöter antecknas till protokollet därefter vidare dessutom var
innebärande innebär biläggs bifogas anses ersätta noterar notera likställa likställas
"""
_KNOWN = frozenset(" ".join((_BINDING, _DECIDING, _MATTERS, _WHO, _WHEN)).split())
_KNOWN_BESIDE = (_KNOWN | frozenset(_BESIDE.split())) - frozenset(
    (
        "inte",
        "ej",
        "icke",
        "mot",
        "tidigare",
        "inga",
        "invändningar",
        "invända",
        "erinra",
        "hinder",
        "motsätter",
        "motsätta",
    )
)
# What an agreement may be called when the recommendation calls it one of these. A declaration of intent is another.
_AGREEMENTS = frozenset(
    f"{kind}{ending}"
    for kind in ("överenskommelse", "samverkansöverenskommelse", "avtal", "samverkansavtal", "samarbetsavtal")
    for ending in ("", "n", "ns", "et", "ets", "sförslag", "sförslaget")
)
_FOR_APPROVAL = re.compile(
    r"\bför (?:\w+ )?(?:godkännande|fastställelse|fastställande|antagande|ställningstagande|beslut)\b", re.I
)
# An office, whatever the municipality calls it: "stadsledningsförvaltningens". No nämnd: it may be a restriction.
# "kommunstyrelsens ordförande Berit Algren (S)": a name after an office is nobody's condition
_NAMED = re.compile(
    r"(?:(?<=ande)|(?<=ören)|(?<=ktör)|(?<=efen))"
    r"(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){1,3}(?: \([A-ZÅÄÖ]{1,4}\))?"
    # "bifaller Berit Algrens yrkande", "Berit Algren (S) yrkar bifall till"
    r"|(?:[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? ?){2,3}(?:\([A-ZÅÄÖ]{1,4}\)s? ?)?(?:yrkandet?\b|yrkar (?=bifall))"
)
_OFFICE = re.compile(r"\w*(?:förvaltning|kontor|kansli|sekretariat|stab|avdelning|utskott|beredning)(?:en|et)?s?")


def unknown_words(reading: Reading, read: ReadSection, diarienummer: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Words of an adoption that could carry a condition, in order, and of a refusal those that make it less than one.

    Of a final adoption not only the sentence that adopts, but all that the decision says beside it. Empty for other
    outcomes.
    """
    ruling, text = read.ruling, reading.text
    if text is not None and ruling.outcome is Outcome.DECLINED and ruling.final:
        return weak_refusal(
            [text.printed(span, read.section.furniture) for span in ruling.decides],
            [text.printed(span, read.section.furniture) for span in ruling.besides],
        )
    if ruling.outcome is not Outcome.ADOPTED or text is None:
        return ()
    names = _names(diarienummer, catalogue)
    own = catalogue.recommendation(diarienummer)
    terms = own.terms.lower() if own else ""
    claims = [e.quote for e in ruling.evidence if e.kind in _CLAIMS and e.rule not in _ASIDE]
    whole = [text.printed(span, read.section.furniture) for span in ruling.decides]
    whole = [_without_notice(words, terms) for words in (*claims, *whole)]
    sentences = [sentence for words in whole for sentence in _SENTENCE_END.split(words)]
    said = [clause for sentence in sentences for clause in _AND_THAT.split(sentence)]
    beside = [text.printed(span, read.section.furniture) for span in ruling.besides] if ruling.final else []
    besides = [_without_notice(words, terms) for words in beside]
    unknown = _unknown((s for s in said if _ADOPTS.search(s)), _KNOWN, names)
    unknown += [w for s in said if not _ADOPTS.search(s) for w in _unknown_beside(s, _KNOWN | _KNOWN_BESIDE, names)]
    for words in besides:
        unknown += _unknown_beside(words, _KNOWN_BESIDE, names) or _of_its_own(words)
    decided = [part for part in read.section.parts if part.kind is PartKind.DECISION]
    told = [bar.search(text.slice(part.span)) for part in decided for bar in (_TAKEN_BACK, _HELD_BACK)]
    notes = [part for part in read.section.parts if part.kind is PartKind.DISSENT]
    told += [_OWN_NOTE.search(f"{part.heading}: {text.slice(part.span).strip()[:200]}") for part in notes]
    told += [_FOR_APPROVAL.search(words) for words in besides]
    told += [less_than_all(s, found.end()) for s in said if (found := _ADOPTS.search(s))]
    if ruling.final and ruling.body is not DecisionBody.ASSEMBLY:
        told += [by_assembly(s) for s in said]
    others = [other for s in said if _ADOPTS.search(s) and (other := other_object(s))]
    return tuple(dict.fromkeys([*unknown, *(found.group() for found in told if found), *others]))


def _unknown(sentences: Iterable[str], known: frozenset[str], names: frozenset[str]) -> list[str]:
    words = (word for sentence in sentences for word in _words(_NAMED.sub("", sentence)))
    return [w for w in words if w not in known and not _is_name(w, names) and not _OFFICE.fullmatch(w)]


def _of_its_own(words: str) -> list[str]:
    """The clause itself: ordinary words are no proof, "Ordföranden för ärendet till fullmäktige" is made of them.

    None of one that the next goes on with: "Kommunstyrelsen tillstyrker och" antar.
    """
    whole = " ".join(words.split())
    return [] if _GOES_ON.search(whole) or SAYS_WHEN.fullmatch(whole) else [whole]


def _without_notice(words: str, terms: str) -> str:
    """The words without a period of notice that is the recommendation's own: "med tolv månaders uppsägningstid"."""
    return _NOTICE.sub(lambda found: "" if " ".join(found.group().lower().split()) in terms else found.group(), words)


def _unknown_beside(sentence: str, known: frozenset[str], names: frozenset[str]) -> list[str]:
    return [w for w in _unknown([sentence], known | known_beside(sentence), names) if not is_one_of_ours(w, sentence)]


def _names(diarienummer: str, catalogue: Catalogue) -> frozenset[str]:
    """The matter's own words: the recommendation's title, the municipalities and ourselves.

    Not the paragraf's heading: what is adopted under "Överenskommelse om samverkan vid kriser" is another one.
    """
    known = catalogue.recommendation(diarienummer)
    texts = [known.title if known else "", " ".join(catalogue.own_domains)]
    names = frozenset(word for text in texts for word in _words(text)) | _names_of(catalogue.municipalities)
    return names | _AGREEMENTS if any("överenskomm" in name or "avtal" in name for name in names) else names


@functools.lru_cache(maxsize=4)
def _names_of(municipalities: tuple[Municipality, ...]) -> frozenset[str]:
    named = (" ".join((m.name, m.form, m.form_genitive, *m.variants, *m.places)) for m in municipalities)
    return frozenset(word for text in named for word in _WORD.findall(text.lower()))


def _words(text: str) -> list[str]:
    plain = " ".join(_BROKEN.sub("", text.lower()).split())
    return _WORD.findall(PLAIN_PHRASES.sub(" ", plain))


def _is_name(word: str, names: frozenset[str]) -> bool:
    """The same word, also inflected or with an ending cut: a long common beginning and little else."""
    if len(word) == 1 or word in names:  # a letter alone is a point's or an abbreviation's: "f.r.o.m.", "KSL:s"
        return True
    return len(word) > 4 and any(
        abs(len(word) - len(name)) <= 4 and word[: max(5, len(name) - 3)] == name[: max(5, len(name) - 3)]
        for name in names
        if len(name) > 4
    )

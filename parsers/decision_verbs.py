"""The verbs of Swedish decisions, in the forms that decide: "antar", "anta", "antas", "antagande av".

A row is one verb: what it does, its infinitive (also the old plural, "besluta antaga"), its active and passive finite
forms. Patterns are written for folded text; a gap of a few words lets "ställer sig för sin del bakom" be one verb.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from parsers.folding import pattern


class Act(enum.Enum):
    """What a verb does to its object."""

    ADOPT = "adopt"  # antar, ställer sig bakom, tecknar
    GRANT = "grant"  # bifaller, tillstyrker: relative to what is granted
    REJECT = "reject"  # avslår, avstyrker: relative to what is rejected
    DECLINE = "decline"  # avböjer, avstår från
    REFER_BACK = "refer_back"  # återremitterar
    TABLE = "table"  # bordlägger, skjuter upp
    NOTE = "note"  # noterar, lägger till handlingarna
    STATE = "state"  # avger yttrande, besvarar, hänvisar till
    CHARGE = "charge"  # uppdrar åt, bemyndigar: governs what somebody else shall do
    FORWARD = "forward"  # överlämnar ärendet till
    SIDE = "side"  # pays, informs, adjusts: bears on no matter


class Form(enum.Enum):
    INFINITIVE = "infinitive"
    ACTIVE = "active"
    PASSIVE = "passive"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Event:
    """A verb found in a clause: text[start:end]."""

    act: Act
    form: Form
    start: int
    end: int
    verb: str  # the row's name, for the rule


_ENTERED = (
    r"(?=(?: för \w+(?: kommuns| stads)? (?:del|räkning|vidkommande))? (?:i |avtal|överenskomm|samarbet"
    r"|samverkan|ett |en |den |det |detta "
)
_GAP = r"(?: [\w:,()/-]+){0,%d}?"
# Principles are adopted by living by them: "kommunen ska tillämpa de gemensamma principerna", but not "följa upp dem"
_PRINCIPLES = (
    r"(?=(?: (?:de|dessa|ksls|ksl:s|storsthlms|länets|gemensamma|regionala|länsgemensamma|rekommenderade|föreslagna))*"
    r" principer(?:na)?\b)"
)
# (act, name, infinitive, active, passive)
_ROWS: tuple[tuple[Act, str, str, str, str], ...] = (
    # no objection is a yes: "ser inget hinder mot att", "motsätter sig inte"; before the verbs they hold
    (
        Act.ADOPT,
        "no_objection",
        r"(?:inte|ej) motsätta sig|lämna" + _GAP % 6 + r" utan (?:erinran|invändning)",
        r"(?:ser|har|finner)(?: \w+){0,2} (?:inget|ingen|inga|ingenting) (?:hinder|erinran|invändning(?:ar)?"
        r"|att (?:erinra|invända))"
        r"|motsätter sig (?:\w+ )?(?:inte|ej|icke)|(?:inte|ej) motsätter sig|(?:inte"
        r"|ej) har något att (?:erinra|invända)"
        r"|har (?:inte|ej) något att (?:erinra|invända)",
        r"lämnas" + _GAP % 6 + r" utan (?:erinran|invändning)",
    ),
    (Act.ADOPT, "anta", r"anta(?:ga)?", r"antar|antog|antager", r"antas|antages|antagas|antogs|antagits"),
    (
        Act.ADOPT,
        "antagen",
        r"(?:anse|förklara)(?: \w+){0,6} (?:som )?antag(?:en|et|na)",
        r"är (?:\w+ )?antag(?:en|et|na)",
        r"(?:anses|förklaras)(?: \w+)? antag(?:en|et|na)|anses som antag(?:en|et|na)",
    ),
    (Act.ADOPT, "godkänna", r"godkänna", r"godkänner|godkände", r"godkänn(?:s|es|as|e)|godkänts|godkändes"),
    (
        Act.ADOPT,
        "godta",
        r"godta(?:ga)?|acceptera|(?:säga|tacka) ja till",
        r"godtar|godtog|accepterar|accepterade|(?:säger|tackar) ja till",
        r"godtas|godtages|accepteras",
    ),
    (
        Act.ADOPT,
        "ställa_sig_bakom",
        r"ställa sig,?" + _GAP % 20 + r" bakom",
        r"ställ(?:er|de)(?: \w+){0,2}? sig,?" + _GAP % 20 + r" bakom",
        r"ställs bakom",
    ),
    (
        Act.ADOPT,
        "ansluta",
        r"ansluta" + _GAP % 5 + r" till|inträda(?: som .{0,20}?)? i|gå med i|(?:bli|vara) part i|tillträda"
        r"|omfattas av(?= överenskomm| avtal| samarbetsavtal)",
        r"ansluter" + _GAP % 6 + r" till|anslöt" + _GAP % 6 + r" till|inträder i|går med i"
        r"|(?:blir|är) part i|träder in(?: som (?:avtals)?part)? i|tillträder",
        r"anslut(?:s|as|es)(?: \w+){0,2} till|tillträds|tillträdes",
    ),
    (
        Act.ADOPT,
        "teckna",
        r"(?:under)?teckna|skriva under|signera",
        r"(?:under)?tecknar|(?:under)?tecknade"
        r"|skriver under|signerar",
        r"(?:under)?tecknas|skrivs under|signeras",
    ),
    (
        Act.ADOPT,
        "ingå",
        r"(?:ingå|träffa|sluta)" + _ENTERED + r"|partnerskap|föreslag))",
        r"(?:ingår|ingick|träffar|sluter)" + _ENTERED + "))",
        r"ingås|ingicks|träffas|sluts(?= med)",
    ),
    (
        Act.ADOPT,
        "följa",
        r"följa(?=(?: [\w:]+){0,3} rekommendation)|(?:följa|tillämpa)" + _PRINCIPLES,
        r"följer(?=(?: [\w:]+){0,3} rekommendation)|(?:följer|tillämpar)" + _PRINCIPLES,
        r"rekommendation\w* följs|principerna (?:följs|tillämpas)(?! (?:på försök|försöksvis|endast|bara|enbart))",
    ),
    (
        Act.ADOPT,
        "delta",
        r"(?:delta(?:ga)?|medverka)(?: \w+){0,2} i(?! beslut| ärende)",
        r"(?:deltar|deltager|medverkar)" + _GAP % 4 + r" i(?! beslut| ärende| handlägg| debatt)",
        r"medverkas i",
    ),
    (
        Act.ADOPT,
        "fastställa",
        r"fastställa|instämma i|införa|inrätta|bevilja|medge|förlänga",
        r"fastställer|fastställde|instämmer i|inför|inrättar|beviljar|medger|förlänger",
        r"fastställ(?:s|es|as|des)|införs|inrättas|beviljas|medges|förlängs",
    ),
    (
        Act.ADOPT,
        "tillämpa_på_försök",
        r"tillämpa(?=(?: \w+){0,2} (?:på försök|försöksvis))",
        r"tillämpar(?=(?: \w+){0,2} (?:på försök|försöksvis))",
        r"tillämpas(?=(?: \w+){0,2} (?:på försök|försöksvis))",
    ),
    (Act.ADOPT, "revidera", r"revidera", r"reviderar", r"revideras"),
    (
        Act.GRANT,
        "bifalla",
        r"bifalla|tillstyrka|biträda",
        r"bifaller|biföll|tillstyrker|tillstyrkte|biträder"
        r"|biträdde",
        r"bifall(?:s|es|as|its)|biföll(?:s|es)|tillstyrk(?:s|es|as|tes)|biträd(?:s|es|as)",
    ),
    (
        Act.REJECT,
        "avslå",
        r"avslå|avstyrka|förkasta|ogilla|avvisa|lämna" + _GAP % 6 + r" utan (?:bifall|åtgärd)",
        r"avslår|avslog|avstyrker|avstyrkte|förkastar|ogillar|avvisar|lämnar" + _GAP % 6 + r" utan (?:bifall|åtgärd)",
        r"avslås|avslogs|avslagits|avstyrk(?:s|es|as|tes)|förkastas|avvisas|lämnas"
        + _GAP % 6
        + r" utan (?:bifall|åtgärd)",
    ),
    (
        Act.DECLINE,
        "avstå",
        r"avböja|avstå(?! bifall)" + _GAP % 6 + r" från|avstå|tacka(?: \w+)? nej(?: till)?"
        r"|säga nej(?: till)?|motsätta sig|säga upp|utträda ur|stå utanför|lämna (?=samarbetet"
        r"|överenskommelsen|samverkan)",
        r"avböjer|avböjde|avstår" + _GAP % 8 + r" från|avstod" + _GAP % 4 + r" från|avstår"
        r"|tackar(?: \w+){0,3} nej(?: till)?|säger(?: \w+){0,3} nej(?: till)?"
        r"|motsätter sig|säger(?: \w+){0,3} upp|utträder ur|står(?: \w+){0,2} utanför|lämnar (?=samarbetet"
        r"|överenskommelsen|samverkan)",
        r"avböj(?:s|es|as)|sägs upp|uppsägs|avstås från",
    ),
    (
        Act.DECLINE,
        "no_reason",
        r"(?:inte|ej) (?:ha|se|finna) (?:skäl|anledning)(?: \w+){0,2} (?:att|till)",
        r"(?:ser|finner|har)(?: \w+)? (?:inte|ej|inget|ingen|inga)(?: \w+)? (?:skäl|anledning|behov"
        r"|möjlighet)\w*(?: \w+){0,2} (?:att|till|av)",
        r"(?:skäl|anledning) saknas",
    ),
    (
        Act.REFER_BACK,
        "återremittera",
        r"återremittera|återförvisa|återvisa|visa(?: \w+){0,3} åter\b",
        r"återremitterar|återremitterade"
        r"|återförvisar|återvisar|visar(?: \w+){0,3} åter\b",
        r"återremitter(?:as|ades|ats)|återförvisas|återvisas|visas(?: \w+){0,2} åter\b",
    ),
    (
        Act.TABLE,
        "bordlägga",
        r"bordlägga|skjuta(?: \w+){0,4} upp|uppskjuta|vilandeförklara|avvakta(?: med)?|utgå(?: från| ur)?"
        r"|dra (?:ur|tillbaka) ärendet|lyfta (?:ut|bort) ärendet"
        r"|(?:ta upp|behandla|avgöra)(?= ärendet| frågan)(?=.{0,30} (?:nästa|kommande|senare) )"
        r"|återkomma(?= till (?:ärendet|frågan)| i (?:ärendet|frågan))",
        r"bordlägger|bordlade|skjuter(?: \w+){0,4} upp|uppskjuter|avvaktar(?: med)?|utgår"
        r"|återkommer(?= till (?:ärendet|frågan)| i (?:ärendet|frågan))",
        r"bordlägg(?:s|es|as)|bordla(?:des|gts)|skjuts(?: \w+){0,3} upp|uppskjuts|utgår|dras (?:ur|tillbaka)"
        r"|lyfts (?:ut|bort|ur)|vilandeförklaras|senareläggs"
        r"|(?:tas|behandlas|avgörs)(?: \w+)?(?= (?:upp )?(?:vid|på|till) (?:nästa|kommande|ett senare"
        r"|ett kommande))|hänskjuts (?=till (?:nästa|kommande|ett senare) sammanträde)",
    ),
    (
        Act.NOTE,
        "notera",
        r"notera|lägga" + _GAP % 12 + r" till handlingarna|ta(?:ga)?(?: \w+){0,3} del av|tacka(?: \w+)? för"
        r"|anteckna|konstatera",
        r"noterar|noterade|lägger" + _GAP % 14 + r" till handlingarna|tar(?: \w+){0,3} del av"
        r"|har(?: \w+)? tagit(?: \w+)? del av|tackar(?: \w+)? för|antecknar|konstaterar",
        r"noteras|noterades|lägg(?:s|es|as)(?: \w+){0,5} till handlingarna|tas till del|antecknas"
        r"|antecknades|konstateras|(?:läggs|lades) till handlingarna",
    ),
    (
        Act.STATE,
        "besvara",
        r"(?:an)?se(?: [\w,.()-]+){0,12} besvara(?:d|t|de)|besvara|yttra sig|hänvisa(?: \w+)? till|åberopa|svara",
        r"besvarar|besvarade|yttrar sig|hänvisar(?: \w+)? till|åberopar|är(?: \w+){0,2} besvara(?:d|t|de)|svarar",
        r"(?:an)?ses(?: [\w,.()-]+){0,8} besvara(?:d|t|de)|besvaras|hänvisas(?: \w+)? till|åberopas"
        r"|(?:förklaras) besvara(?:d|t|de)",
    ),
    (
        Act.CHARGE,
        "uppdra",
        r"uppdra(?:ga)?|ge(?= .{0,80}(?:i uppdrag|uppdraget|mandat|fullmakt|rätt))"
        r"|lämna(?= .{0,60}i uppdrag)|bemyndiga|befullmäktiga|delegera|uppmana|begära|anmoda|ålägga",
        r"uppdrar|uppdrog|får(?: \w+){0,3} (?:i uppdrag|uppdraget)|ger(?= .{0,80}(?:i uppdrag|uppdraget"
        r"|mandat|fullmakt|rätt))|bemyndigar|befullmäktigar|delegerar|uppmanar|begär",
        r"uppdras|uppdrages|(?:ge|lämna)s(?: [\w,-]+){0,8} (?:i uppdrag|uppdraget|mandat|fullmakt|rätt)"
        r"|bemyndigas|befullmäktigas|delegeras|uppmanas|anmodas",
    ),
    (
        Act.FORWARD,
        "överlämna",
        r"överlämna|översända|avge|avgiva|lämna|insända|inge|vidarebefordra"
        r"|hänskjuta",
        r"överlämnar|översänder|avger|lämnar|insänder|inger|vidarebefordrar|hänskjuter",
        r"överlämnas|översänd(?:s|es|as)|avge(?:s|s)|avgivs|lämnas|insänds|inges|vidarebefordras|hänskjuts",
    ),
    (
        Act.SIDE,
        "verkställa",
        r"meddela|underrätta|informera|anmäla|(?:omedelbart )?justera|bokföra|belasta|finansiera|betala"
        r"|anslå|avsätta|anvisa|tilldela|skicka|sända"
        r"|expediera|delge|upphäva|utse|välja|entlediga|hemställa|ta(?: \w+){0,3} ur|omfördela|remittera"
        r"|publicera|redovisa|förklara(?= .{0,80}(?:justera|fullgjo|avsluta))|nominera",
        r"meddelar|underrättar|informerar|anmäler|justerar|bokför|belastar|finansierar|betalar|anslår"
        r"|avsätter|anvisar|tilldelar|skickar|sänder|delger"
        r"|upphäver|upphör|utser|väljer(?! (?:\w+ )?att\b)|entledigar"
        r"|(?:an)?svarar för|gäller|träder i kraft|ryms|uppgår|tas ur"
        r"|omfördelar|förklarar(?= .{0,80}(?:justera|fullgjo|avsluta))|beviljas ansvarsfrihet|hemställer",
        r"meddelas|underrättas|informeras|anmäls|justeras|bokförs|belastas|finansieras|betalas|anslås"
        r"|avsätts|anvisas|tilldelas|skickas|sänds|expedieras|delges"
        r"|upphävs|upphäves|utses|utsågs|väljs|valdes|entledigas|befrias|tas ur|täcks|omfördelas|remitteras"
        r"|publiceras|redovisas|återrapporteras|återges"
        r"|förklaras(?: \w+){0,3} (?:justera\w*|fullgjor\w*|avsluta\w*)|förordnas|arkiveras|debiteras|fördelas"
        r"|överförs|överföres",
    ),
)
_NOUNS: tuple[tuple[Act, str, str], ...] = (
    (Act.ADOPT, "antagande", r"(?:antagande|godkännande|undertecknande|fastställande) av|anslutning till"),
    (Act.GRANT, "bifall", r"(?:bifall|tillstyrkan)(?: till)?"),
    (Act.REJECT, "avslag", r"(?:avslag|avstyrkan)(?: på| av)?"),
    (Act.REFER_BACK, "återremiss", r"återremiss"),
    (Act.TABLE, "bordläggning", r"bordläggning"),
)
_FORMS = ((Form.INFINITIVE, 2), (Form.ACTIVE, 3), (Form.PASSIVE, 4))


def _compile() -> tuple[re.Pattern[str], dict[str, tuple[Act, Form, str]]]:
    """One pattern of all rows and forms. Passive before active before infinitive, so that "antas" is not "anta"."""
    alternatives, rows = [], {}
    for number, row in enumerate(_ROWS):
        for form, column in _FORMS:
            key = f"r{number}_{column}"
            rows[key] = (row[0], form, row[1])
            alternatives.append((number, -column, f"(?P<{key}>(?:{row[column]})\\b)"))
    for number, (act, name, wording) in enumerate(_NOUNS):
        key = f"n{number}"
        rows[key] = (act, Form.NOUN, name)
        alternatives.append((99, number, f"(?P<{key}>(?:{wording})\\b)"))
    ordered = "|".join(wording for _, _, wording in sorted(alternatives))
    return pattern(rf"\b(?:{ordered})"), rows


_PATTERN, _MEANING = _compile()


def find_events(text: str) -> tuple[Event, ...]:
    """Every verb of decision in a folded text, in order, none overlapping."""
    events = []
    for match in _PATTERN.finditer(text):
        act, form, verb = _MEANING[match.lastgroup or ""]
        events.append(Event(act, form, match.start(), match.end(), verb))
    return tuple(events)

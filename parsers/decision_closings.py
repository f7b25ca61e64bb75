"""Points beside a decision that only close the matter: something is noted, laid to the files, taken as answered.

"Redovisningen godkänns", "Ärendet läggs därmed till handlingarna", "Remissen anses därmed besvarad". Only whole points
of plain words count: "Informationen noteras med de synpunkter som ..." is none.
"""

from __future__ import annotations

from parsers.folding import pattern

_BOARD = r"(?:(?:kommunstyrelsen|kommunfullmäktige|fullmäktige) )?"
_MARK = rf"\W*(?:\d{{1,2}}[.)] ?)?(?:samt )?(?:att )?{_BOARD}(?:beslutar att )?"
_PAPER = r"(?:\w+s )?(?:information|redovisning|rapport|föredragning|anmälan|skrivelse|ärende)(?:n|en|t)?"
_AWAY = r"(?: till (?:protokollet|handlingarna))"
_THUS = r"(?: (?:därmed|härmed|i övrigt))?"
_CLOSES = pattern(
    rf"{_MARK}(?:i övrigt )?(?:noterar?|antecknar?|godkänner|godkänna|tackar? för|tar? del av) {_PAPER}{_AWAY}?\W*"
    rf"|{_MARK}(?:i övrigt )?lägg(?:a|er) {_PAPER}{_AWAY}\W*"
    rf"|{_MARK}{_PAPER} (?:noteras|antecknas|godkänns){_THUS}{_AWAY}?\W*"
    rf"|{_MARK}{_PAPER} läggs{_THUS}{_AWAY}\W*"
    rf"|{_MARK}(?:ärendet|remissen|skrivelsen|uppdraget|rekommendationen|motionen)(?: från [\d\- §:]+)?"
    rf" (?:anses|förklaras|är){_THUS} (?:färdigbehandla|slutbehandla|besvara|avsluta|slutför|fullgjor|verkställ)\w*\W*"
    rf"|{_MARK}beslutet fattas (?:med stöd av|enligt)"
    r" (?:\w+s )?(?:reglemente|reglementet|delegationsordning\w*|kommunallagen)\W*"
)
# "Överenskommelsen ska följas upp årligen i samband med verksamhetsberättelsen": the municipality's own looking back
_LOOKS_BACK = pattern(
    r"\W*(?:\d{1,2}[.)] ?)?(?:att )?(?:överenskommelsen|arbetet|avtalet|principerna|rekommendationen|samverkan)"
    r" (?:ska|skall)? ?(?:årligen |löpande )?(?:följs|följas) upp(?: (?:årligen|löpande|varje år|regelbundet))?"
    r"(?: (?:i samband med|i|inom ramen för) (?:\w+s )?\w*(?:verksamhetsberättelse|årsredovisning|bokslut"
    r"|internkontroll|verksamhetsuppföljning|årsberättelse)\w*)?\W*"
)

# Courtesies and what is so by law or by the decision itself; each a whole point without a word more
_COURTESY = pattern(
    rf"{_MARK}(?:ser (?:mycket )?positivt på|ser fram (?:emot|mot)|välkomnar)"
    r" (?:(?:det|den|ett|en|att ta del av den|att ta del av det) )?(?:(?:fortsatt[ae]?|kommande|gott|goda) ){0,2}"
    r"(?:samarbetet?|samverkan|arbetet|överenskommelsen|rekommendationen|initiativet)"
    r"(?: med ksl|(?: i)? länet| mellan länets kommuner)?\W*"
    rf"|{_MARK}konstaterar att (?:kommunen|staden) (?:därmed |härmed )?(?:har )?(?:därmed |härmed )?besvarat"
    r" (?:ksl:s |storsthlms )?(?:rekommendation|rekommendationen|skrivelsen|remissen)\W*"
    rf"|{_MARK}beslutet gäller (?:med omedelbar verkan|omedelbart)\W*"
    rf"|{_MARK}(?:jäv anmäl(?:s|des) inte|inget jäv anmäl(?:s|des|ts))\W*"
    rf"|{_MARK}(?:kommunens |stadens )?(?:krislednings|krisberedskaps|handlings|beredskaps)plan(?:en)? (?:ska )?"
    r"(?:uppdateras|kompletteras|anpassas) (?:i enlighet med|utifrån|efter|enligt) (?:överenskommelsen|avtalet)\W*"
    rf"|{_MARK}uppmanar (?:de |kommunens )?(?:kommunala |helägda )?bolag(?:en)? att (?:verka|arbeta|agera) i"
    r" (?:överenskommelsens|avtalets|rekommendationens) anda\W*"
)

# What is so anyway: a paper is laid to the minutes, nothing more is done, the decision can be appealed against
_SO_ANYWAY = pattern(
    # "Tjänsteskrivelsen utgör en del av beslutet" can bring in anything
    rf"{_MARK}(?:bilagan|överenskommelsen) (?:biläggs protokollet och )?(?:utgör|är) en del av beslutet\W*"
    rf"|{_MARK}(?:ärendet|beslutet|skrivelsen|frågan) föranleder (?:i övrigt )?ingen"
    r" (?:ytterligare|vidare|annan) åtgärd(?: från kommunens sida)?\W*"
    rf"|{_MARK}{_BOARD}förklarar? motionen besvarad\W*|{_MARK}därmed avslutas ärendet\W*"
    rf"|{_MARK}(?:anser? )?(?:därmed |härmed )?anser? (?:uppdraget|ärendet)"
    r"(?: från (?:den )?\d{1,2} [a-z]+(?: \d{4})?)? (?:slutfört|avslutat|besvarat)\W*"
    rf"|{_MARK}(?:mötet|sammanträdet) ajournera(?:s|des)(?: i \w+ minuter)?(?: under behandlingen av ärendet)?\W*"
    rf"|{_MARK}beslutet kan överklagas (?:enligt (?:reglerna|bestämmelserna) om|genom) laglighetsprövning\W*"
    rf"|{_MARK}(?:överlämna|översända|lämna)r? (?:(?:förvaltningens|kontorets) )?tjänste(?:skrivelsen?|utlåtandet?)"
    r" till (?:ksl|storsthlm)(?: för kännedom| som underlag)?\W*"
    rf"|{_MARK}(?:kommundirektören |\w+chefen )?(?:uppdra[rs]? åt (?:kommundirektören|\w+chefen|förvaltningen)"
    r"(?: får i uppdrag)?|(?:får|ges) i uppdrag) att (?:föra|hålla) (?:en |fortsatt )*dialog med (?:ksl|storsthlm)"
    r" om genomförandet(?: av överenskommelsen)?\W*"
    rf"|{_MARK}(?:\w+s )?(?:förvaltningen|kommundirektören|förvaltning) (?:ansvarar|svarar) för den"
    r" (?:fortsatta )?dialogen med (?:ksl|storsthlm)\W*"
    rf"|{_MARK}{_BOARD}vill (?:samtidigt )?(?:understryka|betona|framhålla) vikten av (?:ett |en )?(?:gott |god )?"
    r"(?:samarbete|samverkan) mellan länets kommuner\W*"
    rf"|{_MARK}{_BOARD}ser positivt på det regionala samarbetet\W*"
    rf"|{_MARK}följa upp (?:överenskommelsen|arbetet) i samband med (?:delårsbokslutet|bokslutet|årsredovisningen)\W*"
    rf"|{_MARK}(?:nämnderna|samtliga nämnder) ska beakta överenskommelsen i sitt budgetarbete\W*"
)


def only_closes(words: str) -> bool:
    """Whether a whole point (folded) does nothing but close the matter or look back at it each year."""
    return any(whole.fullmatch(words) for whole in (_CLOSES, _LOOKS_BACK, _COURTESY, _SO_ANYWAY))

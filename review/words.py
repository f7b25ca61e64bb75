"""Swedish words of the pages, some also of `registrator explain`: what settles a doubt, letters of the map, kinds."""

from __future__ import annotations

from domain.decision import StandingKind
from domain.doubt import Doubt
from domain.swedish import DOCUMENT_KINDS
from parsers import sniff

ADVICE: dict[Doubt, str] = {
    Doubt.NOT_AUTHENTICATED: "Ring eller mejla kommunens registrator och fråga om de har skickat svaret.",
    Doubt.AUTHENTICATION_FAILED: "Godkänn inte förrän kommunen själv har bekräftat svaret på annat sätt.",
    Doubt.SENDER_NOT_MUNICIPALITY: "Jämför med kommunens kända adresser, eller be att svaret skickas därifrån.",
    Doubt.SENDER_DIFFERS: "Kontrollera i handlingen vilken kommun som har beslutat, och fråga avsändaren.",
    Doubt.LOOKALIKE_SENDER: "Läs adressen bokstav för bokstav. Svara inte; fråga kommunen på en känd adress.",
    Doubt.OUTSIDE_COUNTY: "Avfärda mejlet om kommunen inte är tillfrågad, gärna med ett vänligt svar.",
    Doubt.SENDER_RESERVES: "Läs mejlet; fråga kommunen om beslutet står fast innan du godkänner.",
    Doubt.FORWARDED: "Be den som fattade beslutet att skicka det direkt, eller bekräfta det på annat sätt.",
    Doubt.NO_DOCUMENT: "Be om protokollsutdraget.",
    Doubt.DOCUMENT_UNREADABLE: "Öppna originalet. Går det inte, be kommunen skicka filen igen.",
    Doubt.DOCUMENT_LOCKED: "Be kommunen skicka filen utan lösenord.",
    Doubt.NO_TEXT: "Läs handlingen i originalet och fyll i uppgifterna för hand.",
    Doubt.TEXT_UNCERTAIN: "Jämför uppgifterna med originalet.",
    Doubt.DOCUMENT_CUT: "Läs slutet av handlingen i originalet.",
    Doubt.SIGNATURE_BROKEN: "Be kommunen om handlingen som den skrevs under.",
    Doubt.UNSUPPORTED_FORMAT: "Öppna originalet, eller be om filen som PDF.",
    Doubt.MAIL_DAMAGED: "Jämför med mejlet i brevlådan, eller be om det igen.",
    Doubt.NO_RECOMMENDATION: "Välj rekommendation om svaret gäller en av dem; avfärda annars.",
    Doubt.RECOMMENDATION_UNCERTAIN: "Jämför diarienummer, titel och datum med rekommendationerna.",
    Doubt.SEVERAL_RECOMMENDATIONS: "Kontrollera att varje beslut hör till rätt rekommendation.",
    Doubt.SEVERAL_PARAGRAFER: "Avgör vilken paragraf som är svaret, och ta bort den andra.",
    Doubt.OTHER_ORGANISATION: "Avfärda, om handlingen inte också svarar på vår rekommendation.",
    Doubt.NOT_ADDRESSEE: "Registrera om kommunen ändå vill ansluta sig; avfärda annars.",
    Doubt.SUPERSEDED: "Fråga kommunen om svaret gäller den nya rekommendationen.",
    Doubt.BEFORE_RECOMMENDATION: "Kontrollera datumet i handlingen, och vilken rekommendation den svarar på.",
    Doubt.MUNICIPALITY_UNKNOWN: "Välj kommun efter avsändaren och handlingens sidhuvud.",
    Doubt.MUNICIPALITY_UNCERTAIN: "Se vems sammanträde det är, och välj den kommunen.",
    Doubt.NO_DECISION: "Avfärda, eller be om själva beslutet.",
    Doubt.OUTCOME_UNCLEAR: "Läs stycket under Beslut och välj utfall.",
    Doubt.DECIDED_BY_REFERENCE: "Be om förslaget som beslutet hänvisar till, och läs vad det säger.",
    Doubt.CONDITIONS: "Läs villkoret. Antas rekommendationen ändå i sin helhet?",
    Doubt.OTHER_DATES: "Jämför med när rekommendationen gäller; godkänn om dagen är densamma.",
    Doubt.WORDS_NOT_KNOWN: "Läs hela beslutet, alla punkter; godkänn om orden inte begränsar det.",
    Doubt.PARTLY: "Läs punkterna och välj det utfall som stämmer.",
    Doubt.TAKES_NO_STAND: "Fråga kommunen om ett ställningstagande är att vänta.",
    Doubt.BODY_UNKNOWN: "Sök organets namn i sidhuvudet eller i justeringen.",
    Doubt.COMMITTEE_DECISION: "Kontrollera att nämnden får besluta för kommunen, eller invänta kommunstyrelsen.",
    Doubt.DELEGATED_DECISION: "Be om delegationsordningen eller en hänvisning till den.",
    Doubt.NOT_FINAL: "Registrera som förslag; det slutliga beslutet kommer i ett senare mejl.",
    Doubt.NOT_ADJUSTED: "Invänta det justerade protokollet.",
    Doubt.DATE_UNKNOWN: "Sök sammanträdets datum; justering och anslag är andra datum.",
    Doubt.PARAGRAF_UNKNOWN: "Sök paragrafen i handlingen. Fältet får lämnas tomt om den saknas.",
    Doubt.CORRECTION: "Jämför med det tidigare svaret; godkänn om rättelsen ska gälla i stället.",
    Doubt.CONTRADICTS: "Jämför svaren. Är det nya senare och högre beslutat gäller det.",
    Doubt.SAME_MESSAGE_ID: "Jämför de båda mejlen; ett av dem kan vara en förfalskning.",
    Doubt.READER_FAILED: "Läs originalet och fyll i uppgifterna för hand, eller be om handlingen igen.",
    Doubt.MAIL_WITHHELD: "Öppna mejlet i Outlook och vidarebefordra det till brevlådan som bilaga, så läses det.",
}


def doubt_anchor(doubt: Doubt) -> str:
    """Where the handbook's page explains this doubt: "skal-not-final"."""
    return f"skal-{doubt.value.replace('_', '-')}"


LETTERS: dict[StandingKind, str] = {
    StandingKind.ADOPTED: "A",
    StandingKind.ADOPTED_WITH_CONDITIONS: "V",
    StandingKind.PARTLY_ADOPTED: "D",
    StandingKind.DECLINED: "N",
    StandingKind.AWAITING: "B",
    StandingKind.OTHER_ANSWER: "Ö",
    StandingKind.NEEDS_REVIEW: "G",
    StandingKind.NO_ANSWER: "–",
}

KINDS = DOCUMENT_KINDS

FORMATS: dict[str, str] = {
    sniff.PDF: "PDF",
    sniff.DOCX: "Word",
    sniff.DOC: "äldre Word",
    sniff.ODT: "OpenDocument",
    sniff.RTF: "RTF",
    sniff.LOCKED_OFFICE: "låst Office-fil",
    sniff.ZIP: "zip-arkiv",
    sniff.SIGNED: "krypterat eller signerat mejl",
    sniff.HTML: "webbsida",
    sniff.TEXT: "text",
    sniff.MAIL: "mejl",
    sniff.TIFF: "bild (TIFF)",
    sniff.PNG: "bild (PNG)",
    sniff.JPEG: "bild (JPEG)",
    sniff.UNKNOWN: "okänt format",
}
"""What staff call a format; the others are shown as mail names them."""

VERBS: dict[str, str] = {
    "accept": "godkände",
    "correct": "ändrade",
    "resend": "registrerade som samma svar igen",
    "correction": "registrerade som en rättelse",
    "dismiss": "avfärdade",
    "aside": "lät vänta",
    "take_back": "tog tillbaka till kön",
    "ask": "skrev en fråga",
    "undo": "ångrade",
    "reread": "läste om",
    "dispose": "gallrade",
    "strike": "makulerade",
}

NOUNS: dict[str, str] = {
    "accept": "godkännandet",
    "correct": "ändringen",
    "resend": "kopplingen",
    "correction": "rättelsen",
    "dismiss": "avfärdandet",
    "aside": "att mejlet får vänta",
    "ask": "frågan",
    "strike": "makuleringen",
}
"""What "ångra" takes back."""

AUTHENTIC: dict[bool | None, str] = {
    True: "Avsändaren är verifierad: mejlet kommer från kommunens egen domän.",
    False: "Avsändaren är inte äkta: mejlservern underkänner den, eller så är det inte kommunen.",
    None: "Avsändaren är inte verifierad: mejlservern kan inte säga varifrån mejlet kommer.",
}

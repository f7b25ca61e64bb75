"""What the states of an outgoing mail mean to staff, and what each of their words on one does."""

from __future__ import annotations

from domain.outgoing import OutgoingState, OutgoingVerb

MEANINGS: dict[OutgoingState, str] = {
    OutgoingState.WAITING: "Det väntar på sin tur och skickas av sig självt.",
    OutgoingState.SENDING: "Det lämnas över till mejlservern just nu.",
    OutgoingState.SENT: "Mottagarens mejlserver, eller vår egen på vägen dit, har tagit emot det.",
    OutgoingState.PARKED: "Det gick inte fram och skickas inte igen av sig självt. Rätta det som orsaken säger och "
    "försök igen, eller ta tillbaka det.",
    OutgoingState.UNCERTAIN: "Förbindelsen bröts just när mejlet lämnades över, så det kan ha kommit fram. Fråga "
    "mottagaren först, och säg sedan hur det var.",
    OutgoingState.DRAFT: "Det är ett utkast och skickas först när en person släpper det.",
    OutgoingState.WITHDRAWN: "Det skickades aldrig, och kommer inte att skickas.",
    OutgoingState.BOUNCED: "Det skickades men kom tillbaka: mottagaren har inte fått det.",
}

ORDERS: dict[OutgoingVerb, tuple[str, str]] = {
    OutgoingVerb.RETRY: ("Försök igen nu", "Mejlet skickas på nytt, som om det aldrig hade försökt förut."),
    OutgoingVerb.SENT: ("Det har kommit fram", "Mejlet räknas som skickat och skickas inte igen."),
    OutgoingVerb.RESEND: ("Skicka en gång till", "Mottagaren kan få det två gånger."),
    OutgoingVerb.RELEASE: ("Skicka utkastet", "Mejlet skickas så som det står här."),
    OutgoingVerb.WITHDRAW: ("Ta tillbaka", "Mejlet skickas aldrig. Det går inte att ångra."),
}
"""The button, and what follows. The button's word stands in `domain.swedish.OUTGOING_VERBS` for the log."""

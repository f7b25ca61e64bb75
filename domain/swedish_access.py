"""How accounts are spoken of."""

from __future__ import annotations

from domain.access import AccountVerb, Role

ROLES: dict[Role, str] = {Role.READ: "läsa", Role.REVIEW: "granska", Role.ADMINISTER: "administrera"}

MAY: dict[Role, str] = {
    Role.READ: "Du kan läsa allt i registret men inte ändra något.",
    Role.REVIEW: "Du kan läsa allt i registret och granska mejl.",
    Role.ADMINISTER: "Du kan läsa, granska och administrera.",
}

ACCOUNT_VERBS: dict[AccountVerb, str] = {
    AccountVerb.ADDED: "skapade kontot",
    AccountVerb.LINKED: "kopplade kontot till organisationens inloggning",
    AccountVerb.ROLE: "ändrade kontots roll",
    AccountVerb.LOCKED: "låste kontot",
    AccountVerb.UNLOCKED: "låste upp kontot",
    AccountVerb.PASSWORD: "bytte kontots lösenord",
    AccountVerb.SIGNED_IN: "loggade in",
    AccountVerb.FAILED: "försökte logga in utan att lyckas",
    AccountVerb.SIGNED_OUT: "loggade ut",
    AccountVerb.SIGNED_OUT_EVERYWHERE: "loggade ut överallt",
}

"""Why there is no token, told to the person who must act; and how an app is registered, step by step.

The codes (AADSTS...) are Microsoft Entra's; source: "Microsoft Entra authentication and authorization error codes".
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from typing import Any

from domain.errors import TokenError, TokenRefused
from registrator.oauth_settings import OauthSettings

_CODE = re.compile(r"AADSTS(\d{4,7})")
_TRACE = re.compile(r"\s*(Trace ID|Correlation ID|Timestamp):.*", re.DOTALL)
_PASSING_ERRORS = frozenset({"temporarily_unavailable", "server_error"})
_PASSING_CODES = frozenset({"90033", "90006", "50196"})
_LONGEST_QUOTE = 200

_WHAT_TO_DO = {
    "7000222": "klienthemligheten har gått ut. Skapa en ny i appregistreringen (Certificates & secrets), skriv dess "
    "värde (Value) i filen som oauth.client_secret_file anger och starta om tjänsten",
    "7000215": "klienthemligheten är fel. Kontrollera att det är hemlighetens värde (Value) och inte dess id (Secret "
    "ID) som står i filen som oauth.client_secret_file anger, och starta om tjänsten",
    "700016": "appen finns inte i katalogen. Kontrollera att oauth.client_id är appens Application (client) ID och "
    "oauth.tenant katalogens Directory (tenant) ID",
    "7000112": "appen är avstängd. Slå på inloggning för den under Enterprise applications, Properties",
    "90002": "katalogen finns inte. Kontrollera oauth.tenant: Directory (tenant) ID på appregistreringens översikt",
    "900023": "katalogen finns inte. Kontrollera oauth.tenant: Directory (tenant) ID på appregistreringens översikt",
    "500011": "Exchange Online finns inte i katalogen, eller oauth.scope är fel",
    "70011": "oauth.scope är fel",
    "1002012": "oauth.scope är fel; den ska sluta med /.default",
    "700027": "certifikatet i oauth.certificate_file är inte det som är uppladdat i appregistreringen (Certificates & "
    "secrets, Certificates), eller har gått ut",
    "700024": "datorns klocka går fel. Kontrollera tiden (timedatectl)",
    "53003": "en regel för villkorsstyrd åtkomst (Conditional Access) stoppar appen. Låt den undanta appen eller "
    "datorns adress",
}


def unreachable(error: BaseException, settings: OauthSettings, seconds: float) -> TokenError:
    """The error when no answer came."""
    who = _service(settings)
    if isinstance(error, ssl.SSLCertVerificationError):
        return TokenRefused(
            f"Certifikatet från {who} godtas inte: {error.verify_message}. Kontrollera oauth.authority, eller ange "
            "utfärdaren i oauth.ca_file om nätet har en egen TLS-proxy."
        )
    if isinstance(error, TimeoutError):
        why = f"svarade inte inom {seconds:g} sekunder"
    else:
        why = f"kan inte nås (”{_one_line(str(error)) or type(error).__name__}”)"
    return TokenError(
        f"{who[0].upper()}{who[1:]} {why}. Kontrollera oauth.authority och att nätet dit är öppet (https); ett nytt "
        "försök görs av sig självt."
    )


def refused(status: int, said: Mapping[str, Any], settings: OauthSettings) -> TokenError:
    """The error for an answer without a token (`status` 0: none): TokenRefused, unless time may heal it."""
    description = str(said.get("error_description", ""))
    found = _CODE.search(description)
    code = found[1] if found else ""
    who = _service(settings)
    quote = _one_line(_TRACE.sub("", description)) or _one_line(str(said.get("error", "")))
    quoted = f"”{quote}”" if quote else f"svar {status}" if status else "inget begripligt svar"
    if status == 429 or status >= 500 or said.get("error") in _PASSING_ERRORS or code in _PASSING_CODES:
        return TokenError(f"{who[0].upper()}{who[1:]} har ett avbrott: {quoted}. Ett nytt försök görs av sig självt.")
    if not 400 <= status < 500:  # a page of a proxy, or no token in what should hold one
        return TokenError(
            f"{who[0].upper()}{who[1:]} svarade inte som väntat ({quoted}). Kontrollera oauth.authority och "
            "oauth.tenant."
        )
    advice = _WHAT_TO_DO.get(code, "kontrollera [oauth] mot appregistreringen")
    return TokenRefused(f"{who[0].upper()}{who[1:]} ger ingen token: {advice}. Den säger: {quoted}.")


def unusable(key: str, why: str) -> TokenRefused:
    """The error when a file that [oauth] names cannot be used."""
    return TokenRefused(f"Filen som oauth.{key} anger kan inte användas: {why}.")


def steps(settings: OauthSettings, mailbox: str, *, imap: bool, smtp: bool) -> tuple[str, ...]:
    """How whoever administers Microsoft 365 lets the app into the mailbox, from the beginning."""
    client = settings.client_id or "<Application (client) ID>"
    rights = " och ".join(name for name, wanted in (("IMAP.AccessAsApp", imap), ("SMTP.SendAsApp", smtp)) if wanted)
    on = [f"Set-CASMailbox -Identity {mailbox} -ImapEnabled $true"] * imap
    on += [f"Set-CASMailbox -Identity {mailbox} -SmtpClientAuthenticationDisabled $false"] * smtp
    return (
        "Registrera appen i entra.microsoft.com: App registrations, New registration, ”Accounts in this organizational "
        "directory only”, ingen redirect URI. Skriv Application (client) ID i oauth.client_id och Directory (tenant) "
        "ID i oauth.tenant.",
        "Ge den en hemlighet: Certificates & secrets, New client secret. Kopiera Value (visas bara en gång) till filen "
        "som oauth.client_secret_file anger, och skriv upp när den går ut. Eller ladda upp ett certifikat där, och "
        "ange nyckel och certifikat i oauth.certificate_file.",
        "Ge den behörighet: API permissions, Add a permission, APIs my organization uses, Office 365 Exchange Online, "
        f"Application permissions (inte Delegated): {rights}. Välj sedan Grant admin consent.",
        "Lägg in den i Exchange, i PowerShell: Connect-ExchangeOnline; New-ServicePrincipal -AppId "
        f"{client} -ObjectId <objekt-id> -DisplayName Registrator. Objekt-id står under Enterprise applications; det "
        "under App registrations är ett annat och duger inte.",
        f"Ge den rätt till brevlådan, bara den: Add-MailboxPermission -Identity {mailbox} -User <objekt-id> "
        "-AccessRights FullAccess",
        f"Se till att vägen in är öppen: {'; '.join(on)}. Det kan ta en timme innan ändringarna gäller; kör sedan "
        "»registrator check« igen.",
    )


def _service(settings: OauthSettings) -> str:
    return f"inloggningstjänsten {settings.host}"


def _one_line(text: str) -> str:
    words = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(words.split())[:_LONGEST_QUOTE].rstrip(".")

"""What [review] may say, and what follows from it: which addresses the page answers on, how people sign in."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from domain.access import Role, is_loopback
from registrator.settings import OidcSettings, ReviewSettings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def review_faults(review: ReviewSettings) -> list[str]:
    """What cannot be so, as "section.key: why"."""
    faults = []
    address = urlsplit(review.url)
    if review.url and (address.scheme not in {"http", "https"} or not address.hostname or address.path.strip("/")):
        faults.append("review.url: ska vara en adress utan sökväg, t.ex. https://registrator.ksl.se")
    elif address.scheme == "http" and not is_loopback(address.hostname or ""):
        faults.append("review.url: ska börja med https://; annars går lösenord okrypterade genom nätet")
    if not is_loopback(review.host) and not (address.scheme == "https" and review.behind_proxy):
        faults.append(
            "review.host: andra datorer når sidan bara genom en proxy med TLS: ange också review.url (https://…) "
            "och review.behind_proxy"
        )
    if review.behind_proxy:
        try:
            ipaddress.ip_address(review.behind_proxy)
        except ValueError:
            faults.append("review.behind_proxy: ska vara proxyns IP-adress, t.ex. 127.0.0.1")
    for network in review.metrics_from:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            faults.append(f"review.metrics_from: {network} är varken en IP-adress eller ett nät, t.ex. 10.0.0.0/24")
    return faults + _oidc_faults(review.oidc)


def _oidc_faults(oidc: OidcSettings) -> list[str]:
    if not oidc.issuer:
        return [f"review.oidc.{key}: betyder inget utan issuer" for key in ("client_id",) if getattr(oidc, key)]
    faults = []
    if not oidc.issuer.startswith("https://"):
        faults.append("review.oidc.issuer: ska börja med https://")
    if "microsoftonline.com" in oidc.issuer and any(f"/{all_of}/" in oidc.issuer for all_of in _ANYBODY):
        faults.append("review.oidc.issuer: ska innehålla er egen katalogs id (tenant), annars släpps alla in")
    if not oidc.client_id:
        faults.append("review.oidc.client_id: saknas")
    return faults


_ANYBODY = ("common", "organizations", "consumers")


def roles_of(oidc: OidcSettings) -> dict[Role, tuple[str, ...]]:
    """Which values of the claim give which role; empty when the account decides."""
    named = {Role.READ: oidc.lasa, Role.REVIEW: oidc.granska, Role.ADMINISTER: oidc.administrera}
    return {role: values for role, values in named.items() if values}


def hosts_of(review: ReviewSettings) -> tuple[str, ...]:
    """The names that a request may be for."""
    public = urlsplit(review.url).hostname
    return (review.host, *LOOPBACK, *((public,) if public else ()))

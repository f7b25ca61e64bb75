"""Serving the staff's page: to this machine alone until there is an account, then as configured."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from domain.access import AccountStore, is_loopback
from domain.errors import ConfigError
from registrator.backup_folder import write_flushed
from registrator.build import Clock, House
from registrator.config import Config
from registrator.desk import build_desk
from registrator.log import get_log
from registrator.review_settings import LOOPBACK, hosts_of, roles_of
from review.accounts import Access
from review.app import create_app
from review.server import ReviewServer

if TYPE_CHECKING:
    from review.oidc import Provider

log = get_log("review")
_KEY_BYTES = 32
CALLBACK = "/logga-in/organisationen/svar"


@contextmanager
def review_page(house: House) -> Iterator[str]:
    """Serve the staff's page; gives its address. Errors: ConfigError, RegistratorError when the port is taken."""
    settings = house.config.review
    access = build_access(house.config, house.store, house.clock)
    app = create_app(
        build_desk(house),
        allowed_hosts=hosts_of(settings),
        secret_key=_secret_key(house.config.storage.folder / "review.key"),
        access=access,
    )
    guarded = access.wanted
    host = settings.host if guarded or is_loopback(settings.host) else LOOPBACK[1]
    if not guarded:
        log.warning("no_accounts", serving=f"{host} only, without sign-in", make_one="registrator user add NAMN")
    server = ReviewServer(app, host, settings.port, guarded=guarded, proxy=settings.behind_proxy)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


def build_access(config: Config, store: AccountStore, clock: Clock) -> Access:
    """Who may come in, as configured. Errors: ConfigError when a library for it is missing."""
    return Access(
        store=store,
        clock=clock,
        organisation=config.sender,
        url=config.review_url,
        idle=dt.timedelta(hours=config.review.idle_hours),
        longest=dt.timedelta(days=config.review.session_days),
        provider=build_provider(config),
    )


def build_provider(config: Config) -> Provider | None:
    """The organisation's own sign-in; None when none is configured. Errors: ConfigError without its libraries."""
    oidc = config.review.oidc
    if not oidc.issuer:
        return None
    try:
        from review.oidc import Provider, ProviderSettings
    except ModuleNotFoundError as missing:
        why = f"review.oidc: behöver paketet {missing.name}: pip install 'registrator[oidc]'"
        raise ConfigError("granskningssidan", (why,)) from missing
    return Provider(
        ProviderSettings(
            issuer=oidc.issuer,
            client_id=oidc.client_id,
            client_secret=oidc.client_secret,
            redirect_uri=config.review_url + CALLBACK,
            ca_file=oidc.ca_file,
            role_claim=oidc.role_claim,
            roles=roles_of(oidc),
            account_claim=oidc.account_claim,
        )
    )


def _secret_key(path: Path) -> bytes:
    """The key that signs forms and cookies: made once, so that an open form survives a restart.

    On a disk that cannot keep it there is one for this run: that costs an open form, not the whole service.
    """
    try:
        return _kept_key(path)
    except OSError as error:
        log.warning("key_not_kept", file=str(path), error=error.strerror)
        return secrets.token_bytes(_KEY_BYTES)


def _kept_key(path: Path) -> bytes:
    # a power cut may have left zeros of the right length, which anybody could sign cookies with
    if path.exists() and len(key := path.read_bytes()) == _KEY_BYTES and any(key):
        return key
    key = secrets.token_bytes(_KEY_BYTES)
    write_flushed(path, key)
    return key

"""One signed-in IMAP connection. The only user of imapclient; its errors leave here as MailboxError."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import LoginError, ProtocolError
from imapclient.response_parser import parse_fetch_response

from domain.errors import MailboxRefused
from domain.ports import Token
from ingest import oauth
from ingest.answers import GivenMail, mail_in
from ingest.deadline import Clock, TimedContext
from ingest.settings import ImapSettings
from ingest.trouble import FAULTS, is_lost, told, told_refusal
from ingest.wire import Wire

GOODBYE_SECONDS = 5.0
BATCH = 500
"""UIDs named in one command: keeps the line below the 8,000 bytes that servers must take (RFC 7162, 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What a server says of a folder as it is opened. `uidvalidity` is 0 and `uidnext` None when it leaves them out."""

    name: str
    exists: int
    uidvalidity: int
    uidnext: int | None
    permanent_flags: tuple[bytes, ...] | None


class _Client(IMAPClient):  # type: ignore[misc]
    """IMAPClient over a Wire."""

    def __init__(self, settings: ImapSettings, clock: Clock, context: TimedContext) -> None:
        self._clock = clock
        self._tls = context if settings.security == "tls" else None
        super().__init__(settings.host, settings.port, ssl=settings.security == "tls")
        self._imap.debug = 0  # imapclient has every line formatted for its log, wanted or not

    def _create_IMAP4(self) -> Wire:
        return Wire(self.host, self.port, self._clock, self._tls)


class Connection:
    """Signed in when made. Every method is one operation under the deadline; errors: MailboxError."""

    def __init__(self, settings: ImapSettings, context: TimedContext, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._lost = False
        self._uses: dict[str, str] = {}
        token = oauth.token_for(settings)  # before anything is said: a server hangs up on who waits to sign in
        with self._speaking("anslutningen skulle upprättas"):
            self._client = _Client(settings, self._clock, context)
        try:
            if settings.security == "starttls":
                with self._speaking("TLS skulle inledas (STARTTLS)"):
                    self._client.starttls(context)
            self._sign_in(token)
        except BaseException:
            self._client._imap.hang_up()
            raise

    def _sign_in(self, token: Token | None) -> None:
        if token is None:
            self._sign_in_with_password()
            return
        try:
            self._sign_in_with(token)
        except MailboxRefused:
            # A token from memory may have been revoked, or be older than a right that has been given since.
            newer = oauth.token_for(self._settings, fresh=True) if token.kept else None
            if newer is None:
                raise
            self._sign_in_with(newer)

    def _sign_in_with(self, token: Token) -> None:
        settings, conversation = self._settings, oauth.Conversation(self._settings.username, token)
        with self._signing_in(oauth.ADVICE, conversation):
            if not self._client.has_capability(f"AUTH={oauth.MECHANISM}"):
                raise MailboxRefused(
                    f"{settings.server} tar inte emot inloggning med OAuth2 ({oauth.MECHANISM}). "
                    'Kontrollera imap.host, eller sätt imap.auth = "password".'
                )
            self._client.sasl_login(oauth.MECHANISM, conversation)

    def _sign_in_with_password(self) -> None:
        username, password = self._settings.username, self._settings.password
        # LOGIN takes ASCII only; PLAIN takes any password, "Blåbärsö" too.
        plain = not (username + password).isascii()
        with self._signing_in("Kontrollera imap.username och lösenordet, och att kontot får använda IMAP."):
            if plain and not self._client.has_capability("AUTH=PLAIN"):
                raise MailboxRefused(
                    f"{self._settings.server} tar bara emot lösenord utan å, ä och ö. Byt lösenord för {username}."
                )
            (self._client.plain_login if plain else self._client.login)(username, password)

    @contextlib.contextmanager
    def _signing_in(self, advice: str, conversation: oauth.Conversation | None = None) -> Iterator[None]:
        doing = f"{self._settings.username} skulle loggas in"
        with self._speaking(doing):
            try:
                yield
            except LoginError as error:
                # imapclient makes a LoginError also of a connection that broke: the cause tells which it was.
                cause = error.__context__ or error
                if conversation is not None and conversation.why:
                    doing = f"{doing} ({conversation.why})"
                raise told_refusal(cause if is_lost(cause) else error, self._settings, doing, advice) from error

    @contextlib.contextmanager
    def _speaking(self, doing: str, advice: str | None = None) -> Iterator[None]:
        """One operation: sets the clock, and translates what goes wrong. With `advice`, a no is a refusal."""
        self._clock.restart(self._settings.seconds)
        try:
            yield
        except FAULTS as error:
            self._lost = self._lost or is_lost(error)
            if advice is not None:
                raise told_refusal(error, self._settings, doing, advice) from error
            raise told(error, self._settings, doing) from error

    def select(self, folder: str, *, readonly: bool) -> Selected:
        """Open a folder, by its name or by its use ("\\Junk").

        Errors: MailboxRefused when there is no such folder or it may not be opened this way.
        """
        folder = self._used_as(folder) if folder.startswith("\\") else folder
        with self._speaking(
            f"mappen {folder} skulle öppnas",
            "Kontrollera mappens namn i imap.folders eller imap.move_to, och kontots rättigheter.",
        ):
            said = self._client.select_folder(folder, readonly=readonly)
            # The last, not the first: on a connection in use a server may begin with news of the folder before.
            (*_, exists) = self._client._imap.untagged_responses.get("EXISTS") or (0,)
            return Selected(
                name=folder,
                exists=int(exists),
                uidvalidity=int(said.get(b"UIDVALIDITY", 0)),
                uidnext=said.get(b"UIDNEXT"),
                permanent_flags=said.get(b"PERMANENTFLAGS"),
            )

    def _used_as(self, use: str) -> str:
        """The name of the folder with this use (RFC 6154): for junk it is "Skräppost" here and "Junk Email" there."""
        if use not in self._uses:
            with self._speaking("mapparna skulle listas"):
                found = self._client.list_folders()
            names = [str(name) for flags, _, name in found if use.lower().encode() in map(bytes.lower, flags)]
            if not names:
                raise MailboxRefused(
                    f"{self._settings.server} pekar inte ut någon mapp som {use}. Skriv mappens namn i imap.folders."
                )
            self._uses[use] = names[0]
        return self._uses[use]

    def can_idle(self) -> bool:
        with self._speaking("det skulle kontrolleras vad servern kan"):
            return bool(self._client.has_capability("IDLE"))

    def idle(self, wait: Callable[[int], bool]) -> bool:
        """Let the server tell of the open folder (IDLE, RFC 2177) while `wait`; whether it told of a new mail.

        `wait` is given the socket's number and says whether there is something to read. imapclient's own idle_check is
        not used: it dies of a line that comes in two pieces, and takes a closed connection for silence.
        """
        imap: Wire = self._client._imap
        with self._speaking("väntan på nya mejl skulle inledas (IDLE)"):
            imap.untagged_responses.clear()  # or they pile up for as long as the connection lives
            tag = imap._command("IDLE")
            while imap._get_response() is not None:
                if said := imap.tagged_commands[tag]:
                    raise ProtocolError(f"IDLE: {said}")
        if not ("EXISTS" in imap.untagged_responses or imap.readable()):
            wait(imap.sock.fileno())
        with self._speaking("väntan på nya mejl skulle avslutas (IDLE)"):
            imap.send(b"DONE\r\n")
            self._client._consume_until_tagged_response(tag, "IDLE")
            return "EXISTS" in imap.untagged_responses

    def highest_uid(self) -> int:
        """The UID of the last mail in the open folder, which must not be empty; 0 when the server does not tell."""
        with self._speaking("det sista brevets nummer skulle hämtas"):
            _, parts = self._client._imap.fetch("*", "(UID)")
            parsed = parse_fetch_response(parts, normalise_times=False, uid_is_key=False)
            return max((int(fields.get(b"UID", 0)) for fields in parsed.values()), default=0)

    def uids_between(self, low: int, high: int) -> tuple[int, ...]:
        """The UIDs in the open folder from `low` to `high`, both included, rising."""
        with self._speaking(f"brev {low}–{high} skulle listas"):
            # No CHARSET: Exchange refuses it. Never "low:*": that names the last mail even when it is below `low`.
            found = self._client.search(["UID", f"{low}:{high}"])
            return tuple(sorted({uid for uid in found if low <= uid <= high}))

    def present(self, uids: Sequence[int], *, undeleted: bool = False) -> tuple[int, ...]:
        """Those of the UIDs that the open folder holds; with `undeleted`, without those marked \\Deleted."""
        found: set[int] = set()
        for batch in batches(uids):
            with self._speaking("det skulle kontrolleras vilka brev som finns kvar"):
                self._client.noop()  # lets the server take notice of what others have done
                criteria = ["UID", ",".join(map(str, batch)), *(["UNDELETED"] if undeleted else [])]
                found.update(self._client.search(criteria))
        return tuple(uid for uid in uids if uid in found)

    def fetch(self, uid: int) -> GivenMail | None:
        """The mail; None when the server says no, or gives something that is not this mail whole.

        Errors: MailboxError when the connection was lost over it; `lost` is then true.
        """
        with self._speaking(f"brev {uid} skulle hämtas"):
            try:
                answer, parts = self._client._imap.uid("FETCH", str(uid), "(UID INTERNALDATE RFC822.SIZE BODY.PEEK[])")
            except FAULTS as error:
                if is_lost(error):
                    raise
                return None  # Exchange: "BAD Command Error. 12" for an item that it cannot read
            if answer != "OK":
                return None
            return mail_in(parts, uid, _parse_one)

    def add_flag(self, uids: Sequence[int], flag: str) -> None:
        for batch in batches(uids):
            with self._speaking(f"breven skulle märkas {flag}", "Kontrollera imap.flag och kontots rättigheter."):
                self._client.add_flags(list(batch), [flag], silent=True)

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails out of the open folder.

        A server without MOVE (RFC 6851) is asked to copy and delete, and to expunge these UIDs only (UIDPLUS). One
        without UIDPLUS keeps them marked \\Deleted: a plain EXPUNGE would take what others have marked as well. Where
        the connection breaks between the two, a mail is copied twice: rather that than to delete one that was not.
        """
        advice = f"Kontrollera att mappen {folder} finns (imap.move_to) och kontots rättigheter."
        for batch in batches(uids):
            with self._speaking(f"breven skulle flyttas till {folder}", advice):
                if self._client.has_capability("MOVE"):
                    self._client.move(list(batch), folder)
                    continue
                self._client.copy(list(batch), folder)
                self._client.delete_messages(list(batch), silent=True)
                if self._client.has_capability("UIDPLUS"):
                    self._client.uid_expunge(list(batch))

    def folders(self) -> tuple[str, ...]:
        """The names of all folders, as a person reads them."""
        with self._speaking("mapparna skulle listas"):
            return tuple(str(name) for _, _, name in self._client.list_folders())

    @property
    def lost(self) -> bool:
        """Whether the connection is of no use any more."""
        return self._lost

    def close(self) -> None:
        """Sign out if there is somebody to say it to, and hang up. Never raises."""
        if not self._lost:
            with contextlib.suppress(*FAULTS):
                self._clock.restart(min(GOODBYE_SECONDS, self._settings.seconds))
                self._client.logout()
        self._client._imap.hang_up()


def batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The UIDs, BATCH at a time."""
    for start in range(0, len(uids), BATCH):
        yield uids[start : start + BATCH]


def _parse_one(response: Sequence[Any]) -> dict[int, dict[bytes, Any]]:
    try:
        # normalise_times would give the server's time zone away: naive local time.
        return dict(parse_fetch_response(list(response), normalise_times=False, uid_is_key=False))
    except ProtocolError as error:
        raise ValueError(str(error)) from error

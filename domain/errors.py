"""The tree of errors. Each is for the person who must act: what happened, to what, and what to do (in Swedish).

RegistratorError
├── ConfigError          the configuration is wrong: all faults at once          exit 2
├── MailboxError         the IMAP server: unreachable, refused, odd answer       exit 3
│   └── MailboxRefused   sign-in or folder refused: waiting does not help
├── MailerError          the SMTP server
│   ├── MailerUnreachable    no connection, or it dropped before the dot: try again
│   ├── MailDelayed          4xx: try again later
│   ├── MailRefused          5xx: this mail will not be taken
│   └── MailUncertain        it dropped between the dot and the answer
├── TokenError           the service that gives tokens (OAuth2): unreachable, odd answer   exit 3
│   └── TokenRefused     it gives us none: waiting does not help
├── StorageError         database or archive: cannot be opened or written       exit 4
│   ├── DiskFull             stop taking in mail until there is room
│   └── SchemaTooNew         made by a later version of this program
├── ReadingStopped       the service ends: what was being read is read the next time
├── AlreadyRunning       another daemon holds the lock                           exit 5
├── EntryChanged         somebody else has settled this entry meanwhile
├── NameTaken            an account with this name, address or outside identity exists
└── SignInFailed         the organisation's own sign-in does not answer, or not as it must
"""

from __future__ import annotations


class RegistratorError(Exception):
    """Base of all errors that the program raises on purpose; `str()` is the Swedish sentence for a person."""

    exit_code = 1


class ConfigError(RegistratorError):
    """All faults of a configuration file; one per line."""

    exit_code = 2

    def __init__(self, path: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join([f"{path}: {len(faults)} fel i konfigurationen", *(f"  {f}" for f in faults)]))


class MailboxError(RegistratorError):
    exit_code = 3


class MailboxRefused(MailboxError):
    pass


class MailerError(RegistratorError):
    exit_code = 3


class MailerUnreachable(MailerError):
    pass


class MailDelayed(MailerError):
    pass


class MailRefused(MailerError):
    pass


class MailUncertain(MailerError):
    pass


class TokenError(RegistratorError):
    exit_code = 3


class TokenRefused(TokenError):
    pass


class StorageError(RegistratorError):
    exit_code = 4


class DiskFull(StorageError):
    pass


class SchemaTooNew(StorageError):
    pass


class ReadingStopped(RegistratorError):
    pass


class AlreadyRunning(RegistratorError):
    exit_code = 5


class EntryChanged(RegistratorError):
    pass


class NameTaken(RegistratorError):
    pass


class SignInFailed(RegistratorError):
    pass

"""backup: a copy of everything that cannot be had again, tried before it counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import ConfigError, RegistratorError
from registrator.commands.common import (
    DEFAULT_CONFIG,
    ConfigOption,
    JsonOption,
    harmless,
    house_of,
    out,
    print_json,
    set_up,
)

if TYPE_CHECKING:
    from registrator.backup_folder import Backup


def add_to(app: typer.Typer) -> None:
    app.command("backup")(make_backup)


def make_backup(
    config: ConfigOption = DEFAULT_CONFIG,
    to: Annotated[
        Path | None, typer.Option("--to", help="Mappen att kopiera till, i stället för [backup] folder.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Gör en säkerhetskopia av registret och mejlarkivet, och prova den. Tjänsten kan vara i gång.

    I kopian finns inte config.toml, lösenord, nycklar eller egna mallar: spara dem för sig. Utgångskoden är 1 när något
    är skadat redan där det kopierades.

    Exempel: `registrator backup --to /mnt/kopia/registrator`
    """
    from registrator.backing_up import back_up, note
    from registrator.build import utc_now

    settings = set_up(config)
    folder = to or settings.backup.folder
    if folder is None:
        raise ConfigError(str(config), ("backup.folder: saknas; ange den, eller --to MAPP",))
    made = back_up(settings, folder.resolve(), utc_now())
    if to is None:
        with house_of(config) as house:
            note(house, made)
    _tell(made, as_json=as_json)
    if made.manifest.faults:
        raise typer.Exit(RegistratorError.exit_code)


def _tell(made: Backup, *, as_json: bool) -> None:
    manifest = made.manifest
    if as_json:
        print_json(
            {
                "path": str(made.path),
                "made_at": manifest.made_at,
                "mails": manifest.mails,
                "mail_bytes": manifest.mail_bytes,
                "rows": manifest.rows,
                "audit_head": manifest.audit_head,
                "faults": manifest.faults,
            }
        )
        return
    size = f"{manifest.mail_bytes / 1_000_000:.1f}".replace(".", ",")
    well = "gjord, men det som kopierades har fel" if manifest.faults else "gjord och provad"
    out.print(f"Säkerhetskopian är {well}: {made.path}", markup=False, soft_wrap=True)
    out.print(f"Den innehåller registret och {manifest.mails} mejl ({size} MB).")
    for fault in manifest.faults:
        out.print(harmless(f"  {fault}"), markup=False, soft_wrap=True)

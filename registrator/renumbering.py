"""A server that numbers a folder's mails anew: all of them are gone through once more, and the operator is told."""

from __future__ import annotations

from domain.ports import Folder
from outbox import troubles
from registrator.build import House
from registrator.log import get_log

log = get_log("renumbering")


def known_mark(house: House, folder: Folder) -> int:
    """The UID up to which the folder's mails are known; 0 when its numbers mean something else than they did.

    A server says so by another UIDVALIDITY. One that was restored from a backup may keep it and give the numbers of
    the time since once more: then its next number is one that we have seen, and the mails under it would be passed by.
    """
    name, validity = folder.name, folder.uidvalidity
    if not validity:
        return 0
    mark = house.store.mark(name, validity)
    if mark and folder.uidnext is not None and folder.uidnext <= mark:
        _tell(house, name, f"Nästa mejl får numret {folder.uidnext}, men nummer {mark} är redan använt (UIDNEXT).")
        house.store.forget_numbers(name, validity)
        return 0
    if not mark and house.store.renumbered(name, validity):
        _tell(house, name, f"Mappen har fått ett nytt UIDVALIDITY, {validity}.")
    return mark


def gone_through(house: House) -> None:
    """Every folder has been read to its end, but for mails that the server keeps back, which is told apart."""
    if house.store.clear_trouble(troubles.RENUMBERED, house.clock()):
        log.info("trouble_over", trouble=troubles.RENUMBERED)


def _tell(house: House, name: str, how: str) -> None:
    what = f"Mappen {name} har numrerats om av mejlservern. {how}"
    house.store.raise_trouble(troubles.RENUMBERED, what, house.clock())
    log.warning("trouble_begins", trouble=troubles.RENUMBERED, what=what)

"""Who may do what on the staff's page."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role holds what the roles before it hold: reviewing includes reading, administering includes reviewing."""

    READ = "lasa"
    REVIEW = "granska"
    ADMINISTER = "administrera"

    def covers(self, needed: Role) -> bool:
        """Whether somebody with this role may do what asks for `needed`."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(needed)

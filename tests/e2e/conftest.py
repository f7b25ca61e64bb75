"""What only whole runs ask for; the real servers stand in tests/conftest.py."""

from tests.crash.nursery import nursery

__all__ = ["nursery"]

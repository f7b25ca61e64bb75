"""Where an installed service has its things."""

from pathlib import Path

INSTALLED, STATE = Path("/etc/registrator"), Path("/var/lib/registrator")

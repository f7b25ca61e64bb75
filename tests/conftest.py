"""The real servers that tests ask for by name. Each stands in its own file under tests/servers.

Imported, not named in `pytest_plugins`: that is refused when pytest is started with a path above this folder.
"""

import os

from hypothesis import HealthCheck, settings

from tests.crash.nursery import nursery, nursery_closed
from tests.servers.certificates import certificates, foreign_ca_file
from tests.servers.dovecot import dovecot, dovecot_server
from tests.servers.kept_templates import keep_templates
from tests.servers.postfix import postfix, postfix_server
from tests.servers.postgresql import postgresql_server, postgresql_url
from tests.servers.smtp import smtp_sink, smtp_sink_tls

__all__ = [
    "certificates",
    "dovecot",
    "dovecot_server",
    "foreign_ca_file",
    "nursery",
    "nursery_closed",
    "postfix",
    "postfix_server",
    "postgresql_server",
    "postgresql_url",
    "smtp_sink",
    "smtp_sink_tls",
]

# The machine may be busy: properties are about values, never about time. In CI the same examples every time.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("house")

keep_templates()

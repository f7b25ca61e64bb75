"""Everything that is fuzzed, by name."""

from __future__ import annotations

from tests.fuzz import document_targets, mail_targets, trust_targets, typed_targets

TARGETS = {
    target.name: target
    for targets in (mail_targets, trust_targets, document_targets, typed_targets)
    for target in targets.TARGETS
}

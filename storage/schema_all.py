"""Every table of the register in one place, for migrations and for the test that compares them."""

from storage import (
    schema,
    schema_audit,
    schema_learning,
    schema_people,
    schema_retention,
    schema_review,
    schema_sending,
)
from storage.schema_base import Base

METADATA = Base.metadata
MODULES = (schema, schema_audit, schema_learning, schema_people, schema_retention, schema_review, schema_sending)

"""Addresses that mean something of their own, and that no page and no item may take."""

BELOW_INDEX = frozenset({"search", "code", "csv", "json", "json-schema", "openapi"})
BELOW_LIST = frozenset(
    {"as-of", "changes", "csv", "json", "json-schema", "record", "verify-history"}
)

"""Machine-readable copies of the records: JSON, CSV, JSON Schemas, and what they were made from."""

from hallinta.exports.tables import exports

__all__ = ["exports"]

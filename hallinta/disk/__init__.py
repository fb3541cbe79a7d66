"""The only opener of files: data and pages in, built things out.

What it writes for others to keep goes through three doors, and none of them deletes or overwrites anything that
the tool did not make: ``replaced`` puts a whole folder in place at once, ``write_product`` writes files into a
folder of ours, ``write_document`` and ``write_new`` write one file.
"""

from hallinta.disk.packing import pack, pack_anew, packed
from hallinta.disk.products import MARKER, SCHEMAS, SITE, WRITTEN_PAGES, check_product
from hallinta.disk.reading import (
    COMPILED,
    RULE_EXAMPLES,
    TEMPLATES,
    is_data,
    read_folder,
    read_named,
    read_project,
)
from hallinta.disk.replacing import clear, replaced
from hallinta.disk.targets import TargetRefused, TargetUnwritable, check_document, reason
from hallinta.disk.writing import (
    is_within,
    may_keep_code,
    write_all,
    write_document,
    write_new,
    write_product,
)

__all__ = [
    "COMPILED",
    "MARKER",
    "RULE_EXAMPLES",
    "SCHEMAS",
    "SITE",
    "TEMPLATES",
    "WRITTEN_PAGES",
    "TargetRefused",
    "TargetUnwritable",
    "check_document",
    "check_product",
    "clear",
    "is_data",
    "is_within",
    "may_keep_code",
    "pack",
    "pack_anew",
    "packed",
    "read_folder",
    "read_named",
    "read_project",
    "reason",
    "replaced",
    "write_all",
    "write_document",
    "write_new",
    "write_product",
]

"""What a change means, in plain Finnish: what came, went, was renamed or says something else, and the pages
it touches.
"""

from hallinta.changes.forms import as_data, as_markdown, as_text, summary
from hallinta.changes.found import Change, Kind, Version, changes
from hallinta.changes.lived import told_of

__all__ = ["Change", "Kind", "Version", "as_data", "as_markdown", "as_text", "changes", "summary", "told_of"]

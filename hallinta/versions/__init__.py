"""What the versions of files meant: when each record, page and calendar event last changed for its reader."""

from hallinta.versions.commits import Commit, EventVersion, Past
from hallinta.versions.files import past_of
from hallinta.versions.lives import lives_of
from hallinta.versions.moments import day_begins, in_helsinki

__all__ = ["Commit", "EventVersion", "Past", "day_begins", "in_helsinki", "lives_of", "past_of"]

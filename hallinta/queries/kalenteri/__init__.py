"""The yearly calendar: what happens in a year, in which order, and what was to be done and is done.

A year's events are the phases of the agreement process (settings and the year's file), the file's other events
and the meetings, whose days stand in their own records.
"""

from hallinta.queries.kalenteri.days import (
    WEEKDAYS,
    DayOff,
    day_by_rule,
    day_off,
    days_off,
    month_end,
    public_holidays,
    rule_of_day,
    weeks_in,
    years,
)
from hallinta.queries.kalenteri.duties import (
    DutyState,
    YearlyDuty,
    duties_by_event,
    late_duties,
    outcome,
    yearly_duties,
)
from hallinta.queries.kalenteri.events import (
    BOTH_GROUPS,
    JOHTORYHMA,
    KOORDINAATIORYHMA,
    OTHER_GROUPS,
    RINGS,
    Event,
    Month,
    Precision,
    Year,
)
from hallinta.queries.kalenteri.feeds import ALL, Feed, events_of, feeds
from hallinta.queries.kalenteri.meetings import Count, clashes, meeting_count, meetings_between
from hallinta.queries.kalenteri.phases import (
    ALLEKIRJOITUS,
    OHJEKIRJE,
    OPH_EHDOTUS,
    TARKISTUS,
    meetings_for_phase,
    phase_after,
    phase_before,
    phase_of_meeting,
    unchecked_letter,
)
from hallinta.queries.kalenteri.year import all_events, calendar, phase, topic, upcoming

__all__ = [
    "ALL",
    "ALLEKIRJOITUS",
    "BOTH_GROUPS",
    "JOHTORYHMA",
    "KOORDINAATIORYHMA",
    "OHJEKIRJE",
    "OPH_EHDOTUS",
    "OTHER_GROUPS",
    "RINGS",
    "TARKISTUS",
    "WEEKDAYS",
    "Count",
    "DayOff",
    "DutyState",
    "Event",
    "Feed",
    "Month",
    "Precision",
    "Year",
    "YearlyDuty",
    "all_events",
    "calendar",
    "clashes",
    "day_by_rule",
    "day_off",
    "days_off",
    "duties_by_event",
    "events_of",
    "feeds",
    "late_duties",
    "meeting_count",
    "meetings_between",
    "meetings_for_phase",
    "month_end",
    "outcome",
    "phase",
    "phase_after",
    "phase_before",
    "phase_of_meeting",
    "public_holidays",
    "rule_of_day",
    "topic",
    "unchecked_letter",
    "upcoming",
    "weeks_in",
    "yearly_duties",
    "years",
]

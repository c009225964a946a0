"""Every table there is: whoever needs the whole of them imports this module."""

from sqlmodel import SQLModel

from storage import (
    absences,
    affected,
    chases,
    control_points,
    duty,
    followers,
    history,
    messages,
    outbox,
    paces,
    people,
    promises,
    questions,
    quiet,
    requests,
    rules,
    tasks,
    timers,
)

MODULES = (
    absences,
    affected,
    chases,
    control_points,
    duty,
    followers,
    history,
    messages,
    outbox,
    paces,
    people,
    promises,
    questions,
    quiet,
    requests,
    rules,
    tasks,
    timers,
)
"""A module with a table is missing from no test of migrations, because it is named here."""

METADATA = SQLModel.metadata

"""Every table there is: whoever needs the whole of them imports this module."""

from sqlmodel import SQLModel

from storage import (
    absences,
    affected,
    causes,
    chases,
    control_points,
    customer_keys,
    customers,
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
    resemblances,
    rules,
    tasks,
    timers,
)

MODULES = (
    absences,
    affected,
    causes,
    chases,
    control_points,
    customer_keys,
    customers,
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
    resemblances,
    rules,
    tasks,
    timers,
)
"""A module with a table is missing from no test of migrations, because it is named here."""

METADATA = SQLModel.metadata

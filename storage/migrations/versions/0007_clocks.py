"""Reminders: when what is fixed closes by itself, and timers for what was raised before."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

UNFINISHED = "ended_at IS NULL AND status <> 'fixed'"
FIXED = "ended_at IS NULL AND status = 'fixed'"
# Whoever looks too early looks again when it is time.
FIRST_LOOKS = (
    ("deadline", "deadline_at", UNFINISHED),
    ("near", "raised_at", UNFINISHED),
    ("update", "next_update_at", UNFINISHED),
    ("confirmation", "fixed_at", FIXED),
)


def upgrade() -> None:
    op.add_column("tasks", sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
    for reason, due_at, which in FIRST_LOOKS:
        op.execute(
            "INSERT INTO timers (key, reason, task_id, due_at, step, strikes) "
            f"SELECT '{reason}:' || id, '{reason}', id, COALESCE({due_at}, raised_at), 0, 0 "
            f"FROM tasks WHERE {which}"
        )


def downgrade() -> None:
    reasons = ", ".join(f"'{reason}'" for reason, _due_at, _which in FIRST_LOOKS)
    op.execute(f"DELETE FROM timers WHERE reason IN ({reasons})")
    op.drop_column("tasks", "closes_at")

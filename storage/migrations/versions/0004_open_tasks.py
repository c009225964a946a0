"""What is open is found without reading what has ended: indexes, and a mark for followers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IS_OPEN = sa.text("ended_at IS NULL")
ONLY_OPEN: dict[str, Any] = {"postgresql_where": IS_OPEN, "sqlite_where": IS_OPEN}
WORST_FIRST = sa.text("severity DESC")


def upgrade() -> None:
    op.add_column("followers", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    ended = "(SELECT tasks.ended_at FROM tasks WHERE tasks.id = followers.task_id)"
    op.execute(f"UPDATE followers SET ended_at = {ended}")
    op.create_index("ix_followers_open", "followers", ["slack_id", "task_id"], **ONLY_OPEN)
    op.create_index("ix_tasks_reporter_open", "tasks", ["reporter", "id"], **ONLY_OPEN)
    op.create_index("ix_tasks_assignee_open", "tasks", ["assignee", "id"], **ONLY_OPEN)
    op.drop_index("ix_tasks_assignee", "tasks")
    op.create_index("ix_tasks_assignee", "tasks", ["assignee", "id"])
    op.drop_index("ix_tasks_board", "tasks")
    board = [WORST_FIRST, "deadline_at", "id"]
    op.create_index("ix_tasks_board", "tasks", board, **ONLY_OPEN)


def downgrade() -> None:
    op.drop_index("ix_tasks_board", "tasks")
    board = [WORST_FIRST, "deadline_at"]
    op.create_index("ix_tasks_board", "tasks", board, **ONLY_OPEN)
    op.drop_index("ix_tasks_assignee", "tasks")
    op.create_index("ix_tasks_assignee", "tasks", ["assignee", "ended_at"])
    op.drop_index("ix_tasks_assignee_open", "tasks")
    op.drop_index("ix_tasks_reporter_open", "tasks")
    op.drop_index("ix_followers_open", "followers")
    op.drop_column("followers", "ended_at")

"""Timers that are about no task, or about a part of one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("timers") as timers:
        timers.alter_column("task_id", existing_type=sa.Integer(), nullable=True)
        timers.add_column(sa.Column("subject", sa.String(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM timers WHERE task_id IS NULL OR subject <> ''")
    with op.batch_alter_table("timers") as timers:
        timers.drop_column("subject")
        timers.alter_column("task_id", existing_type=sa.Integer(), nullable=False)

"""Who else is affected, how often somebody had to ask, and which promises slipped."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "affected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("ticket", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_affected_task", "affected", ["task_id", "id"])
    op.create_table(
        "chases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chased_by", sa.String(), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chases_at", "chases", ["chased_at"])
    others = sa.Column("others_affected", sa.Integer(), server_default="0", nullable=False)
    op.add_column("tasks", others)
    op.add_column(
        "promises", sa.Column("is_slip", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    # What was moved later by hand before anybody counted.
    moved = (
        "SELECT 1 FROM history WHERE history.task_id = promises.task_id"
        " AND history.at = promises.made_at AND history.happening = 'deadline_moved'"
    )
    op.execute(f"UPDATE promises SET is_slip = (1 = 1) WHERE to_at > from_at AND EXISTS ({moved})")


def downgrade() -> None:
    op.drop_column("promises", "is_slip")
    op.drop_column("tasks", "others_affected")
    op.drop_table("chases")
    op.drop_table("affected")

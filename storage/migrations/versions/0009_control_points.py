"""Control points: the rounds, what they ask about, and whose messages there are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "control_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_by", sa.String(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("is_open"),
    )
    op.create_table(
        "control_point_items",
        sa.Column("control_point_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.String(32), nullable=True),
        sa.Column("settled", sa.String(32), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["control_point_id"], ["control_points.id"]),
        sa.ForeignKeyConstraint(["entry_id"], ["history.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("control_point_id", "task_id"),
    )
    op.create_table(
        "control_point_letters",
        sa.Column("control_point_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("is_reminder", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["control_point_id"], ["control_points.id"]),
        sa.PrimaryKeyConstraint("control_point_id", "recipient", "is_reminder"),
    )
    # In plain SQL: SQLite would copy the whole table otherwise, and lose the order of its indexes.
    op.execute("ALTER TABLE tasks ADD COLUMN control_point_id INTEGER REFERENCES control_points (id)")


def downgrade() -> None:
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_column("control_point_id")
    op.drop_table("control_point_letters")
    op.drop_table("control_point_items")
    op.drop_table("control_points")

"""Who is on duty, hand-overs, who is away and who stands in; notices that are about no task."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
IS_OFFERED = sa.text("reply IS NULL")
IS_AWAY = sa.text("ended_at IS NULL")


def upgrade() -> None:
    # A default, for SQLite would copy the whole table otherwise.
    subject = sa.Column("subject", sa.String(), server_default=sa.text("''"), nullable=False)
    op.add_column("outbox", subject)
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rota", DOCUMENT, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("rota_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("offered_to", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_handovers_open",
        "handovers",
        ["id"],
        postgresql_where=IS_OFFERED,
        sqlite_where=IS_OFFERED,
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stand_in", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_absences_away",
        "absences",
        ["slack_id"],
        unique=True,
        postgresql_where=IS_AWAY,
        sqlite_where=IS_AWAY,
    )
    op.create_table(
        "stand_ins",
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["absence_id"], ["absences.id"]),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("absence_id", "task_id"),
    )


def downgrade() -> None:
    for table in ("stand_ins", "absences", "handovers", "duty"):
        op.drop_table(table)
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("subject")

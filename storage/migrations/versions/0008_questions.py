"""Questions that are passed on and wait, the DMs they stand in, and threads by their card."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

_TIMERS = """
INSERT INTO timers (key, reason, task_id, subject, due_at, step, strikes)
SELECT 'question:' || q.id, 'question', q.task_id, CAST(q.id AS VARCHAR), q.asked_at, 0, 0
FROM questions q JOIN tasks t ON t.id = q.task_id
WHERE q.answered_at IS NULL AND t.ended_at IS NULL AND t.status <> 'fixed'
"""

_STANDS = """
UPDATE questions SET dm_channel = m.channel, dm_ts = m.ts FROM question_messages m
WHERE m.question_id = questions.id AND m.slack_id = questions.asked_to
"""


def upgrade() -> None:
    has_card, is_open = sa.text("card_ts IS NOT NULL"), sa.text("answered_at IS NULL")
    op.create_index(
        "ix_tasks_card",
        "tasks",
        ["channel", "card_ts"],
        postgresql_where=has_card,
        sqlite_where=has_card,
    )
    op.create_table(
        "question_messages",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"]),
        sa.PrimaryKeyConstraint("channel", "ts"),
    )
    op.create_index("ix_question_messages_question", "question_messages", ["question_id"])
    op.execute(
        "INSERT INTO question_messages (channel, ts, question_id, slack_id) "
        "SELECT dm_channel, dm_ts, id, asked_to FROM questions WHERE dm_ts IS NOT NULL"
    )
    op.drop_index("ix_questions_direct", table_name="questions")
    op.drop_column("questions", "dm_channel")
    op.drop_column("questions", "dm_ts")
    before = sa.Column("asked_before", DOCUMENT, server_default="[]", nullable=False)
    op.add_column("questions", before)
    op.add_column("questions", sa.Column("asked_again_at", sa.DateTime(timezone=True)))
    op.add_column("questions", sa.Column("waits_until", sa.DateTime(timezone=True)))
    op.create_index(
        "ix_questions_asked",
        "questions",
        ["asked_to"],
        postgresql_where=is_open,
        sqlite_where=is_open,
    )
    op.execute(_TIMERS)


def downgrade() -> None:
    op.execute("DELETE FROM timers WHERE reason = 'question'")
    op.drop_index("ix_questions_asked", table_name="questions")
    for column in ("waits_until", "asked_again_at", "asked_before"):
        op.drop_column("questions", column)
    op.add_column("questions", sa.Column("dm_channel", sa.String()))
    op.add_column("questions", sa.Column("dm_ts", sa.String()))
    op.execute(_STANDS)
    op.create_index("ix_questions_direct", "questions", ["dm_channel", "dm_ts"])
    op.drop_table("question_messages")
    op.drop_index("ix_tasks_card", table_name="tasks")

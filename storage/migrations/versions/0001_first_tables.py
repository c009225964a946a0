"""The first tables: tasks with what belongs to them, people, rules, requests and the outbox."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Plain types, not those of storage.types: a migration stays what it was when they change.
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(32)
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    create_people()
    create_requests()
    create_rules()
    create_tasks()
    create_followers()
    create_history()
    create_messages()
    create_promises()
    create_questions()
    create_outbox()
    create_paces()


def downgrade() -> None:
    for table in (
        "paces",
        "outbox",
        "questions",
        "promises",
        "messages",
        "history",
        "followers",
        "tasks",
        "rules",
        "requests",
        "people",
    ):
        op.drop_table(table)


def only_where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}


def create_people() -> None:
    op.create_table(
        "people",
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.Column("dm_channel", sa.String(), nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("slack_id", name="pk_people"),
    )
    op.create_index("ix_people_read_at", "people", ["read_at"])


def create_requests() -> None:
    op.create_table(
        "requests",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_requests"),
    )
    op.create_index("ix_requests_at", "requests", ["at"])


def create_rules() -> None:
    op.create_table(
        "rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("applied_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rules"),
    )


def create_tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("links", DOCUMENT, nullable=False),
        sa.Column("files", DOCUMENT, nullable=False),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column("assignee", sa.String(), nullable=True),
        sa.Column("size", WORD, nullable=True),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("for_customer", sa.Text(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("fixed_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("deadline_at", INSTANT, nullable=False),
        sa.Column("deadline_is_promised", sa.Boolean(), nullable=False),
        sa.Column("next_update_at", INSTANT, nullable=False),
        sa.Column("waiting_since", INSTANT, nullable=True),
        sa.Column("source", WORD, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("origin_channel", sa.String(), nullable=True),
        sa.Column("origin_ts", sa.String(), nullable=True),
        sa.Column("origin_link", sa.Text(), nullable=True),
        sa.Column("thread_ts", sa.String(), nullable=True),
        sa.Column("card_ts", sa.String(), nullable=True),
        sa.Column("card_link", sa.Text(), nullable=True),
        sa.Column("shown_reaction", sa.String(), nullable=True),
        sa.Column("unreached", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["tasks.id"], name="fk_tasks_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
    )
    op.create_index("ix_tasks_assignee", "tasks", ["assignee", "ended_at"])
    op.create_index(
        "ix_tasks_board",
        "tasks",
        [sa.text("severity DESC"), "deadline_at"],
        **only_where("ended_at IS NULL"),
    )
    op.create_index("ix_tasks_origin", "tasks", ["origin_channel", "origin_ts"])
    op.create_index("ix_tasks_reporter", "tasks", ["reporter", "id"])


def create_followers() -> None:
    op.create_table(
        "followers",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_followers_task_id"),
        sa.PrimaryKeyConstraint("task_id", "slack_id", name="pk_followers"),
    )
    op.create_index("ix_followers_person", "followers", ["slack_id", "task_id"])


def create_history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("happening", WORD, nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_history_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_task", "history", ["task_id", "id"])


def create_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("links", DOCUMENT, nullable=False),
        sa.Column("files", DOCUMENT, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("edited_ts", sa.String(), nullable=True),
        sa.Column("gone_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_messages_task_id"),
        sa.PrimaryKeyConstraint("channel", "ts", name="pk_messages"),
    )
    op.create_index("ix_messages_author", "messages", ["channel", "author", "written_at"])
    op.create_index("ix_messages_task", "messages", ["task_id", "ts"])


def create_promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.String(), nullable=True),
        sa.Column("from_at", INSTANT, nullable=True),
        sa.Column("to_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_promises_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
    )
    op.create_index("ix_promises_task", "promises", ["task_id", "id"])


def create_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_to", sa.String(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("dm_channel", sa.String(), nullable=True),
        sa.Column("dm_ts", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_questions_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_direct", "questions", ["dm_channel", "dm_ts"])
    op.create_index("ix_questions_task", "questions", ["task_id", "id"])


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("audience", WORD, nullable=True),
        sa.Column("refreshes", sa.Integer(), nullable=True),
        sa.Column("needs_card", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("known_failures", sa.Integer(), nullable=False),
        sa.Column("strikes", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("outcome", WORD, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("quiet_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["history.id"], name="fk_outbox_entry_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_outbox_question_id"),
        sa.ForeignKeyConstraint(["refreshes"], ["outbox.id"], name="fk_outbox_refreshes"),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name="fk_outbox_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
    )
    op.create_index(
        "ix_outbox_conversation", "outbox", ["conversation", "id"], **only_where("outcome IS NULL")
    )
    op.create_index("ix_outbox_due", "outbox", ["due_at"], **only_where("outcome IS NULL"))
    op.create_index("ix_outbox_message", "outbox", ["channel", "ts"])


def create_paces() -> None:
    op.create_table(
        "paces",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("schedule", INSTANT, nullable=True),
        sa.Column("held_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("scope", name="pk_paces"),
    )
    op.create_index("ix_paces_method", "paces", ["method"])

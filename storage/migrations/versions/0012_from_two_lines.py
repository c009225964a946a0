"""What a report says, customers, causes, and which tasks look alike."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    for column in (
        sa.Column("application", sa.String(), nullable=True),
        sa.Column("component", sa.String(), nullable=True),
        sa.Column("how_many", sa.Text(), nullable=True),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wished_assignee", sa.String(), nullable=True),
        sa.Column("maybe_customers", DOCUMENT, server_default="[]", nullable=False),
        sa.Column("told", DOCUMENT, server_default="{}", nullable=False),
        sa.Column("checked", DOCUMENT, server_default="[]", nullable=False),
        sa.Column("returned_because", sa.Text(), nullable=True),
        sa.Column("workaround", sa.Text(), nullable=True),
    ):
        op.add_column("tasks", column)
    # In plain SQL: SQLite would copy the whole table otherwise, and lose the order of its indexes.
    op.execute("ALTER TABLE tasks ADD COLUMN same_as INTEGER REFERENCES tasks (id)")
    there = sa.text("same_as IS NOT NULL")
    op.create_index(
        "ix_tasks_same", "tasks", ["same_as"], postgresql_where=there, sqlite_where=there
    )
    _causes()
    _resemblances()
    _customers()


def _causes() -> None:
    op.create_table(
        "causes",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_to", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("prevention", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("task_id"),
    )
    op.create_index("ix_causes_said", "causes", ["said_at"])
    owed = sa.text("said_at IS NULL")
    op.create_index(
        "ix_causes_owed", "causes", ["asked_at"], postgresql_where=owed, sqlite_where=owed
    )
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "ix_tasks_merged", "tasks", ["merged_into"], postgresql_where=merged, sqlite_where=merged
    )
    linked = sa.text("merged_into IS NOT NULL OR same_as IS NOT NULL")
    op.create_index(
        "ix_tasks_linked", "tasks", ["id"], postgresql_where=linked, sqlite_where=linked
    )


def _resemblances() -> None:
    op.create_table(
        "resemblances",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("like_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"]),
        sa.ForeignKeyConstraint(["like_id"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("task_id", "like_id"),
    )
    op.create_index("ix_resemblances_like", "resemblances", ["like_id"])


def _customers() -> None:
    customers = op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("synonyms", DOCUMENT, nullable=False),
        sa.Column("importance", sa.String(32), nullable=True),
        sa.Column("helpdesk_id", sa.String(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("custom_code", DOCUMENT, nullable=True),
        sa.Column("links", DOCUMENT, nullable=False),
        sa.Column("is_of_rules", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("folded"),
    )
    # Whom the rules in force name is known at once, and not only after the next `config apply`.
    rows = op.get_bind().execute(sa.text("SELECT document FROM rules")).scalars().all()
    named = {}
    for found in rows:
        document = json.loads(found) if isinstance(found, str) else found
        for one in document.get("customers") or ():
            named[" ".join(one["name"].split()).casefold()] = one
    op.bulk_insert(
        customers,
        [
            {
                "name": one["name"],
                "folded": folded,
                "synonyms": [],
                "importance": one.get("importance"),
                "notes": one.get("notes") or "",
                "custom_code": {} if one.get("custom_code") else sa.null(),
                "links": one.get("links") or {},
                "is_of_rules": True,
            }
            for folded, one in named.items()
        ],
    )


def downgrade() -> None:
    op.drop_table("customers")
    op.drop_table("resemblances")
    op.drop_table("causes")
    for index in ("ix_tasks_linked", "ix_tasks_merged", "ix_tasks_same"):
        op.drop_index(index, "tasks")
    with op.batch_alter_table("tasks") as tasks:
        tasks.drop_column("same_as")
    for name in (
        *("workaround", "returned_because", "checked", "told", "maybe_customers"),
        *("wished_assignee", "wished_at", "since_at", "how_many", "component", "application"),
    ):
        op.drop_column("tasks", name)

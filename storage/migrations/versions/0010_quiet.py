"""Quiet hours, muted kinds, and what is told in the message of another row."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "quiet",
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("muted", _DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("slack_id"),
    )
    # In plain SQL: SQLite would copy the whole table otherwise.
    op.execute("ALTER TABLE outbox ADD COLUMN told_with INTEGER REFERENCES outbox (id)")
    tells = sa.text("told_with IS NOT NULL")
    op.create_index(
        "ix_outbox_told_with",
        "outbox",
        ["told_with"],
        postgresql_where=tells,
        sqlite_where=tells,
    )
    direct = sa.text("kind = 'direct' AND outcome = 'sent'")
    op.create_index(
        "ix_outbox_told",
        "outbox",
        ["task_id", "settled_at"],
        postgresql_where=direct,
        sqlite_where=direct,
    )


def downgrade() -> None:
    op.execute("UPDATE outbox SET outcome = 'dropped' WHERE outcome = 'merged'")
    op.drop_index("ix_outbox_told", "outbox")
    op.drop_index("ix_outbox_told_with", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("told_with")
    op.drop_table("quiet")

"""Questions that are passed on and parked, and threads by their card."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    has_card = sa.text("card_ts IS NOT NULL")
    op.create_index(
        "ix_tasks_card",
        "tasks",
        ["channel", "card_ts"],
        postgresql_where=has_card,
        sqlite_where=has_card,
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_card", table_name="tasks")

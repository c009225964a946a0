"""The open tasks of a component, to find those that look alike in other words."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    has_place = sa.text("ended_at IS NULL AND component IS NOT NULL")
    op.create_index(
        "ix_tasks_place",
        "tasks",
        ["application", "component", "id"],
        postgresql_where=has_place,
        sqlite_where=has_place,
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_place", "tasks")

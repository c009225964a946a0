"""Indexes for removing what is old, and for finding what could not be delivered."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_outbox_settled",
        "outbox",
        ["settled_at", "id"],
        **only_where("settled_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_refreshes", "outbox", ["refreshes"], **only_where("refreshes IS NOT NULL")
    )
    op.create_index(
        "ix_outbox_missed",
        "outbox",
        ["settled_at", "id"],
        **only_where("outcome = 'unreached' OR outcome = 'failed'"),
    )


def downgrade() -> None:
    for index in ("ix_outbox_missed", "ix_outbox_refreshes", "ix_outbox_settled"):
        op.drop_index(index, "outbox")


def only_where(condition: str) -> dict[str, Any]:
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}

"""What customers are found by, and which tasks are of VIPs."""

import json

import sqlalchemy as sa
from alembic import op

from bot.domain.customers import folded
from storage.customer_keys import rows_of

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    keys = op.create_table(
        "customer_keys",
        sa.Column("key", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("customer_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("key", "customer_id"),
        sqlite_with_rowid=False,
    )
    op.add_column("tasks", sa.Column("customer_folded", sa.Text(), nullable=True))
    is_vip = sa.Column("is_vip", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("tasks", is_vip)
    _fill(keys)
    has_customer = sa.text("customer_folded IS NOT NULL")
    op.create_index(
        "ix_tasks_customer",
        "tasks",
        ["customer_folded", "ended_at", "id"],
        postgresql_where=has_customer,
        sqlite_where=has_customer,
    )
    op.create_index(
        "ix_tasks_vip",
        "tasks",
        [sa.text("severity DESC"), "deadline_at", "id"],
        postgresql_where=sa.text("ended_at IS NULL AND is_vip"),
        sqlite_where=sa.text("ended_at IS NULL AND is_vip = 1"),
    )


def _fill(keys: sa.Table) -> None:
    """Let be found whom the rules named before, and let their tasks know them."""
    connection = op.get_bind()
    named = connection.execute(sa.text("SELECT id, name, synonyms, importance FROM customers"))
    vips = set[str]()
    for customer_id, name, synonyms, importance in named.all():
        known = json.loads(synonyms) if isinstance(synonyms, str) else synonyms
        op.bulk_insert(keys, [row._asdict() for row in rows_of(customer_id, name, known)])
        if importance == "vip":
            vips.add(folded(name))
    raised = sa.text("SELECT DISTINCT customer FROM tasks WHERE customer IS NOT NULL")
    note = sa.text(
        "UPDATE tasks SET customer_folded = :folded, is_vip = :is_vip WHERE customer = :customer"
    )
    for customer in connection.execute(raised).scalars().all():
        how = {"folded": folded(customer), "is_vip": folded(customer) in vips}
        connection.execute(note, {"customer": customer, **how})


def downgrade() -> None:
    op.drop_index("ix_tasks_vip", "tasks")
    op.drop_index("ix_tasks_customer", "tasks")
    op.drop_column("tasks", "is_vip")
    op.drop_column("tasks", "customer_folded")
    op.drop_table("customer_keys")

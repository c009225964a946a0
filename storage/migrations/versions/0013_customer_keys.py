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
    for name in ("is_vip", "has_custom_code"):
        flag = sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column("tasks", flag)
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

    op.create_index(
        "ix_tasks_custom_code",
        "tasks",
        ["id"],
        postgresql_where=sa.text("ended_at IS NULL AND has_custom_code"),
        sqlite_where=sa.text("ended_at IS NULL AND has_custom_code = 1"),
    )


def _fill(keys: sa.Table) -> None:
    """Let be found whom the rules named before, and let their tasks know them."""
    connection = op.get_bind()
    columns = "id, name, synonyms, importance, custom_code IS NOT NULL"
    named = connection.execute(sa.text(f"SELECT {columns} FROM customers"))  # noqa: S608 -- ours
    flags = dict[str, dict[str, bool]]()
    for customer_id, name, synonyms, importance, has_custom_code in named.all():
        known = json.loads(synonyms) if isinstance(synonyms, str) else synonyms
        op.bulk_insert(keys, [row._asdict() for row in rows_of(customer_id, name, known)])
        flags[folded(name)] = {
            "is_vip": importance == "vip",
            "has_custom_code": bool(has_custom_code),
        }
    raised = sa.text("SELECT DISTINCT customer FROM tasks WHERE customer IS NOT NULL")
    note = sa.text(
        "UPDATE tasks SET customer_folded = :folded, is_vip = :is_vip,"
        " has_custom_code = :has_custom_code WHERE customer = :customer"
    )
    for customer in connection.execute(raised).scalars().all():
        how = flags.get(folded(customer), {"is_vip": False, "has_custom_code": False})
        known = {"customer": customer, "folded": folded(customer)}
        connection.execute(note, known | how)


def downgrade() -> None:
    op.drop_index("ix_tasks_custom_code", "tasks")
    op.drop_index("ix_tasks_vip", "tasks")
    op.drop_index("ix_tasks_customer", "tasks")
    op.drop_column("tasks", "has_custom_code")
    op.drop_column("tasks", "is_vip")
    op.drop_column("tasks", "customer_folded")
    op.drop_table("customer_keys")

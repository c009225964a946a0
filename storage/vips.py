"""Whether a task's customer is one of the VIPs: found out in the very statement that writes it."""

from collections.abc import Mapping

from sqlalchemy import bindparam, exists, literal_column
from sqlmodel import col

from bot.domain.customers import Importance, folded
from storage.customers import Customer

IS_VIP = exists().where(
    col(Customer.folded) == bindparam("customer_folded"),
    col(Customer.importance) == literal_column(f"'{Importance.VIP}'"),
)
"""Asks for `customer_folded`, as `of_customer` gives it."""


def of_customer(name: str | None) -> Mapping[str, str | None]:
    """Write how a task's customer is found."""
    return {"customer_folded": folded(name) if name else None}

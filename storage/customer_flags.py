"""What a task's customer is known for: found out in the very statement that writes the task."""

from collections.abc import Mapping

from sqlalchemy import Text, bindparam, cast, exists, literal_column
from sqlmodel import col

from bot.domain.customers import Importance, folded
from storage.customers import Customer

_is_theirs = col(Customer.folded) == bindparam("customer_folded")
_is_vip = col(Customer.importance) == literal_column(f"'{Importance.VIP}'")
# What is no code of theirs may be kept as JSON's own null.
_has_code = cast(col(Customer.custom_code), Text) != literal_column("'null'")

FLAGS = {
    "is_vip": exists().where(_is_theirs, _is_vip),
    "has_custom_code": exists().where(_is_theirs, _has_code),
}
"""Columns of a task and what they hold; asks for `customer_folded`, as `of_customer` gives it."""


def of_customer(name: str | None) -> Mapping[str, str | None]:
    """Write how a task's customer is found."""
    return {"customer_folded": folded(name) if name else None}

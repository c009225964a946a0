"""Customers: the row, and how one is found."""

from sqlalchemy import Text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import customers as domain
from bot.domain.customers import Importance
from storage.rows import Table
from storage.types import Word, document


class Customer(Table, table=True):
    """A customer as the team's rules or an import know it; `folded` is how it is found."""

    __tablename__ = "customers"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, unique=True)
    synonyms: list[str] = Field(default_factory=list, sa_type=document())
    importance: Importance | None = Field(default=None, sa_type=Word(Importance))
    helpdesk_id: str | None = None
    time_zone: str | None = None
    notes: str = Field(default="", sa_type=Text)
    custom_code: dict[str, object] | None = Field(default=None, sa_type=document())
    links: dict[str, str] = Field(default_factory=dict, sa_type=document())
    is_of_rules: bool = False
    """Whether the team's rules name it; what was imported stays when the rules change."""


async def find(session: AsyncSession, name: str) -> Customer | None:
    """Find a customer by its very name."""
    query = select(Customer).where(col(Customer.folded) == domain.folded(name))
    return (await session.exec(query)).first()

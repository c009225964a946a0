"""Which customer is meant by a name that somebody typed in a field of its own."""

from bot.domain import customer_search
from bot.domain.errors import SeveralCustomers
from bot.services.desk import Work
from storage import customers


async def spelt(work: Work, typed: str) -> str:
    """Spell a customer as they are known; whom nobody is near to counts as typed.

    Raises SeveralCustomers where it is not sure who is meant.
    """
    known = await customers.find(work.session, typed)
    if known is not None:
        return known.name
    found = await customers.search(work.session, customer_search.spellings(typed))
    meant = customer_search.spell(typed, found)
    if meant.others:
        raise SeveralCustomers(meant.others)
    return meant.name

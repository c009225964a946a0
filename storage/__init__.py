"""What is kept. Constraints are named before the first table is defined, or none could be changed."""

from types import MappingProxyType

from sqlmodel import SQLModel

NAMING = MappingProxyType(
    {
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SQLModel.metadata.naming_convention = NAMING

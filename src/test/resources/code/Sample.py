"""A module."""
import os

LIMIT = 10


@dataclass(frozen=True)
class Account(Base):
    """Money of one owner.

        Indented on purpose.
    """

    owner: str

    # Not documentation.
    def __init__(self, owner):
        self.owner = owner

    @property
    async def balance(self, at: int = 0) -> float:
        '''Sum of all bookings.'''
        def add(a, b):
            return a + b
        return add(1, 2)

    def _hidden(self): pass


def main(argv: list[str]) -> int:
    return 0


class Caller:
    made = initial()

    def calls(self):
        self.first().second(Account("x"), shop.Crate())

        def inner():
            third()

        first(inner())

"""What is measured, and the cost each case should stay under."""

from dataclasses import dataclass

ROUNDS = 7
WARM_UP = 30
YARDSTICK_BLOCK = 75  # before and after every block of a case


@dataclass(frozen=True)
class Case:
    """One kind of request. `goal` is its CPU over the yardstick's; a block is what one round sends."""

    name: str
    goal: float
    block: int
    is_used_up: bool = False  # every request needs something of its own that is gone afterwards

    @property
    def requests(self) -> int:
        """How many different requests the measurement sends when each can be sent only once."""
        return WARM_UP + ROUNDS * self.block


CASES = (
    Case("lesson", 2.2, 150),
    Case("quiz-page", 3.0, 150),
    Case("save", 1.5, 150, is_used_up=True),
    Case("verify", 0.7, 300),
    Case("catalogue", 0.33, 600),
    Case("hand-in", 5.0, 30, is_used_up=True),
)
CERTIFICATE = "certificate"
NAMES = (*(case.name for case in CASES), CERTIFICATE)

LEAST_OF_RAW = 0.70
LEAST_A_SECOND = 100

"""Faults that a test plans: what goes wrong with the next request of a kind."""
import dataclasses

# What a fault does, and whether the request has been carried out by then.
BEFORE = {"answer_instead", "drop_before", "cut_in_upload"}
AFTER = {"answer_after", "drop_after", "hang_after", "cut_in_answer"}


@dataclasses.dataclass
class Fault:
    """One planned fault. `on` is the name that the application gives the request; empty fits every request.

    do              the request is     the client sees
    answer_instead  not carried out    `status`, `headers`, `body`
    drop_before     not carried out    the connection closed without an answer
    cut_in_upload   not carried out    the connection closed after `bytes` of the body were read
    answer_after    carried out        `status`, `headers`, `body`
    drop_after      carried out        the connection closed without an answer
    hang_after      carried out        nothing, until it gives up
    cut_in_answer   carried out        the connection closed after `bytes` of the body were written
    (another word)  carried out        what the application makes of it: its README tells
    """
    do: str
    method: str = ""
    on: str = ""
    skip: int = 0  # requests that fit but are let through first
    times: int = 1
    status: int = 500
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    body: str = ""
    bytes: int = 0
    argument: object = None  # for the application's own words

    def fits(self, method: str, name: str) -> bool:
        return self.method in ("", method) and self.on in ("", name)


class FaultPlan:
    """The faults that are still to happen, in the order they were planned."""

    def __init__(self, own_words: frozenset[str]):
        self.known = BEFORE | AFTER | own_words
        self.faults: list[Fault] = []

    def add(self, described: list[dict[str, object]]) -> None:
        """Plans faults; ValueError or TypeError for a word or member that is not known."""
        added = [Fault(**each) for each in described]
        for fault in added:
            if fault.do not in self.known:
                raise ValueError(f"unknown fault '{fault.do}': known are {', '.join(sorted(self.known))}")
        self.faults += added

    def take(self, method: str, name: str) -> Fault | None:
        """The fault for this request, which is used up by asking."""
        for fault in self.faults:
            if not fault.fits(method, name):
                continue
            if fault.skip:
                fault.skip -= 1
                return None
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            return fault
        return None

    def described(self) -> list[dict[str, object]]:
        return [dataclasses.asdict(fault) for fault in self.faults]

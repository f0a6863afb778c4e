"""A request that is refused: chapter 6, «Håndtering av API-feil»."""
from messages import Answer, json_answer

NOARK5 = "application/vnd.noark5+json"


class Problem(Exception):
    """Becomes an answer with this status and `{"feil": {"kode": …, "beskrivelse": …}}`."""

    def __init__(self, status: int, description: str, **headers: str):
        super().__init__(description)
        self.status = status
        self.description = description
        self.headers = headers

    def answer(self) -> Answer:
        content = {"feil": {"kode": self.status, "beskrivelse": self.description}}
        return json_answer(self.status, content, NOARK5, **self.headers)

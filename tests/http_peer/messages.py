"""What goes over the wire, apart from sockets: a request, an answer, and a refusal that is an answer."""
import dataclasses
import http.client
import json


@dataclasses.dataclass
class Request:
    """A request whose body has been read. `body` is None where it is longer than the application wants."""
    method: str
    path: str
    query: str
    headers: http.client.HTTPMessage
    body: bytes | None = b""
    length: int | None = None  # Content-Length, None where the header is missing

    def media_type(self) -> str:
        """Content-Type without parameters, in lower case; empty where the header is missing."""
        return self.headers.get("Content-Type", "").split(";")[0].strip().lower()

    def accepts(self, *types: str) -> bool:
        """Whether Accept allows one of the types (RFC 9110 §12.5.1); no header allows every type."""
        accepted = ",".join(self.headers.get_all("Accept") or [])
        if not accepted.strip():
            return True
        for item in accepted.split(","):
            wanted, *parameters = (part.strip().lower() for part in item.split(";"))
            if any(parameter in ("q=0", "q=0.0", "q=0.00", "q=0.000") for parameter in parameters):
                continue
            if wanted == "*/*" or wanted in types:
                return True
            if wanted.endswith("/*") and any(each.startswith(wanted[:-1]) for each in types):
                return True
        return False


@dataclasses.dataclass
class Answer:
    """A status, headers and a body. The connection is kept unless `close` is set."""
    status: int
    body: bytes = b""
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    close: bool = False


def json_answer(status: int, content: object, media_type: str = "application/json", **headers: str) -> Answer:
    """An answer with a JSON body in UTF-8; header names are given with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(content, ensure_ascii=False).encode()
    return Answer(status, body, {"Content-Type": media_type, **named})


class DuplicateMember(ValueError):
    """An object that has a member twice (RFC 8259 §4: names should be unique)."""


def strict_json(body: bytes) -> object:
    """JSON in UTF-8 without duplicate members, NaN or infinity; ValueError otherwise."""
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) != len(pairs):
            twice = sorted({name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1})
            raise DuplicateMember(f"members given twice: {', '.join(twice)}")
        return members

    def no_constant(name: str) -> object:
        raise ValueError(f"{name} is not JSON")

    return json.loads(body.decode("utf-8"), object_pairs_hook=unique, parse_constant=no_constant)

"""Files to and from a dokumentobjekt: chapter 6, «Hente og overføre filer»."""
import dataclasses
import hashlib
import re

import formats
import rules
from links import Links, Target
from messages import Answer, Request
from problems import Problem
from store import Instance, Store, User

DEFAULT_BULK_LIMIT_BYTES = 157286400  # what a missing `bulkgrense` means: 150 MiB
CONTENT_RANGE = re.compile(r"(?:bytes )?(\d+)-(\d+)/(\d+)")


@dataclasses.dataclass
class Session:
    """A file that comes in chunks. Each chunk has an address of its own, so an old one leads nowhere."""
    owner: str
    media_type: str
    total_bytes: int
    content: bytearray = dataclasses.field(default_factory=bytearray)
    chunks: int = 0


class Uploads:
    def __init__(self, store: Store, links: Links, bulk_limit_bytes: int, range_prefix: str):
        self.store = store
        self.links = links
        self.bulk_limit_bytes = bulk_limit_bytes
        self.range_prefix = range_prefix
        self.sessions: dict[str, tuple[str, Session]] = {}

    def most_bytes(self) -> int:
        """The longest body of one request; 0 of `bulkgrense` means no limit."""
        return self.bulk_limit_bytes or 1 << 40

    def post(self, owner: Instance, request: Request, user: User) -> tuple[Instance | None, Answer | None]:
        """A small file, or the beginning of a session for a large one (Content-Length 0 and X-Upload headers)."""
        if request.length is None:
            raise Problem(411, "Content-Length is wanted")
        if owner.kind.name == "dokumentobjekt" and owner.content is not None:
            raise Problem(409, "the file of a dokumentobjekt is never overwritten")
        if request.length == 0:
            return None, self.begin(owner, request)
        if request.body is None:
            raise Problem(403, f"over bulkgrense of {self.bulk_limit_bytes} bytes: send it in chunks")
        if not request.media_type():
            raise Problem(415, "Content-Type of the file is wanted")
        return self.finish(owner, request.media_type(), request.body, user), None

    def begin(self, owner: Instance, request: Request) -> Answer:
        media_type = request.headers.get("X-Upload-Content-Type", "").strip().lower()
        length = request.headers.get("X-Upload-Content-Length", "")
        if not media_type or not length.isdigit() or int(length) == 0:
            raise Problem(400, "an empty body begins a session, with X-Upload-Content-Type and -Length above 0")
        self.demand_as_told(owner, media_type, int(length))
        return Answer(200, headers={"Location": self.next_location(Session(owner.id, media_type, int(length)))})

    def next_location(self, session: Session) -> str:
        session.chunks += 1
        key = f"{session.owner} {id(session)} {session.chunks}"
        target = Target("session", "arkivstruktur/fil/", "", key)
        self.sessions[key] = (session.owner, session)
        return self.links.href(target)

    def put(self, key: str, request: Request, user: User) -> tuple[Instance | None, Answer | None]:
        """A chunk: 200 with a new Location and the Range that has come so far; after the last one the dokumentobjekt.
        What goes wrong ends the session with 422; the client removes what it made for the file."""
        if key not in self.sessions:
            raise Problem(404, "this address of a session has been used: each answer gives a new one")
        owner_id, session = self.sessions.pop(key)
        owner = self.store.instances.get(owner_id)
        if owner is None:
            raise Problem(404, "the instance of this session is no longer here")
        if request.body is None:
            raise Problem(403, f"a chunk over bulkgrense of {self.bulk_limit_bytes} bytes")
        if request.media_type() != session.media_type:
            raise Problem(415, f"the session is of {session.media_type}")
        self.demand_next(request, session)
        session.content += request.body
        if len(session.content) == session.total_bytes:
            if owner.kind.name == "dokumentobjekt" and owner.content is not None:
                raise Problem(409, "the file of a dokumentobjekt is never overwritten")
            return self.finish(owner, session.media_type, bytes(session.content), user), None
        return None, Answer(200, headers={"Location": self.next_location(session),
                                          "Range": f"{self.range_prefix}0-{len(session.content) - 1}"})

    @staticmethod
    def demand_next(request: Request, session: Session) -> None:
        """A Content-Range that goes on where the last one ended, with or without RFC 9110's `bytes `, since the
        specification's examples have had both. Its last example ends one byte too far: let pass in a last chunk."""
        match = CONTENT_RANGE.fullmatch(request.headers.get("Content-Range", ""))
        if not match:
            raise Problem(422, "Content-Range is wanted: FIRST-LAST/TOTAL")
        first, last, total = map(int, match.groups())
        if total != session.total_bytes:
            raise Problem(422, f"the session is of {session.total_bytes} bytes, not {total}")
        if first != len(session.content):
            raise Problem(422, f"byte {len(session.content)} is next, not {first}")
        end = first + len(request.body)
        if not request.body or end > total or (last != end - 1 and not last == end == total):
            raise Problem(422, f"{len(request.body)} bytes are not {first}-{last}/{total}")

    def demand_as_told(self, owner: Instance, media_type: str, length: int) -> None:
        """mimeType and filstoerrelse, where they were filled in before, against the headers (400 otherwise)."""
        if owner.kind.name != "dokumentobjekt":
            return
        told = owner.fields
        if "mimeType" in told and str(told["mimeType"]).lower() != media_type:
            raise Problem(400, f"mimeType is {told['mimeType']}, not {media_type}")
        if "filstoerrelse" in told and told["filstoerrelse"] != length:
            raise Problem(400, f"filstoerrelse is {told['filstoerrelse']}, not {length}")

    def finish(self, owner: Instance, media_type: str, content: bytes, user: User) -> Instance:
        """The dokumentobjekt with its file and all that follows from it. What was filled in before must agree; a
        dokumentbeskrivelse gets a new dokumentobjekt, in production format unless the file is archival."""
        checksum, kode = hashlib.sha256(content).hexdigest(), formats.recognised(content)
        self.demand_as_told(owner, media_type, len(content))
        if owner.kind.name == "dokumentobjekt":
            if owner.fields.get("sjekksum", checksum) != checksum:
                raise Problem(400, f"sjekksum is {owner.fields['sjekksum']}, that of the file {checksum}")
            told = owner.fields.get("format", {}).get("kode", kode)
            if kode != "av/0" and told != kode:
                raise Problem(400, f"format is {told}, that of the file {kode}")
        else:
            fields = rules.document_object(self.store, owner, user, {})
            fields["variantformat"] = rules.code("variantformat", "A" if kode in formats.ARCHIVAL else "P")
            owner = self.store.add("dokumentobjekt", fields, {"dokumentbeskrivelse": owner.id}, user)
        derived = {"format": formats.value(kode), "mimeType": media_type, "filstoerrelse": len(content),
                   "filnavn": f"{owner.id}.bin", "sjekksum": checksum, "sjekksumAlgoritme": "SHA-256"}
        file_target = Target("file", "arkivstruktur/fil/", "dokumentobjekt", owner.id)
        self.store.change(owner, derived | owner.fields | {"referanseDokumentfil": self.links.href(file_target)}, user)
        owner.content = content
        return owner

    @staticmethod
    def get(owner: Instance, request: Request) -> Answer:
        """The file. An Accept that has neither */* nor the file's own type is answered with 406."""
        if owner.content is None:
            raise Problem(404, "there is no file")
        media_type = str(owner.fields["mimeType"])
        if not request.accepts(media_type):
            raise Problem(406, f"the file is {media_type}: send no Accept, or */*")
        return Answer(200, owner.content, {"Content-Type": media_type})

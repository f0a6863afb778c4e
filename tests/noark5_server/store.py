"""What is in the archive: instances in memory, with deterministic identifiers, numbers and times."""
import dataclasses
import datetime
import hashlib
import typing
import uuid

import times
from model import KINDS, Kind

START = datetime.datetime(2026, 3, 2, 8, 0, 0, tzinfo=times.ZONE)


@dataclasses.dataclass(frozen=True)
class User:
    name: str
    id: str
    unit: str
    unit_id: str


@dataclasses.dataclass
class Instance:
    """An instance of a class. `parents` are instances it belongs to, by relation; `content` is a dokumentobjekt's file."""
    kind: Kind
    fields: dict[str, object]
    parents: dict[str, str]
    version: int = 0
    content: bytes | None = None

    @property
    def id(self) -> str:
        return str(self.fields["systemID"])

    def etag(self) -> str:
        return f'"{self.version}"'


class Store:
    """Instances by systemID, in the order they were made. The clock stands still but for one second a change."""

    def __init__(self, seed: str):
        self.seed = seed
        self.instances: dict[str, Instance] = {}
        self.now = START
        self.made = 0
        self.numbers: dict[tuple[str, object], int] = {}
        self.catalogue: dict[str, dict[str, object]] = {}  # virksomhetsspesifikkeMetadata by navn

    def new_id(self) -> str:
        """A UUID (chapter 6, «Identifikatorer») that is the same in each run."""
        self.made += 1
        digest = bytearray(hashlib.sha256(f"{self.seed} {self.made}".encode()).digest()[:16])
        digest[6] = digest[6] & 0x0F | 0x40
        digest[8] = digest[8] & 0x3F | 0x80
        return str(uuid.UUID(bytes=bytes(digest)))

    def user(self, name: str) -> User:
        named = lambda what: str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:test:{what}"))
        return User(name, named(name), "Rådmannens stab", named("unit"))

    def tick(self) -> str:
        self.now += datetime.timedelta(seconds=1)
        return times.written(self.now)

    def next_number(self, series: str, of: object) -> int:
        """1, 2, 3 … of a series, such as the cases of a year."""
        self.numbers[series, of] = self.numbers.get((series, of), 0) + 1
        return self.numbers[series, of]

    def add(self, kind: str, fields: dict[str, object], parents: dict[str, str], user: User) -> Instance:
        """A new instance. The core fills in systemID and, where the client did not, who made it and when
        (chapter 7, Arkivenhet, «Restriksjoner»)."""
        moment = self.tick()
        filled: dict[str, object] = {"systemID": self.new_id()}
        if "opprettetDato" in KINDS[kind].held:
            filled |= {"opprettetDato": moment, "opprettetAv": user.name, "referanseOpprettetAv": user.id,
                       "endretDato": moment, "endretAv": user.name, "referanseEndretAv": user.id}
        instance = Instance(KINDS[kind], filled | fields, parents)
        self.instances[instance.id] = instance
        return instance

    def change(self, instance: Instance, fields: dict[str, object], user: User) -> None:
        moment = self.tick()
        if "endretDato" in instance.kind.held:
            fields = fields | {"endretDato": moment, "endretAv": user.name, "referanseEndretAv": user.id}
        instance.fields = fields
        instance.version += 1

    def remove(self, instance: Instance) -> None:
        del self.instances[instance.id]

    def of_kind(self, kind: str) -> typing.Iterator[Instance]:
        return (each for each in self.instances.values() if each.kind.is_a(kind))

    def children(self, parent: Instance, kind: str) -> list[Instance]:
        return [each for each in self.of_kind(kind) if parent.id in each.parents.values()]

    def parent(self, instance: Instance, kind: str) -> Instance | None:
        for parent_id in instance.parents.values():
            parent = self.instances.get(parent_id)
            if parent is not None and parent.kind.is_a(kind):
                return parent
        return None

    def metadata_types(self) -> dict[str, str]:
        return {name: str(entry["type"]) for name, entry in self.catalogue.items()}

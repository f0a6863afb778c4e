"""The metadata package: code lists (chapter 7, «Kodelister») and the catalogue of virksomhetsspesifikkeMetadata
(chapter 6, «Metadatakatalog …»)."""
import dataclasses

import bodies
from codelists import LISTS
from instances import json_body
from links import Links, Target
from messages import Answer, Request, json_answer
from model import Kind, attributes
from problems import NOARK5, Problem
from store import Store

TYPES = ("boolean", "date", "datetime", "integer", "decimal", "string", "uri")
CODE = Kind("kode", "metadata", None, attributes("kode string\nkodenavn string"))
ENTRY = Kind("virksomhetsspesifikkeMetadata", "metadata", None, attributes("""
    systemID id server
    navn string required
    type string required
    beskrivelse string
    kilde uri"""))


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of a list of this package, with where its `self` leads."""
    fields: dict[str, object]
    target: Target


class Metadata:
    def __init__(self, store: Store, links: Links):
        self.store = store
        self.links = links

    def package(self) -> dict[str, dict[str, object]]:
        """One relation for each list, and those of the catalogue. A new code is the archivist's: not offered."""
        links = [self.links.to(Target("codes", f"metadata/{name}/", name), filters=True) for name in LISTS]
        links.append(self.links.catalogue())
        links.append(self.links.to(Target("new entry", "metadata/ny-virksomhetsspesifikkeMetadata/")))
        return self.links.shown(dict(links))

    def rows(self, target: Target) -> tuple[Kind, list[Row]]:
        if target.what == "codes":
            return CODE, [Row(code.entry(), Target("code", target.relation, target.kind, code.kode))
                          for code in LISTS[target.kind].values()]
        return ENTRY, [Row(fields, Target("entry", target.relation, "", str(fields["navn"])))
                       for fields in self.store.catalogue.values()]

    def content(self, row: Row) -> dict[str, object]:
        href = {"href": self.links.href(row.target)}
        return row.fields | {"_links": self.links.shown(dict([self.links.to(row.target), ("self", href)]))}

    def single(self, target: Target) -> Answer:
        rows = self.rows(Target({"code": "codes", "entry": "catalogue"}[target.what], target.relation, target.kind))[1]
        row = next((row for row in rows if row.target == target), None)
        if row is None:
            raise Problem(404, "there is no such entry")
        return json_answer(200, self.content(row), NOARK5)

    def template(self) -> Answer:
        return json_answer(200, {"type": "string", "_links": {}}, NOARK5)

    def register(self, request: Request) -> Answer:
        """A new name of metadata of one's own. It occurs once in the catalogue: a second time is 400."""
        fields = bodies.created(ENTRY, json_body(request, NOARK5), {})
        name = str(fields["navn"])
        if not bodies.METADATA_NAME.fullmatch(name):
            raise Problem(400, f"navn: '{name}' is not of the form vnd-NAME-VERSION:FIELD in a-z and 0-9")
        if fields["type"] not in TYPES:
            raise Problem(400, f"type: '{fields['type']}' is none of {', '.join(TYPES)}")
        if name in self.store.catalogue:
            raise Problem(400, f"navn: '{name}' is registered already")
        self.store.catalogue[name] = {"systemID": self.store.new_id()} | fields
        target = Target("entry", "metadata/virksomhetsspesifikkeMetadata/", "", name)
        content = self.content(Row(self.store.catalogue[name], target))
        return json_answer(201, content, NOARK5, Location=self.links.href(target))

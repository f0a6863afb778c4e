"""What a test may do to the server beside the interface: see README.md, «Control»."""
import argparse
import base64
import datetime
import functools
import hashlib
import secrets
import typing

import bodies
import rules
from api import Api
from model import KINDS
from store import Instance

SWITCHES = {"page_size": "pages.page_size", "bulk_limit_bytes": "uploads.bulk_limit_bytes",
            "range_prefix": "uploads.range_prefix", "conflict_status": "instances.conflict_status",
            "if_match_required": "instances.if_match_required",
            "correspondent_required": "instances.correspondent_required",
            "token_lifetime_seconds": "login.endpoint.lifetime_seconds"}


class Controlled(Api):
    """The interface with its controls, over a small archive that is there from the start."""

    def __init__(self, origin: str, settings: argparse.Namespace, secret: bytes | None = None):
        super().__init__(origin, settings, secret or secrets.token_bytes(32))
        self.origin = origin
        self.seeded: dict[str, Instance] = {}
        self.seed(STANDARD_ARCHIVE)

    def controls(self) -> dict[str, typing.Callable[[typing.Any], object]]:
        return {"reset": lambda _: self.reset(), "switches": self.switch, "seed": self.seed, "change": self.change,
                "advance": self.advance, "counts": lambda _: self.counts(), "state": lambda _: self.state()}

    def reset(self) -> dict[str, object]:
        """As after a start, but for addresses, which are new."""
        self.__init__(self.origin, self.settings)
        return {}

    def switch(self, switches: dict[str, object]) -> dict[str, object]:
        for name, value in switches.items():
            if name == "deny":
                self.links.denied = set(value)
                continue
            *parts, member = SWITCHES[name].split(".")
            setattr(functools.reduce(getattr, parts, self), member, value)
        return {}

    def advance(self, by: dict[str, float]) -> dict[str, object]:
        self.store.now += datetime.timedelta(seconds=by["seconds"])
        return {"now": self.store.now.isoformat()}

    def seed(self, described: list[dict[str, object]]) -> dict[str, str]:
        """Makes instances with any attributes, dates too; gives the systemIDs of those with a `name`."""
        for each in described:
            fields = bodies.checked(KINDS[each["kind"]].held, each.get("fields", {}), "", self.store.metadata_types())
            under = each.get("under")
            parent = self.instance_of(under) if under else None
            parents = rules.parents_of(self.store, parent) if parent else {}
            parents |= {relation: self.instance_of(name).id for relation, name in each.get("also_under", {}).items()}
            user = self.store.user("Arkivtjenesten")
            fields = rules.filled_in(self.store, each["kind"], fields, parent, user) if parent else fields
            made = self.store.add(each["kind"], fields, parents, user)
            content = base64.b64decode(each.get("content_base64", ""))
            if content:
                self.uploads.finish(made, each["media_type"], content, user)
                made.fields |= fields
            if "name" in each:
                self.seeded[each["name"]] = made
        return {name: made.id for name, made in self.seeded.items()}

    def instance_of(self, name: str) -> Instance:
        return self.seeded.get(name) or self.store.instances[name]

    def change(self, described: dict[str, object]) -> dict[str, object]:
        """Another user changes an instance: its ETag is no longer what a client read."""
        instance = self.instance_of(described["of"])
        self.store.change(instance, instance.fields | described["fields"], self.store.user("En annen"))
        return {}

    def counts(self) -> dict[str, int]:
        """How many of each class there are, leaving out the seeded, and how many files."""
        seeded = {made.id for made in self.seeded.values()}
        filed = [each for each in self.store.instances.values() if each.id not in seeded]
        counts = {name: sum(each.kind.name == name for each in filed) for name in KINDS}
        return counts | {"fil": sum(each.content is not None for each in filed)}

    def state(self) -> list[dict[str, object]]:
        """All instances in the order they were made, without addresses, so that two runs can be compared."""
        return [describe(each) for each in self.store.instances.values()]


def describe(instance: Instance) -> dict[str, object]:
    fields = {name: value for name, value in instance.fields.items() if name != "referanseDokumentfil"}
    told = {"kind": instance.kind.name, "fields": fields, "parents": instance.parents, "version": instance.version}
    if instance.content is not None:
        told["file"] = {"bytes": len(instance.content), "sha256": hashlib.sha256(instance.content).hexdigest()}
    return told


def code(list_name: str, kode: str) -> dict[str, object]:
    return rules.code(list_name, kode)


# Fonds, series and classes are made by the archive's administrator (5.13.4, 5.13.6): a client finds them.
STANDARD_ARCHIVE = [
    {"kind": "arkivskaper", "name": "arkivskaper", "fields": {"arkivskaperID": "938587051", "arkivskaperNavn": "Levanger kommune"}},
    {"kind": "arkiv", "name": "arkiv", "fields": {"tittel": "Levanger kommune", "arkivstatus": code("arkivstatus", "O"),
                                                   "dokumentmedium": code("dokumentmedium", "E")}},
    {"kind": "klassifikasjonssystem", "name": "system", "fields": {"tittel": "K-koder",
                                                                    "klassifikasjonstype": code("klassifikasjonstype", "KK")}},
    {"kind": "arkivdel", "name": "arkivdel", "under": "arkiv", "also_under": {"klassifikasjonssystem": "system"},
     "fields": {"tittel": "Sakarkiv 2020-", "arkivdelstatus": code("arkivdelstatus", "A"),
                "dokumentmedium": code("dokumentmedium", "E"), "arkivperiodeStartDato": "2020-01-01T00:00:00+01:00"}},
    {"kind": "arkivdel", "name": "old", "under": "arkiv",
     "fields": {"tittel": "Sakarkiv 2012-2019", "arkivdelstatus": code("arkivdelstatus", "P"),
                "dokumentmedium": code("dokumentmedium", "E"), "avsluttetDato": "2020-01-01T00:00:00+01:00"}},
    {"kind": "klasse", "name": "145", "under": "system", "fields": {"klasseID": "145", "tittel": "Økonomiplan og årsbudsjett"}},
    {"kind": "klasse", "name": "040", "under": "system", "fields": {"klasseID": "040", "tittel": "Rasjonalisering og effektivitet"}},
]

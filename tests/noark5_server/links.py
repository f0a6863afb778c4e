"""Links by relation (chapter 6, «Oppkobling og ressurslenker»; chapter 7, «Relasjonsnøkler» of each class).

A href is opaque («href kan være hva som helst»): it has a part that cannot be guessed, and only those that were given
out lead anywhere, so that a client which builds addresses gets 404.
"""
import base64
import dataclasses
import hashlib
import hmac

from model import KINDS, Kind
from store import Instance, Store

REL = "https://rel.arkivverket.no/noark5/v5/api/"
FILTERS = "{?$filter&$orderby&$top&$skip&$search}"


@dataclasses.dataclass(frozen=True)
class Target:
    """Where a href leads. `what`: package, system, instance, list, new, file, session, codes, code, catalogue, entry,
    page or login; `relation` without the prefix; `kind` and `id` as `what` needs them."""
    what: str
    relation: str
    kind: str = ""
    id: str = ""

    def name(self) -> str:
        """The name of the target in faults and in the log of requests."""
        return {"instance": "self:", "session": "session:", "page": "next:"}.get(self.what, "") + self.relation


# Lists under an instance: relation, class of what is listed.
LISTS_OF = {
    "arkiv": ["arkivdel"],
    "arkivdel": ["mappe", "registrering"],
    "klassifikasjonssystem": ["klasse", "arkivdel"],
    "klasse": ["mappe", "registrering"],
    "mappe": ["registrering", "merknad"],
    "registrering": ["dokumentbeskrivelse", "korrespondansepart", "merknad"],
    "dokumentbeskrivelse": ["dokumentobjekt", "merknad"],
}
# What may be made on an instance: relation, class.
NEW_ON = {
    "arkivdel": ["mappe", "saksmappe", "registrering"],
    "klasse": ["mappe", "saksmappe", "registrering"],
    "mappe": ["mappe", "saksmappe", "registrering", "journalpost", "merknad"],
    "registrering": ["dokumentbeskrivelse", "korrespondansepartenhet", "korrespondansepartintern",
                     "korrespondansepartperson", "merknad"],
    "dokumentbeskrivelse": ["dokumentobjekt", "merknad"],
}
PARENTS_OF = {"arkivdel": ["arkiv", "klassifikasjonssystem"], "klasse": ["klassifikasjonssystem"],
              "mappe": ["arkivdel", "klasse"], "registrering": ["mappe", "arkivdel", "klasse"],
              "dokumentbeskrivelse": ["registrering"], "dokumentobjekt": ["dokumentbeskrivelse"]}
PACKAGES = {
    "arkivstruktur/": ["arkiv", "arkivdel", "arkivskaper", "dokumentbeskrivelse", "dokumentobjekt", "klasse",
                       "klassifikasjonssystem", "mappe", "registrering"],
    "sakarkiv/": ["arkivnotat", "journalpost", "presedens", "saksmappe"],
}


def along(table: dict[str, list[str]], kind: Kind) -> list[str]:
    """The entries of a table for a class and the classes that it inherits from."""
    own = table.get(kind.name, [])
    return own + [each for each in (along(table, kind.base) if kind.base else []) if each not in own]


def new_relation(kind: str) -> str:
    return f"{KINDS[kind].package}/ny-{kind}/"


class Links:
    """Gives hrefs out and knows where they lead. Relations in `denied` are what the user has no right to: they are not
    shown, as the specification wants it, and a href kept from before is answered with 403."""

    def __init__(self, root: str, secret: bytes, store: Store):
        self.root = root
        self.secret = secret
        self.store = store
        self.targets: dict[str, Target] = {}
        self.denied: set[str] = set()

    def href(self, target: Target) -> str:
        digest = hmac.new(self.secret, repr(target).encode(), hashlib.sha256).digest()
        token = base64.b32encode(digest[:10]).decode().lower()
        self.targets[token] = target
        return f"{self.root}{target.relation.strip('/').split('/')[-1]}/{token}/"

    def find(self, path: str, root_path: str) -> Target | None:
        """The target of a path under the root; None for one that was not given out. A slash ends every href."""
        parts = path.removeprefix(root_path).split("/")
        if not path.startswith(root_path) or len(parts) != 3 or parts[2]:
            return None
        target = self.targets.get(parts[1])
        return target if target and target.relation.strip("/").split("/")[-1] == parts[0] else None

    def shown(self, links: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
        """Sorted by relation in ASCII order, with what the user has no right to left out."""
        allowed = {name: link for name, link in links.items() if name.removeprefix(REL) not in self.denied}
        return dict(sorted(allowed.items()))

    def to(self, target: Target, relation: str = "", filters: bool = False) -> tuple[str, dict[str, object]]:
        link: dict[str, object] = {"href": self.href(target) + (FILTERS if filters else "")}
        return REL + (relation or target.relation), link | ({"templated": True} if filters else {})

    def list_of(self, kind: str, under: str = "") -> tuple[str, dict[str, object]]:
        return self.to(Target("list", KINDS[kind].relation(), kind, under), filters=True)

    def codes(self, kind: Kind) -> list[tuple[str, dict[str, object]]]:
        """The code lists of a class's attributes, and the catalogue where it can have metadata of one's own."""
        links = []
        for attribute in kind.held.values():
            for each in (attribute.group() or {attribute.name: attribute}).values():
                if each.list_name():
                    links.append(self.to(Target("codes", f"metadata/{each.list_name()}/", each.list_name()), filters=True))
            if attribute.type == "metadata":
                links.append(self.catalogue())
        return links

    def catalogue(self) -> tuple[str, dict[str, object]]:
        return self.to(Target("catalogue", "metadata/virksomhetsspesifikkeMetadata/"), filters=True)

    def instance_target(self, instance: Instance) -> Target:
        return Target("instance", instance.kind.relation(), instance.kind.name, instance.id)

    def of_instance(self, instance: Instance) -> dict[str, dict[str, object]]:
        """All links of an instance. Its class is the relation whose href is that of `self` (chapter 6,
        «Identifisere entitetstype»)."""
        kind = instance.kind
        target = self.instance_target(instance)
        links = dict(self.codes(kind))
        links |= [self.list_of(each, instance.id) for each in along(LISTS_OF, kind)]
        links |= [self.to(Target("new", new_relation(each), each, instance.id)) for each in along(NEW_ON, kind)]
        for parent_kind in along(PARENTS_OF, kind):
            parent = self.store.parent(instance, parent_kind)
            if parent is not None:
                links |= [self.to(self.instance_target(parent), f"arkivstruktur/{parent_kind}/")]
        if kind.name in ("dokumentbeskrivelse", "dokumentobjekt"):
            links |= [self.to(Target("file", "arkivstruktur/fil/", kind.name, instance.id))]
        links |= self.hierarchy(instance)
        links |= [self.to(target), ("self", {"href": self.href(target)})]
        return self.shown(links)

    def hierarchy(self, instance: Instance) -> dict[str, dict[str, object]]:
        """overmappe, undermappe, overklasse and underklasse, where there are any (chapter 6, «Rekursive …»)."""
        links = {}
        for kind in ("mappe", "klasse"):
            if not instance.kind.is_a(kind):
                continue
            over = self.store.parent(instance, kind)
            if over is not None:
                links |= [self.to(self.instance_target(over), f"arkivstruktur/over{kind}/")]
            if self.store.children(instance, kind):
                links |= [self.to(Target("list", f"arkivstruktur/under{kind}/", kind, instance.id), filters=True)]
        return links

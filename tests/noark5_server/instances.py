"""Reading, making, changing and deleting instances: chapter 6, «Finne», «Opprette», «Oppdatere» and «Slette objekter»."""
import bodies
import rules
from links import Links, Target
from messages import Answer, Request, json_answer, strict_json
from model import KINDS
from problems import NOARK5, Problem
from store import Instance, Store, User
from templates import template

MERGE_PATCH = "application/merge-patch+json"


def json_body(request: Request, media_type: str) -> object:
    """The JSON of a request: 415 for another Content-Type, 413 for more than a megabyte, 400 for no strict JSON."""
    if request.media_type() != media_type:
        raise Problem(415, f"Content-Type {media_type} is wanted, not '{request.media_type()}'")
    if request.body is None:
        raise Problem(413, "more than this server reads")
    try:
        return strict_json(request.body)
    except ValueError as error:
        raise Problem(400, f"body: {error}") from error


class Instances:
    """`conflict_status` is what a stale If-Match gets: 409, which the specification names, or RFC 9110's 412; 0 takes
    them in turns. `if_match_required` refuses changes without it («ETag skal benyttes»)."""

    def __init__(self, store: Store, links: Links):
        self.store = store
        self.links = links
        self.conflict_status = 409
        self.conflicts = 0
        self.if_match_required = True
        self.correspondent_required = False

    def content(self, instance: Instance) -> dict[str, object]:
        return dict(instance.fields) | {"_links": self.links.of_instance(instance)}

    def answer(self, status: int, instance: Instance, located: bool = True) -> Answer:
        """The instance with its ETag; with Location after it was made or changed."""
        headers = {"ETag": instance.etag()}
        if located:
            headers["Location"] = self.links.href(self.links.instance_target(instance))
        return json_answer(status, self.content(instance), NOARK5, **headers)

    def found(self, target: Target) -> Instance:
        instance = self.store.instances.get(target.id)
        if instance is None:
            raise Problem(404, f"there is no {target.kind or 'instance'} {target.id} any more")
        return instance

    def template(self, target: Target, user: User) -> Answer:
        parent = self.found(target)
        kind = KINDS[target.kind]
        links = self.links.shown(dict(self.links.codes(kind)))
        return json_answer(200, template(target.kind, parent, user) | {"_links": links}, NOARK5)

    def create(self, target: Target, request: Request, user: User) -> Answer:
        parent = self.found(target)
        body = json_body(request, NOARK5)
        fields = bodies.created(KINDS[target.kind], body, self.store.metadata_types())
        rules.demand_open(self.store, target.kind, parent)
        fields = rules.filled_in(self.store, target.kind, fields, parent, user)
        self.demand_correspondent(target.kind, fields, None)
        fields = rules.archived_when_due(self.store, target.kind, fields, user)
        instance = self.store.add(target.kind, fields, rules.parents_of(self.store, parent), user)
        return self.answer(201, instance)

    def change(self, target: Target, request: Request, user: User) -> Answer:
        instance = self.found(target)
        whole = request.method == "PUT"
        body = json_body(request, NOARK5 if whole else MERGE_PATCH)
        self.demand_match(instance, request)
        fields = bodies.updated(instance.kind, body, instance.fields, self.store.metadata_types(), whole)
        rules.demand_changeable(instance, fields)
        self.demand_correspondent(instance.kind.name, fields, instance)
        fields = rules.archived_when_due(self.store, instance.kind.name, fields, user)
        self.store.change(instance, fields, user)
        return self.answer(200, instance)

    def delete(self, target: Target, request: Request) -> Answer:
        instance = self.found(target)
        if "If-Match" in request.headers:
            self.demand_match(instance, request)
        rules.demand_removable(self.store, instance)
        self.store.remove(instance)
        return Answer(204)

    def demand_match(self, instance: Instance, request: Request) -> None:
        wanted = request.headers.get("If-Match")
        if wanted is None:
            if self.if_match_required:
                raise Problem(400, "If-Match with the ETag that was read is wanted")
            return
        if wanted.strip() == "*" or instance.etag() in [each.strip() for each in wanted.split(",")]:
            return
        self.conflicts += 1
        status = self.conflict_status or (409, 412)[self.conflicts % 2]
        raise Problem(status, f"{instance.kind.name} {instance.id} has been changed by another: read it again")

    def demand_correspondent(self, kind: str, fields: dict[str, object], instance: Instance | None) -> None:
        """A journalpost must have a korrespondansepart (chapter 7, Korrespondansepart); asked for at journalføring."""
        if not self.correspondent_required or kind != "journalpost":
            return
        if fields["journalstatus"]["kode"] in rules.ARCHIVED:
            if instance is None or not self.store.children(instance, "korrespondansepart"):
                raise Problem(400, "a journalpost without korrespondansepart cannot be registered as final")

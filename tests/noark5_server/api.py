"""Answers requests: from address to target, with login, rights and methods (chapters 4 and 6)."""
import argparse

import lists
from faults import Fault, FaultPlan
from instances import Instances
from links import PACKAGES, REL, Links, Target
from login import Login
from messages import Answer, Request, json_answer
from metadata import Metadata, Row
from model import KINDS
from problems import NOARK5, Problem
from store import Store, User
from uploads import DEFAULT_BULK_LIMIT_BYTES, Uploads

ROOT = "/noark5/"
MOST_JSON_BYTES = 1 << 20
METHODS = {"instance": ("GET", "PUT", "PATCH", "DELETE"), "new": ("GET", "POST"), "new entry": ("GET", "POST"),
           "file": ("GET", "POST"), "session": ("PUT",)}


class Api:
    """The service interface over one archive. It is a `serving.Application`, but for the controls."""

    def __init__(self, origin: str, settings: argparse.Namespace, secret: bytes):
        self.settings = settings
        self.root = origin + ROOT
        self.plan = FaultPlan(frozenset({"expire_tokens", "conflict"}))
        self.store = Store(settings.seed)
        self.links = Links(self.root, secret, self.store)
        self.pages = lists.Pages(self.links, settings.page_size)
        self.instances = Instances(self.store, self.links)
        self.metadata = Metadata(self.store, self.links)
        self.uploads = Uploads(self.store, self.links, settings.bulk_limit_bytes, range_prefix="")
        clients, users = dict(settings.client), dict(settings.user)
        self.login = Login(self.store, self.root, clients, users)

    # What serving.py asks for

    def name_of(self, request: Request) -> str:
        if request.path.rstrip("/") == ROOT.rstrip("/"):
            return "root"
        if request.path == ROOT + ".well-known/openid-configuration":
            return "login/oidc/"
        if request.path == self.login.endpoint.path:
            return "login/token"
        target = self.links.find(request.path, ROOT)
        return target.name() if target else "unknown"

    def most_body_bytes(self, request: Request) -> int:
        is_file = self.name_of(request) in ("arkivstruktur/fil/", "session:arkivstruktur/fil/")
        return self.uploads.most_bytes() if is_file else MOST_JSON_BYTES

    def own_fault(self, fault: Fault, request: Request) -> None:
        """`expire_tokens`: every token is too old by now. `conflict`: another user changes the instance first."""
        target = self.links.find(request.path, ROOT)
        if fault.do == "expire_tokens":
            self.login.endpoint.expire_all()
        elif fault.do == "conflict" and target and target.id in self.store.instances:
            instance = self.store.instances[target.id]
            self.store.change(instance, instance.fields | (fault.argument or {}), self.store.user("En annen"))

    def handle(self, request: Request) -> Answer:
        try:
            answer = self.routed(request)
        except Problem as problem:
            answer = problem.answer()
        if "Origin" in request.headers:  # CORS (chapter 4)
            answer.headers |= {"Access-Control-Allow-Origin": request.headers["Origin"], "Vary": "Origin",
                               "Access-Control-Expose-Headers": "ETag, Location, Range"}
        return answer

    def routed(self, request: Request) -> Answer:
        if request.method == "OPTIONS":
            allowed = "GET, POST, PUT, PATCH, DELETE, OPTIONS"
            return Answer(204, headers={"Allow": allowed, "Access-Control-Allow-Methods": allowed,
                                        "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Match, Content-Range, "
                                                                        "X-Upload-Content-Type, X-Upload-Content-Length"})
        name = self.name_of(request)
        if name == "login/token":
            return self.login.endpoint.answer(request)
        if name == "login/oidc/":
            return self.login.discovery()
        if name == "root":
            self.demand_method(request, ("GET",))
            self.demand_accept(request)
            return self.root_links(request)
        user = self.login.user_of(request)
        if request.path.endswith("/$ref"):
            raise Problem(501, "references by $ref are not held by this server")
        target = self.links.find(request.path, ROOT)
        if target is None:
            raise Problem(404, f"Not Found: {request.path} (addresses are given out, not built; a slash ends each)")
        if target.relation in self.links.denied:
            raise Problem(403, f"no right to {target.relation}")
        self.demand_method(request, METHODS.get(target.what, ("GET",)))
        if request.query and target.what not in ("list", "codes", "catalogue"):
            raise Problem(400, "only a list takes parameters")
        return self.answered(target, request, user)

    @staticmethod
    def demand_method(request: Request, allowed: tuple[str, ...]) -> None:
        if request.method not in allowed:
            raise Problem(405, f"{request.method} is not for this resource", Allow=", ".join([*allowed, "OPTIONS"]))

    @staticmethod
    def demand_accept(request: Request) -> None:
        if not request.accepts(NOARK5):
            raise Problem(406, f"only {NOARK5} is made here")

    def answered(self, target: Target, request: Request, user: User) -> Answer:
        if target.what in ("file", "session"):
            return self.file_answer(target, request, user)
        self.demand_accept(request)
        reads = request.method == "GET"
        match target.what:
            case "package":
                return json_answer(200, {"_links": self.package(target.relation)}, NOARK5)
            case "system":
                return json_answer(200, self.system(), NOARK5)
            case "login":
                return json_answer(200, {"_links": {}}, NOARK5)
            case "instance" if reads:
                return self.instances.answer(200, self.instances.found(target), located=False)
            case "instance":
                return (self.instances.delete(target, request) if request.method == "DELETE"
                        else self.instances.change(target, request, user))
            case "new":
                return self.instances.template(target, user) if reads else self.instances.create(target, request, user)
            case "new entry":
                return self.metadata.template() if reads else self.metadata.register(request)
            case "code" | "entry":
                return self.metadata.single(target)
            case "page":
                listed, query = self.pages.queries[target]
                return self.listed(listed, query)
            case _:
                return self.listed(target, lists.parse_query(request.query))

    def file_answer(self, target: Target, request: Request, user: User) -> Answer:
        if target.what == "session":
            made, answer = self.uploads.put(target.id, request, user)
        elif request.method == "GET":
            return self.uploads.get(self.instances.found(target), request)
        else:
            made, answer = self.uploads.post(self.instances.found(target), request, user)
        return answer or self.instances.answer(201, made)

    # What is at the top

    def root_links(self, request: Request) -> Answer:
        """The ways to log in, which need no login; what else there is, for who has logged in."""
        login = {"login/oidc/": self.root + ".well-known/openid-configuration",
                 "login/rfc6749/": self.login.token_url()}
        if self.login.users:
            login["login/rfc7617/"] = self.links.href(Target("login", "login/rfc7617/"))
        links = {REL + relation: {"href": href} for relation, href in login.items()}
        if "Authorization" in request.headers:
            self.login.user_of(request)
            links |= [self.links.to(Target("package", each)) for each in [*PACKAGES, "metadata/"]]
            links |= [self.links.to(Target("system", "admin/system/"))]
        return json_answer(200, {"_links": self.links.shown(links)}, NOARK5)

    def package(self, relation: str) -> dict[str, dict[str, object]]:
        if relation == "metadata/":
            return self.metadata.package()
        return self.links.shown(dict(self.links.list_of(kind) for kind in PACKAGES[relation]))

    def system(self) -> dict[str, object]:
        """«Systeminformasjon». A missing bulkgrense means 150 MiB, 0 none."""
        told = {"leverandoer": "helhet", "produkt": "Prøvetjener for Noark 5", "versjon": "1",
                "versjonsdato": "2026-03-02", "protokollversjon": "1.1"}
        limit = self.uploads.bulk_limit_bytes
        return told | ({} if limit == DEFAULT_BULK_LIMIT_BYTES else {"bulkgrense": limit})

    def listed(self, target: Target, query: lists.Query) -> Answer:
        if target.what == "list":
            kind = KINDS[target.kind]
            found = list(self.store.of_kind(target.kind))
            if target.id:
                parent = self.instances.found(target)
                found = self.store.children(parent, target.kind)
        else:
            kind, found = self.metadata.rows(target)
        found = lists.narrowed(found, kind, query, self.store.metadata_types())
        page, more = lists.paged(found, query, self.pages.page_size)
        entries = [self.metadata.content(each) if isinstance(each, Row) else self.instances.content(each) for each in page]
        return json_answer(200, self.pages.content(target, query, entries, len(found), more), NOARK5)

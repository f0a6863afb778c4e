"""What the tests of this folder share: the server as a child process, a login, and following relations."""
import base64
import json
import pathlib
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "http_peer"))

from client import Peer, Reply, send  # noqa: E402

REL = "https://rel.arkivverket.no/noark5/v5/api/"
NOARK5 = "application/vnd.noark5+json"
PROGRAM = pathlib.Path(__file__).parent / "noark5_server.py"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class ArchiveTestCase(unittest.TestCase):
    """A server with the class's options, as new before each test."""
    options: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls) -> None:
        cls.peer = Peer.shared(PROGRAM, *cls.options)
        cls.root = cls.peer.origin + "/noark5/"

    def setUp(self) -> None:
        self.peer.control("reset")
        self.authorization = f"Bearer {self.log_in().json()['access_token']}"

    def log_in(self, client: str = "helhet", secret: str = "hemmelig", **form: str) -> Reply:
        discovery = send("GET", self.root + ".well-known/openid-configuration").json()
        basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
        body = urllib.parse.urlencode({"grant_type": "client_credentials"} | form).encode()
        return send("POST", discovery["token_endpoint"], body, FORM | {"Authorization": f"Basic {basic}"})

    def send(self, method: str, url: str, body: bytes | dict | None = None, **headers: str) -> Reply:
        """A request of the user who has logged in; a dict is sent as JSON of the interface."""
        named = {"Authorization": self.authorization}
        if isinstance(body, dict):
            body = json.dumps(body).encode()
            named["Content-Type"] = NOARK5
        return send(method, url, body, named | {name.replace("_", "-"): value for name, value in headers.items()})

    def get(self, url: str) -> dict:
        reply = self.send("GET", url)
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json()

    def href(self, content: dict, relation: str) -> str:
        """The address of a relation, without the parameters of a template."""
        return content["_links"][relation if relation in ("self", "next") else REL + relation]["href"].split("{")[0]

    def follow(self, content: dict, *relations: str) -> dict:
        for relation in relations:
            content = self.get(self.href(content, relation))
        return content

    def enter(self, *relations: str) -> dict:
        return self.follow(self.get(self.root), *relations)

    def list_with(self, content: dict, relation: str, **parameters: str) -> Reply:
        query = "&".join(f"${name}={urllib.parse.quote(value)}" for name, value in parameters.items())
        return self.send("GET", f"{self.href(content, relation)}?{query}")

    def made(self, content: dict, relation: str, fields: dict) -> dict:
        reply = self.send("POST", self.href(content, relation), fields)
        self.assertEqual(reply.status, 201, reply.body)
        return reply.json()

    def assert_refused(self, reply: Reply, status: int) -> str:
        """Checks the form of an error and gives its text (chapter 6, «Håndtering av API-feil»)."""
        self.assertEqual(reply.status, status, reply.body)
        self.assertEqual(reply.headers["Content-Type"], NOARK5)
        problem = reply.json()
        self.assertEqual(set(problem), {"feil"})
        self.assertEqual(problem["feil"]["kode"], status)
        return problem["feil"]["beskrivelse"]

    def series(self) -> dict:
        """The arkivdel that is open."""
        found = self.list_with(self.enter("arkivstruktur/"), "arkivstruktur/arkivdel/", filter="arkivdelstatus/kode eq 'A'")
        return found.json()["results"][0]

    def case_file(self, **fields: object) -> dict:
        return self.made(self.series(), "sakarkiv/ny-saksmappe/", {"tittel": "A3 2026"} | fields)

    def journal_entry(self, **fields: object) -> dict:
        return self.made(self.case_file(), "sakarkiv/ny-journalpost/", {"tittel": "A3, første utgave"} | fields)

    def document(self, **fields: object) -> dict:
        return self.made(self.journal_entry(), "arkivstruktur/ny-dokumentbeskrivelse/", {"tittel": "A3"} | fields)

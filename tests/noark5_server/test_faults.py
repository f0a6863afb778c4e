"""The control beside the interface: seeds, counts, faults, TLS."""
import base64
import http.client
import ssl
import subprocess
import tempfile
import unittest

from archive_test_case import PROGRAM, ArchiveTestCase, Peer, send

BROKEN = (http.client.HTTPException, ConnectionError, TimeoutError)


class Faults(ArchiveTestCase):
    def plan(self, do: str, on: str = "sakarkiv/ny-saksmappe/", **more: object) -> None:
        self.peer.control("faults", [{"do": do, "on": on, "method": "POST"} | more])

    def post(self, timeout_seconds: float = 10) -> object:
        return send("POST", self.new, b'{"tittel": "x"}', {"Authorization": self.authorization,
                                                           "Content-Type": "application/vnd.noark5+json"}, timeout_seconds)

    def setUp(self) -> None:
        super().setUp()
        self.new = self.href(self.series(), "sakarkiv/ny-saksmappe/")

    def filed(self) -> int:
        return self.peer.control("counts")["saksmappe"]

    def test_fails_after_success(self) -> None:
        self.plan("answer_after", status=500)
        self.assertEqual((self.post().status, self.filed()), (500, 1))
        self.plan("drop_after")
        self.assertRaises(BROKEN, self.post)
        self.assertEqual(self.filed(), 2)
        self.plan("hang_after")
        self.assertRaises(BROKEN, self.post, 0.2)
        self.assertEqual(self.filed(), 3)
        self.plan("cut_in_answer", bytes=10)
        self.assertRaises(http.client.IncompleteRead, self.post)
        self.assertEqual((self.filed(), self.post().status), (4, 201))

    def test_fails_without_success(self) -> None:
        self.plan("answer_instead", status=429, headers={"Retry-After": "7"})
        reply = self.post()
        self.assertEqual((reply.status, reply.headers["Retry-After"]), (429, "7"))
        for do in ("drop_before", "cut_in_upload"):
            self.plan(do, bytes=3)
            self.assertRaises(BROKEN, self.post)
        self.assertEqual(self.filed(), 0)

    def test_skips_and_repeats(self) -> None:
        self.plan("answer_instead", status=503, skip=1, times=2)
        self.assertEqual([self.post().status for _ in range(4)], [201, 503, 503, 201])
        self.assertRaises(AssertionError, self.peer.control, "faults", [{"do": "explode"}])

    def test_token_expires_under_way(self) -> None:
        self.plan("expire_tokens")
        self.assert_refused(self.post(), 401)
        self.authorization = f"Bearer {self.log_in().json()['access_token']}"
        self.assertEqual(self.post().status, 201)

    def test_another_user_is_quicker(self) -> None:
        case = self.case_file()
        self.plan("conflict", on="self:sakarkiv/saksmappe/", method="PATCH", argument={"beskrivelse": "annen"})
        reply = self.send("PATCH", self.href(case, "self"), b'{"tittel": "y"}', If_Match='"0"',
                          Content_Type="application/merge-patch+json")
        self.assert_refused(reply, 409)
        self.assertEqual(self.follow(case, "self")["beskrivelse"], "annen")

    def test_logs_requests_by_relation(self) -> None:
        self.peer.control("requests")
        self.post()
        self.assertEqual([(each["method"], each["name"], each["status"]) for each in self.peer.control("requests")],
                         [("POST", "sakarkiv/ny-saksmappe/", 201)])
        self.assertEqual(self.peer.control("requests"), [])


class Seeds(ArchiveTestCase):
    def test_documents_with_dates_and_files(self) -> None:
        ids = self.peer.control("seed", [
            {"kind": "saksmappe", "name": "case", "under": "arkivdel", "fields": {"tittel": "Rutiner"}},
            {"kind": "journalpost", "name": "entry", "under": "case",
             "fields": {"tittel": "Rutine", "endretDato": "2021-05-01T10:00:00+02:00"}},
            {"kind": "dokumentbeskrivelse", "name": "document", "under": "entry", "fields": {"tittel": "Rutine"}},
            {"kind": "dokumentobjekt", "name": "object", "under": "document", "media_type": "text/plain",
             "content_base64": base64.b64encode(b"Rutine").decode()}])
        found = self.list_with(self.enter("arkivstruktur/"), "arkivstruktur/registrering/",
                               filter="endretDato lt 2023-01-01T00:00:00Z", orderby="endretDato asc").json()["results"]
        self.assertEqual([each["systemID"] for each in found], [ids["entry"]])
        made = self.follow(found[0], "arkivstruktur/dokumentbeskrivelse/")["results"][0]
        made = self.follow(made, "arkivstruktur/dokumentobjekt/")["results"][0]
        self.assertEqual(self.send("GET", self.href(made, "arkivstruktur/fil/")).body, b"Rutine")
        self.assertEqual(self.peer.control("counts")["journalpost"], 0)
        state = {each["fields"]["systemID"]: each for each in self.peer.control("state")}
        self.assertEqual(state[ids["object"]]["file"]["bytes"], 6)
        self.peer.control("change", {"of": "entry", "fields": {"tittel": "Ny rutine"}})
        self.assertEqual(self.follow(found[0], "self")["tittel"], "Ny rutine")


class Tls(unittest.TestCase):
    def test_speaks_https_with_a_certificate(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-days", "1", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                            "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"], check=True, capture_output=True)
            peer = Peer(PROGRAM, "--certificate", f"{folder}/cert.pem", "--key", f"{folder}/key.pem")
            try:
                context = ssl.create_default_context(cafile=f"{folder}/cert.pem")
                reply = send("GET", peer.origin + "/noark5/", context=context)
                self.assertTrue(all(link["href"].startswith("https://") for link in reply.json()["_links"].values()))
            finally:
                peer.stop()


if __name__ == "__main__":
    unittest.main()

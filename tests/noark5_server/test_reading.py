"""Entry, login, links, lists, filters and templates, by raw HTTP."""
import base64
import unittest

from archive_test_case import FORM, NOARK5, REL, ArchiveTestCase, send


class Entry(ArchiveTestCase):
    def test_root_lists_logins_without_login_and_packages_with_it(self) -> None:
        reply = send("GET", self.root, headers={"Accept": NOARK5})
        self.assertEqual(reply.headers["Content-Type"], NOARK5)
        self.assertEqual(list(reply.json()["_links"]), [REL + "login/oidc/", REL + "login/rfc6749/"])
        links = list(self.get(self.root)["_links"])
        self.assertEqual(links, sorted(links))
        for relation in ("admin/system/", "arkivstruktur/", "metadata/", "sakarkiv/"):
            self.assertIn(REL + relation, links)

    def test_tells_of_the_system_with_bulkgrense_where_it_is_its_own(self) -> None:
        self.assertNotIn("bulkgrense", self.enter("admin/system/"))
        self.peer.control("switches", {"bulk_limit_bytes": 10})
        system = self.enter("admin/system/")
        self.assertEqual((system["bulkgrense"], system["protokollversjon"]), (10, "1.1"))

    def test_refuses_who_has_not_logged_in_with_a_challenge(self) -> None:
        url = self.href(self.enter(), "arkivstruktur/")
        reply = send("GET", url)
        self.assert_refused(reply, 401)
        self.assertTrue(reply.headers["WWW-Authenticate"].startswith("Bearer realm="))

    def test_refuses_built_addresses_and_missing_slashes(self) -> None:
        url = self.href(self.enter("arkivstruktur/"), "arkivstruktur/mappe/")
        self.assert_refused(self.send("GET", self.root + "arkivstruktur/mappe/"), 404)
        self.assert_refused(self.send("GET", url[:-1]), 404)
        self.assert_refused(self.send("GET", url.replace("mappe", "registrering")), 404)
        self.assertEqual(self.send("GET", url).status, 200)

    def test_refuses_other_media_types_and_methods(self) -> None:
        url = self.href(self.enter(), "arkivstruktur/")
        self.assert_refused(self.send("GET", url, Accept="application/json"), 406)
        self.assertEqual(self.send("GET", url, Accept="application/json, application/*;q=0.5").status, 200)
        reply = self.send("DELETE", url)
        self.assert_refused(reply, 405)
        self.assertEqual(reply.headers["Allow"], "GET, OPTIONS")
        self.assert_refused(self.send("GET", url + "?$top=1"), 400)
        self.assert_refused(self.send("POST", url + "$ref?$id=" + url), 501)

    def test_answers_cors_questions(self) -> None:
        reply = send("OPTIONS", self.root, headers={"Origin": "https://x.example"})
        self.assertEqual((reply.status, reply.headers["Access-Control-Allow-Origin"]), (204, "https://x.example"))


class TokenEndpoint(ArchiveTestCase):
    def test_grants_by_client_credentials_for_its_lifetime(self) -> None:
        reply = self.log_in(scope="noark5")
        self.assertEqual((reply.status, reply.headers["Cache-Control"]), (200, "no-store"))
        self.assertEqual(reply.json()["token_type"], "Bearer")
        self.peer.control("advance", {"seconds": reply.json()["expires_in"]})
        reply = self.send("GET", self.root)
        self.assert_refused(reply, 401)
        self.assertIn('error="invalid_token"', reply.headers["WWW-Authenticate"])

    def test_names_what_is_wrong_by_rfc_6749(self) -> None:
        for error, status, reply in [("invalid_client", 401, self.log_in(secret="x")),
                                     ("invalid_scope", 400, self.log_in(scope="admin")),
                                     ("unsupported_grant_type", 400, self.log_in(grant_type="password")),
                                     ("invalid_request", 400, self.log_in(client_secret="hemmelig"))]:
            self.assertEqual((reply.status, reply.json()["error"]), (status, error))

    def test_is_found_by_discovery_and_wants_a_form(self) -> None:
        discovery = send("GET", self.root + ".well-known/openid-configuration").json()
        self.assertEqual(discovery["issuer"], self.root[:-1])
        self.assertEqual(self.href(send("GET", self.root).json(), "login/rfc6749/"), discovery["token_endpoint"])
        reply = send("POST", discovery["token_endpoint"], b"{}", {"Content-Type": "application/json"})
        self.assertEqual((reply.status, reply.json()["error"]), (400, "invalid_request"))
        reply = send("POST", discovery["token_endpoint"],
                     b"grant_type=client_credentials&client_id=helhet&client_secret=hemmelig", FORM)
        self.assertEqual(reply.status, 200)


class BasicLogin(ArchiveTestCase):
    options = ("--user", "kari:pass:ord")

    def test_is_offered_and_challenged_for(self) -> None:
        self.assertIn(REL + "login/rfc7617/", send("GET", self.root).json()["_links"])
        self.authorization = "Basic " + base64.b64encode(b"kari:pass:ord").decode()
        self.assertEqual(self.case_file()["opprettetAv"], "kari")
        self.authorization = "Basic " + base64.b64encode(b"kari:feil").decode()
        reply = self.send("GET", self.root)
        self.assert_refused(reply, 401)
        self.assertIn('Basic realm="Noark 5"', reply.headers["WWW-Authenticate"])


class Lists(ArchiveTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.structure = self.enter("arkivstruktur/")

    def seed_cases(self) -> None:
        self.peer.control("seed", [
            {"kind": "saksmappe", "under": "arkivdel", "name": f"case{number}",
             "fields": {"tittel": title, "saksdato": date, "endretDato": date[:10] + "T12:00:00+01:00"}}
            for number, (title, date) in enumerate([("Budsjett 2024", "2023-05-01+02:00"), ("Budsjett 2025", "2024-05-01+02:00"),
                                                    ("Ås' plan", "2025-05-01+02:00")])])

    def titles(self, relation: str = "sakarkiv/saksmappe/", **parameters: str) -> list[str]:
        start = self.enter(relation.split("/")[0] + "/")
        reply = self.list_with(start, relation, **parameters)
        self.assertEqual(reply.status, 200, reply.body)
        return [each["tittel"] for each in reply.json().get("results", [])]

    def refused(self, status: int, **parameters: str) -> str:
        return self.assert_refused(self.list_with(self.enter("sakarkiv/"), "sakarkiv/saksmappe/", **parameters), status)

    def test_empty_list_has_no_results(self) -> None:
        content = self.follow(self.structure, "arkivstruktur/mappe/")
        self.assertEqual((content["count"], "results" in content), (0, False))
        self.assertEqual(self.href(content, "self"), self.href(content, "arkivstruktur/mappe/"))

    def test_pages_by_next_with_count_of_all(self) -> None:
        self.seed_cases()
        self.peer.control("switches", {"page_size": 2})
        first = self.follow(self.structure, "arkivstruktur/mappe/")
        second = self.follow(first, "next")
        self.assertEqual([len(first["results"]), len(second["results"])], [2, 1])
        self.assertEqual([first["count"], second["count"]], [3, 3])
        self.assertNotIn("next", second["_links"])
        self.assertEqual(self.titles(top="1", skip="1"), ["Budsjett 2025"])
        beyond = self.list_with(self.structure, "arkivstruktur/mappe/", skip="3").json()
        self.assertEqual((beyond["count"], "results" in beyond), (3, False))

    def test_class_of_an_entry_is_the_relation_with_the_href_of_self(self) -> None:
        self.seed_cases()
        entry = self.follow(self.structure, "arkivstruktur/mappe/")["results"][0]
        same = [relation for relation, link in entry["_links"].items()
                if link["href"] == self.href(entry, "self") and relation != "self"]
        self.assertEqual(same, [REL + "sakarkiv/saksmappe/"])

    def test_filters_at_the_level_that_is_mandatory(self) -> None:
        self.seed_cases()
        for text, titles in [
                ("startswith(tittel, 'Budsjett')", ["Budsjett 2024", "Budsjett 2025"]),
                ("contains(tittel, '2025')", ["Budsjett 2025"]),
                ("contains(tittel, '2025') eq true", ["Budsjett 2025"]),
                ("tittel eq 'Ås'' plan'", ["Ås' plan"]),
                ("saksdato ge 2024-05-01", ["Budsjett 2025", "Ås' plan"]),  # days as they are written
                ("endretDato ge 2024-05-01", ["Budsjett 2025", "Ås' plan"]),
                ("endretDato ge 2024-05-01T11:00:01Z", ["Ås' plan"]),
                ("saksdato lt 2024-05-01T00:00:00Z", ["Budsjett 2024", "Budsjett 2025"]),
                ("saksdato lt 2024-05-01T00:00:00+02:00", ["Budsjett 2024"]),
                ("year(endretDato) gt 2023 and year(endretDato) le 2024", ["Budsjett 2025"]),
                ("tittel eq 'x' or (sakssekvensnummer eq 1 and saksaar eq 2026)", ["Budsjett 2024"]),
                ("saksstatus/kode eq 'B' and not_there eq 1", None)]:
            if titles is None:
                self.refused(400, filter=text)
            else:
                self.assertEqual(self.titles(filter=text), titles, text)

    def test_refuses_what_is_no_filter_and_names_what_it_does_not_hold(self) -> None:
        for text in ["tittel", "tittel eq", "tittel eq 1", "saksaar eq '2026'", "saksdato gt '2024-01-01'",
                     "saksdato gt DateTime'2024-01-01'", "saksstatus eq 'B'", "(tittel eq 'x'", "tittel eq 'x')", "",
                     "saksdato gt 2024-13-01", "tittel+eq+'x'"]:
            self.refused(400, filter=text)
        for text in ["tittel ne 'x'", "not tittel eq 'x'", "merknad/any(m: m/merknadstekst eq 'x')",
                     "substringof('x', tittel)", "noekkelord eq 'x'", "avsluttetDato eq null"]:
            self.refused(501, filter=text)
        self.refused(501, expand="merknad")
        self.refused(400, top="-1")
        self.refused(400, format="json")

    def test_sorts_and_searches(self) -> None:
        self.seed_cases()
        self.assertEqual(self.titles(orderby="saksdato desc", top="2"), ["Ås' plan", "Budsjett 2025"])
        self.assertEqual(self.titles(orderby="saksaar, tittel desc"), ["Ås' plan", "Budsjett 2025", "Budsjett 2024"])
        self.assertEqual(self.titles(search="'plan'"), ["Ås' plan"])
        self.refused(400, orderby="tittel down")

    def test_code_lists_are_lists_with_retired_codes(self) -> None:
        metadata = self.enter("metadata/")
        types = self.follow(metadata, "metadata/dokumenttype/")["results"]
        self.assertEqual([each["kode"] for each in types if each.get("inaktiv")], ["O"])
        found = self.list_with(metadata, "metadata/journalstatus/", filter="kode eq 'J'").json()["results"]
        self.assertEqual([each["kodenavn"] for each in found], ["Journalført"])
        self.assertEqual(self.get(self.href(found[0], "self"))["kode"], "J")

    def test_hides_relations_without_a_right_and_refuses_their_addresses(self) -> None:
        kept = self.href(self.series(), "sakarkiv/ny-saksmappe/")
        self.peer.control("switches", {"deny": ["sakarkiv/ny-saksmappe/"]})
        self.assertNotIn(REL + "sakarkiv/ny-saksmappe/", self.series()["_links"])
        self.assert_refused(self.send("POST", kept, {"tittel": "x"}), 403)

    def test_hierarchies_have_over_and_under_where_there_is_any(self) -> None:
        over = self.case_file()
        self.assertNotIn(REL + "arkivstruktur/undermappe/", over["_links"])
        under = self.made(over, "arkivstruktur/ny-mappe/", {"tittel": "Del 1"})
        self.assertNotIn(REL + "arkivstruktur/undermappe/", under["_links"])
        self.assertEqual(self.follow(under, "arkivstruktur/overmappe/")["systemID"], over["systemID"])
        listed = self.follow(self.follow(over, "self"), "arkivstruktur/undermappe/")
        self.assertEqual([each["referanseForelderMappe"] for each in listed["results"]], [over["systemID"]])

    def test_classes_are_found_from_the_series(self) -> None:
        classes = self.follow(self.series(), "arkivstruktur/klassifikasjonssystem/", "arkivstruktur/klasse/")
        self.assertEqual([each["klasseID"] for each in classes["results"]], ["145", "040"])

    def test_template_has_defaults_and_code_lists_but_no_self(self) -> None:
        content = self.follow(self.series(), "sakarkiv/ny-saksmappe/")
        self.assertEqual(content["saksstatus"], {"kode": "B", "kodenavn": "Under behandling"})
        self.assertIsNone(content["virksomhetsspesifikkeMetadata"])
        self.assertNotIn("self", content["_links"])
        self.assertIn(REL + "metadata/saksstatus/", content["_links"])
        self.assertEqual(self.peer.control("counts")["saksmappe"], 0)


if __name__ == "__main__":
    unittest.main()

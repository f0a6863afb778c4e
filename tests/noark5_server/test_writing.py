"""Making, changing and deleting instances, by raw HTTP."""
import json
import unittest

from archive_test_case import NOARK5, ArchiveTestCase

MERGE_PATCH = "application/merge-patch+json"


class Creating(ArchiveTestCase):
    def post(self, fields: dict, relation: str = "sakarkiv/ny-saksmappe/") -> object:
        return self.send("POST", self.href(self.series(), relation), fields)

    def test_fills_in_what_a_reply_must_have(self) -> None:
        reply = self.post({"tittel": "A3 2026"})
        made = reply.json()
        self.assertEqual((reply.status, reply.headers["Location"]), (201, self.href(made, "self")))
        self.assertEqual((made["mappeID"], made["saksaar"], made["sakssekvensnummer"]), ("2026/1", 2026, 1))
        self.assertEqual(made["dokumentmedium"], {"kode": "E", "kodenavn": "Elektronisk arkiv"})
        self.assertEqual(made["opprettetAv"], "helhet")
        self.assertRegex(made["opprettetDato"], r"^2026-03-02T08:\d\d:\d\d\+01:00$")
        self.assertEqual(self.get(reply.headers["Location"]), made)

    def test_has_the_same_identifiers_in_each_run(self) -> None:
        first = self.case_file()["systemID"]
        self.peer.control("reset")
        self.authorization = f"Bearer {self.log_in().json()['access_token']}"
        self.assertEqual(self.case_file()["systemID"], first)

    def test_refuses_what_breaks_a_rule_of_the_body(self) -> None:
        good = {"tittel": "x"}
        for broken in [{}, {"tittel": ""}, {"tittel": " \u200b\t"}, {"tittel": 1}, good | {"tittell": "x"},
                       good | {"saksaar": "2026"}, good | {"saksaar": True}, good | {"beskrivelse": None},
                       good | {"_links": {}}, good | {"systemID": "00000000-0000-4000-8000-000000000000"},
                       good | {"saksdato": "2026-01-01"}, good | {"saksdato": "2026-02-30Z"}, good | {"saksdato": 20260101},
                       good | {"avsluttetDato": "2026-01-01Z"}, good | {"saksstatus": "B"},
                       good | {"saksstatus": {"kode": "Q"}}, good | {"saksstatus": {"kode": "B", "kodenavn": "Lukket"}},
                       good | {"saksstatus": {"kode": "B", "beskrivelse": "x"}}, good | {"noekkelord": "x"},
                       good | {"referanseSaksansvarlig": "kari"}, good | {"gradering": {}},
                       good | {"virksomhetsspesifikkeMetadata": {"vnd-hub-v1:a3id": "1"}}]:
            self.assert_refused(self.post(broken), 400)
        self.assertIn("null has no place", self.assert_refused(self.post(good | {"beskrivelse": None}), 400))
        self.assert_refused(self.post(good | {"kassasjon": {}}), 501)
        self.assertEqual(self.peer.control("counts")["saksmappe"], 0)

    def test_refuses_json_that_is_not_strict_and_other_media_types(self) -> None:
        url = self.href(self.series(), "sakarkiv/ny-saksmappe/")
        for body in [b'{"tittel": "a", "tittel": "b"}', b'{"tittel": "\xe5"}', b'{"saksaar": NaN, "tittel": "a"}', b"", b"[]"]:
            self.assert_refused(self.send("POST", url, body, Content_Type=NOARK5), 400)
        self.assert_refused(self.send("POST", url, b"{}", Content_Type="application/json"), 415)
        self.assertEqual(self.send("POST", url, b'{"tittel": "a"}', Content_Type=NOARK5 + "; charset=utf-8").status, 201)

    def test_refuses_retired_codes(self) -> None:
        entry = self.journal_entry()
        for relation, fields in [("arkivstruktur/ny-dokumentbeskrivelse/", {"tittel": "x", "dokumenttype": {"kode": "O"}}),
                                 ("arkivstruktur/ny-dokumentbeskrivelse/", {"tittel": "x", "dokumenttype": {"kode": "Q"}})]:
            self.assert_refused(self.send("POST", self.href(entry, relation), fields), 400)

    def test_files_an_edition_as_case_entry_description_and_object(self) -> None:
        entry = self.journal_entry(journalposttype={"kode": "U"}, dokumentetsDato="2026-02-01+01:00")
        self.assertEqual((entry["registreringsID"], entry["journalpostnummer"]), ("2026/1-1", 1))
        self.assertEqual(self.follow(entry, "arkivstruktur/mappe/")["mappeID"], "2026/1")
        document = self.made(entry, "arkivstruktur/ny-dokumentbeskrivelse/", {"tittel": "A3"})
        self.assertEqual((document["dokumentnummer"], document["tilknyttetRegistreringSom"]["kode"]), (1, "H"))
        made = self.made(document, "arkivstruktur/ny-dokumentobjekt/", {})
        self.assertEqual((made["versjonsnummer"], made["variantformat"]["kode"]), (0, "P"))
        party = self.made(entry, "arkivstruktur/ny-korrespondansepartenhet/",
                          {"navn": "Formannskapet", "korrespondanseparttype": {"kode": "EM"}})
        self.assertEqual(self.follow(entry, "arkivstruktur/korrespondansepart/")["results"], [party])
        self.assertEqual(self.follow(party, "self")["navn"], "Formannskapet")

    def test_takes_remarks_on_what_is_filed(self) -> None:
        entry = self.journal_entry()
        made = self.made(entry, "arkivstruktur/ny-merknad/", {"merknadstekst": "Vedtatt", "merknadstype": {"kode": "MS"}})
        self.assertEqual(made["merknadRegistrertAv"], "helhet")
        self.assertEqual(self.follow(entry, "arkivstruktur/merknad/")["results"], [made])

    def test_refuses_what_a_closed_part_of_the_archive_may_not_take(self) -> None:
        found = self.list_with(self.enter("arkivstruktur/"), "arkivstruktur/arkivdel/", filter="arkivdelstatus/kode eq 'P'")
        closed = found.json()["results"][0]
        self.assert_refused(self.send("POST", self.href(closed, "sakarkiv/ny-saksmappe/"), {"tittel": "x"}), 400)
        case = self.case_file(avsluttetDato="2026-03-01T00:00:00Z")
        self.assert_refused(self.send("POST", self.href(case, "sakarkiv/ny-journalpost/"), {"tittel": "x"}), 400)

    def test_refuses_new_folders_in_a_series_that_ends(self) -> None:
        for status in ("O", "P"):
            ids = self.peer.control("seed", [
                {"kind": "arkivdel", "name": status, "under": "arkiv", "fields": {"tittel": "x", "arkivdelstatus": {"kode": status}}},
                {"kind": "saksmappe", "name": f"case {status}", "under": status, "fields": {"tittel": "x"}}])
            found = self.list_with(self.enter("arkivstruktur/"), "arkivstruktur/arkivdel/", filter=f"systemID eq '{ids[status]}'")
            url = self.href(found.json()["results"][0], "sakarkiv/ny-saksmappe/")
            self.assert_refused(self.send("POST", url, {"tittel": "x"}), 400)
            found = self.list_with(self.enter("sakarkiv/"), "sakarkiv/saksmappe/", filter=f"systemID eq '{ids[f'case {status}']}'")
            reply = self.send("POST", self.href(found.json()["results"][0], "sakarkiv/ny-journalpost/"), {"tittel": "x"})
            self.assertEqual(reply.status, {"O": 201, "P": 400}[status])

    def test_case_on_a_class_belongs_to_the_series_too(self) -> None:
        found = self.list_with(self.enter("arkivstruktur/"), "arkivstruktur/klasse/", filter="klasseID eq '145'")
        case = self.made(found.json()["results"][0], "sakarkiv/ny-saksmappe/", {"tittel": "Økonomiplan"})
        self.assertEqual(self.follow(case, "arkivstruktur/klasse/")["klasseID"], "145")
        self.assertEqual(self.follow(case, "arkivstruktur/arkivdel/")["tittel"], "Sakarkiv 2020-")

    def test_wants_a_correspondent_when_told_to(self) -> None:
        self.peer.control("switches", {"correspondent_required": True})
        entry = self.journal_entry()
        final = json.dumps({"journalstatus": {"kode": "J"}}).encode()
        patch = lambda: self.send("PATCH", self.href(entry, "self"), final, Content_Type=MERGE_PATCH, If_Match='"0"')
        self.assert_refused(patch(), 400)
        self.made(entry, "arkivstruktur/ny-korrespondansepartintern/", {"saksbehandler": "Kari"})
        self.assertIn("arkivertDato", patch().json())


class OwnMetadata(ArchiveTestCase):
    def register(self, **fields: str) -> object:
        url = self.href(self.enter("metadata/"), "metadata/ny-virksomhetsspesifikkeMetadata/")
        return self.send("POST", url, {"navn": "vnd-hub-v1:a3id", "type": "string"} | fields)

    def test_is_registered_once_kept_and_found_by_its_full_name(self) -> None:
        self.assertEqual(self.register().status, 201)
        self.assert_refused(self.register(), 400)
        self.case_file()
        made = self.case_file(virksomhetsspesifikkeMetadata={"vnd-hub-v1:a3id": "a3-7"})
        for relation in ("arkivstruktur/mappe/", "sakarkiv/saksmappe/"):
            start = self.enter(relation.split("/")[0] + "/")
            for text in ("vnd-hub-v1:a3id eq 'a3-7'", "contains(vnd-hub-v1:a3id, '3-7')"):
                self.assertEqual(self.list_with(start, relation, filter=text).json()["results"], [made])
            self.assert_refused(self.list_with(start, relation, filter="a3id eq 'a3-7'"), 400)
            self.assert_refused(self.list_with(start, relation, filter="vnd-hub-v1:x eq 'a3-7'"), 400)
        listed = self.list_with(self.enter("metadata/"), "metadata/virksomhetsspesifikkeMetadata/",
                                filter="navn eq 'vnd-hub-v1:a3id'").json()
        self.assertEqual(listed["results"][0]["type"], "string")

    def test_refuses_other_names_and_values_of_other_types(self) -> None:
        for name in ("a3id", "vnd-hub-v1:A3", "vnd-hub-v1:a3_id", "hub:a3id"):
            self.assert_refused(self.register(navn=name), 400)
        self.assert_refused(self.register(type="text"), 400)
        self.assertEqual(self.register(type="integer").status, 201)
        reply = self.send("POST", self.href(self.series(), "sakarkiv/ny-saksmappe/"),
                          {"tittel": "x", "virksomhetsspesifikkeMetadata": {"vnd-hub-v1:a3id": "7"}})
        self.assert_refused(reply, 400)


class Changing(ArchiveTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.case = self.case_file(beskrivelse="utkast", skjerming={"tilgangsrestriksjon": {"kode": "5"},
                                                                    "skjermingshjemmel": "offl. § 5"})
        self.url = self.href(self.case, "self")
        self.etag = self.send("GET", self.url).headers["ETag"]

    def patch(self, fields: dict, etag: str = "") -> object:
        return self.send("PATCH", self.url, json.dumps(fields).encode(), Content_Type=MERGE_PATCH, If_Match=etag or self.etag)

    def test_patches_by_merge_with_a_new_etag(self) -> None:
        reply = self.patch({"tittel": "A3", "beskrivelse": None, "saksstatus": {"kode": "A"},
                            "skjerming": {"skjermingshjemmel": "offl. § 14"}})
        changed = reply.json()
        self.assertEqual((reply.status, changed["tittel"], changed["saksstatus"]["kodenavn"]), (200, "A3", "Avsluttet"))
        self.assertNotIn("beskrivelse", changed)
        self.assertEqual(changed["skjerming"]["tilgangsrestriksjon"]["kode"], "5")
        self.assertGreater(changed["endretDato"], self.case["endretDato"])
        self.assertNotEqual(reply.headers["ETag"], self.etag)

    def test_answers_a_stale_etag_with_409_or_412(self) -> None:
        self.patch({"tittel": "B"})
        self.assert_refused(self.patch({"tittel": "C"}), 409)
        self.peer.control("switches", {"conflict_status": 412})
        self.assert_refused(self.patch({"tittel": "C"}), 412)
        self.peer.control("switches", {"conflict_status": 0})
        self.assertEqual({self.patch({"tittel": "C"}).status for _ in range(2)}, {409, 412})

    def test_wants_if_match_unless_told_not_to(self) -> None:
        body = b'{"tittel": "B"}'
        self.assert_refused(self.send("PATCH", self.url, body, Content_Type=MERGE_PATCH), 400)
        self.peer.control("switches", {"if_match_required": False})
        self.assertEqual(self.send("PATCH", self.url, body, Content_Type=MERGE_PATCH).status, 200)

    def test_put_takes_what_was_read_and_wants_all_of_it(self) -> None:
        whole = self.case | {"tittel": "Ny"}
        reply = self.send("PUT", self.url, whole, If_Match=self.etag)
        self.assertEqual((reply.status, reply.json()["tittel"]), (200, "Ny"))
        etag = reply.headers["ETag"]
        for name in ("tittel", "mappeID", "systemID"):
            self.assert_refused(self.send("PUT", self.url, {k: v for k, v in reply.json().items() if k != name}, If_Match=etag), 400)

    def test_refuses_to_change_what_must_not_be(self) -> None:
        for fields in ({"mappeID": "2026/9"}, {"systemID": None}, {"opprettetDato": "2026-01-01T00:00:00Z"},
                       {"endretAv": "x"}, {"tittel": None}, {"ukjent": 1}):
            self.assert_refused(self.patch(fields), 400)
        self.assert_refused(self.patch({"_links": {}}), 501)
        self.assert_refused(self.send("PATCH", self.url, {"tittel": "x"}, If_Match=self.etag), 415)
        self.etag = self.patch({"avsluttetDato": "2026-03-01T00:00:00Z"}).headers["ETag"]
        self.assert_refused(self.patch({"tittel": "x"}), 400)

    def test_deletes_what_is_not_archived_and_empty(self) -> None:
        entry = self.made(self.case, "sakarkiv/ny-journalpost/", {"tittel": "x"})
        self.assert_refused(self.send("DELETE", self.url), 409)
        self.assertEqual(self.send("DELETE", self.href(entry, "self")).status, 204)
        self.assert_refused(self.send("GET", self.href(entry, "self")), 404)
        final = self.made(self.case, "sakarkiv/ny-journalpost/", {"tittel": "x", "journalstatus": {"kode": "J"}})
        self.assert_refused(self.send("DELETE", self.href(final, "self")), 403)


if __name__ == "__main__":
    unittest.main()

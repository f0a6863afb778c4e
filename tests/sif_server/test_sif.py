"""The service by raw HTTP: calls, envelope, reading, filing, faults."""
import base64
import hashlib
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "http_peer"))

from client import Peer, Reply, send  # noqa: E402

PROGRAM = pathlib.Path(__file__).parent / "sif_server.py"
KEY = "0f1e2d3c-hemmelig"
JSON = {"Content-Type": "application/json"}


class SifTestCase(unittest.TestCase):
    def setUp(self) -> None:
        self.peer = Peer.shared(PROGRAM)
        self.base = self.peer.origin + "/Biz/v2/api/call/SI.Data.RPC/SI.Data.RPC/"
        self.peer.control("reset")

    def post(self, name: str, body: object, query: str = f"?authkey={KEY}", headers: dict[str, str] = {}) -> Reply:
        encoded = body if isinstance(body, bytes) else json.dumps(body).encode()
        return send("POST", self.base + name + query, encoded, JSON | headers)

    def call(self, name: str, **parameter: object) -> dict:
        reply = self.post(name, {"parameter": parameter})
        self.assertEqual(reply.status, 200, reply.body)
        return reply.json()

    def successful(self, name: str, **parameter: object) -> dict:
        result = self.call(name, **parameter)
        self.assertIs(result["Successful"], True, result)
        return result

    def unsuccessful(self, name: str, **parameter: object) -> str:
        result = self.call(name, **parameter)
        self.assertIs(result["Successful"], False, result)
        return result["ErrorMessage"]

    def counts(self) -> dict:
        return self.peer.control("counts")


class Calls(SifTestCase):
    def test_key_in_the_query_or_the_header_or_a_token(self) -> None:
        token = send("POST", self.peer.origin + self.peer.control("addresses")["token"],
                     b"grant_type=client_credentials&client_id=helhet&client_secret=hemmelig",
                     {"Content-Type": "application/x-www-form-urlencoded"}).json()["access_token"]
        empty = {"parameter": {}}
        for query, headers in [(f"?authkey={KEY}", {}), ("", {"Authorization": f"authkey {KEY}"}),
                               ("?clientId=helhet", {"Authorization": f"authkey {KEY}"}),
                               ("", {"Authorization": f"Bearer {token}"})]:
            self.assertEqual(self.post("CaseService/GetCases", empty, query, headers).status, 200)
        for query, headers in [("", {}), ("?authkey=x", {}), ("", {"Authorization": "authkey x"}), ("", {"Authorization": "Bearer x"}),
                               (f"?authkey={KEY}", {"Authorization": f"authkey {KEY}"})]:
            self.assertEqual(self.post("CaseService/GetCases", empty, query, headers).status, 401)
        self.peer.control("advance", {"seconds": 3600})
        self.assertEqual(self.post("CaseService/GetCases", empty, "", {"Authorization": f"Bearer {token}"}).status, 401)

    def test_refuses_what_is_no_call_with_an_http_error(self) -> None:
        for body in [b"{}", b"[]", b"{", {"Recno": 1}, {"parameter": [], "x": 1}, {"parameter": {"recno": 1}},
                     {"parameter": {"Recno": "1"}}, {"parameter": {"SortingCriterion": "RecnoAscending"}},
                     {"parameter": {"LastDate": "i går"}}, {"parameter": {"IncludeDocuments": "true"}},
                     b'{"parameter": {"Recno": 1, "Recno": 2}}', {"parameter": {"DateCriteria": {"DateName": "x"}}}]:
            reply = self.post("CaseService/GetCases", body)
            self.assertEqual((reply.status, reply.json()["Type"]), (400, "Error"), body)
        self.assertEqual(self.post("CaseService/GetCase", {"parameter": {}}).status, 404)
        self.assertEqual(self.post("GetCases", {"parameter": {}}).status, 404)
        self.assertEqual(send("GET", self.base + f"CaseService/GetCases?authkey={KEY}").status, 405)
        self.assertEqual(self.post("CaseService/GetCases", {"parameter": {}}, headers={"Content-Type": "text/plain"}).status, 400)

    def test_ping_has_no_body_and_version_is_plain_text(self) -> None:
        ping = send("POST", self.base + f"FileService/Ping?authkey={KEY}")
        self.assertEqual((ping.status, ping.body), (200, b""))
        version = self.post("SupportService/GetSIFVersion", {"parameter": {}})
        self.assertEqual((version.body, version.headers.get_content_type()), (b"6.9.215", "text/plain"))

    def test_blank_error_message_of_what_went_well(self) -> None:
        self.assertIsNone(self.successful("CaseService/GetCases")["ErrorMessage"])
        self.peer.control("switches", {"blank_error_message": True})
        self.assertEqual(self.successful("CaseService/GetCases")["ErrorMessage"], "\n")


class Filing(SifTestCase):
    def test_files_a_document_with_its_file(self) -> None:
        case = self.successful("CaseService/CreateCase", Title="A3 2026", ExternalId={"Id": "a3-7", "Type": "helhet"})
        self.assertEqual(case["CaseNumber"], "26/00001")
        data = base64.b64encode(b"%PDF-").decode()
        uploaded = self.successful("FileService/Upload", FileName="a3.pdf", FileData=data)["FileReference"]
        made = self.successful("DocumentService/CreateDocument", Title="A3", CaseNumber="26/00001", Category="recno:111",
                               Archive="recno:2", Status="J", UnregisteredContacts=[{"Role": "Mottaker", "ContactName": "KST"}],
                               Files=[{"Title": "A3", "Format": "pdf", "UploadedFileReference": uploaded,
                                       "ExternalId": {"Id": "a3-7-1", "Type": "helhet"}},
                                      {"Title": "Vedlegg", "Format": "txt", "Base64Data": data}])
        self.assertEqual(made["DocumentNumber"], "26/00001-1")
        found = self.successful("DocumentService/GetDocuments", DocumentNumber="26/00001-1", IncludeFileData=True)["Documents"][0]
        self.assertEqual((found["StatusCode"], found["Category"]["Code"]), ("J", "111"))
        self.assertEqual([each["RelationTypeCode"] for each in found["Files"]], ["H", "V"])
        self.assertEqual([each["Base64Data"] for each in found["Files"]], [data, data])
        by_id = self.successful("FileService/GetFilesWithMetadata", ExternalId={"Id": "a3-7-1", "Type": "helhet"})
        self.assertEqual([each["DocumentNumber"] for each in by_id["Files"]], ["26/00001-1"])
        cases = self.successful("CaseService/GetCases", ExternalId={"Id": "a3-7"}, IncludeDocuments=True)
        self.assertEqual(self.successful("CaseService/GetCases", ExternalId={"Id": "a3-7", "Type": "x"})["TotalCount"], 0)
        self.assertEqual(cases["Cases"][0]["Documents"][0]["Recno"], made["Recno"])
        self.assertEqual(self.counts(), {"cases": 1, "documents": 1, "files": 2, "uploads": 0})
        self.assertEqual(self.peer.control("state")["files"][0]["sha256"], hashlib.sha256(b"%PDF-").hexdigest())

    def test_repeat_makes_another(self) -> None:
        for _ in range(2):
            self.successful("DocumentService/CreateDocument", Title="A3", ExternalId={"Id": "a3-7", "Type": "helhet"})
        self.assertEqual(self.counts()["documents"], 2)
        self.assertEqual([each["ExternalId"]["Id"] for each in self.peer.control("state")["documents"]], ["a3-7", "a3-7"])
        self.assertNotIn("ExternalId", self.successful("DocumentService/GetDocuments")["Documents"][0])

    def test_unsuccessful_call_says_why_with_status_200_and_leaves_nothing(self) -> None:
        self.successful("CaseService/CreateCase", Title="Lukket", Status="A")
        file = {"Title": "A3", "Format": "PDF"}
        for parameter, part in [
                ({}, "ArgumentNullException: Value cannot be null. Parameter name: Title"), ({"Title": " "}, "Parameter name: Title"),
                ({"Title": "x", "CaseNumber": "26/99999"}, "LookupException: Could not find case"),
                ({"Title": "x", "CaseNumber": "26/00001"}, "is closed"), ({"Title": "x", "Status": "Q"}, "code table for status"),
                ({"Title": "x", "Category": "recno:9"}, "code table for category"),
                ({"Title": "x", "Contacts": [{"Role": "Mottaker", "ReferenceNumber": "938587051"}]}, "Could not find contact"),
                ({"Title": "x", "Files": [file]}, "either Base64Data"),
                ({"Title": "x", "Files": [file | {"Base64Data": "?"}]}, "Base-64"),
                ({"Title": "x", "Files": [file | {"UploadedFileReference": "1"}]}, "Could not find uploaded file"),
                ({"Title": "x", "Files": [{"Title": "A3", "Base64Data": "QQ=="}]}, "Parameter name: Format")]:
            message = self.unsuccessful("DocumentService/CreateDocument", **parameter)
            self.assertIn(part, message)
            self.assertIn("<operation>", message)
        self.assertEqual(self.counts(), {"cases": 1, "documents": 0, "files": 0, "uploads": 0})

    def test_upload_serves_once(self) -> None:
        reference = self.successful("FileService/Upload", FileName="a", FileData="QQ==")["FileReference"]
        made = self.successful("DocumentService/CreateDocument", Title="x")
        file = {"DocumentNumber": made["DocumentNumber"], "Title": "a", "Format": "TXT", "UploadedFileReference": reference}
        recno = self.successful("FileService/CreateFile", **file)["Recno"]
        self.assertEqual(self.successful("FileService/GetFileWithMetadata", Recno=recno, IncludeFileData=True)["File"]["Base64Data"], "QQ==")
        self.unsuccessful("FileService/CreateFile", **file)
        self.unsuccessful("FileService/GetFileWithMetadata", Recno=1)

    def test_registered_document_is_locked(self) -> None:
        number = self.successful("DocumentService/CreateDocument", Title="x", Status="R")["DocumentNumber"]
        self.successful("DocumentService/UpdateDocument", DocumentNumber=number, Title="y", Status="J")
        self.assertIn("locked", self.unsuccessful("DocumentService/UpdateDocument", DocumentNumber=number, Title="z"))
        self.assertEqual(self.successful("DocumentService/GetDocuments", Title="y")["TotalCount"], 1)


class ReadingDocuments(SifTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.peer.control("seed", [{"kind": "case", "parameter": {"Title": "Rutiner"}}] + [
            {"kind": "document", "parameter": {"Title": f"Rutine {number}", "CaseNumber": "26/00001", "JournalDate": f"202{number}-05-01",
                                               "Files": [{"Title": "r", "Format": "txt", "text": "Rutine"}]},
             "set": {"LastChangedDate": f"202{number}-05-01T10:00:00+01:00"}} for number in range(1, 6)])

    def titles(self, **parameter: object) -> list[str]:
        result = self.successful("DocumentService/GetDocuments", SortingCriterion="RecnoAscending", **parameter)
        return [each["Title"][-1] for each in result["Documents"]]

    def test_pages_begin_at_0(self) -> None:
        self.assertEqual(self.titles(MaxReturnedDocuments=2), ["1", "2"])
        self.assertEqual(self.titles(MaxReturnedDocuments=2, Page=2), ["5"])
        self.assertEqual(self.titles(MaxReturnedDocuments=2, Page=3), [])
        self.peer.control("switches", {"most_returned": 2})
        result = self.successful("DocumentService/GetDocuments", MaxReturnedDocuments=50)
        self.assertEqual((len(result["Documents"]), result["TotalPageCount"], result["TotalCount"]), (2, 3, 5))
        self.unsuccessful("DocumentService/GetDocuments", Page=-1)

    def test_delta_begins_where_the_last_one_ended_and_has_its_last_again(self) -> None:
        self.assertEqual(self.titles(LastDate="2024-05-01T09:00:00Z"), ["4", "5"])
        cursor = self.successful("DocumentService/GetDocuments")["NextDeltaLastDate"]
        self.assertEqual(cursor, "2025-05-01T10:00:00+01:00")
        self.peer.control("change", {"DocumentNumber": "26/00001-2", "set": {"Title": "Ny 2"}})
        self.assertEqual(self.titles(LastDate=cursor), ["2", "5"])
        self.assertEqual(self.successful("DocumentService/GetDocuments", LastDate="2030-01-01")["NextDeltaLastDate"], "2030-01-01")

    def test_chooses_by_dates_and_titles(self) -> None:
        between = [{"DateName": "JournalDate", "Operator": "GT", "DateValue": "2022-05-01"},
                   {"DateName": "JournalDate", "Operator": "LT", "DateValue": "2024-05-01"}]
        self.assertEqual(self.titles(DateCriteria=between), ["2", "3"])
        self.assertEqual(self.titles(Title="rutine%"), ["1", "2", "3", "4", "5"])
        self.assertEqual(self.titles(Title="Rutine"), [])
        self.assertIn("not understood", self.unsuccessful("DocumentService/GetDocuments", DateCriteria=[{"DateName": "x"}]))
        self.assertIn("not held", self.unsuccessful("DocumentService/GetDocuments", ContactRecnos=[1]))

    def test_files_are_left_out_when_not_wanted(self) -> None:
        documents = lambda **parameter: self.successful("DocumentService/GetDocuments", **parameter)["Documents"]
        self.assertIsNone(documents(IncludeFiles=False)[0]["Files"])
        self.assertIsNone(documents()[0]["Files"][0]["Base64Data"])
        self.assertEqual(self.successful("FileService/GetFilesWithMetadata", CaseNumber="26/00001")["TotalCount"], 5)
        self.assertEqual(self.counts(), {"cases": 0, "documents": 0, "files": 0, "uploads": 0})

    def test_times_without_a_zone_when_told_to(self) -> None:
        self.peer.control("switches", {"local_times": True})
        self.assertEqual(self.successful("DocumentService/GetDocuments")["NextDeltaLastDate"], "2025-05-01T10:00:00")


class Faults(SifTestCase):
    def plan(self, do: str, **more: object) -> None:
        self.peer.control("faults", [{"do": do, "on": "DocumentService/CreateDocument"} | more])

    def test_unsuccessful_before_and_after_the_work(self) -> None:
        self.plan("unsuccessful_instead", argument="Timeout expired")
        self.assertIn("Timeout expired", self.unsuccessful("DocumentService/CreateDocument", Title="x"))
        self.assertEqual(self.counts()["documents"], 0)
        self.plan("unsuccessful_after", argument="Timeout expired")
        self.unsuccessful("DocumentService/CreateDocument", Title="x")
        self.assertEqual(self.counts()["documents"], 1)
        self.successful("DocumentService/CreateDocument", Title="x")

    def test_faults_of_the_connection_are_those_of_every_peer(self) -> None:
        self.plan("answer_after", status=500)
        self.assertEqual(self.post("DocumentService/CreateDocument", {"parameter": {"Title": "x"}}).status, 500)
        self.plan("answer_instead", status=429, headers={"Retry-After": "3"})
        self.assertEqual(self.post("DocumentService/CreateDocument", {"parameter": {"Title": "x"}}).headers["Retry-After"], "3")
        self.assertEqual(self.counts()["documents"], 1)

    def test_key_that_was_changed_is_refused(self) -> None:
        self.peer.control("switches", {"authkey": "ny"})
        self.assertEqual(self.post("CaseService/GetCases", {"parameter": {}}).status, 401)


if __name__ == "__main__":
    unittest.main()

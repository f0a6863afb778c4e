"""Upload and download of files, by raw HTTP."""
import hashlib
import socket
import unittest
import urllib.parse

from archive_test_case import ArchiveTestCase

PDF_A = b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"


class Files(ArchiveTestCase):
    def object(self, **fields: object) -> dict:
        return self.made(self.document(), "arkivstruktur/ny-dokumentobjekt/", fields)

    def upload(self, content: dict, body: bytes, media_type: str = "application/pdf") -> object:
        return self.send("POST", self.href(content, "arkivstruktur/fil/"), body, Content_Type=media_type)

    def begin(self, content: dict, total: int, media_type: str = "application/pdf") -> object:
        return self.send("POST", self.href(content, "arkivstruktur/fil/"), b"", X_Upload_Content_Type=media_type,
                         X_Upload_Content_Length=str(total))

    def chunk(self, url: str, body: bytes, content_range: str, media_type: str = "application/pdf") -> object:
        return self.send("PUT", url, body, Content_Type=media_type, Content_Range=content_range)

    def test_small_file_fills_in_what_follows_from_it(self) -> None:
        reply = self.upload(self.object(sjekksum=hashlib.sha256(PDF_A).hexdigest().upper(), filnavn="a3.pdf"), PDF_A)
        made = reply.json()
        self.assertEqual(reply.status, 201)
        self.assertEqual((made["filstoerrelse"], made["mimeType"], made["filnavn"]), (len(PDF_A), "application/pdf", "a3.pdf"))
        self.assertEqual((made["format"]["kode"], made["sjekksumAlgoritme"]), ("fmt/476", "SHA-256"))
        self.assertEqual(made["sjekksum"], hashlib.sha256(PDF_A).hexdigest())
        self.assertEqual(made["referanseDokumentfil"], self.href(made, "arkivstruktur/fil/"))

    def test_download_gives_the_file_to_who_takes_its_type(self) -> None:
        made = self.upload(self.object(), PDF_A).json()
        url = self.href(made, "arkivstruktur/fil/")
        for accept in ("", "*/*", "application/pdf", "application/*"):
            reply = self.send("GET", url, Accept=accept)
            self.assertEqual((reply.status, reply.body, reply.headers["Content-Type"]), (200, PDF_A, "application/pdf"))
        self.assert_refused(self.send("GET", url, Accept="application/vnd.noark5+json"), 406)
        self.assert_refused(self.send("GET", self.href(self.object(), "arkivstruktur/fil/")), 404)

    def test_file_on_a_description_makes_the_object(self) -> None:
        document = self.document()
        made = self.upload(document, PDF_A).json()
        self.assertEqual((made["versjonsnummer"], made["variantformat"]["kode"]), (0, "A"))
        self.assertEqual(self.follow(document, "arkivstruktur/dokumentobjekt/")["results"], [made])
        unknown = self.upload(document, b"\0\xff", "application/octet-stream").json()
        self.assertEqual((unknown["format"]["kode"], unknown["variantformat"]["kode"]), ("av/0", "P"))

    def test_refuses_a_file_that_is_not_as_told(self) -> None:
        for fields in ({"sjekksum": "0" * 64}, {"filstoerrelse": 3}, {"mimeType": "text/plain"}, {"format": {"kode": "fmt/95"}}):
            made = self.object(**fields)
            self.assert_refused(self.upload(made, PDF_A), 400)
            self.assertNotIn("referanseDokumentfil", self.follow(made, "self"))
        self.assertEqual(self.peer.control("counts")["fil"], 0)
        for fields in ({"sjekksum": "abc"}, {"sjekksumAlgoritme": "MD5"}, {"filstoerrelse": 0}):
            url = self.href(self.document(), "arkivstruktur/ny-dokumentobjekt/")
            self.assert_refused(self.send("POST", url, fields), 400)

    def test_never_overwrites_a_file(self) -> None:
        made = self.object()
        self.assertEqual(self.upload(made, PDF_A).status, 201)
        self.assert_refused(self.upload(made, b"other"), 409)
        self.assert_refused(self.begin(made, 5), 409)

    def test_refuses_bodies_over_the_bulk_limit_with_403(self) -> None:
        self.peer.control("switches", {"bulk_limit_bytes": 10})
        made = self.object()
        self.assert_refused(self.upload(made, b"x" * 11), 403)
        begun = self.begin(made, 22)
        self.assert_refused(self.chunk(begun.headers["Location"], b"x" * 11, "0-10/22"), 403)
        self.peer.control("switches", {"bulk_limit_bytes": 0})
        self.assertEqual(self.upload(made, b"x" * 11, "text/plain").status, 201)

    def test_says_at_once_that_a_body_may_come(self) -> None:
        url = urllib.parse.urlsplit(self.href(self.object(), "arkivstruktur/fil/"))
        with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
            connection.sendall(f"POST {url.path} HTTP/1.1\r\nHost: x\r\nAuthorization: {self.authorization}\r\n"
                               "Content-Type: text/plain\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n".encode())
            self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 100 "))
            connection.sendall(b"abc")
            self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 201 "))

    def test_wants_a_content_length(self) -> None:
        # The head alone: the server answers on it and hangs up, and a client that still wrote its body would not hear that.
        url = urllib.parse.urlsplit(self.href(self.object(), "arkivstruktur/fil/"))
        with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
            connection.sendall(f"POST {url.path} HTTP/1.1\r\nHost: x\r\nAuthorization: {self.authorization}\r\n"
                               "Content-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
            self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 411 "))

    def test_chunks_go_each_to_a_new_address(self) -> None:
        self.peer.control("switches", {"bulk_limit_bytes": 40})
        begun = self.begin(self.object(sjekksum=hashlib.sha256(PDF_A).hexdigest()), len(PDF_A))
        self.assertEqual((begun.status, begun.body), (200, b""))
        total, first = len(PDF_A), begun.headers["Location"]
        second = self.chunk(first, PDF_A[:30], f"0-29/{total}")
        self.assertEqual((second.status, second.headers["Range"]), (200, "0-29"))
        self.assertNotEqual(second.headers["Location"], first)
        self.assert_refused(self.chunk(first, PDF_A[30:], f"30-{total - 1}/{total}"), 404)
        third = self.chunk(second.headers["Location"], PDF_A[30:60], f"bytes 30-59/{total}")
        last = self.chunk(third.headers["Location"], PDF_A[60:], f"60-{total - 1}/{total}")
        self.assertEqual((last.status, last.json()["filstoerrelse"]), (201, total))
        self.assertEqual(self.send("GET", last.json()["referanseDokumentfil"]).body, PDF_A)

    def test_chunk_that_does_not_fit_ends_the_session(self) -> None:
        for content_range in ("5-14/20", "5-9/20", "0-9/21", "0-8/20", "0-9", "", "0-9/*"):
            url = self.begin(self.object(), 20).headers["Location"]
            self.assert_refused(self.chunk(url, b"x" * 10, content_range), 422)
            self.assert_refused(self.chunk(url, b"x" * 10, "0-9/20"), 404)
        url = self.begin(self.object(), 10).headers["Location"]
        self.assert_refused(self.chunk(url, b"x" * 10, "0-9/10", "text/plain"), 415)

    def test_wrong_checksum_of_all_chunks_is_400(self) -> None:
        url = self.begin(self.object(sjekksum="0" * 64), 10).headers["Location"]
        self.assert_refused(self.chunk(url, b"x" * 10, "0-9/10"), 400)

    def test_session_wants_type_and_length(self) -> None:
        made = self.object(mimeType="text/plain", filstoerrelse=9)
        for total, media_type in [(0, "text/plain"), (9, ""), (10, "text/plain"), (9, "application/pdf")]:
            self.assert_refused(self.begin(made, total, media_type), 400)
        self.assertEqual(self.begin(made, 9, "text/plain").status, 200)
        self.assert_refused(self.send("GET", self.begin(made, 9, "text/plain").headers["Location"]), 405)

    def test_finished_document_is_not_deleted_and_unfinished_is(self) -> None:
        self.assertEqual(self.send("DELETE", self.href(self.upload(self.document(), PDF_A).json(), "self")).status, 204)
        final = self.document(dokumentstatus={"kode": "F"})
        self.assert_refused(self.send("DELETE", self.href(self.upload(final, PDF_A).json(), "self")), 403)


if __name__ == "__main__":
    unittest.main()

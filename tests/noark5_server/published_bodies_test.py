"""The bodies that clients have published, read in place: which the specification takes, and why it does not the others."""
import os
import pathlib
import sys
import unittest

from archive_test_case import NOARK5, ArchiveTestCase

FALLBACK = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
BODIES = pathlib.Path(os.environ.get("HELHET_CORPUS", FALLBACK)) / "noark5" / "nikita-json"
SKIPPED = 77


class PublishedBodies(ArchiveTestCase):
    def post(self, content: dict, relation: str, name: str) -> object:
        return self.send("POST", self.href(content, relation), (BODIES / name).read_bytes(), Content_Type=NOARK5)

    def test_are_taken_where_they_keep_the_rules(self) -> None:
        folder = self.post(self.series(), "arkivstruktur/ny-mappe/", "file-data.json").json()
        self.assertEqual(folder["mappeID"], "2017/01")
        record = self.post(folder, "arkivstruktur/ny-registrering/", "record-data.json").json()
        document = self.post(record, "arkivstruktur/ny-dokumentbeskrivelse/", "document-description-data.json").json()
        self.assertEqual(document["tilknyttetAv"], "Frank Grimes")

    def test_are_refused_with_the_rule_that_they_break(self) -> None:
        document = self.document()
        record = self.follow(document, "arkivstruktur/registrering/")
        for content, relation, name, rule in [
                (self.series(), "sakarkiv/ny-saksmappe/", "case-file-data.json", "saksaar: integer is wanted"),
                (record, "arkivstruktur/ny-korrespondansepartenhet/", "correspondence-part-unit-data.json", "kode and kodenavn alone"),
                (self.series(), "arkivstruktur/ny-registrering/", "basic-record-data.json", "forfatter: a list is wanted"),
                (self.case_file(), "sakarkiv/ny-journalpost/", "registry-entry-data.json", "is named"),
                (document, "arkivstruktur/ny-dokumentobjekt/", "document-object-data.json", "format has no code 'fmt/290'"),
                (self.series(), "arkivstruktur/ny-mappe/", "series-data.json", "given twice")]:
            self.assertIn(rule, self.assert_refused(self.post(content, relation, name), 400))


if __name__ == "__main__":
    if not BODIES.is_dir():  # in the form that tests/summarise.py knows
        print(f"Skipped\nthe corpus of published samples is not here: {BODIES}\n\n[  SKIPPED ] PublishedBodies")
        sys.exit(SKIPPED)
    unittest.main()

"""What is in the archive: cases, documents and files in memory, with deterministic numbers and times."""
import base64
import binascii
import dataclasses
import datetime

from parameters import ZONE, Unsuccessful

START = datetime.datetime(2026, 3, 2, 8, 0, 0, tzinfo=ZONE)
Record = dict[str, object]
# Code tables: each installation has its own; a code is named by itself or as `recno:N`.
CODES = {
    "category": {"110": ("Dokument inn", 110), "111": ("Dokument ut", 111), "60005": ("Internt notat uten oppfølging", 60005)},
    "archive": {"2": ("Saksdokument", 2)},
    "status": {"J": ("Journalført", 6), "F": ("Ferdig", 4), "R": ("Reservert", 1), "E": ("Ekspedert", 5)},
    "case status": {"B": ("Under behandling", 5), "A": ("Avsluttet", 6)},
    "relation": {"H": ("Hoveddokument", 1), "V": ("Vedlegg", 2)},
    "version format": {"P": ("Produksjonsformat", 1), "A": ("Arkivformat", 2)},
    "access": {"U": ("Ugradert", 1), "UO": ("Unntatt offentlighet", 2)},
}
FINAL = ("J", "E")


def code(table: str, text: str) -> tuple[str, str, int]:
    """Code, description and record number for `J` or `recno:6`. A name that the table does not have is a lookup error."""
    for kode, (description, recno) in CODES[table].items():
        if text in (kode, f"recno:{recno}"):
            return kode, description, recno
    raise Unsuccessful("LookupException", f"Could not find '{text}' in code table for {table}")


@dataclasses.dataclass
class File:
    record: Record
    content: bytes
    document: int  # Recno


class Archive:
    """Records by Recno, which rises by one through all of them. The clock stands still but for one second a change."""

    def __init__(self) -> None:
        self.now = START
        self.recno = 200000
        self.cases: dict[int, Record] = {}
        self.documents: dict[int, Record] = {}
        self.files: dict[int, File] = {}
        self.uploads: dict[str, bytes] = {}
        self.most_file_bytes = 64 << 20

    def next_recno(self) -> int:
        self.recno += 1
        return self.recno

    def tick(self) -> str:
        self.now += datetime.timedelta(seconds=1)
        return self.now.isoformat()

    def case(self, number: object = None, external: object = None) -> Record:
        """The case with a number or an external id, which must be there."""
        for record in self.cases.values():
            if (number and record["CaseNumber"] == number) or (external and record.get("ExternalId") == external):
                return record
        raise Unsuccessful("LookupException", f"Could not find case '{number or external}'")

    def document(self, number: object = None, recno: object = None) -> Record:
        for record in self.documents.values():
            if (number and record["DocumentNumber"] == number) or (recno and record["Recno"] == recno):
                return record
        raise Unsuccessful("LookupException", f"Could not find document '{number or recno}'")

    def content_of(self, described: Record) -> bytes:
        """The content of a described file: in place, or uploaded before under a reference that serves once."""
        encoded, reference = described.get("Base64Data"), described.get("UploadedFileReference")
        if (encoded is None) == (reference is None):
            raise Unsuccessful("ArgumentException", "Files: either Base64Data or UploadedFileReference is wanted")
        if reference is not None:
            if reference not in self.uploads:
                raise Unsuccessful("LookupException", f"Could not find uploaded file '{reference}'")
            return self.uploads[reference]
        return self.decoded(str(encoded))

    def decoded(self, encoded: str) -> bytes:
        try:
            content = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise Unsuccessful("FormatException", "The input is not a valid Base-64 string") from error
        if not content or len(content) > self.most_file_bytes:
            raise Unsuccessful("ArgumentException", f"A file has from 1 to {self.most_file_bytes} bytes")
        return content

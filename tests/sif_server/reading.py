"""Calls that read: GetCases, GetDocuments, GetFilesWithMetadata, GetFileWithMetadata."""
import base64
import fnmatch
import re
import typing

from archive import Archive, File, Record
from parameters import Unsuccessful, instant

# What the forms have and this server does not look at when it chooses records: asking for it is not successful.
NOT_HELD = ("ContactReferenceNumber", "ContactExternalId", "AdditionalFields", "AdditionalListFields", "ContactRecnos",
            "ArchiveCode", "ArchiveCodes", "ProjectNumber", "CategoryCode", "ProgressPlanId", "SubArchive", "RecordType",
            "CaseType", "DocumentArchive")
DATES = {"DocumentDate", "JournalDate", "CreatedDate", "LastChangedDate", "Date"}
# GT takes the date itself too, and LT does not: so a public client of the service has found it to be.
OPERATORS: dict[str, typing.Callable] = {"GT": lambda a, b: a >= b, "LT": lambda a, b: a < b, "EQ": lambda a, b: a == b}


def is_same(stored: object, wanted: object) -> bool:
    """Whether a member is what is asked for; of an external id the members that are given."""
    if isinstance(wanted, dict):
        return isinstance(stored, dict) and wanted.items() <= stored.items()
    return stored == wanted


class Reading:
    """`most_returned` is the longest page, whatever is asked for."""

    def __init__(self, archive: Archive):
        self.archive = archive
        self.most_returned = 100

    def cases(self, parameter: Record) -> Record:
        found = self.chosen(list(self.archive.cases.values()), parameter,
                            {"Recno": "Recno", "CaseNumber": "CaseNumber", "ExternalId": "ExternalId"})
        page, told = self.paged(found, parameter, "MaxReturnedCases", "SortCriterion")
        return {"Cases": [self.case(each, parameter) for each in page]} | told

    def case(self, record: Record, parameter: Record) -> Record:
        documents = None
        if parameter.get("IncludeDocuments"):
            documents = [self.document(each, bool(parameter.get("IncludeFiles")), False)
                         for each in self.archive.documents.values() if each["CaseNumber"] == record["CaseNumber"]]
        return record | {"Documents": documents}

    def documents(self, parameter: Record) -> Record:
        records = list(self.archive.documents.values())
        if parameter.get("CaseExternalId"):
            case = self.archive.case(None, parameter["CaseExternalId"])
            records = [each for each in records if each["CaseNumber"] == case["CaseNumber"]]
        found = self.chosen(records, parameter, {"Recno": "Recno", "DocumentNumber": "DocumentNumber", "CaseNumber": "CaseNumber"})
        page, told = self.paged(found, parameter, "MaxReturnedDocuments", "SortingCriterion")
        with_files, with_data = parameter.get("IncludeFiles", True), bool(parameter.get("IncludeFileData"))
        return {"Documents": [self.document(each, with_files is not False, with_data) for each in page]} | told

    def document(self, record: Record, with_files: bool, with_data: bool) -> Record:
        """As the service shows it: the ExternalId that CreateDocument takes is in no published answer."""
        files = [each for each in self.archive.files.values() if each.document == record["Recno"]]
        shown = {name: value for name, value in record.items() if name != "ExternalId"}
        return shown | {"Files": [self.file(each, with_data) for each in files] if with_files else None}

    def files(self, parameter: Record) -> Record:
        records = [each.record for each in self.archive.files.values()]
        if parameter.get("CaseNumber"):
            numbers = {each["DocumentNumber"] for each in self.archive.documents.values()
                       if each["CaseNumber"] == parameter["CaseNumber"]}
            records = [each for each in records if each["DocumentNumber"] in numbers]
        found = self.chosen(records, parameter, {"Recno": "Recno", "DocumentNumber": "DocumentNumber", "ExternalId": "ExternalId"})
        page, told = self.paged(found, parameter, "MaxReturnedFiles", "SortCriterion")
        with_data = bool(parameter.get("IncludeFileData"))
        return {"Files": [self.file(self.archive.files[each["Recno"]], with_data) for each in page]} | told

    def one_file(self, parameter: Record) -> Record:
        file = self.archive.files.get(parameter.get("Recno"))
        if file is None:
            raise Unsuccessful("LookupException", f"Could not find file '{parameter.get('Recno')}'")
        return {"File": self.file(file, bool(parameter.get("IncludeFileData")))}

    @staticmethod
    def file(file: File, with_data: bool) -> Record:
        return file.record | {"Base64Data": base64.b64encode(file.content).decode() if with_data else None}

    def chosen(self, records: list[Record], parameter: Record, equal: dict[str, str]) -> list[Record]:
        """The records that fit: equal members, a Title with % for anything, changed at LastDate or later, dates."""
        for name in NOT_HELD:
            if parameter.get(name):
                raise Unsuccessful("NotSupportedException", f"{name} is not held by this server")
        for name, member in equal.items():
            if parameter.get(name) is not None:
                records = [each for each in records if is_same(each.get(member), parameter[name])]
        if parameter.get("Title"):
            pattern = re.compile(fnmatch.translate(str(parameter["Title"]).replace("%", "*")), re.IGNORECASE)
            records = [each for each in records if pattern.match(str(each["Title"]))]
        if parameter.get("LastDate"):
            since = instant(str(parameter["LastDate"]))
            records = [each for each in records if instant(str(each["LastChangedDate"])) >= since]
        for criterion in parameter.get("DateCriteria") or []:
            records = self.dated(records, criterion)
        return records

    @staticmethod
    def dated(records: list[Record], criterion: Record) -> list[Record]:
        name, word, value = criterion.get("DateName"), criterion.get("Operator"), criterion.get("DateValue")
        if name not in DATES or word not in OPERATORS or not value:
            raise Unsuccessful("ArgumentException", f"DateCriteria: {name} {word} {value} is not understood")
        wanted = instant(str(value))
        return [each for each in records if each.get(name) and OPERATORS[word](instant(str(each[name])), wanted)]

    def paged(self, found: list[Record], parameter: Record, most: str, sorting: str) -> tuple[list[Record], Record]:
        """A page, the first being 0, and what is told of all of them. NextDeltaLastDate is the LastDate of the next
        reading: the time of the last change here, so that what was changed then comes once more."""
        found = sorted(found, key=lambda each: each["Recno"], reverse=parameter.get(sorting) != "RecnoAscending")
        size, number = parameter.get(most) or self.most_returned, parameter.get("Page") or 0
        if size < 0 or number < 0:
            raise Unsuccessful("ArgumentOutOfRangeException", f"{most} and Page must not be negative")
        size = min(size, self.most_returned)
        times = [str(each["LastChangedDate"]) for each in found]
        told = {"TotalPageCount": -(-len(found) // size), "TotalCount": len(found),
                "NextDeltaLastDate": max(times, default=parameter.get("LastDate"))}
        return found[number * size:(number + 1) * size], told

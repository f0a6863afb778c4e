"""Calls that change the archive: CreateCase, CreateDocument, UpdateDocument, Upload, CreateFile.

None of them looks whether the same has been made before: a repeat makes another.
"""
import hashlib

from archive import FINAL, Archive, File, Record, code
from parameters import Unsuccessful

UPDATED = ("Title", "UnofficialTitle", "DocumentDate", "JournalDate", "DispatchedDate", "Paragraph", "Notes")


def demand(parameter: Record, *names: str) -> None:
    for name in names:
        if not str(parameter.get(name) or "").strip():
            raise Unsuccessful("ArgumentNullException", f"Value cannot be null. Parameter name: {name}")


def made(moment: str) -> Record:
    return {"CreatedDate": moment, "LastChangedDate": moment}


def create_case(archive: Archive, parameter: Record) -> Record:
    demand(parameter, "Title")
    kode, description, recno_of_status = code("case status", str(parameter.get("Status") or "B"))
    access, access_text, _ = code("access", str(parameter.get("AccessCode") or "U"))
    moment = archive.tick()
    year = archive.now.year % 100
    number = f"{year:02}/{len(archive.cases) + 1:05}"
    recno = archive.next_recno()
    record = {"Recno": recno, "CaseNumber": number, "Title": parameter.get("UnofficialTitle") or parameter["Title"],
              "UnofficialTitle": parameter.get("UnofficialTitle") or parameter["Title"], "Status": description,
              "StatusRecno": str(recno_of_status), "Date": parameter.get("StartDate") or moment,
              "AccessCodeCode": access, "AccessCodeDescription": access_text, "Paragraph": parameter.get("Paragraph"),
              "ResponsibleEnterpriseName": str(parameter.get("ResponsibleEnterpriseNumber") or "Rådmannens stab"),
              "ResponsiblePersonName": str(parameter.get("ResponsiblePersonEmail") or "Integrasjonsbruker"),
              "Notes": parameter.get("Notes"), "ExternalId": parameter.get("ExternalId"),
              "URL": f"/view.aspx?id={recno}"} | made(moment)
    archive.cases[recno] = record
    return {"Recno": recno, "CaseNumber": number}


def create_document(archive: Archive, parameter: Record) -> Record:
    """Everything is looked up before anything is made: a call that is not successful leaves nothing behind."""
    demand(parameter, "Title")
    category, category_text, category_recno = code("category", str(parameter.get("Category") or "110"))
    archive_code, archive_text, archive_recno = code("archive", str(parameter.get("Archive") or "2"))
    kode, status_text, _ = code("status", str(parameter.get("Status") or "R"))
    access, access_text, _ = code("access", str(parameter.get("AccessCode") or "U"))
    if parameter.get("Contacts"):
        raise Unsuccessful("LookupException", f"Could not find contact '{parameter['Contacts'][0].get('ReferenceNumber')}'")
    case = None
    if parameter.get("CaseNumber") or parameter.get("CaseExternalId"):
        case = archive.case(parameter.get("CaseNumber"), parameter.get("CaseExternalId"))
        if case["Status"] == "Avsluttet":
            raise Unsuccessful("InvalidOperationException", f"Case {case['CaseNumber']} is closed")
    files = prepared(archive, parameter.get("Files") or [])
    moment = archive.tick()
    recno = archive.next_recno()
    siblings = sum(case is not None and each["CaseNumber"] == case["CaseNumber"] for each in archive.documents.values())
    number = f"{case['CaseNumber']}-{siblings + 1}" if case else f"{archive.now.year % 100:02}/-{recno}"
    record = {"Recno": recno, "DocumentNumber": number, "CaseNumber": case["CaseNumber"] if case else None,
              "CaseRecno": str(case["Recno"]) if case else None,
              "Title": parameter.get("UnofficialTitle") or parameter["Title"], "OfficialTitle": parameter["Title"],
              "DocumentDate": parameter.get("DocumentDate") or moment, "JournalDate": parameter.get("JournalDate") or moment,
              "Category": {"Recno": category_recno, "Code": category, "Description": category_text},
              "DocumentArchive": {"Recno": archive_recno, "Code": archive_code, "Description": archive_text},
              "StatusCode": kode, "StatusDescription": status_text, "AccessCodeCode": access,
              "AccessCodeDescription": access_text, "Paragraph": parameter.get("Paragraph"),
              "ExternalId": parameter.get("ExternalId"),
              "ResponsibleEnterpriseName": str(parameter.get("ResponsibleEnterpriseNumber") or "Rådmannens stab"),
              "ResponsiblePersonName": str(parameter.get("ResponsiblePersonEmail") or "Integrasjonsbruker"),
              "Contacts": [{"ContactName": each.get("ContactName"), "Role": each.get("Role"), "Recno": 0}
                           for each in parameter.get("UnregisteredContacts") or []],
              "URL": f"/view.aspx?id={recno}"} | made(moment)
    archive.documents[recno] = record
    for described, content in files:
        add_file(archive, recno, described, content)
    return {"Recno": recno, "DocumentNumber": number}


def update_document(archive: Archive, parameter: Record) -> Record:
    demand(parameter, "DocumentNumber")
    record = archive.document(parameter["DocumentNumber"])
    if record["StatusCode"] in FINAL and set(parameter) & {"Title", "DocumentDate", "JournalDate"}:
        raise Unsuccessful("InvalidOperationException", f"Document {record['DocumentNumber']} is registered and locked")
    changes = {name: parameter[name] for name in UPDATED if parameter.get(name) is not None}
    if parameter.get("Status"):
        changes["StatusCode"], changes["StatusDescription"], _ = code("status", str(parameter["Status"]))
    if parameter.get("AccessCode"):
        changes["AccessCodeCode"], changes["AccessCodeDescription"], _ = code("access", str(parameter["AccessCode"]))
    files = prepared(archive, parameter.get("Files") or [])
    record |= changes | {"LastChangedDate": archive.tick()}
    for described, content in files:
        add_file(archive, int(record["Recno"]), described, content)
    return {"Recno": record["Recno"], "DocumentNumber": record["DocumentNumber"]}


def upload(archive: Archive, parameter: Record) -> Record:
    """Keeps a file until a document asks for it by the reference."""
    demand(parameter, "FileName", "FileData")
    content = archive.decoded(str(parameter["FileData"]))
    reference = f"{archive.next_recno()}-{hashlib.sha256(content).hexdigest()[:12]}"
    archive.uploads[reference] = content
    return {"FileReference": reference}


def create_file(archive: Archive, parameter: Record) -> Record:
    document = archive.document(parameter.get("DocumentNumber"), parameter.get("DocumentRecno"))
    (described, content), = prepared(archive, [parameter])
    document["LastChangedDate"] = archive.tick()
    return {"Recno": add_file(archive, int(document["Recno"]), described, content)}


def prepared(archive: Archive, described: list[Record]) -> list[tuple[Record, bytes]]:
    found = []
    for each in described:
        demand(each, "Title", "Format")
        code("relation", str(each.get("RelationType") or "H"))
        code("version format", str(each.get("VersionFormat") or "P"))
        found.append((each, archive.content_of(each)))
    return found


def add_file(archive: Archive, document: int, described: Record, content: bytes) -> int:
    archive.uploads.pop(str(described.get("UploadedFileReference")), None)
    recno = archive.next_recno()
    siblings = any(each.document == document for each in archive.files.values())
    relation, relation_text, _ = code("relation", str(described.get("RelationType") or ("V" if siblings else "H")))
    version, version_text, _ = code("version format", str(described.get("VersionFormat") or "P"))
    record = {"Recno": recno, "DocumentRecno": document,
              "DocumentNumber": archive.documents[document]["DocumentNumber"], "Title": described["Title"],
              "Format": str(described["Format"]).upper(), "Size": len(content), "RelationTypeCode": relation,
              "RelationTypeDescription": relation_text, "VersionFormatCode": version,
              "VersionFormatDescription": version_text, "Note": described.get("Note"), "Version": 1,
              "ExternalId": described.get("ExternalId"), "LastChangedDate": archive.now.isoformat(),
              "URL": f"/GetFile.aspx?fileId={recno}"}
    archive.files[recno] = File(record, content, document)
    return recno

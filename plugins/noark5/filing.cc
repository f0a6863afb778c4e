#include "filing.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
#include <utility>

#include "codes.h"
#include "create.h"
#include "digest.h"
#include "document_format.h"
#include "helhet/values/date.h"
#include "relation.h"
#include "series.h"

namespace helhet::noark5 {
namespace {

constexpr char kMetadataGroup[] = "virksomhetsspesifikkeMetadata";
constexpr char kReserved[] = "R";   // journalstatus: «Reservert dokument»
constexpr char kEditing[] = "B";    // dokumentstatus: «Dokumentet er under redigering»
constexpr char kFinished[] = "F";   // dokumentstatus: «Dokumentet er ferdigstilt»

Json Code(const std::string& code) { return Json{{"kode", code}}; }

// Statuses of what is on its way: reserved, registered by an officer, for the time being; and being edited.
bool IsUnfinished(const Resource& thing, const char* attribute) {
  const std::string code = thing.Code(attribute);
  const bool is_entry = attribute == std::string_view("journalstatus");
  return code.empty() || (is_entry ? code == kReserved || code == "S" || code == "M" : code == kEditing);
}

bool IsSameHex(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Status CaseClosed(const Resource& file) {
  return FailedPrecondition(file.Named("saksmappe") + ": the case is closed (" + file.Text("avsluttetDato") + ")")
      .WithReason("case_closed")
      .WithRemedy("ask the archive to open it again; the edition is filed at the next attempt")
      .WithClass(ErrorClass::kSource);
}

Status Differs(const Resource& description) {
  return FailedPrecondition(description.Named("dokumentbeskrivelse") + ": holds another file under the same delivery")
      .WithReason("delivery_differs")
      .WithRemedy("look at it in the archive; delete its dokumentobjekt there if it is not right, and the next attempt files ours")
      .WithClass(ErrorClass::kSource);
}

}  // namespace

FilingSettings FilingSettings::From(const sdk::Settings& settings) {
  return {.series = settings.Text("series", ""),
          .class_id = settings.Text("class", ""),
          .company = settings.Text("company", "helhet"),
          .journal_entry_type = settings.Text("journal_entry_type", "X"),
          .journal_status = settings.Text("journal_status", "F"),
          .document_type = settings.Text("document_type", "")};
}

Filing::Filing(const FilingSettings& settings, Session& session, const plugin::v1::WriteRequest& request)
    : settings_(settings), metadata_(settings.company), session_(session), request_(request),
      content_{request.body(), request.media_type(), Sha256Of(request.body())} {}

Result<Resource> Filing::File() {
  HELHET_RETURN_IF_ERROR(CheckRequest());
  HELHET_RETURN_IF_ERROR(metadata_.Register(session_));
  HELHET_ASSIGN_OR_RETURN(const Resource entry, FindOrMakeEntry());
  HELHET_ASSIGN_OR_RETURN(const Resource description, FindOrMakeDescription(entry));
  HELHET_ASSIGN_OR_RETURN(const Resource object, FindOrMakeObject(description));
  // A description is finished after its file has arrived, never before: so a finished one needs nothing more.
  if (IsUnfinished(description, "dokumentstatus")) {
    HELHET_RETURN_IF_ERROR(FindOrMakeSender(entry));
    HELHET_RETURN_IF_ERROR(Upload(session_, object, content_));
  }
  HELHET_RETURN_IF_ERROR(Finish(description, "dokumentbeskrivelse", "dokumentstatus", relation::kDocumentStatus, kFinished));
  // The entry last: from then on others may publish it, and it may no longer take what is missing.
  HELHET_RETURN_IF_ERROR(Finish(entry, "journalpost", "journalstatus", relation::kJournalStatus, settings_.journal_status));
  return entry;
}

Status Filing::CheckRequest() const {
  const auto wrong = [&](const std::string& what) {
    return InvalidArgument("delivery " + request_.delivery_id() + ": " + what).WithReason("delivery_incomplete").WithClass(ErrorClass::kHub);
  };
  if (request_.delivery_id().empty()) return wrong("it has no identifier");
  for (const char* name : {"case_key", "case_title", "document_title"}) {
    if (Property(name).empty()) return wrong(std::string(name) + " is missing");
  }
  if (content_.bytes.empty() || content_.media_type.empty()) return wrong("it has no file, or no media type");
  const std::string stated = Property("sha256");
  if (!stated.empty() && !IsSameHex(stated, content_.sha256)) return wrong("the file has SHA-256 " + content_.sha256 + ", not " + stated);
  return OkStatus();
}

std::string Filing::Property(const char* name) const { return sdk::PropertyOf(request_, name); }

std::string Filing::Description() const {
  std::string text = Property("edition").empty() ? "A3." : "A3, utgave " + Property("edition") + ".";
  const std::string event = Property("event");
  if (event == "submitted") text += " Sendt til politisk behandling";
  if (event == "decided") text += Property("adopted") == "true" ? " Vedtatt" : " Ikke vedtatt";
  if (event != "submitted" && event != "decided") return text;
  if (const std::string body = Property("decision_body"); !body.empty()) text += " i " + body;
  if (const std::string date = Property("decision_date"); !date.empty()) text += " " + date;
  if (const std::string number = Property("decision_case_number"); !number.empty()) text += ", sak " + number;
  return text + ".";
}

Result<Resource> Filing::FindOrMakeCase() {
  HELHET_ASSIGN_OR_RETURN(const Resource package, session_.Package(relation::kCaseRecords));
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(package, relation::kCaseRecords, relation::kCase));
  const auto find = [&] { return OwnMetadata::Find(session_, list, relation::kCase, metadata_.case_key(), Property("case_key")); };
  return FindOrMake(session_, find, [&]() -> Result<Resource> {
    HELHET_ASSIGN_OR_RETURN(const Resource series, FindSeries(session_, settings_.series));
    Json values = {{"tittel", Property("case_title")}, {kMetadataGroup, {{metadata_.case_key(), Property("case_key")}}}};
    if (const std::string unit = Property("unit_name"); !unit.empty()) values["administrativEnhet"] = unit;
    if (const std::string owner = Property("owner"); !owner.empty()) values["saksansvarlig"] = owner;
    if (settings_.class_id.empty()) return Create(session_, series, "arkivdel", relation::kNewCase, values);
    HELHET_ASSIGN_OR_RETURN(const Resource klasse, FindClass(session_, series, settings_.class_id));
    return Create(session_, klasse, "klasse", relation::kNewCase, values);
  });
}

Result<Resource> Filing::FindOrMakeEntry() {
  HELHET_ASSIGN_OR_RETURN(const Resource package, session_.Package(relation::kCaseRecords));
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(package, relation::kCaseRecords, relation::kJournalEntry));
  // Among all of them, for somebody may have moved ours to another case.
  const auto find = [&] { return OwnMetadata::Find(session_, list, relation::kJournalEntry, metadata_.delivery_id(), request_.delivery_id()); };
  return FindOrMake(session_, find, [&]() -> Result<Resource> {
    HELHET_ASSIGN_OR_RETURN(const Resource file, FindOrMakeCase());
    if (!file.Text("avsluttetDato").empty()) return CaseClosed(file);
    Json values = {{"tittel", Property("document_title")},
                   {"beskrivelse", Description()},
                   {"journalposttype", Code(settings_.journal_entry_type)},
                   {kMetadataGroup, {{metadata_.delivery_id(), request_.delivery_id()}}}};
    // Reserved until all is there. A core without that status proposes another.
    const Result<Json> reserved = CodeValue(session_, relation::kJournalStatus, kReserved, "");
    if (!reserved.ok() && reserved.status().reason() != "code_unknown") return reserved.status();
    if (reserved.ok()) values["journalstatus"] = *reserved;
    // Dates always have a time zone (chapter 6, «Overføringsformat»). Norway is ahead of UTC, so the day stays the day.
    if (const std::string day = sdk::CalendarDay(Property("document_date")); !day.empty()) values["dokumentetsDato"] = day + "Z";
    return Create(session_, file, "saksmappe", relation::kNewJournalEntry, values);
  });
}

Status Filing::FindOrMakeSender(const Resource& entry) {
  const auto list = entry.LinkOf(relation::kCorrespondent);
  // Not every core wants one; one that does says so when the entry is finished.
  if (!list || !entry.LinkOf(relation::kNewInternalCorrespondent)) return OkStatus();
  const auto find = [&]() -> Result<std::optional<Resource>> {
    std::optional<Resource> earliest;
    HELHET_RETURN_IF_ERROR(session_.List(*list, {}, relation::kCorrespondent, [&](Resource element) {
      if (!earliest || IsEarlier(element, *earliest)) earliest = std::move(element);
      return OkStatus();
    }));
    return earliest;
  };
  Json values = {{"korrespondanseparttype", Code("IA")}};  // «Intern avsender»
  if (const std::string unit = Property("unit_name"); !unit.empty()) values["administrativEnhet"] = unit;
  if (const std::string owner = Property("owner"); !owner.empty()) values["saksbehandler"] = owner;
  return FindOrMake(session_, find, [&] { return Create(session_, entry, "journalpost", relation::kNewInternalCorrespondent, values); }).status();
}

Result<Resource> Filing::FindOrMakeDescription(const Resource& entry) {
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(entry, "journalpost", relation::kDescription));
  const auto find = [&]() -> Result<std::optional<Resource>> {
    std::optional<Resource> earliest;
    HELHET_RETURN_IF_ERROR(session_.List(list, {}, relation::kDescription, [&](Resource element) {
      if (!earliest || IsEarlier(element, *earliest)) earliest = std::move(element);
      return OkStatus();
    }));
    return earliest;
  };
  Json values = {{"tittel", Property("document_title")}, {"dokumentstatus", Code(kEditing)}, {"tilknyttetRegistreringSom", Code("H")}};
  if (!settings_.document_type.empty()) values["dokumenttype"] = Code(settings_.document_type);
  if (const std::string owner = Property("owner"); !owner.empty()) values["forfatter"] = Json::array({owner});
  return FindOrMake(session_, find, [&] { return Create(session_, entry, "journalpost", relation::kNewDescription, values); });
}

Result<Resource> Filing::FindOrMakeObject(const Resource& description) {
  HELHET_ASSIGN_OR_RETURN(const Link list, LinkOrNotAllowed(description, "dokumentbeskrivelse", relation::kObject));
  const auto find = [&]() -> Result<std::optional<Resource>> {
    std::optional<Resource> ours, other;
    HELHET_RETURN_IF_ERROR(session_.List(list, {}, relation::kObject, [&](Resource object) {
      std::optional<Resource>& earliest = IsSameHex(object.Text("sjekksum"), content_.sha256) ? ours : other;
      if (!earliest || IsEarlier(object, *earliest)) earliest = std::move(object);
      return OkStatus();
    }));
    if (other && !ours) return Differs(description);
    return ours;
  };
  return FindOrMake(session_, find, [&] {
    const DocumentFormat format = FormatOf(content_.media_type, content_.bytes);
    // Stated beforehand, so that the core holds the file that arrives against them.
    Json values = {{"variantformat", Code(format.variant)},     {"mimeType", content_.media_type}, {"filstoerrelse", content_.bytes.size()},
                   {"sjekksum", content_.sha256},               {"sjekksumAlgoritme", "SHA-256"}};
    if (!format.pronom.empty()) values["format"] = Code(format.pronom);
    if (const std::string name = Property("file_name"); !name.empty()) values["filnavn"] = name;
    return Create(session_, description, "dokumentbeskrivelse", relation::kNewObject, values);
  });
}

Status Filing::Finish(const Resource& thing, const std::string& word, const char* attribute, const char* code_list, const std::string& code) {
  if (!IsUnfinished(thing, attribute)) return OkStatus();
  const std::string setting = attribute == std::string_view("journalstatus") ? "settings.journal_status" : "";
  HELHET_ASSIGN_OR_RETURN(const Json value, CodeValue(session_, code_list, code, setting));
  return Change(session_, thing.self(), word, {{attribute, value}}, [&](const Resource& now) { return !IsUnfinished(now, attribute); });
}

}  // namespace helhet::noark5

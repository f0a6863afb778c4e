#include "archived_document.h"

#include <algorithm>
#include <utility>

#include "helhet/business_key.h"
#include "helhet/folder_connector.h"
#include "helhet/instant.h"
#include "helhet/limits.h"
#include "helhet/table/field_setting.h"
#include "helhet/values/date.h"
#include "helhet/values/organisation_number.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "helhet/values/unit_codes.h"
#include "sif_service.h"

namespace helhet::public360 {
namespace {

// What is kept of a document. Contacts, remarks, notes and the names of files are not: nothing is made of them, and they
// name people.
constexpr const char* kKept[] = {"Recno", "DocumentNumber", "Title", "DocumentDate", "JournalDate", "LastChangedDate", "Category",
                                 "StatusCode", "StatusDescription", "AccessCodeCode", "Paragraph", "ResponsibleEnterpriseName",
                                 "ResponsiblePersonName", "URL"};
constexpr const char* kKeptOfEnterprise[] = {"Recno", "ExternalId", "Referencenumber", "Name"};
constexpr const char* kKeptOfFile[] = {"Version", "LastChangedDate"};

std::string TextOf(const Json& value, const char* path) { return sdk::CellOf(sdk::At(value, path), false).text; }

// The first of the paths at which something stands.
std::string FirstText(const Json& value, std::initializer_list<const char*> paths) {
  for (const char* path : paths) {
    if (std::string text = TextOf(value, path); !text.empty()) return text;
  }
  return "";
}

// Times come as `2024-08-14T12:11:29`, with a blank for the T, and with a zone or not: the day is what is written.
std::string DayOf(const std::string& time) { return sdk::CalendarDay(time.substr(0, 10)); }

template <size_t N>
Json Chosen(const Json& from, const char* const (&names)[N]) {
  Json chosen = Json::object();
  for (const char* name : names) {
    if (from.is_object() && from.contains(name)) chosen[name] = from[name];
  }
  return chosen;
}

const Json& FilesOf(const Json& document) {
  static const Json kNone = Json::array();
  const Json* files = sdk::At(document, "Files");
  return files != nullptr && files->is_array() ? *files : kNone;
}

// The greatest version of its files, as a label; empty where none has one.
std::string LatestVersion(const Json& document) {
  int64_t latest = 0;
  for (const Json& file : FilesOf(document)) {
    const Json* version = sdk::At(file, "Version");
    if (version != nullptr && version->is_number_integer()) latest = std::max(latest, version->get<int64_t>());
  }
  return latest == 0 ? "" : std::to_string(latest);
}

void AddUnitCodes(const Json& document, model::v1::Fact& fact) {
  sdk::AddUnitCode("archive_unit", TextOf(document, "ResponsibleEnterprise.ExternalId"), fact);
  const std::string number = sdk::OrganisationDigits(TextOf(document, "ResponsibleEnterprise.Referencenumber"));
  if (sdk::IsOrganisationNumber(number)) sdk::AddUnitCode("organisation_number", number, fact);
  sdk::AddUnitCode("archive_unit_recno", TextOf(document, "ResponsibleEnterprise.Recno"), fact);
  sdk::AddUnitCode("administrative_unit", FirstText(document, {"ResponsibleEnterpriseName", "ResponsibleEnterprise.Name"}), fact);
}

}  // namespace

Result<DocumentReader> DocumentReader::From(const sdk::Settings& settings) {
  DocumentReader reader;
  const std::string revision = settings.Text("revision_date", "file_changed");
  if (revision == "document_changed") {
    reader.revision_ = Revision::kDocumentChanged;
  } else if (revision == "document_date") {
    reader.revision_ = Revision::kDocumentDate;
  } else if (revision != "file_changed") {
    return sdk::SettingInvalid("revision_date", sdk::Quoted(revision) + " is no such date", "state file_changed, document_changed or document_date");
  }
  for (const std::string& code : settings.Texts("public_access_codes")) reader.public_access_codes_.insert(code);
  const bool states_withdrawn = settings.Has("withdrawn_status_codes");
  for (const std::string& code : settings.Texts("withdrawn_status_codes")) reader.withdrawn_status_codes_.insert(code);
  if (!states_withdrawn) reader.withdrawn_status_codes_ = {"U"};
  reader.address_ = settings.Text("address", "");
  reader.system_ = settings.Text("system", "public360");
  return reader;
}

// A document is public when Public 360 says so: by an access code that is stated to be public, or none, and no paragraph of
// a law that exempts it. An answer that does not speak of access codes says nothing of the kind.
bool DocumentReader::IsPublic(const Json& document) const {
  if (!document.contains("AccessCodeCode") || !TextOf(document, "Paragraph").empty()) return false;
  const std::string code = TextOf(document, "AccessCodeCode");
  return code.empty() || public_access_codes_.contains(code);
}

Json DocumentReader::Excerpt(const Json& document) const {
  Json excerpt = Chosen(document, kKept);
  if (!IsPublic(document)) excerpt.erase("Title");
  if (const Json* enterprise = sdk::At(document, "ResponsibleEnterprise"); enterprise != nullptr && enterprise->is_object()) {
    excerpt["ResponsibleEnterprise"] = Chosen(*enterprise, kKeptOfEnterprise);
  }
  if (const Json* person = sdk::At(document, "ResponsiblePerson.Name")) excerpt["ResponsiblePerson"]["Name"] = *person;
  for (const Json& file : FilesOf(document)) excerpt["Files"].push_back(Chosen(file, kKeptOfFile));
  return excerpt;
}

std::string DocumentReader::RevisionDate(const Json& document) const {
  if (revision_ == Revision::kDocumentDate) return DayOf(TextOf(document, "DocumentDate"));
  if (revision_ == Revision::kDocumentChanged) return DayOf(TextOf(document, "LastChangedDate"));
  std::string latest;
  for (const Json& file : FilesOf(document)) latest = std::max(latest, DayOf(TextOf(file, "LastChangedDate")));
  return latest;
}

void DocumentReader::Fill(const Json& document, model::v1::Fact& fact) const {
  model::v1::ArchiveDocument& archived = *fact.mutable_archive_document();
  archived.set_document_id(FirstText(document, {"DocumentNumber"}));
  if (archived.document_id().empty()) archived.set_document_id("recno:" + TextOf(document, "Recno"));
  archived.set_title(TextOf(document, "Title"));
  archived.set_document_type(FirstText(document, {"Category.Description", "Category.Code", "Category"}));
  archived.set_version(LatestVersion(document));
  archived.set_revision_date(RevisionDate(document));
  archived.set_published_date(DayOf(FirstText(document, {"JournalDate", "DocumentDate"})));
  archived.set_status(FirstText(document, {"StatusDescription", "StatusCode"}));
  archived.set_owner(FirstText(document, {"ResponsiblePersonName", "ResponsiblePerson.Name"}));
  archived.set_link(LinkTo(address_, TextOf(document, "URL")));
  if (withdrawn_status_codes_.contains(TextOf(document, "StatusCode"))) {
    archived.set_withdrawn_date(DayOf(FirstText(document, {"LastChangedDate", "DocumentDate"})));
  }
  AddUnitCodes(document, fact);
}

plugin::v1::Record DocumentReader::Read(const Json& document, const std::string& locator, int64_t read_at_us) const {
  plugin::v1::Record record;
  record.set_stream(kStream);
  const Json excerpt = document.is_object() ? Excerpt(document) : Json::object();
  const std::string recno = TextOf(excerpt, "Recno");
  record.set_locator(!locator.empty() ? locator : "DocumentService/GetDocuments, " + FirstText(excerpt, {"DocumentNumber", "Recno"}));
  const int64_t changed_s = sdk::SecondsSince1970(TextOf(excerpt, "LastChangedDate"));
  record.set_source_time_us(changed_s > 0 ? changed_s * 1'000'000 : read_at_us);
  record.set_raw(excerpt.dump(-1, ' ', false, Json::error_handler_t::replace));
  record.set_raw_media_type(kExcerptMediaType);
  if (recno.empty() || recno.size() > limits::kKeyBytes) {
    sdk::Refuse(sdk::Refused("key_missing", "a document without Recno, by which it would be known again", "ask the vendor why"), record);
    return record;
  }
  Fill(excerpt, *record.mutable_fact());
  record.set_natural_key(recno);
  record.set_business_key(sdk::BusinessKey(record.fact(), system_));
  return record;
}

}  // namespace helhet::public360

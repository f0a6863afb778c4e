#include "document_record.h"

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "helhet/business_key.h"
#include "helhet/limits.h"
#include "helhet/values/date.h"
#include "helhet/values/flags.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "helhet/values/unit_codes.h"
#include "moment.h"

namespace helhet::noark5 {
namespace {

// systemIDs are unique over all archives (RFC 4122), so one word stands for them all.
constexpr char kSystem[] = "noark5";
// The journal status of an entry that is no longer in force: «Utgår».
constexpr char kExpired[] = "U";

// Parts of a kept document, and the fact that is made of them.
struct Reading {
  Resource description;
  Resource record;
  Resource file;
  std::vector<Resource> objects;
  sdk::Flags flags;

  // The day of the first of these times that is one. One that is no time is flagged.
  std::string Day(std::initializer_list<std::pair<const Resource*, const char*>> times) {
    for (const auto& [part, name] : times) {
      const std::string text = part->Text(name);
      if (text.empty()) continue;
      if (std::string day = sdk::CalendarDay(text); !day.empty()) return day;
      flags.Add("date_unreadable", name, sdk::Quoted(text) + " is no date");
    }
    return "";
  }
};

std::optional<int64_t> VersionOf(const Resource& object) {
  const std::string text = object.Text("versjonsnummer");
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoll(text);
}

// The first that was made of the highest version. A variant that is made of it later, in archive format or with words
// blacked out, is no revision.
const Resource* LatestVersion(const std::vector<Resource>& objects) {
  const Resource* latest = nullptr;
  for (const Resource& object : objects) {
    const auto version = VersionOf(object);
    if (!version) continue;
    const int64_t before = latest == nullptr ? -1 : *VersionOf(*latest);
    const bool is_earlier = *version == before && MomentOf(object.Text("opprettetDato")).us < MomentOf(latest->Text("opprettetDato")).us;
    if (*version > before || is_earlier) latest = &object;
  }
  return latest;
}

void Fill(Reading& reading, model::v1::Fact& fact) {
  const auto& [description, record, file, objects, flags] = reading;
  auto& document = *fact.mutable_archive_document();
  document.set_document_id(description.system_id());
  document.set_title(description.Text("tittel"));
  document.set_document_type(description.CodeName("dokumenttype"));
  const std::string status = description.CodeName("dokumentstatus");
  document.set_status(status.empty() ? record.CodeName("journalstatus") : status);
  const Resource none;
  const Resource* latest = LatestVersion(objects);
  if (latest != nullptr) document.set_version(latest->Text("versjonsnummer"));
  document.set_revision_date(reading.Day({{latest == nullptr ? &none : latest, "opprettetDato"},
                                          {&record, "dokumentetsDato"},
                                          {&description, "opprettetDato"}}));
  document.set_published_date(reading.Day({{&record, "journaldato"}, {&description, "opprettetDato"}}));
  const bool expired = record.Code("journalstatus") == kExpired;
  document.set_withdrawn_date(reading.Day({{&description, "utfoertKassasjon/kassertDato"}, {expired ? &record : &none, "endretDato"}}));
  const auto authors = description.json().find("forfatter");
  const bool has_author = authors != description.json().end() && authors->is_array() && !authors->empty() && authors->front().is_string();
  const std::string responsible = file.Text("saksansvarlig");
  document.set_owner(!responsible.empty() ? responsible : has_author ? authors->front().get<std::string>() : "");
  document.set_link(description.self());
  sdk::AddUnitCode("administrative_unit", file.Text("administrativEnhet"), fact);
}

Resource PartOf(const Json& kept, const char* name) {
  const auto part = kept.find(name);
  return part != kept.end() && part->is_object() ? Resource(*part) : Resource();
}

void Refuse(const Status& status, plugin::v1::Record& record) {
  record.set_natural_key(record.locator());
  record.mutable_refusal()->set_code(status.reason());
  record.mutable_refusal()->set_what(status.message());
  record.mutable_refusal()->set_remedy(status.remedy());
}

}  // namespace

plugin::v1::Record RecordOf(const Json& kept, int64_t source_time_us) {
  plugin::v1::Record record;
  record.set_stream(kStream);
  record.set_source_time_us(source_time_us);
  record.set_raw(kept.dump(-1, ' ', false, Json::error_handler_t::replace));
  record.set_raw_media_type("application/json");
  model::v1::Fact fact;
  Reading reading{PartOf(kept, "dokumentbeskrivelse"), PartOf(kept, "registrering"), PartOf(kept, "mappe"), {}, sdk::Flags(fact)};
  const auto objects = kept.find("dokumentobjekt");
  if (objects != kept.end() && objects->is_array()) {
    for (const Json& object : *objects) reading.objects.emplace_back(object);
  }
  const std::string id = reading.description.system_id();
  record.set_locator("dokumentbeskrivelse " + id);
  if (id.empty() || id.size() > limits::kKeyBytes) {
    record.set_locator("dokumentbeskrivelse " + sdk::Quoted(id));
    Refuse(sdk::Refused("key_missing", "dokumentbeskrivelse has no systemID that can be a key", "tell whoever runs the archive"), record);
    return record;
  }
  Fill(reading, fact);
  record.set_natural_key(id);
  record.set_business_key(sdk::BusinessKey(fact, kSystem));
  *record.mutable_fact() = std::move(fact);
  return record;
}

plugin::v1::Record RecordOfKept(const std::string& raw, const std::string& locator, int64_t source_time_us) {
  const auto kept = Resource::Parse(raw, locator);
  plugin::v1::Record record = RecordOf(kept.ok() ? kept->json() : Json::object(), source_time_us);
  if (record.has_fact()) return record;
  record.set_raw(raw);
  record.set_locator(locator);
  record.set_natural_key(locator);
  if (!kept.ok()) Refuse(sdk::Refused("kept_unreadable", kept.status().message(), "run the connector with a full read"), record);
  return record;
}

}  // namespace helhet::noark5

#include "record_list.h"

#include <algorithm>

#include "helhet/folder_connector.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::compilo {
namespace {

// A column that none of so many records has is not there; each takes some kilobytes while it is held.
constexpr size_t kHeldRecords = 1000;

std::string Listed(const std::vector<std::string>& names) {
  std::string listed;
  for (const std::string& name : names) listed += (listed.empty() ? "" : " or ") + sdk::Quoted(name);
  return listed;
}

}  // namespace

RecordList::RecordList(const sdk::JsonRecordReader& reader, std::string media_type, int64_t time_us, const Sink& sink)
    : reader_(reader), media_type_(std::move(media_type)), time_us_(time_us), sink_(sink) {
  for (sdk::WantedColumn& column : reader.wanted()) {
    if (column.required) missing_.push_back(std::move(column.names));
  }
}

void RecordList::Look(const sdk::Json& record) {
  std::erase_if(missing_, [&](const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return sdk::At(record, name) != nullptr; });
  });
  if (taken_ > 1 || !record.is_object()) return;
  for (const auto& [name, unused] : record.items()) members_ += (members_.empty() ? "" : ", ") + name;
}

Status RecordList::Take(const sdk::Json& record, const std::string& where) {
  ++taken_;
  if (!missing_.empty()) Look(record);
  if (missing_.empty()) {
    HELHET_RETURN_IF_ERROR(GiveHeld());
    return Give(record, where);
  }
  if (held_.size() < kHeldRecords) held_.emplace_back(record, where);
  return OkStatus();
}

Status RecordList::Finish() {
  if (taken_ == 0) {
    broken_ = sdk::Refused("no_rows", "there are no records", "export again; if there are really none, take the export away");
  } else if (!missing_.empty()) {
    std::string names;
    for (const auto& column : missing_) names += (names.empty() ? "" : ", ") + Listed(column);
    broken_ = sdk::Refused("columns_missing", "no record has " + names + "; the first has " + sdk::Quoted(members_),
                           "state in settings.fields and settings.key what the export calls them");
  }
  return broken_.ok() ? GiveHeld() : OkStatus();
}

Status RecordList::GiveHeld() {
  for (const auto& [record, where] : held_) HELHET_RETURN_IF_ERROR(Give(record, where));
  held_.clear();
  return OkStatus();
}

Status RecordList::Give(const sdk::Json& record, const std::string& where) {
  if (reader_.Skips(record)) return OkStatus();
  for (plugin::v1::Record& each : reader_.Read(record, where, time_us_)) {
    each.set_raw_media_type(media_type_);
    if (each.has_fact() && !keys_.insert(std::hash<std::string>()(each.natural_key())).second) {
      sdk::Refuse(sdk::Refused("key_repeated", where + ": the same key as an earlier record, " + sdk::Quoted(each.natural_key()),
                               "delete one of them; if both are right, state what tells them apart in settings.key"),
                  each);
    }
    HELHET_RETURN_IF_ERROR(sink_(std::move(each)));
  }
  return OkStatus();
}

}  // namespace helhet::compilo

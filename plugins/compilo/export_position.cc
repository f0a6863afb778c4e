#include "export_position.h"

#include "helhet/json/json_record.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"

namespace helhet::compilo {
namespace {

using sdk::Json;

// Of so few documents a large share goes easily.
constexpr size_t kFew = 20;

}  // namespace

std::string ExportPosition::ToJson() const {
  if (place.empty() && keys.empty()) return "";
  return Json{{"keys", keys}, {"place", place}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ExportPosition> ExportPosition::FromJson(const std::string& text) {
  ExportPosition position;
  if (text.empty()) return position;
  const Result<Json> parsed = sdk::ParseJson(text);
  const Json* place = parsed.ok() ? sdk::At(*parsed, "place") : nullptr;
  const Json* keys = parsed.ok() ? sdk::At(*parsed, "keys") : nullptr;
  if (place != nullptr && place->is_string() && keys != nullptr && keys->is_array()) {
    position.place = place->get<std::string>();
    for (const Json& key : *keys) {
      if (key.is_string()) position.keys.insert(key.get<std::string>());
    }
    return position;
  }
  return FailedPrecondition("checkpoint: not a place among exports: " + sdk::Quoted(text))
      .WithReason("checkpoint_unreadable")
      .WithRemedy("run the connector with a full read")
      .WithClass(ErrorClass::kHub);
}

size_t RememberedBytes(const std::set<std::string>& keys) {
  size_t bytes = 0;
  for (const std::string& key : keys) bytes += key.size() + 3;  // quotes and comma
  return bytes;
}

Result<std::vector<std::string>> GoneSince(const std::set<std::string>& former, const std::set<std::string>& now,
                                           const std::function<bool(const std::string&)>& covers, int64_t most_percent) {
  std::vector<std::string> gone;
  size_t covered = 0;
  for (const std::string& key : former) {
    if (!covers(key)) continue;
    ++covered;
    if (!now.contains(key)) gone.push_back(key);
  }
  if (covered < kFew || gone.size() * 100 <= covered * static_cast<size_t>(most_percent)) return gone;
  return sdk::Refused("export_cut_short",
                      std::to_string(gone.size()) + " of " + std::to_string(covered) +
                          " are not in the export, which is taken to be cut short; nothing is withdrawn",
                      "export again; if they are really gone, raise settings.max_withdrawn_percent for one read");
}

}  // namespace helhet::compilo

#include "checkpoint.h"

#include <nlohmann/json.hpp>

namespace helhet::ssb {

Checkpoint Checkpoint::Parse(const std::string& text) {
  Checkpoint checkpoint;
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("version") || json["version"] != 1) return checkpoint;
  const auto tables = json.find("tables");
  if (tables == json.end() || !tables->is_object()) return checkpoint;
  for (const auto& [fingerprint, entry] : tables->items()) {
    if (!entry.is_object() || !entry.contains("table") || !entry.contains("mark")) continue;
    if (!entry["table"].is_string() || !entry["mark"].is_string()) continue;
    checkpoint.Set(fingerprint, {entry["table"].get<std::string>(), entry["mark"].get<std::string>()});
  }
  return checkpoint;
}

std::string Checkpoint::Text() const {
  nlohmann::json tables = nlohmann::json::object();
  for (const auto& [fingerprint, entry] : entries_) {
    tables[fingerprint] = {{"table", entry.table_id}, {"mark", entry.mark}};
  }
  return nlohmann::json({{"version", 1}, {"tables", tables}}).dump();
}

bool Checkpoint::Has(const std::string& fingerprint, const Entry& entry) const {
  const auto found = entries_.find(fingerprint);
  return found != entries_.end() && found->second == entry && !entry.mark.empty();
}

std::string Checkpoint::TableOf(const std::string& fingerprint) const {
  const auto found = entries_.find(fingerprint);
  return found == entries_.end() ? "" : found->second.table_id;
}

}  // namespace helhet::ssb

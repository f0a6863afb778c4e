#include "tests/support/canonical_dump.h"

#include <algorithm>
#include <vector>

#include "core/model/fact_schema.h"
#include "core/store/raw_payload.h"

namespace helhet::testing {
namespace {

std::string Text(const store::Value& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* bytes = std::get_if<store::Bytes>(&value)) return "x" + store::Hex(bytes->data);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "NULL";
}

constexpr char kFactColumns[] =
    "f.connector_id, f.stream, f.natural_key, f.business_key, f.kind, f.content_hash, f.source_time_us, f.locator, f.raw_sha256, "
    "f.raw_offset, f.raw_length, f.unit_codes, f.flags";

// Each statement's rows are a section.
std::vector<std::pair<std::string, std::string>> Sections() {
  std::vector<std::pair<std::string, std::string>> sections = {
      {"fact", std::string("SELECT ") + kFactColumns + " FROM fact f WHERE f.municipality_id = $1"},
      // Numbers of payloads may differ between two ways; the bytes that a fact or an object leads to may not.
      {"fact_raw", "SELECT f.connector_id, f.stream, f.natural_key, p.connector_id, p.piece, p.data FROM fact f JOIN raw_payload p ON "
                   "p.municipality_id = f.municipality_id AND p.payload_id = f.raw_payload_id WHERE f.municipality_id = $1"},
      {"quarantine_raw", "SELECT q.connector_id, q.stream, q.natural_key, p.connector_id, p.piece, p.data FROM quarantine q JOIN raw_payload p ON "
                         "p.municipality_id = q.municipality_id AND p.payload_id = q.raw_payload_id WHERE q.municipality_id = $1"},
      {"object_raw", "SELECT o.connector_id, o.sha256, p.connector_id, p.piece, p.data FROM source_object o JOIN raw_payload p ON "
                     "p.municipality_id = o.municipality_id AND p.payload_id = o.payload_id WHERE o.municipality_id = $1"},
      {"raw", "SELECT connector_id, piece, media_type, total_length, data FROM raw_payload WHERE municipality_id = $1"},
      {"quarantine", "SELECT connector_id, stream, natural_key, locator, code, what, remedy, raw_sha256, state FROM quarantine WHERE municipality_id = $1"},
      {"waiting", "SELECT w.scheme, w.code, f.natural_key FROM waiting_code w JOIN fact f ON f.municipality_id = w.municipality_id "
                  "AND f.fact_id = w.fact_id WHERE w.municipality_id = $1"},
      {"dirty", "SELECT kind, unit_id, month FROM dirty WHERE municipality_id = $1"},
      {"unmatched", "SELECT kind FROM unmatched WHERE municipality_id = $1"},
      {"checkpoint", "SELECT connector_id, checkpoint FROM connector_state WHERE municipality_id = $1"},
      // No terms: facts that were there have gone, and nobody sees a figure. A sync that is cut off shows figures on the
      // way that one in a single piece never had.
      {"figure", "SELECT measure_id, unit_id, period, terms, other_currency_count FROM cell WHERE municipality_id = $1 AND terms <> '[]'"}};
  for (const auto& table : model::FactTables()) {
    std::string columns = table.is_line() ? "k.line_no" : "k.unit_id, k.month, k.counted";
    for (const auto& field : table.fields) columns += ", k.\"" + field.name + "\"";
    sections.emplace_back(table.name, "SELECT f.natural_key, " + columns + " FROM " + table.table + " k JOIN fact f ON f.municipality_id = "
                          "k.municipality_id AND f.fact_id = k.fact_id WHERE k.municipality_id = $1");
  }
  return sections;
}

}  // namespace

Result<std::string> CanonicalDump(store::TenantStore& store) {
  std::vector<std::string> lines;
  for (const auto& [name, sql] : Sections()) {
    HELHET_RETURN_IF_ERROR(store.Query(sql, {}, [&](const store::Row& row) {
      std::string line = name;
      for (const auto& value : row) line += "\t" + Text(value);
      lines.push_back(std::move(line));
      return OkStatus();
    }));
  }
  std::sort(lines.begin(), lines.end());
  std::string dump;
  for (const std::string& line : lines) dump += line + "\n";
  return dump;
}

}  // namespace helhet::testing

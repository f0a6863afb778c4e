#include "table_spec.h"

#include <openssl/sha.h>

#include <set>

namespace helhet::ssb {
namespace {

Status Invalid(const std::string& setting, const std::string& what) {
  return InvalidArgument(setting + ": " + what)
      .WithReason("setting_invalid")
      .WithSetting(setting)
      .WithClass(ErrorClass::kConfiguration);
}

// Numbers go into addresses and into file names.
bool IsTableId(const std::string& id) {
  return !id.empty() && id.size() <= 40 &&
         id.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-") == std::string::npos;
}

std::string Fingerprint(const TableSpec& spec, const std::string& language, const std::string& source) {
  // Each text is preceded by its length, so that no two settings write the same.
  std::string text;
  const auto add = [&text](const std::string& part) { text += std::to_string(part.size()) + ":" + part; };
  for (const std::string& part :
       {language, source, spec.id, spec.search, std::to_string(spec.kind), spec.series, spec.projection_round,
        spec.projection_alternative, spec.projection_alternative_variable, spec.unit_variable, spec.unit_scheme,
        spec.age_variable}) {
    add(part);
  }
  for (const auto& [variable, expressions] : spec.selection) {
    add(variable);
    add(std::to_string(expressions.size()));
    for (const std::string& expression : expressions) add(expression);
  }
  for (const auto* values : {&spec.codelists, &spec.output_values}) {
    add(std::to_string(values->size()));
    for (const auto& [variable, value] : *values) add(variable), add(value);
  }
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  std::string hex;
  for (int i = 0; i < 8; ++i) {
    hex += "0123456789abcdef"[digest[i] >> 4];
    hex += "0123456789abcdef"[digest[i] & 15];
  }
  return hex;
}

Status ParseSelection(const sdk::Settings& settings, const std::string& path, TableSpec& spec) {
  for (const std::string& variable : settings.Keys(path + ".selection")) {
    auto expressions = settings.Texts(path + ".selection." + variable);
    if (expressions.empty()) return Invalid(spec.setting + ".selection." + variable, "states no code");
    spec.selection[variable] = std::move(expressions);
  }
  for (const std::string& variable : settings.Keys(path + ".codelists")) {
    spec.codelists[variable] = settings.Text(path + ".codelists." + variable, "");
    if (!spec.selection.contains(variable)) {
      return Invalid(spec.setting + ".codelists." + variable, "the variable has no selection");
    }
  }
  for (const std::string& variable : settings.Keys(path + ".output_values")) {
    const std::string value = settings.Text(path + ".output_values." + variable, "");
    if (value != "aggregated" && value != "single") {
      return Invalid(spec.setting + ".output_values." + variable, "'" + value + "' is neither aggregated nor single");
    }
    if (!spec.codelists.contains(variable)) {
      return Invalid(spec.setting + ".output_values." + variable, "the variable has no codelist");
    }
    spec.output_values[variable] = value;
  }
  return OkStatus();
}

Result<TableSpec> ParseTable(const sdk::Settings& settings, const std::string& path) {
  TableSpec spec;
  spec.setting = "settings." + path;
  spec.id = settings.Text(path + ".id", "");
  spec.search = settings.Text(path + ".search", "");
  if (spec.id.empty() == spec.search.empty()) return Invalid(spec.setting, "states either id or search, one of them");
  if (!spec.id.empty() && !IsTableId(spec.id)) {
    return Invalid(spec.setting + ".id", "'" + spec.id + "' is no table number");
  }

  const std::string kind = settings.Text(path + ".kind", "history");
  if (kind != "history" && kind != "projection") {
    return Invalid(spec.setting + ".kind", "'" + kind + "' is neither history nor projection");
  }
  spec.kind = kind == "history" ? model::v1::STATISTIC_KIND_HISTORY : model::v1::STATISTIC_KIND_PROJECTION;
  spec.series = settings.Text(path + ".series", "");
  spec.projection_round = settings.Text(path + ".projection_round", "");
  spec.projection_alternative = settings.Text(path + ".projection_alternative", "");
  spec.projection_alternative_variable = settings.Text(path + ".projection_alternative_variable", "");
  spec.unit_variable = settings.Text(path + ".unit_code.variable", "");
  spec.unit_scheme = settings.Text(path + ".unit_code.scheme", "municipality_code");
  spec.age_variable = settings.Text(path + ".age_variable", "Alder");
  spec.accept_discontinued = settings.Flag(path + ".accept_discontinued", false);
  HELHET_RETURN_IF_ERROR(ParseSelection(settings, path, spec));
  return spec;
}

}  // namespace

Result<std::vector<TableSpec>> ParseTables(const sdk::Settings& settings, const std::string& language,
                                           const std::string& source) {
  std::vector<TableSpec> specs;
  std::set<std::string> fingerprints;
  for (size_t i = 0; i < settings.Size("tables"); ++i) {
    HELHET_ASSIGN_OR_RETURN(TableSpec spec, ParseTable(settings, "tables." + std::to_string(i)));
    spec.fingerprint = Fingerprint(spec, language, source);
    if (!fingerprints.insert(spec.fingerprint).second) return Invalid(spec.setting, "says the same as another table");
    specs.push_back(std::move(spec));
  }
  if (specs.empty()) return Invalid("settings.tables", "at least one table is required");
  return specs;
}

}  // namespace helhet::ssb

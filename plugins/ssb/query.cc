#include "query.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dates.h"
#include "helhet/http_transport.h"
#include "limits.h"
#include "selection.h"

namespace helhet::ssb {
namespace {

Status Invalid(const TableSpec& spec, const std::string& what) {
  return InvalidArgument(spec.Name() + ": " + what)
      .WithReason("selection_invalid")
      .WithSetting(spec.setting + ".selection")
      .WithClass(ErrorClass::kConfiguration);
}

bool Holds(const std::vector<size_t>& positions, size_t position) {
  return std::find(positions.begin(), positions.end(), position) != positions.end();
}

void DropPeriodsBefore(const std::string& from_day, std::vector<std::string>& codes) {
  std::erase_if(codes, [&](const std::string& code) {
    const auto period = ParsePeriod(code);
    return period && period->first_day < from_day;
  });
}

std::string JoinedCodes(const VariableSelection& variable) {
  std::string text;
  for (const std::string& code : variable.codes) text += (text.empty() ? "" : ",") + sdk::PercentEncode(code);
  return text;
}

// `&name[variable]=`, the brackets encoded as an address demands.
std::string Parameter(const std::string& name, const std::string& variable) {
  return "&" + name + "%5b" + sdk::PercentEncode(variable) + "%5d=";
}

}  // namespace

uint64_t DataQuery::cells() const {
  uint64_t cells = 1;
  for (const VariableSelection& variable : variables) {
    if (__builtin_mul_overflow(cells, variable.codes.size(), &cells)) return UINT64_MAX;
  }
  return cells;
}

Result<DataQuery> MakeQuery(const TableSpec& spec, const jsonstat::Dataset& metadata, const std::string& from_day) {
  for (const auto& [variable, unused] : spec.selection) {
    if (metadata.Find(variable) == nullptr) return Invalid(spec, "has no variable '" + variable + "'");
  }
  DataQuery query;
  for (size_t i = 0; i < metadata.dimensions.size(); ++i) {
    const jsonstat::Dimension& dimension = metadata.dimensions[i];
    const bool is_time = Holds(metadata.time, i);
    std::vector<std::string> expressions{"*"};
    if (const auto stated = spec.selection.find(dimension.id); stated != spec.selection.end()) {
      expressions = stated->second;
    } else if (!is_time && !Holds(metadata.metric, i)) {
      if (dimension.Extension("elimination") == "true") continue;
      return Invalid(spec, "cannot do without the variable '" + dimension.id + "': select codes of it");
    }
    VariableSelection selected;
    selected.variable = dimension.id;
    auto codes = Expand(dimension, is_time, expressions);
    if (!codes.ok()) {
      return Status(codes.status()).Annotate(spec.Name()).WithSetting(spec.setting + ".selection." + dimension.id);
    }
    selected.codes = std::move(*codes);
    if (is_time) DropPeriodsBefore(from_day, selected.codes);
    if (const auto list = spec.codelists.find(dimension.id); list != spec.codelists.end()) {
      selected.codelist = list->second;
    }
    if (const auto output = spec.output_values.find(dimension.id); output != spec.output_values.end()) {
      selected.output_values = output->second;
    }
    if (is_time) query.time = static_cast<int>(query.variables.size());
    if (Holds(metadata.geo, i)) query.region = static_cast<int>(query.variables.size());
    query.variables.push_back(std::move(selected));
  }
  return query;
}

std::vector<DataQuery> Split(const DataQuery& query, uint64_t limit) {
  const uint64_t cells = query.cells();
  if (cells <= limit) return {query};
  const auto size_of = [&](int position) {
    return position < 0 ? 0 : query.variables[static_cast<size_t>(position)].codes.size();
  };
  size_t split = 0;
  if (size_of(query.time) > 1) {
    split = static_cast<size_t>(query.time);
  } else if (size_of(query.region) > 1) {
    split = static_cast<size_t>(query.region);
  } else {
    for (size_t i = 1; i < query.variables.size(); ++i) {
      if (query.variables[i].codes.size() > query.variables[split].codes.size()) split = i;
    }
  }
  const std::vector<std::string>& codes = query.variables[split].codes;
  if (codes.size() <= 1) return {query};

  const uint64_t cells_per_code = cells / codes.size();
  const size_t per_part = std::clamp<uint64_t>(limit / cells_per_code, 1, codes.size() - 1);
  std::vector<DataQuery> parts;
  for (size_t begin = 0; begin < codes.size(); begin += per_part) {
    DataQuery part = query;
    part.variables[split].codes.assign(
        codes.begin() + static_cast<std::ptrdiff_t>(begin),
        codes.begin() + static_cast<std::ptrdiff_t>(std::min(begin + per_part, codes.size())));
    for (DataQuery& smaller : Split(part, limit)) parts.push_back(std::move(smaller));
  }
  return parts;
}

std::string PostAddress(const std::string& base_url, const DataQuery& query, const std::string& language) {
  std::string address = base_url + "/tables/" + query.table_id + "/data?lang=" + language + "&outputFormat=json-stat2";
  for (const VariableSelection& variable : query.variables) {
    if (!variable.output_values.empty()) {
      address += Parameter("outputValues", variable.variable) + variable.output_values;
    }
  }
  return address;
}

std::string GetAddress(const std::string& base_url, const DataQuery& query, const std::string& language) {
  std::string address = PostAddress(base_url, query, language);
  for (const VariableSelection& variable : query.variables) {
    address += Parameter("valueCodes", variable.variable) + JoinedCodes(variable);
    if (!variable.codelist.empty()) {
      address += Parameter("codelist", variable.variable) + sdk::PercentEncode(variable.codelist);
    }
  }
  return address;
}

std::string PostBody(const DataQuery& query) {
  nlohmann::ordered_json selection = nlohmann::ordered_json::array();
  for (const VariableSelection& variable : query.variables) {
    nlohmann::ordered_json one;
    one["variableCode"] = variable.variable;
    if (!variable.codelist.empty()) one["codelist"] = variable.codelist;
    one["valueCodes"] = variable.codes;
    selection.push_back(std::move(one));
  }
  nlohmann::ordered_json body;
  body["selection"] = std::move(selection);
  return body.dump();
}

bool NeedsPost(const std::string& get_address, const DataQuery& query) {
  if (get_address.size() > limits::kAddressCharacters) return true;
  for (const VariableSelection& variable : query.variables) {
    for (const std::string& code : variable.codes) {
      if (code.find(',') != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace helhet::ssb

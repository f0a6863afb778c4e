#include "saved_answers.h"

#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "limits.h"

namespace helhet::ssb {
namespace {

namespace fs = std::filesystem;

Status Missing(const fs::path& file) {
  return NotFound("'" + file.string() + "': no such file among the saved answers")
      .WithReason("saved_answer_missing")
      .WithSetting("settings.folder")
      .WithRemedy("save the service's answer there")
      .WithClass(ErrorClass::kConfiguration);
}

Status InFile(const fs::path& file, Status status) {
  return status.Annotate("'" + file.string() + "'").WithSetting("settings.folder").WithClass(ErrorClass::kSource);
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return text;
}

std::vector<std::string> Words(std::string query) {
  query = Lower(std::move(query));
  if (query.rfind("title:", 0) == 0) query.erase(0, 6);
  std::erase(query, '"');
  std::istringstream stream(query);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool HasVariables(const jsonstat::Dataset& dataset, const DataQuery& query) {
  if (dataset.dimensions.size() != query.variables.size()) return false;
  return std::all_of(query.variables.begin(), query.variables.end(),
                     [&](const VariableSelection& variable) { return dataset.Find(variable.variable) != nullptr; });
}

}  // namespace

Result<std::string> SavedAnswers::ReadFile(const fs::path& file, size_t limit_bytes) const {
  std::ifstream stream(file, std::ios::binary);
  std::error_code error;
  if (!stream || fs::is_directory(file, error)) return Missing(file);
  std::string text;
  char piece[1 << 16];
  while (stream.read(piece, sizeof(piece)) || stream.gcount() > 0) {
    text.append(piece, static_cast<size_t>(stream.gcount()));
    if (text.size() > limit_bytes) {
      return InFile(file, ResourceExhausted("over the limit of " + std::to_string(limit_bytes) + " bytes")
                              .WithReason("answer_too_large"));
    }
  }
  return text;
}

// Sorted by name, so that parts are read in the same order everywhere.
Result<std::vector<fs::path>> SavedAnswers::DataFiles(const std::string& id) const {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(TableFolder(id), error)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind("data", 0) == 0 && entry.path().extension() == ".json") files.push_back(entry.path());
    if (files.size() > limits::kSavedFiles) {
      return InFile(TableFolder(id),
                    ResourceExhausted("more than " + std::to_string(limits::kSavedFiles) + " data files"));
    }
  }
  if (files.empty()) return Missing(TableFolder(id) / "data.json");
  std::sort(files.begin(), files.end());
  return files;
}

Result<ServiceConfig> SavedAnswers::Open(const sdk::Host&) {
  std::error_code error;
  if (!fs::is_directory(folder_, error)) {
    return FailedPrecondition("'" + folder_.string() + "': no such folder")
        .WithReason("folder_not_found")
        .WithSetting("settings.folder")
        .WithClass(ErrorClass::kConfiguration);
  }
  const fs::path file = folder_ / "config.json";
  if (!fs::exists(file, error)) return ServiceConfig{};
  HELHET_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, limits::kSmallBytes));
  auto config = ParseConfig(text);
  return config.ok() ? config : Result<ServiceConfig>(InFile(file, config.status()));
}

Result<TableInfo> SavedAnswers::Table(const std::string& id, const sdk::Host&) {
  const fs::path file = TableFolder(id) / "table.json";
  HELHET_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, limits::kSmallBytes));
  auto table = ParseTable(text);
  if (!table.ok()) return InFile(file, table.status());
  if (table->id != id) {
    return InFile(file, InvalidArgument("is of table '" + table->id + "'").WithReason("saved_answer_wrong"));
  }
  return table;
}

Result<std::vector<TableInfo>> SavedAnswers::Search(const std::string& query, const sdk::Host& host) {
  const std::vector<std::string> words = Words(query);
  std::vector<TableInfo> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_ / "tables", error)) {
    if (!entry.is_directory(error)) continue;
    HELHET_ASSIGN_OR_RETURN(TableInfo table, Table(entry.path().filename().string(), host));
    const std::string label = Lower(table.label);
    const bool matches = std::all_of(words.begin(), words.end(),
                                     [&](const std::string& word) { return label.find(word) != std::string::npos; });
    if (matches && !table.discontinued) found.push_back(std::move(table));
  }
  return found;
}

Result<std::string> SavedAnswers::Mark(const TableInfo& table, const sdk::Host&) {
  HELHET_ASSIGN_OR_RETURN(std::vector<fs::path> files, DataFiles(table.id));
  files.push_back(TableFolder(table.id) / "metadata.json");
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
  for (const fs::path& file : files) {
    HELHET_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, limits::kDataBytes));
    const std::string head = file.filename().string() + ":" + std::to_string(text.size()) + ":";
    EVP_DigestUpdate(hash.get(), head.data(), head.size());
    EVP_DigestUpdate(hash.get(), text.data(), text.size());
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  EVP_DigestFinal_ex(hash.get(), digest, nullptr);
  std::string mark = table.updated + " ";
  for (int i = 0; i < 8; ++i) {
    mark += "0123456789abcdef"[digest[i] >> 4];
    mark += "0123456789abcdef"[digest[i] & 15];
  }
  return mark;
}

Result<jsonstat::Dataset> SavedAnswers::Metadata(const std::string& id, const std::map<std::string, std::string>&,
                                                 const sdk::Host&) {
  const fs::path file = TableFolder(id) / "metadata.json";
  HELHET_ASSIGN_OR_RETURN(const std::string text, ReadFile(file, limits::kSmallBytes));
  auto metadata = jsonstat::DecodeDataset(text);
  if (!metadata.ok()) return InFile(file, metadata.status());
  return metadata;
}

Status SavedAnswers::Data(const DataQuery& query, const TakeAnswer& take, const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const std::vector<fs::path> files, DataFiles(query.table_id));
  bool taken = false;
  for (const fs::path& file : files) {
    const std::string locator = (fs::path("tables") / query.table_id / file.filename()).string();
    HELHET_RETURN_IF_ERROR(host.Progress("leser " + locator));
    HELHET_ASSIGN_OR_RETURN(std::string text, ReadFile(file, limits::kDataBytes));
    auto dataset = jsonstat::DecodeDataset(text);
    if (!dataset.ok()) return InFile(file, dataset.status());
    if (!HasVariables(*dataset, query)) continue;
    HELHET_RETURN_IF_ERROR(take({std::move(text), std::move(*dataset), locator}));
    taken = true;
  }
  if (taken) return OkStatus();
  std::string variables;
  for (const VariableSelection& variable : query.variables) {
    variables += (variables.empty() ? "" : ", ") + variable.variable;
  }
  return FailedPrecondition("'" + TableFolder(query.table_id).string() + "': no data file has the variables " +
                            variables)
      .WithReason("saved_answer_wrong")
      .WithSetting("settings.folder")
      .WithRemedy("save the answer to the same selection as the settings state")
      .WithClass(ErrorClass::kConfiguration);
}

}  // namespace helhet::ssb

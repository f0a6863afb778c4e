#include "document_reader.h"

#include <algorithm>
#include <utility>

#include "relation.h"

namespace helhet::noark5 {
namespace {

// Files and records that are remembered at a time: a few kilobytes each.
constexpr size_t kRemembered = 2000;
// Files inside one another: one that is deeper leads in a circle.
constexpr int kFileDepth = 30;

bool IsAfter(const Moment& touched, const Moment& after) {
  // Beyond the microsecond only the texts tell two times apart. What has no time may be new.
  return touched.us == 0 || touched.us > after.us || (touched.us == after.us && touched.text != after.text);
}

}  // namespace

Status DocumentReader::ReadAll() {
  return Changed(relation::kDescription, {}, [this](Resource description) { return Give(std::move(description)); });
}

Status DocumentReader::ReadChangedAfter(const Moment& after) {
  HELHET_RETURN_IF_ERROR(Changed(relation::kFile, after, [this](Resource file) {
    return Below(file, relation::kRecord, [this](Resource record) { return DocumentsOf(record); });
  }));
  HELHET_RETURN_IF_ERROR(Changed(relation::kRecord, after, [this](Resource record) { return DocumentsOf(record); }));
  HELHET_RETURN_IF_ERROR(Changed(relation::kDescription, after, [this](Resource description) { return Give(std::move(description)); }));
  return Changed(relation::kObject, after, [this](Resource object) -> Status {
    HELHET_ASSIGN_OR_RETURN(Resource description, Around(object, {relation::kDescription}));
    return Give(std::move(description));
  });
}

Status DocumentReader::Changed(const char* relation, const Moment& after, const Session::Sink& sink) {
  HELHET_ASSIGN_OR_RETURN(const Resource structure, session_.Package(relation::kArchiveStructure));
  const auto link = structure.LinkOf(relation);
  // What the user may not list cannot change what the user sees; but without documents there is nothing to read.
  if (!link && relation != std::string_view(relation::kDescription)) return OkStatus();
  if (!link) return LinkOrNotAllowed(structure, relation::kArchiveStructure, relation).status();
  Query query{.order_by = "opprettetDato asc"};
  if (after.us > 0) query.filter = "endretDato gt " + after.text + " or opprettetDato gt " + after.text;
  return session_.List(*link, query, relation, [&](Resource element) {
    return after.us == 0 || IsAfter(LastTouched(element), after) ? sink(std::move(element)) : OkStatus();
  });
}

Status DocumentReader::Below(const Resource& parent, const char* relation, const Session::Sink& sink) {
  const auto link = parent.LinkOf(relation);
  return link ? session_.List(*link, {}, relation, sink) : OkStatus();
}

Status DocumentReader::DocumentsOf(const Resource& record) {
  return Below(record, relation::kDescription, [this](Resource description) { return Give(std::move(description)); });
}

Status DocumentReader::Give(Resource description) {
  const std::string id = description.system_id();
  if (!id.empty() && !given_.insert(id).second) return OkStatus();
  DocumentParts parts;
  HELHET_ASSIGN_OR_RETURN(parts.record, Around(description, {relation::kJournalEntry, relation::kRecord}));
  HELHET_ASSIGN_OR_RETURN(parts.file, Around(parts.record, {relation::kCase, relation::kFile}));
  HELHET_ASSIGN_OR_RETURN(const bool wanted, IsWanted(parts));
  if (!wanted) return OkStatus();
  HELHET_RETURN_IF_ERROR(Below(description, relation::kObject, [&](Resource object) {
    parts.objects.push_back(std::move(object));
    return OkStatus();
  }));
  parts.description = std::move(description);
  return sink_(parts);
}

Result<bool> DocumentReader::IsWanted(const DocumentParts& parts) {
  if (series_.empty()) return true;
  // A file may lie in a file, and a record in no file.
  Resource part = parts.file.json().empty() ? parts.record : parts.file;
  for (int depth = 0; depth < kFileDepth && !part.json().empty(); ++depth) {
    HELHET_ASSIGN_OR_RETURN(const Resource series, Around(part, {relation::kSeries}));
    if (!series.json().empty()) {
      const auto is_this = [&](const std::string& wanted) { return wanted == series.Text("tittel") || wanted == series.system_id(); };
      return std::any_of(series_.begin(), series_.end(), is_this);
    }
    HELHET_ASSIGN_OR_RETURN(part, Around(part, {relation::kParentFile}));
  }
  return false;
}

Result<Resource> DocumentReader::Around(const Resource& part, std::initializer_list<const char*> relations) {
  for (const char* relation : relations) {
    const auto link = part.LinkOf(relation);
    if (!link) continue;
    const std::string address = Expand(*link, {});
    if (const auto found = around_.find(address); found != around_.end()) return found->second;
    Result<Resource> got = session_.Get(address, relation);
    if (!got.ok() && got.status().code() == StatusCode::kNotFound) return Resource();  // deleted meanwhile
    HELHET_ASSIGN_OR_RETURN(Resource around, std::move(got));
    // A document may stand in several records, and then the link leads to a list of them.
    const auto results = around.json().find("results");
    if (results != around.json().end() && results->is_array() && !results->empty()) {
      around = Resource(results->front());
    } else if (around.json().contains("count")) {
      around = Resource();
    }
    if (around_.size() >= kRemembered) around_.clear();
    return around_[address] = std::move(around);
  }
  return Resource();
}

}  // namespace helhet::noark5

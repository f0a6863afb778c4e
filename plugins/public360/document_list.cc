#include "document_list.h"

#include <algorithm>
#include <utility>

#include "helhet/table/field_setting.h"
#include "helhet/values/quoted.h"

namespace helhet::public360 {
namespace {

constexpr const char* kMethod = "DocumentService/GetDocuments";
// Far beyond any municipality's archive; a service that never ends is at fault.
constexpr int64_t kPages = 100'000;

Status Faulty(const char* reason, const std::string& why) {
  return FailedPrecondition(std::string(kMethod) + ": " + why)
      .WithReason(reason)
      .WithRemedy("ask whoever runs Public 360 which version of SIF it has; this connector is made for GetDocuments with pages")
      .WithClass(ErrorClass::kSource);
}

int64_t IntegerAt(const Json& answer, const char* name, int64_t fallback) {
  const Json* value = sdk::At(answer, name);
  return value != nullptr && value->is_number_integer() ? value->get<int64_t>() : fallback;
}

}  // namespace

Result<DocumentList> DocumentList::From(const sdk::Settings& settings, bool with_files) {
  DocumentList list;
  list.with_files_ = with_files;
  list.page_size_ = settings.Integer("page_size", 100);
  if (list.page_size_ < 1 || list.page_size_ > 1000) return sdk::SettingInvalid("page_size", "must be from 1 to 1000", "state 100, or leave it out");
  for (const std::string& name : settings.Keys("choose")) {
    HELHET_ASSIGN_OR_RETURN(list.chosen_[name], settings.Text("choose." + name));
  }
  return list;
}

// In the order of record numbers, so that a change meanwhile does not move a document from one page to another.
Result<Json> DocumentList::Page(int64_t page, int64_t size, const std::string& last_date, SifService& sif, const sdk::Host& host) const {
  Json parameter = chosen_;
  parameter["Page"] = page;
  parameter["MaxReturnedDocuments"] = size;
  parameter["SortingCriterion"] = "RecnoAscending";
  parameter["IncludeFiles"] = with_files_;
  if (!last_date.empty()) parameter["LastDate"] = last_date;
  HELHET_ASSIGN_OR_RETURN(Json answer, sif.Call(kMethod, parameter, host));
  // Where there are none, some answers have null in place of the list.
  Json& documents = answer["Documents"];
  if (documents.is_null()) documents = Json::array();
  if (!documents.is_array()) return Faulty("answer_unreadable", "Documents is no list");
  return answer;
}

Result<int64_t> DocumentList::Count(SifService& sif, const sdk::Host& host) const {
  HELHET_ASSIGN_OR_RETURN(const Json answer, Page(0, 1, "", sif, host));
  return IntegerAt(answer, "TotalCount", static_cast<int64_t>(answer["Documents"].size()));
}

Result<std::string> DocumentList::Read(const std::string& last_date, SifService& sif, const sdk::Host& host, const Sink& sink) const {
  std::string next_date;
  int64_t total = 0;
  int64_t calls = 0;
  for (int64_t page = 0, pages = 1; page < pages; ++page) {
    if (++calls > kPages) return Faulty("pages_endless", "more than " + std::to_string(kPages) + " pages");
    HELHET_RETURN_IF_ERROR(host.Progress("leser dokumenter", page, pages));
    HELHET_ASSIGN_OR_RETURN(const Json answer, Page(page, page_size_, last_date, sif, host));
    // The cursor of the first page: by a later one's, what was changed on pages that had been read would be passed over.
    if (page == 0 && next_date.empty()) next_date = sdk::CellOf(sdk::At(answer, "NextDeltaLastDate"), false).text;
    for (const Json& document : answer["Documents"]) HELHET_RETURN_IF_ERROR(sink(document));
    pages = std::max<int64_t>(IntegerAt(answer, "TotalPageCount", answer["Documents"].empty() ? 0 : page + 2), 1);
    // Documents that went away pull those behind them to the page before, which is then read once more.
    const int64_t total_now = IntegerAt(answer, "TotalCount", 0);
    if (page > 0 && total_now < total) page -= 2;
    total = total_now;
  }
  return next_date.empty() ? last_date : next_date;
}

}  // namespace helhet::public360

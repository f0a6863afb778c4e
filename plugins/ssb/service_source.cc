#include "service_source.h"

#include <deque>

#include "limits.h"

namespace helhet::ssb {
namespace {

// What the service said no with, for the operator. `what` names the thing asked for.
Status Refusal(const sdk::HttpResponse& response, const std::string& what) {
  const auto problem = ParseProblem(response.body);
  const std::string said = "status " + std::to_string(response.status) + (problem ? ", '" + problem->Text() + "'" : "");
  if (response.status == 404) {
    return NotFound(what + ": the service has none, " + said)
        .WithReason("table_not_found")
        .WithRemedy("the table may have been retired: look for the one that follows it")
        .WithClass(ErrorClass::kSource);
  }
  if (response.status == 400) {
    return InvalidArgument(what + ": the service refuses the query, " + said)
        .WithReason("query_refused")
        .WithClass(ErrorClass::kConfiguration);
  }
  return FailedPrecondition(what + ": the service refuses, " + said)
      .WithReason("service_refused")
      .WithClass(ErrorClass::kSource);
}

// Status 200 with something else than was asked for. A page of HTML is a service in trouble, however it says
// so, and may go better later; json that contradicts itself will not.
Status NotAnAnswer(const std::string& what, const Status& why) {
  const bool is_json = why.reason() != "json_malformed" && why.reason() != "answer_not_json";
  const std::string message = what + ": status 200, but the answer cannot be read: " + why.message();
  return (is_json ? FailedPrecondition(message) : Unavailable(message))
      .WithReason("answer_invalid")
      .WithClass(ErrorClass::kSource);
}

bool IsTooManyCells(const sdk::HttpResponse& response) {
  if (response.status != 400 && response.status != 403) return false;
  const auto problem = ParseProblem(response.body);
  return problem && problem->SaysTooManyCells();
}

}  // namespace

Result<std::string> ServiceSource::Get(const std::string& path_and_query, const std::string& activity,
                                       const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse response, http_.Send({.url = base_url_ + path_and_query,
                                                                  .activity = "henter " + activity,
                                                                  .limit_bytes = limits::kSmallBytes},
                                                                 host));
  if (response.status != 200) return Refusal(response, activity);
  return std::move(response.body);
}

Result<ServiceConfig> ServiceSource::Open(const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const std::string body, Get("/config", "/config", host));
  const auto config = ParseConfig(body);
  if (!config.ok()) return NotAnAnswer("/config", config.status());
  cell_limit_ = config->max_data_cells > 0 ? config->max_data_cells : limits::kCellsUnknown;
  http_.SetRateLimit(config->calls_per_window, std::chrono::seconds(config->window_seconds));
  return *config;
}

Result<TableInfo> ServiceSource::Table(const std::string& id, const sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const std::string body, Get("/tables/" + id + "?lang=" + language_, "table " + id, host));
  auto table = ParseTable(body);
  if (!table.ok()) return NotAnAnswer("table " + id, table.status());
  return table;
}

Result<std::vector<TableInfo>> ServiceSource::Search(const std::string& query, const sdk::Host& host) {
  const std::string what = "search '" + query + "'";
  const std::string address = "/tables?lang=" + language_ + "&pageSize=" + std::to_string(limits::kSearchPageSize) +
                              "&query=" + sdk::PercentEncode(query) + "&pageNumber=";
  std::vector<TableInfo> found;
  int pages = 1;
  for (int page = 1; page <= pages; ++page) {
    const auto body = Get(address + std::to_string(page), what, host);
    // The list may have become shorter since its first page: a page past the end is 404.
    if (page > 1 && body.status().code() == StatusCode::kNotFound) break;
    if (!body.ok()) return body.status();
    auto parsed = ParseTablePage(*body);
    if (!parsed.ok()) return NotAnAnswer(what, parsed.status());
    found.insert(found.end(), parsed->tables.begin(), parsed->tables.end());
    pages = parsed->total_pages;
    if (pages > limits::kSearchPages) {
      return InvalidArgument(what + ": finds " + std::to_string(pages) + " pages of tables, too many to choose from")
          .WithReason("search_too_wide")
          .WithRemedy("search by title: title:\"…\"")
          .WithClass(ErrorClass::kConfiguration);
    }
  }
  return found;
}

Result<std::string> ServiceSource::Mark(const TableInfo& table, const sdk::Host&) { return table.updated; }

Result<jsonstat::Dataset> ServiceSource::Metadata(const std::string& id,
                                                  const std::map<std::string, std::string>& codelists,
                                                  const sdk::Host& host) {
  std::string address = "/tables/" + id + "/metadata?lang=" + language_ + "&outputFormat=json-stat2";
  for (const auto& [variable, codelist] : codelists) {
    address += "&codelist%5b" + sdk::PercentEncode(variable) + "%5d=" + sdk::PercentEncode(codelist);
  }
  HELHET_ASSIGN_OR_RETURN(const std::string body, Get(address, "metadata of table " + id, host));
  auto metadata = jsonstat::DecodeDataset(body);
  if (!metadata.ok()) return NotAnAnswer("metadata of table " + id, metadata.status());
  return metadata;
}

Result<sdk::HttpResponse> ServiceSource::Fetch(const DataQuery& query, const std::string& activity,
                                               const sdk::Host& host) {
  sdk::HttpRequest request{
      .url = GetAddress(base_url_, query, language_), .activity = activity, .limit_bytes = limits::kDataBytes};
  if (NeedsPost(request.url, query)) {
    request.url = PostAddress(base_url_, query, language_);
    request.body = PostBody(query);
    request.content_type = "application/json";
  }
  return http_.Send(request, host);
}

// One query at a time, as SSB asks. Where the service counts cells otherwise than /config says, the part it
// refused is halved, and so are those after it.
Status ServiceSource::Data(const DataQuery& query, const TakeAnswer& take, const sdk::Host& host) {
  std::deque<DataQuery> waiting;
  for (DataQuery& part : Split(query, cell_limit_)) waiting.push_back(std::move(part));
  const std::string what = "table " + query.table_id;
  const std::string locator = base_url_ + "/tables/" + query.table_id + "/data";
  for (size_t taken = 0; !waiting.empty();) {
    const DataQuery part = std::move(waiting.front());
    waiting.pop_front();
    const std::string activity = "henter tabell " + query.table_id + ", del " + std::to_string(taken + 1) + " av " +
                                 std::to_string(taken + 1 + waiting.size());
    HELHET_ASSIGN_OR_RETURN(sdk::HttpResponse response, Fetch(part, activity, host));
    if (IsTooManyCells(response) && part.cells() > 1) {
      auto halves = Split(part, part.cells() / 2);
      waiting.insert(waiting.begin(), std::make_move_iterator(halves.begin()), std::make_move_iterator(halves.end()));
      continue;
    }
    if (response.status != 200) return Refusal(response, what);
    auto dataset = jsonstat::DecodeDataset(response.body);
    if (!dataset.ok()) return NotAnAnswer(what, dataset.status());
    HELHET_RETURN_IF_ERROR(take({std::move(response.body), std::move(*dataset), locator}));
    ++taken;
  }
  return OkStatus();
}

}  // namespace helhet::ssb

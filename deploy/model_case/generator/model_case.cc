#include "model_case.h"

#include <future>

#include "population.h"

namespace helhet::model_case {
namespace {

Result<InboxCount> WriteMunicipality(const std::filesystem::path& folder, const Municipality& municipality, const Options& options) {
  HELHET_RETURN_IF_ERROR(WritePopulation(folder / "ssb", municipality));
  return WriteInbox(folder / "innboks", municipality, options.years, options.scale_percent);
}

}  // namespace

Result<Counts> WriteModelCase(const Options& options) {
  std::error_code error;
  if (std::filesystem::exists(options.folder, error)) {
    return AlreadyExists(options.folder.string() + ": the folder is there already; remove it or name another");
  }
  std::filesystem::path part = options.folder;
  part += ".part";
  std::filesystem::remove_all(part, error);

  std::vector<std::future<Result<InboxCount>>> written;
  for (const Municipality& municipality : Municipalities()) {
    written.push_back(std::async(std::launch::async, [&municipality, &part, &options] {
      return WriteMunicipality(part / municipality.number, municipality, options);
    }));
  }
  Counts counts;
  Status failed;
  for (size_t i = 0; i < written.size(); ++i) {
    Result<InboxCount> inbox = written[i].get();
    if (inbox.ok()) counts.inboxes.emplace_back(Municipalities()[i].name, *inbox);
    else failed = inbox.status();
  }
  HELHET_RETURN_IF_ERROR(failed);
  std::filesystem::rename(part, options.folder, error);
  if (error) return Unavailable(options.folder.string() + ": " + error.message());
  return counts;
}

}  // namespace helhet::model_case

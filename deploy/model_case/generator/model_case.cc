#include "model_case.h"

#include <future>

#include "buying_year.h"
#include "document_archive.h"
#include "framework_agreements.h"
#include "ledger_folder.h"
#include "loose_file.h"
#include "platform_folder.h"
#include "population.h"

namespace helhet::model_case {
namespace {

Result<MunicipalityCount> WriteMunicipality(const std::filesystem::path& folder, const Municipality& municipality, const Options& options) {
  HELHET_RETURN_IF_ERROR(WritePopulation(folder / "ssb", municipality));
  HELHET_RETURN_IF_ERROR(WriteLoose(folder / "avtaler" / "avtaler.csv", RegisterExport()));
  // The one whose deep dive found its documents old and hard to overview.
  if (municipality.number == "5037") HELHET_RETURN_IF_ERROR(WriteLoose(folder / "dokumenter" / "dokumenter.csv", DocumentExport(municipality)));
  const std::vector<Document> documents = DrawYears(municipality, options.years, options.scale_percent);
  MunicipalityCount count{.name = std::string(municipality.name)};
  HELHET_ASSIGN_OR_RETURN(count.inbox, WriteInbox(folder / "innboks", documents));
  HELHET_ASSIGN_OR_RETURN(count.orders, WritePlatform(folder / "bestillinger", municipality, documents, options.years));
  HELHET_ASSIGN_OR_RETURN(count.postings, WriteLedgers(folder / "regnskap", municipality, documents, options.years));
  return count;
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

  std::vector<std::future<Result<MunicipalityCount>>> written;
  for (const Municipality& municipality : Municipalities()) {
    written.push_back(std::async(std::launch::async, [&municipality, &part, &options] {
      return WriteMunicipality(part / municipality.number, municipality, options);
    }));
  }
  Counts counts;
  Status failed;
  for (auto& municipality : written) {
    Result<MunicipalityCount> count = municipality.get();
    if (count.ok()) counts.push_back(*std::move(count));
    else failed = count.status();
  }
  HELHET_RETURN_IF_ERROR(failed);
  std::filesystem::rename(part, options.folder, error);
  if (error) return Unavailable(options.folder.string() + ": " + error.message());
  return counts;
}

}  // namespace helhet::model_case

#include "ledger_folder.h"

#include "saft_writer.h"
#include "zip_file.h"

namespace helhet::model_case {

Result<int> WriteLedgers(const std::filesystem::path& folder, const Municipality& municipality,
                         const std::vector<Document>& documents, const std::vector<int>& years) {
  int count = 0;
  for (const int year : years) {
    const std::vector<Posting> postings = DrawLedger(municipality, documents, year);
    const std::string name = "SAF-T Financial_" + std::string(municipality.organisation_number) + "_" + std::to_string(year + 1) + "0131120000";
    ZipFile zip(folder / (name + ".zip"), std::chrono::year(year + 1) / std::chrono::January);
    zip.Add(name + ".xml", WriteSaft(municipality, year, postings));
    HELHET_RETURN_IF_ERROR(zip.Close());
    count += static_cast<int>(postings.size());
  }
  return count;
}

}  // namespace helhet::model_case

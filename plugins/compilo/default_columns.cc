#include "default_columns.h"

namespace helhet::compilo {
namespace {

// What both exports say of the unit.
void AddUnitColumns(std::vector<sdk::BuiltInField>& columns) {
  columns.push_back({"unit_codes", {"Enhets-ID", "EnhetsID", "Ekstern enhet", "unitId"}, sdk::Need::kNothing, "", "", "compilo_unit"});
  columns.push_back({"unit_codes", {"Enhet", "Enhetsnavn", "Avdeling", "unit"}, sdk::Need::kNothing, "", "", "compilo_unit_name"});
}

}  // namespace

std::vector<sdk::BuiltInField> DocumentColumns() {
  std::vector<sdk::BuiltInField> columns = {
      {"document_id", {"Dokument-ID", "DokumentID", "Dokumentnummer", "Dokumentnr", "ID", "id"}, sdk::Need::kValue},
      {"title", {"Tittel", "Dokumenttittel", "Dokumentnavn", "title"}, sdk::Need::kColumn},
      {"document_type", {"Dokumenttype", "Type", "documentType"}},
      {"version", {"Versjon", "Revisjon", "version"}},
      {"revision_date", {"Sist revidert", "Revidert", "Revisjonsdato", "lastRevised"}, sdk::Need::kColumn},
      {"next_revision_date", {"Neste revisjon", "Neste revisjonsdato", "Revisjonsfrist", "nextRevision"}, sdk::Need::kColumn},
      {"published_date", {"Publisert", "Publisert dato", "published"}},
      {"status", {"Status", "status"}},
      {"owner", {"Eier", "Dokumenteier", "Dokumentansvarlig", "Ansvarlig", "owner"}},
      {"link", {"Lenke", "URL", "url", "link"}},
      {"withdrawn_date", {"Utgått", "Utgått dato", "Trukket tilbake", "withdrawn"}},
  };
  AddUnitColumns(columns);
  return columns;
}

std::vector<sdk::BuiltInField> DeviationColumns() {
  std::vector<sdk::BuiltInField> columns = {
      {"period_start", {"Registrert", "Registrert dato", "Meldt dato", "registered"}, sdk::Need::kValue},
      {"contents_code", {"Avvikstype", "Type", "type"}},
  };
  AddUnitColumns(columns);
  return columns;
}

}  // namespace helhet::compilo

#include "register_columns.h"

namespace helhet::agreements {

std::vector<sdk::BuiltInField> RegisterColumns() {
  // Suppliers of a shared agreement stand in one cell; each is an agreement of its own.
  constexpr const char* kSuppliers = ";\n";
  constexpr const char* kCodes = ",;\n";
  return {
      {"number",
       {"Avtalenummer", "Avtalenr", "Avtalenr.", "Avtale nr", "Avtale-ID", "AvtaleID", "Kontraktsnummer", "Kontraktnummer",
        "Kontraktsnr", "Kontrakt-ID"},
       sdk::Need::kValue},
      {"title", {"Tittel", "Avtalenavn", "Avtaletittel", "Avtale", "Kontraktsnavn", "Kontraktnavn", "Navn"}},
      {"supplier_organisation_number",
       {"Organisasjonsnummer", "Org.nr", "Org.nr.", "Orgnr", "Org nr", "Organisasjonsnr", "Leverandør orgnr",
        "Leverandørens organisasjonsnummer", "Leverandør org.nr"},
       sdk::Need::kColumn, "", kSuppliers},
      {"supplier_name", {"Leverandør", "Leverandørnavn", "Leverandører", "Avtalepart", "Leverandør navn"},
       sdk::Need::kNothing, "", kSuppliers},
      {"valid_from", {"Startdato", "Avtalestart", "Gyldig fra", "Fra dato", "Fra", "Start"}, sdk::Need::kValue},
      {"valid_to", {"Sluttdato", "Avtaleslutt", "Utløpsdato", "Gyldig til", "Til dato", "Utløper", "Til", "Slutt"}},
      {"valid_to_with_options",
       {"Sluttdato inkl. opsjon", "Sluttdato inkl. opsjoner", "Sluttdato med opsjon", "Sluttdato med opsjoner",
        "Opsjon til", "Siste opsjonsdato", "Opsjon utløper"}},
      {"category", {"Kategori", "Innkjøpskategori", "Avtaleområde", "Fagområde", "Varegruppe"}},
      {"cpv_codes", {"CPV", "CPV-kode", "CPV-koder", "CPV kode", "CPV koder"}, sdk::Need::kNothing, kCodes},
      {"unspsc_codes", {"UNSPSC", "UNSPSC-kode", "UNSPSC-koder", "UNSPSC kode", "UNSPSC koder"}, sdk::Need::kNothing, kCodes},
      {"callers", {"Kan avrope", "Avropsberettigede", "Avropsberettiget", "Deltakere", "Kommuner", "Enheter", "Oppdragsgivere"},
       sdk::Need::kNothing, kCodes},
      {"responsible", {"Ansvarlig", "Avtaleansvarlig", "Avtaleforvalter", "Kontraktsansvarlig", "Avtaleeier"}},
      {"currency_code", {"Valuta"}},
      {"yearly_estimate_minor", {"Årlig verdi", "Estimert årlig verdi", "Årsverdi", "Estimert verdi per år", "Verdi per år"}},
  };
}

}  // namespace helhet::agreements

#include "framework_agreements.h"

#include <algorithm>

namespace helhet::model_case {
namespace {

constexpr std::string_view kEveryMember = "5037,5006,5053,5041,5038";

// The first of the four suppliers of each group in Suppliers().
enum Group { kOffice = 0, kFood = 4, kCleaning = 8, kIct = 12, kMedical = 16, kTrades = 24, kBooks = 32, kHealth = 36, kSubscriptions = 40 };

// In date order. What they leave open is on purpose, and what every cause of disloyalty looks like:
// cleaning states CPV codes alone, medical none at all; trades covers electrical work and not what else the firm does;
// health is the neighbours' alone; food ran out in August 2023, and what followed began in October; medical ran out in
// June 2023 for good; trades, health and telephony have no catalogue; tools and transport have no agreement.
const std::vector<FrameworkAgreement> kAgreements = {
    {"IA-2019-14", "Medisinsk forbruksmateriell", {kMedical}, "2019-05-01", "2023-06-30", "2023-06-30",
     "", "", kEveryMember, 6500000},
    {"IA-2020-11", "Matvarer", {kFood}, "2020-03-01", "2023-08-31", "2025-08-31",
     "50000000", "15000000", kEveryMember, 9000000},
    {"IA-2020-05", "Telefoni og mobilt bredbånd", {kSubscriptions}, "2020-09-01", "", "",
     "83110000", "64200000", kEveryMember, 2200000},
    {"IA-2021-03", "Kontorrekvisita og kontormøbler", {kOffice, kOffice + 1}, "2021-01-01", "2024-12-31", "2024-12-31",
     "44120000", "30190000-7", kEveryMember, 3500000},
    {"IA-2021-07", "Renholdsmidler og hygieneartikler", {kCleaning}, "2021-02-01", "2025-01-31", "2025-01-31",
     "", "39830000-9", kEveryMember, 4000000},
    {"IA-2021-12", "Bedriftshelsetjeneste", {kHealth}, "2021-06-01", "2025-05-31", "2025-05-31",
     "85100000", "85100000", "5006,5038,5053", 1800000},
    {"IA-2022-02", "IKT-utstyr", {kIct}, "2022-03-01", "2026-02-28", "2026-02-28",
     "43210000", "30200000-1", kEveryMember, 12000000},
    {"IA-2022-09", "Elektrikertjenester", {kTrades}, "2022-06-01", "2026-05-31", "2026-05-31",
     "72151500", "45310000-3", kEveryMember, 5500000},
    {"IA-2023-06", "Matvarer og bakervarer", {kFood, kFood + 1}, "2023-10-01", "2025-09-30", "2027-09-30",
     "50000000", "15000000", kEveryMember, 10500000},
    {"IA-2024-01", "Læremidler", {kBooks, kBooks + 1}, "2024-01-01", "2025-12-31", "2027-12-31",
     "55100000", "22110000", kEveryMember, 2700000},
};

// 2023-04-09 as 09.04.2023.
std::string Norwegian(std::string_view iso) {
  if (iso.empty()) return {};
  return std::string(iso.substr(8, 2)) + "." + std::string(iso.substr(5, 2)) + "." + std::string(iso.substr(0, 4));
}

// A cell that may hold the separator.
std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

const std::vector<FrameworkAgreement>& FrameworkAgreements() { return kAgreements; }

std::string_view AgreementNumberOf(const Supplier& supplier, Date day) {
  const int position = static_cast<int>(&supplier - Suppliers().data());
  const std::string iso = IsoDate(day);
  std::string_view number;
  for (const FrameworkAgreement& agreement : kAgreements) {
    const bool is_with = std::find(agreement.suppliers.begin(), agreement.suppliers.end(), position) != agreement.suppliers.end();
    if (is_with && agreement.valid_from <= iso) number = agreement.number;
  }
  return number;
}

std::string RegisterExport() {
  std::string text =
      "Avtalenummer;Avtalenavn;Org.nr;Leverandør;Startdato;Sluttdato;Sluttdato inkl. opsjon;UNSPSC;CPV;Kan avrope;Avtaleeier;"
      "Årlig verdi\n";
  for (const FrameworkAgreement& agreement : kAgreements) {
    std::string numbers, names;
    for (const int position : agreement.suppliers) {
      const Supplier& supplier = Suppliers()[position];
      numbers += (numbers.empty() ? "" : ";") + supplier.organisation_number;
      names += (names.empty() ? "" : ";") + supplier.name;
    }
    text.append(agreement.number).append(";").append(agreement.title).append(";").append(Quoted(numbers)).append(";").append(Quoted(names));
    for (const std::string_view day : {agreement.valid_from, agreement.valid_to, agreement.valid_to_with_options}) text += ";" + Norwegian(day);
    text.append(";").append(agreement.unspsc_codes).append(";").append(agreement.cpv_codes).append(";").append(agreement.callers);
    text.append(";Innherred Anskaffelser;").append(std::to_string(agreement.yearly_value_kroner)).append(",00\n");
  }
  return text;
}

}  // namespace helhet::model_case

#include "catalogue.h"

#include <array>

#include "random.h"

namespace helhet::model_case {
namespace {

constexpr Item kOffice[] = {
    {"Kopipapir A4 80 g, 5 x 500 ark", "XBX", 24900}, {"Ringperm A4 rygg 80 mm", "EA", 3490},
    {"Kulepenn blå, 12 stk", "PK", 8900},             {"Toner sort, standard", "EA", 129000},
    {"Kontorstol, høy rygg", "EA", 349000},           {"Notatblokk A5 linjert, 10 stk", "PK", 11900}};
constexpr Item kFood[] = {
    {"Melk lett 1 liter, 10 stk", "CT", 17900},  {"Brød grovt skåret", "EA", 3290},
    {"Laksefilet fersk", "KGM", 18900},          {"Poteter vasket 10 kg", "BG", 14900},
    {"Kaffe filtermalt 500 g, 12 stk", "CT", 62900}, {"Frukt og grønt, ukeskasse", "EA", 48900}};
constexpr Item kCleaning[] = {
    {"Allrengjøring konsentrat 5 liter", "EA", 28900}, {"Toalettpapir 2-lags, 64 ruller", "PK", 31900},
    {"Mikrofiberklut, 20 stk", "PK", 19900},           {"Hånddesinfeksjon 600 ml, 12 stk", "CT", 71900},
    {"Avfallssekk 125 liter, 250 stk", "PK", 33900}};
constexpr Item kIct[] = {
    {"Bærbar PC 14 tommer, standard", "EA", 1149000}, {"Skjerm 27 tommer", "EA", 259000},
    {"Dokkingstasjon USB-C", "EA", 169000},           {"Hodetelefon med mikrofon", "EA", 89000},
    {"Nettbrett 10 tommer, skole", "EA", 389000},     {"Ladekabel USB-C", "EA", 19900}};
constexpr Item kMedical[] = {
    {"Undersøkelseshansker nitril M, 100 stk", "PK", 8900}, {"Inkontinensbleie L, 4 x 22 stk", "CT", 64900},
    {"Kompress steril 10 x 10, 50 stk", "PK", 11900},       {"Blodtrykksmåler", "EA", 149000},
    {"Stellefrakk engangs, 50 stk", "PK", 39900}};
constexpr Item kTools[] = {
    {"Skrue 4,2 x 55, 500 stk", "PK", 24900},       {"Gipsplate 13 mm", "EA", 14900},
    {"Maling innendørs 10 liter", "EA", 109000},    {"Arbeidshansker, 12 par", "PK", 29900},
    {"Lyspære LED E27, 10 stk", "PK", 39900},       {"Vedlikeholdsdel ventilasjon", "EA", 219000}};
constexpr Item kTrades[] = {{"Elektriker, arbeidstid", "HUR", 79500}, {"Rørlegger, arbeidstid", "HUR", 82500},
                            {"Snekker, arbeidstid", "HUR", 69500},    {"Servicebil, oppmøte", "EA", 49000}};
constexpr Item kTransport[] = {{"Skyss, enkeltturer", "EA", 38000}, {"Skyss, ukesrute", "EA", 645000},
                               {"Buss, tur med klasse", "EA", 520000}};
constexpr Item kBooks[] = {{"Læreverk matematikk, grunnbok", "EA", 42900}, {"Skjønnlitteratur, klassesett", "EA", 389000},
                           {"Atlas for skolen", "EA", 34900}};
constexpr Item kHealth[] = {{"Bedriftshelsetjeneste, time", "HUR", 115000}, {"Fysioterapi, behandling", "EA", 62000},
                            {"Vikar sykepleie, time", "HUR", 68000}};
constexpr Item kSubscriptions[] = {{"Mobilabonnement, måned", "EA", 24900}, {"Fagsystem, lisens per måned", "EA", 890000},
                                   {"Fiber, måned", "EA", 149000}};
constexpr Item kConsulting[] = {{"Rådgiver, arbeidstid", "HUR", 138000}, {"Kurs, deltaker", "EA", 290000}};

constexpr ItemGroup kGroups[] = {
    {"44121700", "30192000", "100", "S", 25, true, true, kOffice},
    {"50000000", "15000000", "115", "S", 15, true, true, kFood},
    {"47131800", "39830000", "120", "S", 25, true, true, kCleaning},
    {"43211500", "30213000", "200", "S", 25, true, true, kIct},
    {"42000000", "33140000", "110", "S", 25, true, true, kMedical},
    {"31160000", "44500000", "250", "S", 25, true, true, kTools},
    {"72101500", "45300000", "230", "S", 25, false, true, kTrades},
    {"78111800", "60100000", "170", "S", 12, false, false, kTransport},
    {"55101500", "22110000", "105", "Z", 0, true, true, kBooks},
    {"85101600", "85100000", "270", "E", 0, false, false, kHealth},
    {"83111600", "64200000", "130", "S", 25, false, false, kSubscriptions},
    {"80101500", "79400000", "270", "S", 25, false, false, kConsulting},
};
constexpr std::array<std::array<std::string_view, 4>, std::size(kGroups)> kNames = {{
    {"Kontorvarer", "Rekvisita", "Papir og Perm", "Kontormøbler"},
    {"Matengros", "Bakeri", "Fersk Fisk", "Frukt og Grønt"},
    {"Renhold", "Hygiene", "Storhusholdning", "Rengjøringsmidler"},
    {"Datautstyr", "Skolenett", "IKT-tilbehør", "Skjerm og Print"},
    {"Medisinsk Forbruk", "Sykepleieartikler", "Hjelpemidler", "Apotekvarer"},
    {"Byggevarer", "Maling og Verktøy", "Jernvare", "Elektroengros"},
    {"Elektro", "Rør", "Snekker", "Byggservice"},
    {"Skyss", "Turbuss", "Drosje", "Minibuss"},
    {"Lærebok", "Bokhandel", "Forlag", "Bibliotekbøker"},
    {"Bedriftshelse", "Fysioterapi", "Bemanning Helse", "Hjemmetjenester"},
    {"Telefoni", "Fagsystem", "Bredbånd", "Drift og Lisens"},
    {"Rådgivning", "Kurs og Kompetanse", "Prosjekt", "Analyse"},
}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPlaces = {{
    {"Levanger", "7600"}, {"Verdal", "7650"}, {"Steinkjer", "7713"},
    {"Trondheim", "7010"}, {"Stjørdal", "7500"}, {"Oslo", "0150"}}};

// Suppliers of agreements come first in each group, are bought from most and write the cleanest invoices.
Supplier MakeSupplier(int group, int position) {
  const ItemGroup& item_group = kGroups[group];
  const std::string_view trade = kNames[group][position];
  Random random(trade);
  const auto& [city, postal_zone] = kPlaces[random.Below(kPlaces.size())];
  constexpr Wording kFees[] = {Wording::kNever, Wording::kCode, Wording::kText, Wording::kLine};
  constexpr Wording kFreights[] = {Wording::kCode, Wording::kText, Wording::kLine, Wording::kNever};
  constexpr std::string_view kLists[] = {"TST", "STI", "TST", ""};
  return {.name = std::string(trade) + " Eksempel AS",
          .organisation_number = MadeUpOrganisationNumber(100 + group * 4 + position),
          .city = city,
          .postal_zone = postal_zone,
          .group = &item_group,
          .invoice_fee = position == 0 ? Wording::kNever : kFees[random.Below(4)],
          .freight = item_group.shipped ? kFreights[random.Below(4)] : Wording::kNever,
          .class_list = kLists[position],
          .filler_order_reference = random.Chance(300),
          .in_platform = item_group.in_platform && position < 3,
          .answers_orders = group % 2 == 0 && position < 2,
          .advises_despatch = group % 2 == 0 && position == 1,
          .weight = position == 0 ? 8 : 4 - position};
}

}  // namespace

std::span<const ItemGroup> ItemGroups() { return kGroups; }

const std::vector<Supplier>& Suppliers() {
  static const std::vector<Supplier> suppliers = [] {
    std::vector<Supplier> all;
    for (int group = 0; group < static_cast<int>(std::size(kGroups)); ++group) {
      for (int position = 0; position < 4; ++position) all.push_back(MakeSupplier(group, position));
    }
    return all;
  }();
  return suppliers;
}

std::string ItemNumber(const ItemGroup& group, const Item& item) {
  const auto group_index = &group - kGroups;
  const auto item_index = &item - group.items.data();
  return std::to_string(1000 + 100 * group_index + item_index + 1);
}

int64_t AgreedPriceMinor(const Item& item, int year) {
  constexpr int kRisePermille = 25;
  const int64_t permille = 1000 + kRisePermille * (year - 2021);
  return (item.price_minor * permille / 1000 + 5) / 10 * 10;
}

std::string MadeUpOrganisationNumber(int serial) {
  constexpr int kWeights[] = {3, 2, 7, 6, 5, 4, 3, 2};
  for (int digits = 31000000 + serial * 1131;; ++digits) {
    const std::string text = std::to_string(digits);
    int sum = 0;
    for (int i = 0; i < 8; ++i) sum += (text[i] - '0') * kWeights[i];
    const int check = (11 - sum % 11) % 11;
    if (check != 10) return text + std::to_string(check);  // 10 has no digit: such a number is never given
  }
}

}  // namespace helhet::model_case

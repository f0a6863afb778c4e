// The generated source data against what the model case promises, read back from the files.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "helhet/model/v1/organisation.pb.h"
#include "inbox_reader.h"
#include "model_case.h"
#include "order_book.h"
#include "other_bodies.h"
#include "population.h"
#include "stated_config.h"

namespace helhet::model_case {
namespace {

class GeneratedCase : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "model-case-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path Generate(const std::string& name, int scale_percent, std::vector<int> years) {
    const Options options{.folder = folder_ / name, .scale_percent = scale_percent, .years = std::move(years)};
    const Result<Counts> counts = WriteModelCase(options);
    EXPECT_TRUE(counts.ok()) << counts.status().message();
    return options.folder;
  }

  std::filesystem::path folder_;
};

// Which unit a code means, by the configuration.
std::map<std::string, std::string> UnitsByCode(const std::string& municipality) {
  std::map<std::string, std::string> units;
  const Result<configuration::Resources> config = ReadConfig("/data");
  EXPECT_TRUE(config.ok()) << config.status().message();
  for (const model::v1::Unit& unit : Of<model::v1::Unit>(*config, municipality)) {
    for (const auto& code : unit.codes()) units[code.code()] = unit.unit_id();
  }
  return units;
}

std::string UnitOf(const ReadDocument& document, const std::map<std::string, std::string>& units) {
  for (const std::string& code : {document.buyer_reference, document.buyer_endpoint}) {
    if (auto unit = units.find(code); unit != units.end()) return unit->second;
  }
  return "";
}

// What is no purchase: those who sell nothing, and the municipality to itself.
bool IsPurchase(const ReadDocument& document) {
  for (const Supplier& body : NonAddressableBodies()) {
    if (body.organisation_number == document.supplier_number) return false;
  }
  return !document.IsPaymentRequest() && InternalSupplier(document.supplier_number) == nullptr;
}

// Purchases; verified are those whose order stands.
struct Figures {
  int invoices = 0;
  int claimed_invoices = 0;
  int verified_invoices = 0;
  int64_t amount_minor = 0;
  int64_t verified_minor = 0;

  double AmountShare() const { return 100.0 * static_cast<double>(verified_minor) / static_cast<double>(amount_minor); }
  double CountShare() const { return 100.0 * verified_invoices / invoices; }
  double ClaimedShare() const { return 100.0 * claimed_invoices / invoices; }
};

// Figures of Levanger's units a to d, departments under their unit.
std::map<std::string, Figures> LevangerFigures(const std::filesystem::path& folder, const std::string& year) {
  const std::map<std::string, std::string> units = UnitsByCode("5037");
  const OrderBook orders = ReadOrderBook(folder / "5037/bestillinger");
  std::map<std::string, Figures> figures;
  ReadInbox(folder / "5037/innboks", year, [&](const ReadDocument& document) {
    if (!IsPurchase(document)) return;
    const bool is_verified = orders.Find(document.supplier_number, document.order_reference) != nullptr;
    Figures& unit = figures[UnitOf(document, units).substr(0, 1)];
    const int64_t amount_minor = document.IsCreditNote() ? -document.tax_exclusive_minor : document.tax_exclusive_minor;
    unit.amount_minor += amount_minor;
    if (is_verified) unit.verified_minor += amount_minor;
    if (document.IsCreditNote()) return;
    ++unit.invoices;
    unit.claimed_invoices += document.ClaimsOrder();
    unit.verified_invoices += is_verified;
  });
  return figures;
}

bool HasCheckDigit(const std::string& number) {
  constexpr int kWeights[] = {3, 2, 7, 6, 5, 4, 3, 2, 1};
  int sum = 0;
  for (size_t i = 0; i < number.size() && i < 9; ++i) sum += (number[i] - '0') * kWeights[i];
  return number.size() == 9 && sum % 11 == 0;
}

std::string Content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::map<std::string, std::string> AllFiles(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[std::filesystem::relative(entry.path(), folder)] = Content(entry.path());
  }
  return files;
}

TEST_F(GeneratedCase, LevangersBaselineYearTellsTheStatedCountsAndShares) {
  std::map<std::string, Figures> figures = LevangerFigures(Generate("case", 100, {2023}), "2023");
  EXPECT_EQ(figures.size(), 4u);
  EXPECT_EQ(figures["a"].invoices, 282);
  EXPECT_EQ(figures["b"].invoices, 10970);
  EXPECT_EQ(figures["c"].invoices, 1084);
  EXPECT_EQ(figures["d"].invoices, 1747);
  EXPECT_NEAR(figures["a"].AmountShare(), 85.29, 0.01);
  EXPECT_NEAR(figures["b"].AmountShare(), 32.78, 0.01);
  EXPECT_NEAR(figures["c"].AmountShare(), 36.00, 0.01);
  EXPECT_NEAR(figures["d"].AmountShare(), 52.19, 0.01);
  for (const auto& [unit, of_unit] : figures) EXPECT_GT(std::abs(of_unit.CountShare() - of_unit.AmountShare()), 1) << unit;
  // References that lead nowhere: about three invoices in a hundred.
  EXPECT_NEAR(figures["b"].ClaimedShare() - figures["b"].CountShare(), 3, 0.5);
}

TEST_F(GeneratedCase, OrdersComeBeforeTheirInvoicesAndAgreeWithThemOnMostLines) {
  const std::filesystem::path folder = Generate("case", 20, {2023});
  const OrderBook book = ReadOrderBook(folder / "5037/bestillinger");
  std::map<const ReadOrder*, int> deliveries;
  std::map<std::string, int> lines;
  ReadInbox(folder / "5037/innboks", "", [&](const ReadDocument& document) {
    const ReadOrder* order = book.Find(document.supplier_number, document.order_reference);
    if (order == nullptr || document.IsCreditNote()) return;
    ++deliveries[order];
    EXPECT_LE(order->issue_date, document.issue_date) << document.file;
    EXPECT_EQ(order->buyer_number, "310503703") << document.file;
    for (const ReadLine& line : document.lines) {
      if (line.order_line.empty()) {
        ++lines[line.item_number.ends_with("-E") ? "substitute" : "not ordered"];
        continue;
      }
      const ReadOrderLine& ordered = order->lines.at(line.order_line);
      EXPECT_EQ(line.item_number, ordered.item_number) << document.file;
      EXPECT_GE(line.quantity_hundredths, ordered.quantity_hundredths) << document.file;
      EXPECT_GE(line.price_minor, ordered.price_minor) << document.file;
      ++lines[line.quantity_hundredths > ordered.quantity_hundredths ? "more" : line.price_minor > ordered.price_minor ? "dearer" : "as ordered"];
    }
  });
  const int as_ordered = lines["as ordered"];
  for (const char* deviation : {"more", "dearer", "substitute", "not ordered"}) {
    EXPECT_GT(lines[deviation], as_ordered / 200) << deviation;
    EXPECT_LT(lines[deviation], as_ordered / 15) << deviation;
  }
  EXPECT_GT(std::count_if(deliveries.begin(), deliveries.end(), [](const auto& order) { return order.second == 2; }), 10);
}

TEST_F(GeneratedCase, SharesRiseThroughTheYearAfterTheActionsStarted) {
  const std::filesystem::path folder = Generate("case", 20, {2023, 2024});
  std::map<std::string, Figures> before = LevangerFigures(folder, "2023");
  for (const auto& [unit, after] : LevangerFigures(folder, "2024")) {
    if (unit.empty()) continue;  // the department not entered
    EXPECT_GT(after.AmountShare(), before[unit].AmountShare()) << unit;
  }
  EXPECT_GT(LevangerFigures(folder, "2024-12")["b"].CountShare(), LevangerFigures(folder, "2024-01")["b"].CountShare());
}

TEST_F(GeneratedCase, SameInputGivesTheSameBytes) {
  const std::map<std::string, std::string> once = AllFiles(Generate("once", 2, {2021, 2024}));
  EXPECT_GT(once.size(), 100u);
  EXPECT_TRUE(once == AllFiles(Generate("twice", 2, {2021, 2024})));
}

TEST_F(GeneratedCase, EveryDocumentAddsUpAndComesFromAValidNumber) {
  const std::filesystem::path folder = Generate("case", 5, {2021, 2022, 2023, 2024});
  std::set<std::string> seen;
  int read = 0;
  ReadInbox(folder / "5037/innboks", "", [&](const ReadDocument& document) {
    ++read;
    EXPECT_TRUE(seen.insert(document.supplier_number + "/" + document.number).second) << document.file;
    EXPECT_TRUE(HasCheckDigit(document.supplier_number)) << document.supplier_number;
    EXPECT_TRUE(HasCheckDigit(document.buyer_endpoint)) << document.buyer_endpoint;
    EXPECT_FALSE(document.buyer_reference.empty() && document.order_reference.empty()) << document.file << ": PEPPOL-EN16931-R003";
    int64_t lines_minor = 0;
    for (const ReadLine& line : document.lines) {
      lines_minor += line.net_minor;
      EXPECT_NEAR(static_cast<double>(line.quantity_hundredths * line.price_minor) / 100, static_cast<double>(line.net_minor), 1)
          << document.file << ": PEPPOL-EN16931-R120";
    }
    EXPECT_EQ(lines_minor, document.lines_minor) << document.file << ": BR-CO-10";
    if (document.IsPaymentRequest()) return;
    EXPECT_EQ(document.lines_minor + document.charges_minor, document.tax_exclusive_minor) << document.file << ": BR-CO-13";
    EXPECT_EQ(document.tax_exclusive_minor + document.tax_minor, document.tax_inclusive_minor) << document.file << ": BR-CO-15";
    EXPECT_EQ(document.IsCreditNote(), !document.preceding_invoice.empty()) << document.file;
  });
  EXPECT_GT(read, 2500);
}

TEST_F(GeneratedCase, HoldsTheTrapsThatTheHubMustTellApart) {
  const std::filesystem::path folder = Generate("case", 5, {2021, 2024});
  for (const Municipality& municipality : Municipalities()) {
    const std::string number(municipality.number);
    const std::map<std::string, std::string> units = UnitsByCode(number);
    int fillers = 0;
    int retired = 0;
    int unknown = 0;
    const auto refused = ReadInbox(folder / number / "innboks", "", [&](const ReadDocument& document) {
      fillers += document.order_reference == "NA";
      const bool is_retired = document.customization.find("urn:www.cenbii.eu") == 0;
      retired += is_retired;
      EXPECT_TRUE(!is_retired || document.issue_date < "2021-09") << document.file;
      if (!UnitOf(document, units).empty()) return;
      ++unknown;
      EXPECT_TRUE(document.issue_date.starts_with("2024")) << document.file << ": the baseline year must be whole";
    });
    EXPECT_GT(fillers, 0) << number;
    EXPECT_GT(retired, 0) << number;
    EXPECT_GT(unknown, 0) << number;
    EXPECT_EQ(std::set<std::string>(refused.begin(), refused.end()),
              (std::set<std::string>{"avbrutt-overforing.xml", "ordre-2024-118.xml"}))
        << number;
  }
}

TEST_F(GeneratedCase, RefusesToTouchAFolderThatIsThere) {
  const Result<Counts> counts = WriteModelCase({.folder = folder_, .scale_percent = 1});
  ASSERT_FALSE(counts.ok());
  EXPECT_EQ(counts.status().code(), StatusCode::kAlreadyExists);
}

// Sums the cells of ages from `from_age` in a year, and counts the nulls among them.
struct AgeSum {
  int64_t persons = 0;
  int nulls = 0;
};
AgeSum SumAges(const std::filesystem::path& table, int from_age, int year) {
  const nlohmann::json json = nlohmann::json::parse(Content(table / "data.json"));
  const nlohmann::json& ages = json["dimension"]["Alder"]["category"]["index"];
  const nlohmann::json& years = json["dimension"]["Tid"]["category"]["index"];
  const size_t year_position = years[std::to_string(year)];
  AgeSum sum;
  for (size_t sex = 0; sex < json["size"][1]; ++sex) {
    for (const auto& [age, position] : ages.items()) {
      if (std::stoi(age) < from_age) continue;
      const nlohmann::json& cell = json["value"][(sex * ages.size() + position.get<size_t>()) * years.size() + year_position];
      if (cell.is_null()) ++sum.nulls;
      else sum.persons += cell.get<int64_t>();
    }
  }
  return sum;
}

TEST_F(GeneratedCase, SavedStatisticsDoubleTheOldestAndHideOneCellAmongTheYounger) {
  int nulls = 0;
  for (const Municipality& municipality : Municipalities()) {
    const std::filesystem::path folder = folder_ / municipality.number;
    ASSERT_TRUE(WritePopulation(folder, municipality).ok());
    const AgeSum now = SumAges(folder / "tables/07459", 80, 2024);
    const AgeSum later = SumAges(folder / "tables/14288", 80, 2046);
    EXPECT_EQ(now.persons, InhabitantsAged80Plus(municipality, 2024));
    EXPECT_EQ(SumAges(folder / "tables/14288", 80, 2024).persons, now.persons);
    EXPECT_GT(later.persons, now.persons * 17 / 10) << municipality.name;
    EXPECT_LT(later.persons, now.persons * 22 / 10) << municipality.name;
    EXPECT_EQ(SumAges(folder / "tables/07459", 80, 2000).nulls, 0) << municipality.name;
    nulls += SumAges(folder / "tables/07459", 67, 2000).nulls;
  }
  EXPECT_EQ(nulls, 1);
}

}  // namespace
}  // namespace helhet::model_case

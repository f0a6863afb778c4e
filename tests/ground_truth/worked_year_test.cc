// A year of documents in tests/cases/worked_year, whose README.md works out by hand what must be said of each and what the
// figures are. The oracle and the hub must both say so.
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "deploy/model_case/stated_config.h"
#include "tests/ground_truth/hub_under_test.h"

namespace helhet::truth {
namespace {

const std::filesystem::path kFolder = HELHET_WORKED_YEAR;

std::string ReadFile(const std::string& name) {
  std::ifstream file(kFolder / name);
  EXPECT_TRUE(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

template <typename Message>
Message ReadText(const std::string& name) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadFile(name), &message)) << name;
  return message;
}

// The documents as one connector delivers them. What a file leaves out since it is the same everywhere is put in here.
std::vector<Delivery> DocumentsOfTheYear() {
  std::vector<Delivery> deliveries;
  for (const char* name :
       {"agreements.textproto", "orders.textproto", "invoices.textproto", "ledger.textproto", "statistics.textproto"}) {
    const auto batch = ReadText<plugin::v1::Batch>(name);
    for (const auto& record : batch.records()) {
      Delivery& delivery = deliveries.emplace_back(Delivery{"archive", record});
      delivery.record.set_stream("documents");
      delivery.record.set_natural_key(record.business_key());
    }
  }
  return deliveries;
}

Statement Expected(const std::string& name) { return StatementFromTable(ReadFile(name)); }

const FiguresOf kFigures{{"topp", "skole", "helse"}, {"2024"}};

void ExpectNone(const std::vector<Difference>& differences, const char* file) {
  std::string text;
  for (const Difference& one : differences) text += one.text + "\n";
  EXPECT_TRUE(differences.empty()) << file << "\n" << text;
}

void ExpectTheYear(const Statement& documents, const Statement& figures) {
  for (const char* name : {"expected_invoices.txt", "expected_lines.txt", "expected_orders.txt", "expected_ledger.txt",
                           "expected_ledger_lines.txt"}) {
    ExpectNone(Differences(documents, Expected(name)), name);
  }
  ExpectNone(Differences(figures, Expected("expected_figures.txt")), "expected_figures.txt");
}

TEST(WorkedYearOracleTest, TheOracleSaysWhatIsWorkedOutByHand) {
  const Stated stated = ReadText<Stated>("stated.textproto");
  const auto documents = DocumentsThatCount(stated, DocumentsOfTheYear());
  const Truth truth = StateTruth(stated, documents);
  ExpectTheYear(StatementOf(truth), TrueFigures(truth, documents, kFigures));
}

class WorkedYearTest : public testing::TestWithParam<store::Backend> {
 protected:
  WorkedYearTest() { hub_.State(ReadText<Stated>("stated.textproto")); }
  void ExpectTheYearOfTheHub() { ExpectTheYear(hub_.Documents(), hub_.Figures(kFigures)); }

  HubUnderTest hub_{GetParam()};
};

TEST_P(WorkedYearTest, TheHubSaysWhatIsWorkedOutByHand) {
  hub_.Deliver(DocumentsOfTheYear());
  ExpectTheYearOfTheHub();
}

TEST_P(WorkedYearTest, TheHubSaysTheSameWhenDocumentsComeFromLastToFirstInManyRuns) {
  auto deliveries = DocumentsOfTheYear();
  std::reverse(deliveries.begin(), deliveries.end());
  // Each in a run of its own; some at a time on PostgreSQL, where a run costs more.
  const size_t portion = GetParam() == store::Backend::kSqlite ? 1 : 7;
  for (size_t i = 0; i < deliveries.size(); i += portion) {
    const size_t end = std::min(i + portion, deliveries.size());
    hub_.Deliver({deliveries.begin() + static_cast<ptrdiff_t>(i), deliveries.begin() + static_cast<ptrdiff_t>(end)});
  }
  ExpectTheYearOfTheHub();
}

TEST_P(WorkedYearTest, TheSameYearThroughTwoConnectorsAtOnceChangesNothing) {
  auto deliveries = DocumentsOfTheYear();
  for (size_t i = 0, own = deliveries.size(); i < own; ++i) {
    Delivery& again = deliveries.emplace_back(deliveries[i]);
    again.connector_id = "portal";
    again.record.set_natural_key("portal/" + again.record.natural_key());
    again.record.set_locator("portal " + again.record.locator());
  }
  hub_.Deliver(deliveries);
  ExpectTheYearOfTheHub();
}

TEST_P(WorkedYearTest, TheMeasuresThatComeWithTheHubShowWhatIsWorkedOutByHand) {
  const auto resources = model_case::ReadConfig("");
  ASSERT_TRUE(resources.ok()) << resources.status().message();
  Stated stated = ReadText<Stated>("stated.textproto");
  for (const auto& measure : model_case::Of<model::v1::Measure>(*resources, kMunicipality)) *stated.add_resources()->mutable_measure() = measure;
  hub_.State(stated);
  hub_.Deliver(DocumentsOfTheYear());
  for (const auto& [measure, figures] : Expected("expected_measures.txt")) {
    ExpectNone(Differences(hub_.Shown(measure, kFigures.units, "2024"), {{measure, figures}}), "expected_measures.txt");
  }
  for (const auto& [figure, terms] : Expected("expected_terms.txt")) {
    const std::string measure = figure.substr(0, figure.find(' '));
    ExpectNone(Differences(hub_.Terms(measure, kFigures), {{figure, terms}}), "expected_terms.txt");
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, WorkedYearTest, store::BothBackends(), store::BackendName);

}  // namespace
}  // namespace helhet::truth

// Reads every published notice and OCDS sample, in place. What they say was read off them by hand.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "helhet/testing/corpus_place.h"
#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::agreements {
namespace {

namespace fs = std::filesystem;

class CorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    corpus_ = testing::CorpusPlace("ocds");
    if (!corpus_) GTEST_SKIP() << testing::kNoCorpus;
    *corpus_ /= "ocds";
    testing::FakeHost host;
    testing::ConnectorDriver connector(helhet_plugin_entry(), host);
    ASSERT_TRUE(connector.Configure("{\"folder\": \"" + corpus_->string() + "\"}").ok());
    ASSERT_TRUE(connector.Read().ok());
    for (auto& record : host.Records()) {
      const std::string file = record.locator().substr(0, record.locator().find(", "));
      records_[file].push_back(record);
    }
  }

  // The agreements of a file as `number | supplier | organisation number | first day - last day | CPV codes`, and the codes
  // of what is refused.
  std::vector<std::string> Summary(const std::string& file) {
    std::vector<std::string> summary;
    for (const auto& record : records_[file]) {
      if (record.has_refusal()) summary.push_back(record.refusal().code());
      if (!record.has_fact()) continue;
      const auto& agreement = record.fact().agreement();
      std::string codes;
      for (const std::string& code : agreement.cpv_codes()) codes += " " + code;
      summary.push_back(agreement.number() + " | " + agreement.supplier_name() + " | " + agreement.supplier_organisation_number() + " | " +
                        agreement.valid_from() + " - " + agreement.valid_to() + " |" + codes);
    }
    return summary;
  }

  std::optional<fs::path> corpus_;
  std::map<std::string, std::vector<plugin::v1::Record>> records_;
};

using Strings = std::vector<std::string>;

TEST_F(CorpusTest, ReadsTheAwardsOfTheNotices) {
  // A French supplier has no Norwegian number, and the notice no period: the day of the contract is taken.
  EXPECT_EQ(Summary("eforms-nor/src/tests/national/test/can_24_minimal_national.xml"),
            (Strings{"SCN DEF:2020-12 | Espaces Verts Lemire |  | 2019-09-03 -  | 77310000"}));
  // A consortium of two and a competitor win the first lot; the second is closed without a winner.
  const Strings maximal = Summary("eforms-nor/src/tests/national/test/can_24_maximal_national.xml");
  ASSERT_EQ(maximal.size(), 3u);
  EXPECT_TRUE(maximal[0].starts_with("REF RST-678 | Gyro Soft SA |")) << maximal[0];
  EXPECT_TRUE(maximal[1].starts_with("REF RST-678 | The best App Ltd. |")) << maximal[1];
  EXPECT_TRUE(maximal[2].starts_with("KLM FGH/912 | Competitor |")) << maximal[2];
  for (const std::string& agreement : maximal) EXPECT_TRUE(agreement.ends_with("| 2023-01-01 - 2023-05-23 | 75121000")) << agreement;
  EXPECT_EQ(Summary("eforms-nor/src/tests/eu/test/can_24.xml"), (Strings{"no_award"}));
}

TEST_F(CorpusTest, RefusesEveryOtherNoticeByName) {
  const std::map<std::string, std::string> names = {{"<ContractNotice", "a contract notice"},
                                                    {"<PriorInformationNotice", "a prior information notice"},
                                                    {"<testSet", "a document of another kind, 'testSet'"}};
  int others = 0;
  for (const auto& entry : fs::recursive_directory_iterator(*corpus_ / "eforms-nor")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    if (text.find("<ContractAwardNotice") != std::string::npos) continue;
    ++others;
    const auto& records = records_["eforms-nor/" + fs::relative(entry.path(), *corpus_ / "eforms-nor").string()];
    ASSERT_EQ(records.size(), 1u) << entry.path();
    EXPECT_EQ(records[0].refusal().code(), "not_an_award") << entry.path();
    size_t first = std::string::npos;
    std::string expected;
    for (const auto& [root, name] : names) {
      if (text.find(root) < first) first = text.find(root), expected = name;
    }
    EXPECT_TRUE(records[0].refusal().what().starts_with(expected + " (")) << records[0].refusal().what();
  }
  EXPECT_EQ(others, 21);
}

TEST_F(CorpusTest, ReadsTheAwardsOfTheReleasesAndTheRecord) {
  const std::string folder = "open-contracting/1.1/", process = "ocds-213czf-000-00001";
  const std::string award = process + "-award-01 | AnyCorp Cycle Provision |  | 2010-07-01 - 2011-06-30 | 45233130 45233162-2";
  const std::string contract = process + "-contract-01 | AnyCorp Cycle Provision |  | 2010-07-01 - 2011-06-30 | 45233130 45233162-2";
  EXPECT_EQ(Summary(folder + process + "-01-planning.json"), (Strings{"not_an_award"}));
  EXPECT_EQ(Summary(folder + process + "-04-award.json"), (Strings{award}));
  EXPECT_EQ(Summary(folder + process + "-05-contract.json"), (Strings{contract}));
  EXPECT_EQ(Summary(folder + process + "-06-implementation.json"), (Strings{contract}));
  EXPECT_EQ(Summary(folder + process + ".json"), (Strings{"not_an_award", "not_an_award", "not_an_award", award, contract, contract}));
  EXPECT_EQ(Summary(folder + "record/" + process + ".json"), (Strings{contract}));
}

}  // namespace
}  // namespace helhet::agreements

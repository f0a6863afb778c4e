// What only a folder of saved answers can get wrong.
#include "saved_answers.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "helhet/testing/fake_host.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::ssb {
namespace {

namespace fs = std::filesystem;

class SavedAnswersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/helhet-ssb-XXXXXX";
    folder_ = mkdtemp(name);
    Write("tables/1/table.json", R"({"id":"1","label":"1: Folk","updated":"2024-01-01T00:00:00Z"})");
    Write("tables/1/metadata.json", Dataset("null", R"(["2023","2024"])", 2));
    Write("tables/1/data.json", Dataset("[5,6]", R"(["2023","2024"])", 2));
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string Dataset(const std::string& values, const std::string& years, int size) {
    return R"({"class":"dataset","role":{"time":["Tid"]},"id":["Tid"],"size":[)" + std::to_string(size) +
           R"(],"dimension":{"Tid":{"category":{"index":)" + years + R"(}}},"value":)" + values + "}";
  }

  void Write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }

  Status Read(const std::string& checkpoint = "", const std::string& table = R"({"id":"1"})") {
    testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
    HELHET_RETURN_IF_ERROR(connector.Configure(R"({"folder":")" + folder_.string() + R"(","tables":[)" + table + "]}"));
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    host_.ForgetBatches();
    return connector.Read(start);
  }

  fs::path folder_;
  testing::FakeHost host_;
};

TEST_F(SavedAnswersTest, NeedNoConfig) {
  ASSERT_TRUE(Read().ok()) << host_.problem().what();
  EXPECT_EQ(host_.Records().size(), 2u);
  EXPECT_EQ(host_.Records()[0].locator(), "tables/1/data.json");
  EXPECT_TRUE(host_.acquired().empty()) << "no network";
}

TEST_F(SavedAnswersTest, AreReadAgainWhenAFileChangedThoughUpdatedDidNot) {
  ASSERT_TRUE(Read().ok());
  const std::string checkpoint = host_.Checkpoint();
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_TRUE(host_.batches().empty());
  Write("tables/1/data.json", Dataset("[5,7]", R"(["2023","2024"])", 2));
  ASSERT_TRUE(Read(checkpoint).ok());
  EXPECT_EQ(host_.Records().size(), 2u);
}

TEST_F(SavedAnswersTest, AreReadInPartsThatHoldMoreThanIsSelected) {
  fs::remove(folder_ / "tables/1/data.json");
  Write("tables/1/data-b.json", Dataset("[7]", R"(["2024"])", 1));
  Write("tables/1/data-a.json", Dataset("[5,6]", R"(["2022","2023"])", 2));
  ASSERT_TRUE(Read("", R"({"id":"1","selection":{"Tid":["2023","2024"]}})").ok());
  ASSERT_EQ(host_.Records().size(), 2u);
  EXPECT_EQ(host_.Records()[0].natural_key(), "ssb/1//2023");
  EXPECT_EQ(host_.Records()[0].fact().statistic().value_micros(), 6000000);
}

// A thousand records end a batch: what a crash between two parts leaves behind.
TEST_F(SavedAnswersTest, CountAsReadOnlyWhenAllPartsAre) {
  std::string years, values;
  for (int year = 1000; year < 2500; ++year) {
    years += (years.empty() ? "\"" : ",\"") + std::to_string(year) + "\"";
    values += (values.empty() ? "" : ",") + std::to_string(year);
  }
  Write("tables/1/metadata.json", Dataset("null", "[" + years + "]", 1500));
  Write("tables/1/data.json", Dataset("[" + values + "]", "[" + years + "]", 1500));
  Write("tables/1/data2.json", "{");
  EXPECT_FALSE(Read().ok());
  EXPECT_EQ(host_.Records().size(), 1500u);
  for (const auto& batch : host_.batches()) EXPECT_EQ(batch.checkpoint(), "");
  fs::remove(folder_ / "tables/1/data2.json");
  EXPECT_TRUE(Read().ok());
  ASSERT_EQ(host_.batches().size(), 2u);
  EXPECT_EQ(host_.batches()[0].checkpoint(), "") << "more of the table is to come";
  EXPECT_NE(host_.batches()[1].checkpoint(), "");
}

TEST_F(SavedAnswersTest, SayWhichFileIsMissingOrWrong) {
  const auto message = [&] { return Read().message().substr(Read().message().rfind("tables")); };
  fs::remove(folder_ / "tables/1/data.json");
  EXPECT_EQ(message(), "tables/1/data.json': no such file among the saved answers");
  Write("tables/1/data.json", "{\"class\":\"dataset\"");
  EXPECT_NE(message().find("tables/1/data.json': json-stat: not well-formed json"), std::string::npos);
  Write("tables/1/table.json", R"({"id":"2"})");
  EXPECT_EQ(message(), "tables/1/table.json': is of table '2'");
  fs::remove(folder_ / "tables/1/table.json");
  EXPECT_EQ(message(), "tables/1/table.json': no such file among the saved answers");
  EXPECT_EQ(Read().setting(), "settings.folder");
}

TEST_F(SavedAnswersTest, OfAnotherSelectionAreNoAnswer) {
  Write("tables/1/metadata.json",
        R"({"class":"dataset","role":{"time":["Tid"]},"id":["Kjonn","Tid"],"size":[1,1],"dimension":{
      "Kjonn":{"category":{"index":["1"]}},"Tid":{"category":{"index":["2024"]}}}})");
  const Status status = Read("", R"({"id":"1","selection":{"Kjonn":["*"]}})");
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("no data file has the variables Kjonn, Tid"), std::string::npos);
}

TEST_F(SavedAnswersTest, WithNoneOfTheSelectedCellsAreAFailure) {
  Write("tables/1/data.json", Dataset("[4]", R"(["2022"])", 1));
  EXPECT_EQ(Read().reason(), "answer_empty");
  EXPECT_EQ(host_.Checkpoint(), "");
  Write("tables/1/data.json", Dataset("[6]", R"(["2024"])", 1));
  EXPECT_TRUE(Read().ok());
  EXPECT_EQ(host_.Records().size(), 1u);
}

TEST_F(SavedAnswersTest, SayThatTheFolderIsMissing) {
  fs::remove_all(folder_);
  const Status status = Read();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.setting(), "settings.folder");
}

}  // namespace
}  // namespace helhet::ssb

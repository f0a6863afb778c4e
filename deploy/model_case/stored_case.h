// What tests of the hub over the model case share: Levanger's baseline year in a store.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "connector_reader.h"
#include "core/configuration/documents.h"
#include "core/run/batch_writer.h"
#include "core/store/testing/test_database.h"
#include "model_case.h"
#include "stated_config.h"

namespace helhet::model_case {

// One store for all tests of a suite.
class StoredCase : public testing::Test {
 protected:
  // Generates the data at a scale, and saves the municipality and its units. Gives the configuration.
  static Result<configuration::Resources> Make(int scale_percent) {
    std::string name = (std::filesystem::temp_directory_path() / "model-case-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return Internal("no temporary folder");
    top_ = name;
    HELHET_RETURN_IF_ERROR(WriteModelCase({.folder = top_ / "case", .scale_percent = scale_percent, .years = {2023}}).status());
    database_ = std::make_unique<store::TestDatabase>(store::Backend::kSqlite);
    connection_ = database_->Connect();
    store_ = std::make_unique<store::TenantStore>(*connection_, "5037");
    HELHET_ASSIGN_OR_RETURN(configuration::Resources config, ReadConfig(top_ / "case"));
    Save(Of<model::v1::Municipality>(config, "5037"));
    Save(Of<model::v1::Unit>(config, "5037"));
    return config;
  }
  static void TearDownTestSuite() {
    store_.reset();
    connection_.reset();
    database_.reset();
    std::filesystem::remove_all(top_);
  }

  template <typename Message>
  static void Save(const std::vector<Message>& messages) {
    using Kind = configuration::DocumentKind<Message>;
    for (const Message& message : messages) {
      ASSERT_TRUE(configuration::SaveDocument(*store_, Kind::kName, Kind::Id(message), configuration::ToJson(message), "", 1).ok());
    }
  }

  static void Bring(const model::v1::Connector& connector) {
    const auto units = configuration::LoadUnitTree(*store_);
    ASSERT_TRUE(units.ok()) << units.status().message();
    const std::vector<std::string> schemes(connector.unit_code_schemes().begin(), connector.unit_code_schemes().end());
    const run::BatchTarget target{.connector_id = connector.connector_id(), .run_id = "first", .precedence = {}};
    plugin::v1::Batch batch;
    const auto write = [&] {
      const Status status = store_->InTransaction([&] {
        return run::BatchWriter(*store_, target).Write(run::MapBatch(batch, {&*units, schemes}), batch).status();
      });
      ASSERT_TRUE(status.ok()) << status.message();
      batch.Clear();
    };
    for (plugin::v1::Record& record : ReadConnector(top_ / "case", "5037", connector.connector_id())) {
      *batch.add_records() = std::move(record);
      if (batch.records_size() == 1000) write();
    }
    write();
  }

  static std::vector<store::Row> Query(const std::string& sql) {
    std::vector<store::Row> rows;
    const Status status = store_->Query(sql, {}, [&](const store::Row& row) {
      rows.push_back(row);
      return OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status.message();
    return rows;
  }

  static inline std::filesystem::path top_;
  static inline std::unique_ptr<store::TestDatabase> database_;
  static inline std::unique_ptr<store::Database> connection_;
  static inline std::unique_ptr<store::TenantStore> store_;
};

}  // namespace helhet::model_case

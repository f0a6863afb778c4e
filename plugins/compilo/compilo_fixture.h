// For tests: the connector over a folder of exports.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/inbox.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::compilo {

using nlohmann::json;

class CompiloTest : public ::testing::Test {
 protected:
  CompiloTest() { settings_ = {{"folder", inbox_.path().string()}}; }

  Status Configure() {
    connector_.emplace(helhet_plugin_entry(), host_);
    return connector_->Configure(settings_.dump(), secrets_);
  }
  // Reads on from where the last read ended.
  std::vector<plugin::v1::Record> Read(bool full = false, const std::string& backfill_from = "") {
    host_.ForgetBatches();
    EXPECT_TRUE(Configure().ok()) << host_.problem().what();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint_);
    start.set_full(full);
    start.set_backfill_from(backfill_from);
    EXPECT_TRUE(connector_->Read(start).ok()) << host_.problem().what();
    if (!host_.batches().empty()) checkpoint_ = host_.Checkpoint();
    return host_.Records();
  }
  static const model::v1::ArchiveDocument& DocumentOf(const plugin::v1::Record& record) { return record.fact().archive_document(); }
  // Of each record the number of the document, `-` before one that is gone, and the code of a refusal.
  static std::vector<std::string> Told(const std::vector<plugin::v1::Record>& records) {
    std::vector<std::string> told;
    for (const auto& record : records) {
      const std::string& key = record.natural_key();
      told.push_back(record.has_refusal() ? record.refusal().code() : (record.has_deletion() ? "-" : "") + key.substr(key.rfind('/') + 1));
    }
    return told;
  }
  using Names = std::vector<std::string>;

  testing::Inbox inbox_;
  testing::FakeHost host_;
  std::optional<testing::ConnectorDriver> connector_;
  json settings_;
  std::map<std::string, std::string> secrets_;
  std::string checkpoint_;
};

}  // namespace helhet::compilo

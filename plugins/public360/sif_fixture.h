// For tests: the connector against a strict server of SIF.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "tests/http_peer/http_peer.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::public360 {

using nlohmann::json;

class SifTest : public ::testing::Test {
 protected:
  static constexpr const char* kKey = "noekkel-som-ikke-skal-vises";

  SifTest() : sif_("sif_server/sif_server.py", {"--authkey", kKey, "--client", "helhet:hemmelig"}) {
    settings_ = {{"address", sif_.origin()}, {"auth", {{"style", "api_key"}, {"parameter", "authkey"}}}};
    settings_["public_access_codes"] = {"U"};
    secrets_ = {{"api_key", kKey}};
  }

  // A document of the archive, made and changed by others.
  json Seed(const json& parameter, const json& set = json::object()) {
    if (case_number_.empty()) {
      const json made = sif_.Control("seed", {{{"kind", "case"}, {"parameter", {{"Title", "Rutiner"}, {"CaseType", "Sak"}}}}});
      case_number_ = made.at(0).at("CaseNumber");
    }
    json whole = {{"CaseNumber", case_number_}, {"Archive", "recno:2"}, {"Category", "recno:111"}};
    whole.update(parameter);
    return sif_.Control("seed", {{{"kind", "document"}, {"parameter", whole}, {"set", set}}}).at(0);
  }
  void SeedDocuments(int count) {
    for (int i = 1; i <= count; ++i) Seed({{"Title", "Rutine " + std::to_string(i)}});
  }
  void Fault(const json& fault) { sif_.Control("faults", json::array({fault})); }

  // A new instance each time, as a run has it.
  Status Configure() {
    connector_.emplace(helhet_plugin_entry(), host_);
    return connector_->Configure(settings_.dump(), secrets_);
  }
  Status Read(const std::string& checkpoint = "") {
    host_.ForgetBatches();
    HELHET_RETURN_IF_ERROR(Configure());
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    return connector_->Read(start);
  }
  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request) {
    HELHET_RETURN_IF_ERROR(Configure());
    return connector_->Write(request);
  }
  // Why a document was not filed: an error is told in its receipt.
  plugin::v1::Problem ProblemOf(const plugin::v1::WriteRequest& request) {
    const auto receipt = Write(request);
    return receipt.ok() ? receipt->problem() : host_.problem();
  }
  std::vector<std::string> Titles() const {
    std::vector<std::string> titles;
    for (const auto& record : host_.Records()) titles.push_back(record.fact().archive_document().title());
    return titles;
  }
  using Names = std::vector<std::string>;

  testing::HttpPeer sif_;
  testing::FakeHost host_;
  std::optional<testing::ConnectorDriver> connector_;
  json settings_;
  std::map<std::string, std::string> secrets_;
  std::string case_number_;
};

}  // namespace helhet::public360

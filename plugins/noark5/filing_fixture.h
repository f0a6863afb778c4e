// For tests: an edition that is taken to the archive.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "archive_fixture.h"

namespace helhet::noark5 {

class FilingTest : public ArchiveTest {
 protected:
  explicit FilingTest(const std::vector<std::string>& options = {}) : ArchiveTest(options) {
    request_.set_delivery_id("levanger/innkjop/3/decided");
    request_.set_media_type("application/pdf");
    // PDF/A-2b by its own metadata, and no PDF beyond that.
    request_.set_body("%PDF-1.7\n<rdf:Description pdfaid:part=\"2\" pdfaid:conformance=\"B\"/>\n%%EOF\n");
    const std::map<std::string, std::string> properties = {
        {"a3_id", "innkjop"}, {"edition", "3"}, {"event", "decided"}, {"case_key", "levanger/innkjop"},
        {"case_title", "Avtalelojalitet"}, {"document_title", "A3 Avtalelojalitet, utgave 3"}, {"document_date", "2026-06-18"},
        {"decision_body", "Kommunestyret"}, {"decision_case_number", "45/26"}, {"decision_date", "2026-06-18"}, {"adopted", "true"},
        {"unit_name", "Økonomi"}, {"owner", "Kari Nordmann"}, {"file_name", "innkjop-3.pdf"}};
    request_.mutable_properties()->insert(properties.begin(), properties.end());
  }

  // By a connector of its own, as the hub starts one for each run.
  plugin::v1::WriteResponse Write() {
    testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
    EXPECT_TRUE(connector.Configure(settings_.dump(), secrets_).ok()) << host_.problem().what();
    const auto receipt = connector.Write(request_);
    EXPECT_TRUE(receipt.ok()) << receipt.status().message();
    return receipt.ok() ? *receipt : plugin::v1::WriteResponse();
  }
  // The receipt's code of what went wrong; empty when nothing did.
  std::string Trouble() { return Write().problem().code(); }

  void Plan(const json& fault) { archive_.Control("faults", json::array({fault})); }
  void Switch(const json& switches) { archive_.Control("switches", switches); }
  // Names of the requests since the last asking, with their methods: `POST sakarkiv/ny-saksmappe/`.
  std::vector<std::string> Requests() {
    std::vector<std::string> requests;
    for (const auto& request : archive_.Control("requests")) {
      requests.push_back(request["method"].get<std::string>() + " " + request["name"].get<std::string>());
    }
    return requests;
  }

  // Attributes of the last instance of a class; null when there is none.
  json FieldsOf(const std::string& kind) {
    json fields;
    for (const auto& each : archive_.Control("state")) {
      if (each["kind"] == kind) fields = each["fields"];
    }
    return fields;
  }
  // SHA-256 of the file of the last object that has one; empty when none has.
  std::string StoredFile() {
    std::string sha256;
    for (const auto& each : archive_.Control("state")) {
      if (each.contains("file") && each["file"].is_object()) sha256 = each["file"]["sha256"];
    }
    return sha256;
  }
  // Everything stands in the archive once, with our file.
  void ExpectFiledOnce(const plugin::v1::WriteResponse& receipt);

  plugin::v1::WriteRequest request_;
};

}  // namespace helhet::noark5

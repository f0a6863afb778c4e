// For tests: the connector against a Noark 5 server on loopback that was written apart from it (tests/noark5_server).
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "tests/http_peer/http_peer.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::noark5 {

using nlohmann::json;

class ArchiveTest : public ::testing::Test {
 protected:
  explicit ArchiveTest(const std::vector<std::string>& options = {}) : archive_("noark5_server/noark5_server.py", options) {
    settings_ = {{"url", archive_.origin() + "/noark5/"}, {"auth", {{"style", "oidc"}, {"client_id", "helhet"}}}};
  }

  Status Configure() { return connector_.Configure(settings_.dump(), secrets_); }

  Status Read(const std::string& checkpoint = "") {
    host_.ForgetBatches();
    plugin::v1::ReadStart start;
    start.set_checkpoint(checkpoint);
    const Status status = Configure();
    return status.ok() ? connector_.Read(start) : status;
  }
  // The documents that came, by title.
  std::map<std::string, plugin::v1::Record> Documents() const {
    std::map<std::string, plugin::v1::Record> documents;
    for (const auto& record : host_.Records()) documents[record.fact().archive_document().title()] = record;
    return documents;
  }
  std::vector<std::string> Titles() const {
    std::vector<std::string> titles;
    for (const auto& [title, record] : Documents()) titles.push_back(title);
    return titles;
  }

  // Puts things in the archive; gives their systemIDs by name.
  json Seed(const json& things) { return archive_.Control("seed", things); }
  // A case with one entry and one document of two versions.
  void SeedProcedure() {
    Seed({{{"kind", "saksmappe"},
           {"under", "arkivdel"},
           {"name", "case"},
           {"fields", {{"tittel", "Rutiner for innkjøp"}, {"administrativEnhet", "Økonomi"}, {"saksansvarlig", "Kari Nordmann"},
                       {"opprettetDato", "2019-01-07T09:00:00+01:00"}}}},
          {{"kind", "journalpost"},
           {"under", "case"},
           {"name", "entry"},
           {"fields", {{"tittel", "Innkjøpsrutine"}, {"opprettetDato", "2019-01-07T09:00:00+01:00"}, {"journaldato", "2019-01-08+01:00"}}}},
          {{"kind", "dokumentbeskrivelse"},
           {"under", "entry"},
           {"name", "procedure"},
           {"fields", {{"tittel", "Innkjøpsrutine"}, {"opprettetDato", "2019-01-07T09:00:00+01:00"}, {"dokumenttype", {{"kode", "R"}, {"kodenavn", "Rundskriv"}}},
                       {"dokumentstatus", {{"kode", "F"}, {"kodenavn", "Dokumentet er ferdigstilt"}}}}}},
          {{"kind", "dokumentobjekt"},
           {"under", "procedure"},
           {"name", "first"},
           {"fields", {{"versjonsnummer", 1}, {"opprettetDato", "2019-01-07T09:00:00+01:00"}}}},
          {{"kind", "dokumentobjekt"},
           {"under", "procedure"},
           {"name", "second"},
           {"fields", {{"versjonsnummer", 2}, {"opprettetDato", "2021-05-03T12:00:00+02:00"}}}}});
  }

  testing::HttpPeer archive_;
  testing::FakeHost host_;
  testing::ConnectorDriver connector_{helhet_plugin_entry(), host_};
  json settings_;
  std::map<std::string, std::string> secrets_ = {{"client_secret", "hemmelig"}};
};

}  // namespace helhet::noark5

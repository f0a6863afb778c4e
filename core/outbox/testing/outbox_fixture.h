// For tests: a municipality with an archive connector, and editions of one sheet to file there.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "core/configuration/documents.h"
#include "core/outbox/delivery.h"
#include "core/store/testing/test_database.h"

namespace helhet::outbox {

class OutboxFixture : public testing::TestWithParam<store::Backend> {
 protected:
  OutboxFixture() {
    model::v1::Municipality municipality;
    municipality.set_municipality_id("5037");
    municipality.set_name("Levanger");
    municipality.set_archive_connector_id("arkiv");
    Save("municipality", "5037", municipality);
    AddConnector("arkiv");
  }

  void Save(const std::string& kind, const std::string& id, const google::protobuf::Message& message) {
    const auto saved = configuration::SaveDocument(store_, kind, id, configuration::ToJson(message), "", 1);
    ASSERT_TRUE(saved.ok()) << saved.status().message();
  }
  void AddConnector(const std::string& id) {
    model::v1::Connector connector;
    connector.set_connector_id(id);
    connector.set_plugin("webdav");
    Save("connector", id, connector);
  }
  void RemoveConnector(const std::string& id) {
    ASSERT_TRUE(store_.Execute("DELETE FROM document WHERE municipality_id = $1 AND kind = 'connector' AND document_id = $2", {id}).ok());
  }

  // Files an edition of the sheet `avtaler`, and gives its delivery.
  std::string File(int edition, api::v1::DeliveryEvent event = api::v1::DELIVERY_EVENT_DECIDED) {
    api::v1::GetA3Response sheet;
    sheet.mutable_a3()->set_a3_id("avtaler");
    sheet.mutable_a3()->set_edition(edition);
    const Edition filed{sheet, event, "arkiv", "A3 Avtaler", {{"case_key", "5037/avtaler"}}};
    EXPECT_TRUE(Enqueue(store_, filed, now_us_).ok());
    return "5037/avtaler/" + std::to_string(edition) + (event == api::v1::DELIVERY_EVENT_DECIDED ? "/decided" : "/submitted");
  }
  // Puts a file of an export in the outbox, and gives its delivery.
  std::string Export(const std::string& export_id, const std::string& body) {
    model::v1::Export stated;
    stated.set_export_id(export_id);
    stated.set_connector_id("arkiv");
    plugin::v1::WriteRequest file;
    file.set_delivery_id("5037/export/" + export_id + "/" + body);
    file.set_body(body);
    (*file.mutable_properties())["sha256"] = "of " + body;
    EXPECT_TRUE(EnqueueExport(store_, file, stated, now_us_).ok());
    return file.delivery_id();
  }
  api::v1::Delivery At(const std::string& delivery_id) {
    auto delivery = LoadDelivery(store_, delivery_id);
    EXPECT_TRUE(delivery.ok()) << delivery.status().message();
    return delivery.ok() ? *delivery : api::v1::Delivery();
  }

  store::TestDatabase database_{GetParam()};
  std::unique_ptr<store::Database> connection_ = database_.Connect();
  store::TenantStore store_{*connection_, "5037"};
  int64_t now_us_ = 1'756'720'800'000'000;  // 1 September 2025, noon in Norway
};

}  // namespace helhet::outbox

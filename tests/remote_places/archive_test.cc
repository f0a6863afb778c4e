// The connector public360 in a confined child, which the hub lets out to the archive of its settings: it files a document
// there, once, and reads it.
#include <map>
#include <nlohmann/json.hpp>

#include "tests/abi/children.h"
#include "tests/http_peer/http_peer.h"

namespace helhet::plugin {
namespace {

using nlohmann::json;

class ArchiveTest : public ChildrenTest {
 protected:
  ArchiveTest() : sif_("sif_server/sif_server.py", {"--authkey", "noekkel"}) {
    settings_ = {{"address", sif_.origin()}, {"auth", {{"style", "api_key"}, {"parameter", "authkey"}}}, {"public_access_codes", {"U"}},
                 {"filing", {{"case", {{"CaseType", "Sak"}}}, {"document", {{"Archive", "recno:2"}, {"Category", "recno:111"}}}}}};
  }

  std::unique_ptr<Connection> Connect() {
    InstanceConfig instance = Instance("public360", settings_.dump());
    instance.secrets["api_key"] = sdk::Secret("noekkel");
    auto connection = supervisor().Connect(instance);
    EXPECT_OK(connection.status());
    return connection.ok() ? *std::move(connection) : nullptr;
  }

  static v1::WriteRequest Edition() {
    v1::WriteRequest request;
    request.set_delivery_id("levering-1");
    request.set_body("%PDF-1.7");
    const std::map<std::string, std::string> properties = {{"case_key", "5037/a3/avtalelojalitet"}, {"case_title", "A3: Avtalelojalitet"},
                                                           {"document_title", "A3: Avtalelojalitet, utgave 1"}, {"file_name", "a3.pdf"}};
    request.mutable_properties()->insert(properties.begin(), properties.end());
    return request;
  }

  testing::HttpPeer sif_;
  json settings_;
};

TEST_F(ArchiveTest, FilesADocumentOnceAndReadsIt) {
  std::vector<std::string> receipts;
  for (int i = 0; i < 2; ++i) {
    const auto connection = Connect();
    ASSERT_NE(connection, nullptr);
    const auto session = connection->Write();
    ASSERT_OK(session.status());
    const auto receipt = (*session)->Deliver(Edition());
    ASSERT_OK(receipt.status());
    EXPECT_FALSE(receipt->has_problem()) << receipt->problem().what();
    receipts.push_back(receipt->SerializeAsString());
    EXPECT_OK((*session)->Finish());
  }
  EXPECT_EQ(receipts[0], receipts[1]);
  EXPECT_EQ(sif_.Control("counts")["documents"], 1);

  const auto connection = Connect();
  const auto summary = connection->Check();
  ASSERT_OK(summary.status());
  EXPECT_EQ(*summary, sif_.origin() + ": 1 dokumenter");
  const auto session = connection->Read({});
  ASSERT_OK(session.status());
  std::vector<std::string> titles;
  while (true) {
    const auto event = (*session)->Next();
    ASSERT_OK(event.status());
    if (std::holds_alternative<EndOfRead>(*event)) break;
    const auto* batch = std::get_if<v1::Batch>(&*event);
    if (batch == nullptr) continue;
    for (const auto& record : batch->records()) titles.push_back(record.fact().archive_document().title());
    EXPECT_OK((*session)->Acknowledge(batch->sequence()));
  }
  EXPECT_EQ(titles, std::vector<std::string>{"A3: Avtalelojalitet, utgave 1"});
}

}  // namespace
}  // namespace helhet::plugin

// The contract keeps every promise that a published minor made.
#include "tests/abi/breaking_change.h"

#include <fstream>

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "core/plugin/contract_check.h"
#include "core/plugin/executable_image.h"
#include "helhet/model/v1/a3.pb.h"

namespace helhet::plugin {
namespace {

namespace pb = google::protobuf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string PublishedPath(std::string_view version) {
  return HELHET_SOURCE_FOLDER "/proto/published/" + std::string(version) + ".binpb";
}

pb::FileDescriptorSet Published(std::string_view version) {
  pb::FileDescriptorSet set;
  std::ifstream file(PublishedPath(version), std::ios::binary);
  EXPECT_TRUE(set.ParseFromIstream(&file)) << version;
  return set;
}

// Every published minor; the last that is known is the one of this build, published or not.
std::vector<KnownContract> PublishedContracts() {
  const auto known = KnownContracts();
  return {known.begin(), known.end() - 1};
}

TEST(BreakingChangeTest, KeepsThePromisesOfEveryPublishedMinor) {
  // Generated code is registered when it is linked in and used.
  ASSERT_NE(model::v1::A3::descriptor(), nullptr);
  ASSERT_FALSE(PublishedContracts().empty());
  for (const auto& contract : PublishedContracts()) {
    EXPECT_THAT(BreakingChanges(Published(contract.version), *pb::DescriptorPool::generated_pool()), IsEmpty())
        << "since " << contract.version;
  }
}

TEST(BreakingChangeTest, PublishedDescriptorsAreThoseThatTheirHashesName) {
  for (const auto& contract : PublishedContracts()) {
    EXPECT_EQ(*HashFile(PublishedPath(contract.version)), contract.sha256) << contract.version;
  }
}

// The first published set, changed, as if it were today's.
class AlteredContractTest : public testing::Test {
 protected:
  pb::DescriptorProto* Message(const std::string& name) {
    for (auto& file : *altered_.mutable_file()) {
      for (auto& message : *file.mutable_message_type()) {
        if (message.name() == name) return &message;
      }
    }
    return nullptr;
  }
  pb::FileDescriptorProto* File(const std::string& name) {
    for (auto& file : *altered_.mutable_file()) {
      if (file.name() == name) return &file;
    }
    return nullptr;
  }

  std::vector<std::string> Findings() {
    pb::DescriptorPool pool;
    for (const auto& file : altered_.file()) EXPECT_NE(pool.BuildFile(file), nullptr) << file.name();
    return BreakingChanges(Published("1.0"), pool);
  }

  pb::FileDescriptorSet altered_ = Published("1.0");
};

TEST_F(AlteredContractTest, AllowsWhatIsAdded) {
  auto* field = Message("Progress")->add_field();
  field->set_name("remaining");
  field->set_number(99);
  field->set_type(pb::FieldDescriptorProto::TYPE_INT64);
  field->set_label(pb::FieldDescriptorProto::LABEL_OPTIONAL);
  File("helhet/plugin/v1/record.proto")->add_message_type()->set_name("Addition");
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(AlteredContractTest, FindsAFieldThatIsGone) {
  Message("Progress")->mutable_field()->DeleteSubrange(0, 1);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("Progress.activity = 1: gone")));
}

TEST_F(AlteredContractTest, FindsAFieldOfAnotherNumber) {
  Message("Progress")->mutable_field(0)->set_number(50);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("Progress.activity = 1: gone, or has another number")));
}

TEST_F(AlteredContractTest, FindsAFieldOfAnotherName) {
  Message("Progress")->mutable_field(0)->set_name("doing");
  Message("Progress")->mutable_field(0)->set_json_name("doing");
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("Progress.activity = 1: is named doing")));
}

TEST_F(AlteredContractTest, FindsAFieldOfAnotherType) {
  Message("Progress")->mutable_field(0)->set_type(pb::FieldDescriptorProto::TYPE_BYTES);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("was string")));
}

TEST_F(AlteredContractTest, FindsAFieldThatIsRepeatedNow) {
  Message("Progress")->mutable_field(0)->set_label(pb::FieldDescriptorProto::LABEL_REPEATED);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("is repeated string")));
}

TEST_F(AlteredContractTest, FindsAFieldThatHasLeftItsOneof) {
  Message("Record")->mutable_field(5)->clear_oneof_index();
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("was in oneof content, is in no oneof")));
}

TEST_F(AlteredContractTest, FindsAnEnumValueThatIsGone) {
  auto* values = File("helhet/plugin/v1/record.proto")->mutable_enum_type(0)->mutable_value();
  values->DeleteSubrange(values->size() - 1, 1);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("PROBLEM_CLASS_SOURCE = 6: gone")));
}

TEST_F(AlteredContractTest, FindsAMessageThatIsGone) {
  auto* messages = File("helhet/model/v1/budget_line.proto")->mutable_message_type();
  messages->Mutable(0)->set_name("BudgetRow");
  for (auto& field : *Message("Fact")->mutable_field()) {
    if (field.type_name() == ".helhet.model.v1.BudgetLine") field.set_type_name(".helhet.model.v1.BudgetRow");
  }
  EXPECT_THAT(Findings(), Contains("helhet.model.v1.BudgetLine: gone"));
}

TEST_F(AlteredContractTest, FindsAnRpcThatIsGone) {
  File("helhet/plugin/v1/connector.proto")->mutable_service(0)->mutable_method()->DeleteSubrange(5, 1);
  EXPECT_THAT(Findings(), ElementsAre("helhet.plugin.v1.Connector.Write: gone"));
}

TEST_F(AlteredContractTest, FindsAnRpcOfAnotherShape) {
  File("helhet/plugin/v1/connector.proto")->mutable_service(0)->mutable_method(4)->set_client_streaming(false);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("Connector.Read: was stream")));
}

}  // namespace
}  // namespace helhet::plugin

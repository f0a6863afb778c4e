// Every method of the API, over a real TLS channel: nothing reaches a handler that is not allowed to.
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include "core/api/testing/all_services.h"
#include "core/api/testing/raw_call.h"

namespace helhet::api {
namespace {

using google::protobuf::MethodDescriptor;
using grpc::StatusCode;
using security::Role;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const char* name : {"HubService", "ConfigurationService", "ConnectorService", "MeasureService", "A3Service", "BenefitService", "DeliveryService",
                           "QuarantineService", "ReportService"}) {
    const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string("helhet.api.v1.") + name);
    for (int i = 0; i < service->method_count(); ++i) methods.push_back(service->method(i));
  }
  return methods;
}

std::string PathOf(const MethodDescriptor* method) { return "/" + method->service()->full_name() + "/" + method->name(); }

// The method's request about a municipality, as bytes. False in `named` when it cannot name one.
std::string RequestAbout(const std::string& municipality_id, const MethodDescriptor* method, bool* named = nullptr) {
  google::protobuf::DynamicMessageFactory factory;
  const std::unique_ptr<google::protobuf::Message> request(factory.GetPrototype(method->input_type())->New());
  const auto* own = method->input_type()->FindFieldByName("municipality_id");
  const auto* resources = method->input_type()->FindFieldByName("resources");
  if (named != nullptr) *named = own != nullptr || resources != nullptr;
  if (own != nullptr) request->GetReflection()->SetString(request.get(), own, municipality_id);
  if (resources != nullptr) {
    auto* resource = request->GetReflection()->AddMessage(request.get(), resources);
    resource->GetReflection()->SetString(resource, resource->GetDescriptor()->FindFieldByName("municipality_id"), municipality_id);
  }
  return request->SerializeAsString();
}

class AuthorisationTest : public testing::Test {
 protected:
  AuthorisationTest() { hub_.server.AddMunicipality("5037"); }
  StatusCode Call(const MethodDescriptor* method, const std::string& municipality_id, const std::string& authorization) {
    return RawCall(hub_.channel, PathOf(method), RequestAbout(municipality_id, method), authorization, 1).status.error_code();
  }

  AllServices hub_;
};

TEST_F(AuthorisationTest, NoMethodAnswersWithoutAToken) {
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_EQ(Call(method, "5037", ""), StatusCode::UNAUTHENTICATED) << method->full_name();
    EXPECT_EQ(Call(method, "5037", "Bearer helhet.-.0123.4567"), StatusCode::UNAUTHENTICATED) << method->full_name();
  }
}

TEST_F(AuthorisationTest, NoMethodAnswersARoleThatItIsNotFor) {
  const std::string recipient = hub_.server.Bearer("*", Role::kRecipient);
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_EQ(Call(method, "5037", recipient), StatusCode::PERMISSION_DENIED) << method->full_name();
  }
}

TEST_F(AuthorisationTest, NoMethodAnswersAboutAnotherMunicipality) {
  const std::string neighbour = hub_.server.Bearer("5006", Role::kAdministrator);
  int asked = 0;
  for (const MethodDescriptor* method : AllMethods()) {
    bool named = false;
    RequestAbout("5037", method, &named);
    if (!named) continue;
    ++asked;
    EXPECT_EQ(Call(method, "5037", neighbour), StatusCode::PERMISSION_DENIED) << method->full_name();
  }
  EXPECT_GE(asked, 19);
}

TEST_F(AuthorisationTest, NoMethodTakesTheWholeHubForAMunicipality) {
  for (const MethodDescriptor* method : AllMethods()) {
    bool named = false;
    RequestAbout("*", method, &named);
    if (!named || method->name() == "CreateToken") continue;
    EXPECT_NE(Call(method, "*", hub_.administrator), StatusCode::OK) << method->full_name();
  }
}

// What is approved is approved by validators alone: administrators may do everything else.
bool IsApproval(const MethodDescriptor* method) { return method->name().starts_with("Approve") || method->name() == "RebaselineBenefit"; }

TEST_F(AuthorisationTest, EveryMethodReachesItsHandlerForTheAdministratorAndApprovalsForTheValidator) {
  const std::string validator = hub_.server.Bearer("5037", Role::kValidator);
  for (const MethodDescriptor* method : AllMethods()) {
    if (IsApproval(method)) {
      EXPECT_EQ(Call(method, "5037", hub_.administrator), StatusCode::PERMISSION_DENIED) << method->full_name();
    }
    const StatusCode code = Call(method, "5037", IsApproval(method) ? validator : hub_.administrator);
    EXPECT_NE(code, StatusCode::PERMISSION_DENIED) << method->full_name();
    EXPECT_NE(code, StatusCode::UNAUTHENTICATED) << method->full_name();
    EXPECT_NE(code, StatusCode::UNIMPLEMENTED) << method->full_name();
    EXPECT_NE(code, StatusCode::INTERNAL) << method->full_name();
  }
}

TEST_F(AuthorisationTest, ListsOfAllMunicipalitiesHoldOnlyTheCallers) {
  hub_.ApplyLevanger();
  hub_.Apply("5006", {"municipality { municipality_id: '5006' name: 'Steinkjer' organisation_number: '840029212' legal_form: 'kommune' }",
                      "unit { unit_id: 'topp' name: 'Steinkjer' }",
                      "connector { connector_id: 'ehf' plugin: 'ehf' title: 'Innboks' settings_json: '{}' }"});
  const auto municipalities = [&](const std::string& authorization) {
    std::string seen;
    v1::ListConnectorsResponse connectors;
    EXPECT_TRUE(v1::ConnectorService::NewStub(hub_.channel)->ListConnectors(ContextWith(authorization).get(), {}, &connectors).ok());
    for (const auto& one : connectors.connectors()) seen += one.municipality_id() + " ";
    v1::ExportConfigurationResponse exported;
    EXPECT_TRUE(v1::ConfigurationService::NewStub(hub_.channel)->ExportConfiguration(ContextWith(authorization).get(), {}, &exported).ok());
    for (const auto& one : exported.resources()) {
      if (one.has_municipality()) seen += one.municipality_id() + " ";
    }
    return seen;
  };
  EXPECT_EQ(municipalities(hub_.administrator), "5006 5037 5006 5037 ");
  EXPECT_EQ(municipalities(hub_.server.Bearer("5037", Role::kOperator)), "5037 5037 ");
}

}  // namespace
}  // namespace helhet::api

// The services that answer from the store: one story each, over a real TLS channel.
#include <gtest/gtest.h>

#include "core/api/example_data.h"
#include "core/api/testing/levanger_test.h"
#include "core/outbox/delivery.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;

class ServicesTest : public LevangerTest {
 protected:
  double FigureOf(const std::string& unit_id) {
    auto request = About<v1::GetSeriesRequest>();
    request.set_measure_id("fakturaer");
    request.add_unit_ids(unit_id);
    v1::GetSeriesResponse response;
    const grpc::Status status = v1::MeasureService::NewStub(hub_.channel)->GetSeries(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.observations_size() == 1 ? response.observations(0).value() : -1;
  }
};

TEST_F(ServicesTest, ApplyingTheSameTwiceChangesNothing) {
  const std::string unit = "unit { unit_id: 'b' name: 'Enhet b' parent_id: 'topp' }";
  EXPECT_EQ(hub_.Apply("5037", {unit}).changes(0).action(), v1::CHANGE_ACTION_CREATED);
  EXPECT_EQ(hub_.Apply("5037", {unit}).changes(0).action(), v1::CHANGE_ACTION_UNCHANGED);
}

TEST_F(ServicesTest, AnswersAboutMadeUpDataSaySoBesideTheMessage) {
  const auto told = [](const grpc::ClientContext& context) {
    const auto& metadata = context.GetServerTrailingMetadata();
    const auto found = metadata.find(kExampleDataKey);
    return found == metadata.end() ? "" : std::string(found->second.data(), found->second.size());
  };
  const auto list = [&] {
    v1::ListMeasuresResponse response;
    const auto context = Context();
    EXPECT_TRUE(v1::MeasureService::NewStub(hub_.channel)->ListMeasures(context.get(), About<v1::ListMeasuresRequest>(), &response).ok());
    return told(*context);
  };
  EXPECT_EQ(list(), "");
  hub_.Apply("5037", {"municipality { municipality_id: '5037' name: 'Levanger' is_example: true }"});
  EXPECT_EQ(list(), "5037");

  const auto configuration = v1::ConfigurationService::NewStub(hub_.channel);
  v1::ExportConfigurationResponse exported;
  const auto exporting = Context();
  ASSERT_TRUE(configuration->ExportConfiguration(exporting.get(), {}, &exported).ok());
  EXPECT_EQ(told(*exporting), "5037");
  // A municipality that is not there yet.
  v1::ApplyConfigurationRequest request;
  request.set_validate_only(true);
  auto* resource = request.add_resources();
  resource->set_municipality_id("5006");
  resource->mutable_municipality()->set_municipality_id("5006");
  resource->mutable_municipality()->set_name("Steinkjer");
  resource->mutable_municipality()->set_is_example(true);
  v1::ApplyConfigurationResponse applied;
  const auto applying = Context();
  ASSERT_TRUE(configuration->ApplyConfiguration(applying.get(), request, &applied).ok());
  EXPECT_EQ(told(*applying), "5006");
}

TEST_F(ServicesTest, EditionsOfRulesAreForAllWhoSeeFiguresAndThoseOfConnectorsAreNot) {
  const auto configuration = v1::ConfigurationService::NewStub(hub_.channel);
  for (const char* basis_points : {"100", "200"}) {
    hub_.Apply("5037", {std::string("purchasing_rules { purchasing_rules_id: 'innkjop' price_tolerance_basis_points: ") + basis_points + " }"});
  }
  const std::string reader = hub_.server.Bearer("5037", security::Role::kReader);
  auto request = About<v1::ListEditionsRequest>();
  request.set_kind("purchasing_rules");
  request.set_resource_id("innkjop");
  request.set_page_size(1);
  v1::ListEditionsResponse page;
  ASSERT_TRUE(configuration->ListEditions(ContextWith(reader).get(), request, &page).ok());
  ASSERT_EQ(page.editions_size(), 1);
  EXPECT_EQ(page.editions(0).version(), 2);
  EXPECT_EQ(page.editions(0).fields(0).before(), "100");
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(configuration->ListEditions(ContextWith(reader).get(), request, &page).ok());
  ASSERT_EQ(page.editions_size(), 1);
  EXPECT_EQ(page.editions(0).version(), 1);
  EXPECT_EQ(page.next_page_token(), "");

  auto one = About<v1::GetEditionRequest>();
  one.set_kind("purchasing_rules");
  one.set_resource_id("innkjop");
  one.set_version(1);
  v1::GetEditionResponse edition;
  ASSERT_TRUE(configuration->GetEdition(ContextWith(reader).get(), one, &edition).ok());
  EXPECT_EQ(edition.resource().purchasing_rules().price_tolerance_basis_points(), 100);
  one.set_version(3);
  EXPECT_EQ(configuration->GetEdition(ContextWith(reader).get(), one, &edition).error_code(), StatusCode::NOT_FOUND);
  one.set_kind("connector");
  EXPECT_EQ(configuration->GetEdition(ContextWith(reader).get(), one, &edition).error_code(), StatusCode::PERMISSION_DENIED);
  one.set_kind("rules");
  EXPECT_EQ(configuration->GetEdition(ContextWith(reader).get(), one, &edition).error_code(), StatusCode::INVALID_ARGUMENT);
}

TEST_F(ServicesTest, WhatIsWrongInAConfigurationIsToldInWords) {
  auto request = v1::ApplyConfigurationRequest();
  request.add_resources()->set_municipality_id("5037");
  request.mutable_resources(0)->mutable_unit()->set_unit_id("c");
  request.mutable_resources(0)->mutable_unit()->set_parent_id("nowhere");
  v1::ApplyConfigurationResponse response;
  const grpc::Status status = v1::ConfigurationService::NewStub(hub_.channel)->ApplyConfiguration(Context().get(), request, &response);
  EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
  EXPECT_NE(status.error_message().find("nowhere"), std::string::npos);
}

TEST_F(ServicesTest, WhatIsExportedCanBeAppliedAndIsTheSame) {
  v1::ExportConfigurationResponse exported;
  ASSERT_TRUE(v1::ConfigurationService::NewStub(hub_.channel)
                  ->ExportConfiguration(Context().get(), About<v1::ExportConfigurationRequest>(), &exported).ok());
  v1::ApplyConfigurationRequest request;
  *request.mutable_resources() = exported.resources();
  v1::ApplyConfigurationResponse response;
  ASSERT_TRUE(v1::ConfigurationService::NewStub(hub_.channel)->ApplyConfiguration(Context().get(), request, &response).ok());
  EXPECT_EQ(response.changes_size(), 5);
  for (const auto& change : response.changes()) EXPECT_EQ(change.action(), v1::CHANGE_ACTION_UNCHANGED);
}

TEST_F(ServicesTest, AFigureIsShownAndOpenedDownToItsRecord) {
  RunWith({AllServices::Invoice("1", 100, "100"), AllServices::Invoice("2", 200, "100")});
  EXPECT_EQ(FigureOf("topp"), 2);
  auto request = About<v1::ExplainFigureRequest>();
  request.set_measure_id("fakturaer");
  request.set_unit_id("topp");
  request.set_period("2023-04");
  request.set_page_size(1);
  const auto stub = v1::MeasureService::NewStub(hub_.channel);
  v1::ExplainFigureResponse first, second;
  ASSERT_TRUE(stub->ExplainFigure(Context().get(), request, &first).ok());
  EXPECT_EQ(first.total_facts(), 2);
  EXPECT_EQ(first.facts(0).locator(), "inbox/1.xml");
  request.set_page_token(first.next_page_token());
  ASSERT_TRUE(stub->ExplainFigure(Context().get(), request, &second).ok());
  EXPECT_EQ(second.facts(0).locator(), "inbox/2.xml");
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(ServicesTest, ACodeIsMappedAndWhatWasMissedIsComputed) {
  RunWith({AllServices::Invoice("1", 100, "900"), AllServices::Invoice("2", 200, "900"), AllServices::Invoice("3", 300, "901")});
  const auto stub = v1::QuarantineService::NewStub(hub_.channel);
  auto request = About<v1::ListUnmappedCodesRequest>();
  request.set_page_size(1);
  v1::ListUnmappedCodesResponse first, second;
  ASSERT_TRUE(stub->ListUnmappedCodes(Context().get(), request, &first).ok());
  EXPECT_EQ(first.codes(0).code(), "900");
  EXPECT_EQ(first.codes(0).facts(), 2);
  EXPECT_EQ(first.waiting_facts(), 3);
  request.set_page_token(first.next_page_token());
  ASSERT_TRUE(stub->ListUnmappedCodes(Context().get(), request, &second).ok());
  EXPECT_EQ(second.codes(0).code(), "901");

  auto map = About<v1::MapCodeRequest>();
  map.set_scheme("buyer_reference");
  map.set_code("900");
  map.set_unit_id("a");
  v1::MapCodeResponse mapped;
  const grpc::Status status = stub->MapCode(Context().get(), map, &mapped);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(mapped.mapped_facts(), 2);
  EXPECT_EQ(mapped.recomputed(), 1);
  EXPECT_EQ(FigureOf("a"), 2);
}

TEST_F(ServicesTest, ARefusedRecordIsShownWithItsBytes) {
  plugin::v1::Record refused;
  refused.set_stream("invoices");
  refused.set_natural_key("order.xml");
  refused.set_locator("inbox/order.xml");
  refused.set_raw("<Order/>");
  refused.set_raw_media_type("application/xml");
  refused.mutable_refusal()->set_code("not_an_invoice");
  refused.mutable_refusal()->set_what("inbox/order.xml: an order, not an invoice");
  RunWith({refused});
  const auto stub = v1::QuarantineService::NewStub(hub_.channel);
  v1::ListQuarantineResponse listed;
  ASSERT_TRUE(stub->ListQuarantine(Context().get(), About<v1::ListQuarantineRequest>(), &listed).ok());
  ASSERT_EQ(listed.records_size(), 1);
  EXPECT_EQ(listed.records(0).code(), "not_an_invoice");
  auto request = About<v1::GetQuarantinedRequest>();
  request.set_connector_id("ehf");
  request.set_natural_key("order.xml");
  v1::GetQuarantinedResponse shown;
  ASSERT_TRUE(stub->GetQuarantined(Context().get(), request, &shown).ok());
  EXPECT_EQ(shown.raw(), "<Order/>");
  EXPECT_EQ(shown.raw_media_type(), "application/xml");
  request.set_natural_key("none.xml");
  EXPECT_EQ(stub->GetQuarantined(Context().get(), request, &shown).error_code(), StatusCode::NOT_FOUND);
}

TEST_F(ServicesTest, BenefitsAreListedForAMunicipalityThatHasNone) {
  v1::ListBenefitsResponse listed;
  ASSERT_TRUE(v1::BenefitService::NewStub(hub_.channel)->ListBenefits(Context().get(), About<v1::ListBenefitsRequest>(), &listed).ok());
  EXPECT_EQ(listed.benefits_size(), 0);
}

TEST_F(ServicesTest, DeliveriesAreListedInPagesAndTriedAgain) {
  const auto connection = hub_.server.database().Connect();
  store::TenantStore store(*connection, "5037");
  v1::GetA3Response sheet;
  sheet.mutable_a3()->set_a3_id("ark");
  for (int edition = 1; edition <= 3; ++edition) {
    sheet.mutable_a3()->set_edition(edition);
    ASSERT_TRUE(outbox::Enqueue(store, {sheet, v1::DELIVERY_EVENT_DECIDED, "ehf", "Ark", {}}, kTestNowUs + edition).ok());
  }
  const auto stub = v1::DeliveryService::NewStub(hub_.channel);
  auto request = About<v1::ListDeliveriesRequest>();
  request.set_page_size(2);
  v1::ListDeliveriesResponse first, rest;
  ASSERT_TRUE(stub->ListDeliveries(Context().get(), request, &first).ok());
  ASSERT_EQ(first.deliveries_size(), 2);
  EXPECT_EQ(first.deliveries(0).delivery_id(), "5037/ark/3/decided");
  request.set_page_token(first.next_page_token());
  ASSERT_TRUE(stub->ListDeliveries(Context().get(), request, &rest).ok());
  ASSERT_EQ(rest.deliveries_size(), 1);
  EXPECT_EQ(rest.next_page_token(), "");

  auto retry = About<v1::RetryDeliveryRequest>();
  retry.set_delivery_id("5037/ark/1/decided");
  v1::RetryDeliveryResponse retried;
  ASSERT_TRUE(stub->RetryDelivery(Context().get(), retry, &retried).ok());
  EXPECT_EQ(retried.delivery().state(), v1::DELIVERY_STATE_WAITING);
  retry.set_delivery_id("5037/ukjent/1/decided");
  EXPECT_EQ(stub->RetryDelivery(Context().get(), retry, &retried).error_code(), StatusCode::NOT_FOUND);
}

TEST_F(ServicesTest, TheHubTellsHowAMunicipalityIs) {
  RunWith({AllServices::Invoice("1", 100, "100"), AllServices::Invoice("2", 200, "900")});
  v1::GetStatusResponse response;
  ASSERT_TRUE(v1::HubService::NewStub(hub_.channel)->GetStatus(Context().get(), {}, &response).ok());
  ASSERT_EQ(response.municipalities_size(), 1);
  const v1::MunicipalityStatus& status = response.municipalities(0);
  EXPECT_EQ(status.municipality().name(), "Levanger");
  EXPECT_EQ(status.connectors(), 1);
  EXPECT_EQ(status.failing_connectors(), 0);
  EXPECT_EQ(status.facts(), 2);
  EXPECT_EQ(status.waiting_facts(), 1);
  EXPECT_EQ(status.dirty_cells(), 0);
}

}  // namespace
}  // namespace helhet::api

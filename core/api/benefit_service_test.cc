// BenefitService over a real TLS channel: from a frozen baseline to an approved actual, by those who may.
#include "core/api/testing/levanger_test.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;
using security::Role;

class BenefitServiceTest : public LevangerTest {
 protected:
  BenefitServiceTest() {
    hub_.Apply("5037", {"measure { measure_id: 'fakturaer' title: 'Fakturaer' definition: 'Antall fakturaer' measurement_unit: 'count' grain: PERIOD_MONTH direction: MEASURE_DIRECTION_DOWN "
                        "kind: MEASURE_KIND_FLOW formula: 'antall' terms { name: 'antall' facts: 'invoice' aggregate: AGGREGATE_COUNT } }",
                        "benefit { benefit_id: 'tid' title: 'Tid' type: BENEFIT_TYPE_TIME responsible: 'Leder' measure_ids: 'fakturaer' shares { unit_id: 'a' owner: 'Enhetsleder' } "
                        "baseline { period: '2022-04' } valuation { rate_minor: 480 } }"});
    auto before = {AllServices::Invoice("1", 100, "100"), AllServices::Invoice("2", 100, "100"), AllServices::Invoice("3", 100, "100")};
    std::vector<plugin::v1::Record> records(before);
    for (auto& record : records) record.mutable_fact()->mutable_invoice()->set_issue_date("2022-04-05");
    records.push_back(AllServices::Invoice("4", 100, "100"));
    RunWith(records);
    stub_ = v1::BenefitService::NewStub(hub_.channel);
  }

  template <typename Request>
  static Request AboutTid() {
    auto request = About<Request>();
    request.set_benefit_id("tid");
    return request;
  }
  v1::GetBenefitResponse Account() {
    auto request = AboutTid<v1::GetBenefitRequest>();
    request.add_periods("2023-04");
    v1::GetBenefitResponse account;
    const auto status = stub_->GetBenefit(Context().get(), request, &account);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return account;
  }
  grpc::Status Freeze(const std::string& bearer) {
    auto request = AboutTid<v1::FreezeBaselineRequest>();
    request.set_etag(Account().benefit().etag());
    v1::FreezeBaselineResponse response;
    return stub_->FreezeBaseline(ContextWith(bearer).get(), request, &response);
  }
  grpc::Status Approve(const std::string& bearer) {
    auto request = AboutTid<v1::ApproveActualRequest>();
    request.set_period("2023-04");
    request.set_etag(Account().periods(0).etag());
    v1::ApproveActualResponse response;
    return stub_->ApproveActual(ContextWith(bearer).get(), request, &response);
  }

  std::unique_ptr<v1::BenefitService::Stub> stub_;
};

TEST_F(BenefitServiceTest, AnActualOpensDownToTheInvoicesBehindIt) {
  const auto account = Account();
  ASSERT_EQ(account.periods_size(), 1);
  const auto& figure = account.periods(0).figures(0);
  EXPECT_EQ(figure.actual(), 2) << "three invoices became one";
  EXPECT_EQ(figure.worth_minor(), 960);
  auto explain = About<v1::ExplainFigureRequest>();
  explain.set_measure_id(figure.observation().measure_id());
  explain.set_unit_id(figure.observation().unit_id());
  explain.set_period(figure.observation().period());
  explain.set_term("antall");
  v1::ExplainFigureResponse explanation;
  const auto status = v1::MeasureService::NewStub(hub_.channel)->ExplainFigure(Context().get(), explain, &explanation);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(explanation.facts_size(), 1);
  EXPECT_EQ(explanation.facts(0).natural_key(), "invoice/4");
}

TEST_F(BenefitServiceTest, LeadersFreezeAndValidatorsApprove) {
  EXPECT_EQ(Freeze(hub_.server.Bearer("5037", Role::kReader)).error_code(), StatusCode::PERMISSION_DENIED);
  const auto frozen = Freeze(hub_.server.Bearer("5037", Role::kOwner));
  EXPECT_TRUE(frozen.ok()) << frozen.error_message();
  for (const Role role : {Role::kAdministrator, Role::kOwner, Role::kContributor, Role::kDecisionMaker, Role::kOperator}) {
    EXPECT_EQ(Approve(hub_.server.Bearer("5037", role)).error_code(), StatusCode::PERMISSION_DENIED);
  }
  const auto approved = Approve(hub_.server.Bearer("5037", Role::kValidator));
  EXPECT_TRUE(approved.ok()) << approved.error_message();
  EXPECT_EQ(Account().periods(0).approved_actual(), 2);
}

TEST_F(BenefitServiceTest, ARepresentativeSeesTheBenefitsOfSheetsThatTheySee) {
  const std::string draft = "a3 { a3_id: 'ark' template_id: 'dypdykk' title: 'Ark' owner: 'Leder' unit_id: 'topp' date: '2024-01-01' ";
  hub_.Apply("5037", {"a3_template { template_id: 'dypdykk' title: 'Dypdykk' boxes { box: A3_BOX_RATIONALE heading: '1. Begrunnelse' } }", draft + "}",
                      "benefit { benefit_id: 'ro' title: 'Ro' type: BENEFIT_TYPE_QUALITY responsible: 'Leder' a3_id: 'ark' }"});
  const std::string member = hub_.server.Bearer("5037", Role::kRepresentative, {"verneombud"});
  auto list = About<v1::ListBenefitsRequest>();
  list.set_a3_id("ark");
  auto one = About<v1::GetBenefitRequest>();
  one.set_benefit_id("ro");
  v1::ListBenefitsResponse listed;
  v1::GetBenefitResponse account;
  EXPECT_EQ(stub_->ListBenefits(ContextWith(member).get(), list, &listed).error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(stub_->GetBenefit(ContextWith(member).get(), one, &account).error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(stub_->ListBenefits(ContextWith(member).get(), About<v1::ListBenefitsRequest>(), &listed).error_code(), StatusCode::INVALID_ARGUMENT);
  hub_.Apply("5037", {draft + "shared_with: 'verneombud' }"});
  ASSERT_TRUE(stub_->ListBenefits(ContextWith(member).get(), list, &listed).ok());
  EXPECT_EQ(listed.benefits_size(), 1);
  EXPECT_TRUE(stub_->GetBenefit(ContextWith(member).get(), one, &account).ok());
}

}  // namespace
}  // namespace helhet::api

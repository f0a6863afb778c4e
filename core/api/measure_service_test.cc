// MeasureService, over a real TLS channel: measures, figures, and what is behind them.
#include <gtest/gtest.h>

#include "core/api/testing/levanger_test.h"

namespace helhet::api {
namespace {

using grpc::StatusCode;

class MeasureServiceTest : public LevangerTest {};

TEST_F(MeasureServiceTest, MeasuresAreListedPageByPage) {
  for (const char* id : {"avvik", "belop", "ordre", "varemottak"}) {
    hub_.Apply("5037", {"measure { measure_id: '" + std::string(id) + "' title: 'M' definition: 'D' measurement_unit: 'count' formula: 'n' "
                        "terms { name: 'n' facts: 'invoice' aggregate: AGGREGATE_COUNT } }"});
  }
  const auto stub = v1::MeasureService::NewStub(hub_.channel);
  auto request = About<v1::ListMeasuresRequest>();
  request.set_page_size(2);
  std::string pages;
  for (v1::ListMeasuresResponse page; pages.empty() || !request.page_token().empty(); request.set_page_token(page.next_page_token())) {
    const grpc::Status status = stub->ListMeasures(Context().get(), request, &page);
    ASSERT_TRUE(status.ok()) << status.error_message();
    for (const auto& measure : page.measures()) pages += measure.measure_id() + " ";
    pages += "| ";
  }
  EXPECT_EQ(pages, "avvik belop | fakturaer ordre | varemottak | ");
  request.set_page_token("another");
  v1::ListMeasuresResponse refused;
  EXPECT_EQ(stub->ListMeasures(Context().get(), request, &refused).error_code(), StatusCode::INVALID_ARGUMENT);
}

TEST_F(MeasureServiceTest, AFigureIsShownAndOpenedAsTheMunicipalityIsOrganisedToday) {
  hub_.Apply("5037", {"unit { unit_id: 'a' name: 'Enhet a' parent_id: 'topp' valid_to: '2024-02-28' "
                      "codes { scheme: 'buyer_reference' code: '100' } successors { unit_id: 'ny' kind: UNIT_SUCCESSION_KIND_RENAMED } }",
                      "unit { unit_id: 'ny' name: 'Ny enhet' parent_id: 'topp' valid_from: '2024-02-29' }"});
  RunWith({AllServices::Invoice("1", 100, "100")});
  const auto stub = v1::MeasureService::NewStub(hub_.channel);
  auto series = About<v1::GetSeriesRequest>();
  series.set_measure_id("fakturaer");
  series.add_unit_ids("ny");
  auto explain = About<v1::ExplainFigureRequest>();
  explain.set_measure_id("fakturaer");
  explain.set_unit_id("ny");
  for (const bool as_today : {false, true}) {
    series.set_as_organised_today(as_today);
    v1::GetSeriesResponse shown;
    ASSERT_TRUE(stub->GetSeries(Context().get(), series, &shown).ok());
    ASSERT_EQ(shown.observations_size(), 1);
    EXPECT_EQ(shown.observations(0).has_value(), as_today);
    explain.set_period(shown.observations(0).period());
    explain.set_as_organised_today(as_today);
    v1::ExplainFigureResponse opened;
    ASSERT_TRUE(stub->ExplainFigure(Context().get(), explain, &opened).ok());
    EXPECT_EQ(opened.observation().has_value(), as_today);
    EXPECT_EQ(opened.total_facts(), as_today ? 1 : 0);
  }
}

TEST_F(MeasureServiceTest, AFigureIsToldBySupplierPageByPage) {
  hub_.Apply("5037", {"measure { measure_id: 'kjop' title: 'K' definition: 'D' measurement_unit: 'nok' currency_code: 'NOK' grain: PERIOD_MONTH formula: 'amount / 100' "
                      "terms { name: 'amount' facts: 'invoice' aggregate: AGGREGATE_SUM field: 'tax_exclusive_amount_minor' } }"});
  const auto bought = [](const std::string& number, const std::string& supplier, int64_t amount_minor) {
    auto record = AllServices::Invoice(number, amount_minor, "100");
    record.mutable_fact()->mutable_invoice()->set_supplier_organisation_number(supplier);
    record.mutable_fact()->mutable_invoice()->set_supplier_name(supplier.empty() ? "" : "Leverandør");
    return record;
  };
  RunWith({bought("1", "911111111", 100), bought("2", "922222222", 400), bought("3", "922222222", 300), bought("4", "", 150)});
  auto request = About<v1::ExplainFigureRequest>();
  request.set_measure_id("kjop");
  request.set_unit_id("topp");
  request.set_period("2023-04");
  request.set_page_size(2);
  request.set_by_supplier(true);
  const auto stub = v1::MeasureService::NewStub(hub_.channel);
  std::string told;
  int64_t sum = 0;
  v1::ExplainFigureResponse page;
  do {
    ASSERT_TRUE(stub->ExplainFigure(Context().get(), request, &page).ok());
    EXPECT_EQ(page.total_suppliers(), 3);
    EXPECT_EQ(page.total_facts(), 4);
    EXPECT_EQ(page.facts_size(), 0);
    for (const auto& one : page.suppliers()) {
      told += one.supplier_organisation_number() + " " + one.supplier_name() + " " + std::to_string(one.facts()) + " " + std::to_string(one.value()) + "\n";
      sum += one.value();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(told, "922222222 Leverandør 2 700\n  1 150\n911111111 Leverandør 1 100\n");
  EXPECT_EQ(sum, page.observation().terms(0).value());

  request.set_by_supplier(false);
  request.set_page_size(1);
  ASSERT_TRUE(stub->ExplainFigure(Context().get(), request, &page).ok());
  EXPECT_EQ(page.suppliers_size(), 0);
  request.set_page_token(page.next_page_token());
  request.set_by_supplier(true);
  EXPECT_EQ(stub->ExplainFigure(Context().get(), request, &page).error_code(), StatusCode::INVALID_ARGUMENT) << "a token of the list of facts";
  const auto elsewhere = hub_.server.Bearer("5006", security::Role::kReader);
  request.clear_page_token();
  EXPECT_EQ(stub->ExplainFigure(ContextWith(elsewhere).get(), request, &page).error_code(), StatusCode::PERMISSION_DENIED);
}

TEST_F(MeasureServiceTest, TheDocumentBehindAFigureComesInPieces) {
  if (!kLargeMessages) GTEST_SKIP() << kNoLargeMessages;
  auto invoice = AllServices::Invoice("1", 100, "100");
  std::string document(9 << 20, 'x');
  for (size_t i = 0; i < document.size(); i += 4096) document[i] = static_cast<char>('a' + i / 4096 % 26);
  invoice.set_raw(document);
  auto bare = AllServices::Invoice("2", 100, "100");
  bare.clear_raw();
  RunWith({invoice, bare});
  const auto stub = v1::MeasureService::NewStub(hub_.channel);
  auto request = About<v1::GetSourceDocumentRequest>();
  request.set_natural_key(invoice.natural_key());
  std::string whole;
  int pieces = 0;
  for (v1::GetSourceDocumentResponse piece; piece.total_length() == 0 || whole.size() < document.size(); ++pieces) {
    const grpc::Status status = stub->GetSourceDocument(Context().get(), request, &piece);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_LT(piece.ByteSizeLong(), 4u << 20) << "what clients take";
    EXPECT_EQ(piece.connector_id(), "ehf");
    whole += piece.data();
    request.set_offset(static_cast<int64_t>(whole.size()));
  }
  EXPECT_EQ(pieces, 3);
  EXPECT_TRUE(whole == document);

  v1::GetSourceDocumentResponse piece;
  request.set_offset(4096);
  request.set_length(2);
  ASSERT_TRUE(stub->GetSourceDocument(Context().get(), request, &piece).ok());
  EXPECT_EQ(piece.data(), "bx");
  request.set_offset(static_cast<int64_t>(document.size()) + 1);
  EXPECT_EQ(stub->GetSourceDocument(Context().get(), request, &piece).error_code(), StatusCode::INVALID_ARGUMENT);
  request.set_offset(0);
  request.set_natural_key(bare.natural_key());
  EXPECT_EQ(stub->GetSourceDocument(Context().get(), request, &piece).error_code(), StatusCode::NOT_FOUND) << "it came without bytes";
  request.set_natural_key("none");
  EXPECT_EQ(stub->GetSourceDocument(Context().get(), request, &piece).error_code(), StatusCode::NOT_FOUND);
  const auto reader = hub_.server.Bearer("5037", security::Role::kReader);
  EXPECT_EQ(stub->GetSourceDocument(ContextWith(reader).get(), request, &piece).error_code(), StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace helhet::api

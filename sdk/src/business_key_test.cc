#include "helhet/business_key.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace helhet::sdk {
namespace {

std::string KeyOf(const std::string& text, const std::string& system = "") {
  model::v1::Fact fact;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &fact)) << text;
  return BusinessKey(fact, system);
}

TEST(BusinessKey, TellsInvoiceAndCreditNoteOfOneNumberApart) {
  const std::string rest = " supplier_organisation_number: '991825827' supplier_name: 'Sinus' number: '1001' issue_date: '2023-04-01' }";
  EXPECT_EQ(KeyOf("invoice { type: INVOICE_TYPE_INVOICE" + rest), "invoice/991825827/1001/2023-04-01");
  EXPECT_EQ(KeyOf("invoice { type: INVOICE_TYPE_CREDIT_NOTE" + rest), "credit_note/991825827/1001/2023-04-01");
  EXPECT_EQ(KeyOf("invoice { type: INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE" + rest), "credit_note/991825827/1001/2023-04-01");
}

TEST(BusinessKey, TakesTheNameOfASupplierWithoutNumber) {
  EXPECT_EQ(KeyOf("invoice { supplier_name: 'Sinus' number: '7' issue_date: '2023-04-01' }"), "invoice/Sinus/7/2023-04-01");
  EXPECT_EQ(KeyOf("agreement { number: '2023/112' supplier_name: 'Sinus' }"), "agreement/2023/112/Sinus");
}

TEST(BusinessKey, FollowsTheCommentOfEachKind) {
  EXPECT_EQ(KeyOf("order { buyer_organisation_number: '937897833' number: '45' }"), "order/937897833/45");
  EXPECT_EQ(KeyOf("goods_receipt { buyer_organisation_number: '937897833' number: '9' }"), "goods_receipt/937897833/9");
  EXPECT_EQ(KeyOf("goods_receipt { buyer_organisation_number: '937897833' supplier_organisation_number: '991825827' number: '9' "
                  "evidence: GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE }"),
            "despatch_advice/991825827/9");
  EXPECT_EQ(KeyOf("agreement { number: 'A-1' supplier_organisation_number: '991825827' }"), "agreement/A-1/991825827");
  EXPECT_EQ(KeyOf("ledger_entry { voucher_number: '300012' posting_date: '2023-04-05' }"), "ledger_entry/300012/2023-04-05");
  EXPECT_EQ(KeyOf("budget_line { budget_version: 'original' year: 2024 responsibility: '2110' function: '202' art: '105' }"),
            "budget_line/original/2024/2110/202/105");
  EXPECT_EQ(KeyOf("archive_document { document_id: '77' }", "compilo"), "archive_document/compilo/77");
  EXPECT_EQ(KeyOf("catalogue { kind: CATALOGUE_KIND_CATALOGUE supplier_organisation_number: '991825827' number: 'K' version: '2' }"),
            "catalogue/991825827/K/2");
  EXPECT_EQ(KeyOf("catalogue { kind: CATALOGUE_KIND_PUNCH_OUT_CART supplier_organisation_number: '991825827' number: 'K' }"),
            "punch_out_cart/991825827/K/");
}

TEST(BusinessKey, NamesTheIssuerOfAnOrderUpdateByItsKind) {
  const std::string rest = " number: '8' buyer_organisation_number: '937897833' supplier_organisation_number: '991825827' }";
  EXPECT_EQ(KeyOf("order_update { kind: ORDER_UPDATE_KIND_RESPONSE" + rest), "order_response/991825827/8");
  EXPECT_EQ(KeyOf("order_update { kind: ORDER_UPDATE_KIND_CHANGE" + rest), "order_change/937897833/8");
  EXPECT_EQ(KeyOf("order_update { kind: ORDER_UPDATE_KIND_CANCELLATION" + rest), "order_cancellation/937897833/8");
  EXPECT_EQ(KeyOf("order_update {" + rest), "");
}

// The key that the connector of Statistics Norway gives the same cell.
TEST(BusinessKey, SortsTheVariablesOfAStatistic) {
  EXPECT_EQ(KeyOf("statistic { provider: 'ssb' table_id: '07459' contents_code: 'Personer1' region_code: '5037' "
                  "variable_codes: 'Alder=080;Kjonn=1' period: '2024' }"),
            "ssb/07459/Alder=080;ContentsCode=Personer1;Kjonn=1;Region=5037/2024");
  EXPECT_EQ(KeyOf("statistic { provider: 'kantine' series: 'matsvinn' region_code: 'skole-a' period: '2024M03' }"),
            "kantine/matsvinn/Region=skole-a/2024M03");
}

TEST(BusinessKey, IsEmptyWhenAPartThatIdentifiesIsUnknown) {
  EXPECT_EQ(KeyOf("invoice { supplier_organisation_number: '991825827' number: '1001' }"), "");
  EXPECT_EQ(KeyOf("order { number: '45' }"), "");
  EXPECT_EQ(KeyOf("agreement { supplier_organisation_number: '991825827' }"), "");
  EXPECT_EQ(KeyOf("budget_line { budget_version: 'original' }"), "");
  EXPECT_EQ(KeyOf("archive_document { document_id: '77' }"), "");
  EXPECT_EQ(KeyOf("statistic { table_id: '07459' period: '2024' }"), "");
  EXPECT_EQ(KeyOf(""), "");
}

}  // namespace
}  // namespace helhet::sdk

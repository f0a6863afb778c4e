#include "fact_defaults.h"

#include <set>
#include <string>

#include "helhet/values/reference.h"

namespace helhet::sdk {
namespace {

constexpr const char* kCurrency = "NOK";

template <typename Kind>
void FillCurrency(Kind& kind) {
  if (kind.currency_code().empty()) kind.set_currency_code(kCurrency);
}

void Fill(model::v1::Invoice& invoice) {
  FillCurrency(invoice);
  if (invoice.type() == model::v1::INVOICE_TYPE_UNSPECIFIED) invoice.set_type(model::v1::INVOICE_TYPE_INVOICE);
  invoice.set_order_reference(ReferenceOrNone(invoice.order_reference()));
  invoice.set_order_reference_status(invoice.order_reference().empty() ? model::v1::ORDER_REFERENCE_STATUS_NONE
                                                                       : model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
  for (auto& line : *invoice.mutable_lines()) {
    if (line.charge_kind() == model::v1::CHARGE_KIND_UNSPECIFIED) line.set_charge_kind(model::v1::CHARGE_KIND_ITEM);
  }
  for (auto& charge : *invoice.mutable_charges()) {
    if (charge.charge_kind() == model::v1::CHARGE_KIND_UNSPECIFIED) charge.set_charge_kind(model::v1::CHARGE_KIND_OTHER);
  }
}

void Fill(model::v1::Order& order) {
  FillCurrency(order);
  if (order.status() == model::v1::ORDER_STATUS_UNSPECIFIED) order.set_status(model::v1::ORDER_STATUS_PLACED);
  if (order.origin() == model::v1::ORDER_ORIGIN_UNSPECIFIED) order.set_origin(model::v1::ORDER_ORIGIN_PLATFORM);
}

// A figure of each unit is a cell of its own: where nothing else tells cells apart, the codes of the units do.
void FillVariableCodes(model::v1::Fact& fact) {
  const auto& statistic = fact.statistic();
  if (!statistic.variable_codes().empty() || !statistic.region_code().empty() || !statistic.contents_code().empty()) return;
  std::set<std::string> variables;
  for (const auto& code : fact.unit_codes()) variables.insert(code.scheme() + "=" + code.code());
  std::string joined;
  for (const std::string& variable : variables) joined += (joined.empty() ? "" : ";") + variable;
  fact.mutable_statistic()->set_variable_codes(joined);
}

}  // namespace

void FillDefaults(model::v1::Fact& fact) {
  using Kind = model::v1::Fact::KindCase;
  switch (fact.kind_case()) {
    case Kind::kInvoice:
      return Fill(*fact.mutable_invoice());
    case Kind::kOrder:
      return Fill(*fact.mutable_order());
    case Kind::kOrderUpdate:
      return FillCurrency(*fact.mutable_order_update());
    case Kind::kAgreement:
      return FillCurrency(*fact.mutable_agreement());
    case Kind::kLedgerEntry:
      return FillCurrency(*fact.mutable_ledger_entry());
    case Kind::kBudgetLine:
      return FillCurrency(*fact.mutable_budget_line());
    case Kind::kCatalogue: {
      FillCurrency(*fact.mutable_catalogue());
      if (fact.catalogue().kind() == model::v1::CATALOGUE_KIND_UNSPECIFIED) {
        fact.mutable_catalogue()->set_kind(model::v1::CATALOGUE_KIND_CATALOGUE);
      }
      return;
    }
    case Kind::kGoodsReceipt:
      if (fact.goods_receipt().evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_UNSPECIFIED) {
        fact.mutable_goods_receipt()->set_evidence(model::v1::GOODS_RECEIPT_EVIDENCE_REGISTERED);
      }
      return;
    case Kind::kStatistic:
      FillVariableCodes(fact);
      if (fact.statistic().statistic_kind() == model::v1::STATISTIC_KIND_UNSPECIFIED) {
        fact.mutable_statistic()->set_statistic_kind(model::v1::STATISTIC_KIND_HISTORY);
      }
      return;
    case Kind::kArchiveDocument:
    case Kind::KIND_NOT_SET:
      return;
  }
}

}  // namespace helhet::sdk

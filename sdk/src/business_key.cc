#include "helhet/business_key.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace helhet::sdk {
namespace {

// `kind/part/part`, or empty when a part is.
std::string Joined(std::string key, std::initializer_list<std::string> parts) {
  for (const std::string& part : parts) {
    if (part.empty()) return {};
    key += "/" + part;
  }
  return key;
}

const std::string& FirstKnown(const std::string& first, const std::string& second) {
  return first.empty() ? second : first;
}

std::string Key(const model::v1::Invoice& invoice) {
  const bool credits = invoice.type() == model::v1::INVOICE_TYPE_CREDIT_NOTE ||
                       invoice.type() == model::v1::INVOICE_TYPE_SELF_BILLED_CREDIT_NOTE;
  return Joined(credits ? "credit_note" : "invoice",
                {FirstKnown(invoice.supplier_organisation_number(), invoice.supplier_name()), invoice.number(),
                 invoice.issue_date()});
}

std::string Key(const model::v1::OrderUpdate& update) {
  switch (update.kind()) {
    case model::v1::ORDER_UPDATE_KIND_RESPONSE:
      return Joined("order_response", {update.supplier_organisation_number(), update.number()});
    case model::v1::ORDER_UPDATE_KIND_CHANGE:
      return Joined("order_change", {update.buyer_organisation_number(), update.number()});
    case model::v1::ORDER_UPDATE_KIND_CANCELLATION:
      return Joined("order_cancellation", {update.buyer_organisation_number(), update.number()});
    default:
      return {};
  }
}

// A despatch advice has the supplier's number, which another supplier, or a receipt that the buyer registered, may have too.
std::string Key(const model::v1::GoodsReceipt& receipt) {
  const bool is_despatch = receipt.evidence() == model::v1::GOODS_RECEIPT_EVIDENCE_DESPATCH_ADVICE;
  if (is_despatch) return Joined("despatch_advice", {receipt.supplier_organisation_number(), receipt.number()});
  return Joined("goods_receipt", {receipt.buyer_organisation_number(), receipt.number()});
}

std::string Key(const model::v1::Catalogue& catalogue) {
  const bool is_cart = catalogue.kind() == model::v1::CATALOGUE_KIND_PUNCH_OUT_CART;
  const std::string key =
      Joined(is_cart ? "punch_out_cart" : "catalogue",
             {FirstKnown(catalogue.supplier_organisation_number(), catalogue.supplier_name()), catalogue.number()});
  return key.empty() ? key : key + "/" + catalogue.version();  // no version is a version of its own
}

// As the connector of Statistics Norway writes it: every variable but time, figure and region included, sorted.
std::string Key(const model::v1::Statistic& statistic) {
  std::vector<std::string> variables;
  const std::string& codes = statistic.variable_codes();
  for (size_t at = 0; at < codes.size();) {
    const size_t end = std::min(codes.find(';', at), codes.size());
    variables.push_back(codes.substr(at, end - at));
    at = end + 1;
  }
  if (!statistic.contents_code().empty()) variables.push_back("ContentsCode=" + statistic.contents_code());
  if (!statistic.region_code().empty()) variables.push_back("Region=" + statistic.region_code());
  std::sort(variables.begin(), variables.end());
  std::string joined;
  for (const std::string& variable : variables) joined += (joined.empty() ? "" : ";") + variable;
  const std::string key = Joined(statistic.provider(), {FirstKnown(statistic.table_id(), statistic.series())});
  const std::string& period = FirstKnown(statistic.period(), statistic.period_start());
  if (statistic.provider().empty() || key.empty() || period.empty()) return {};
  return key + "/" + joined + "/" + period;
}

}  // namespace

std::string BusinessKey(const model::v1::Fact& fact, const std::string& system) {
  using Kind = model::v1::Fact::KindCase;
  switch (fact.kind_case()) {
    case Kind::kInvoice:
      return Key(fact.invoice());
    case Kind::kOrder:
      return Joined("order", {fact.order().buyer_organisation_number(), fact.order().number()});
    case Kind::kOrderUpdate:
      return Key(fact.order_update());
    case Kind::kGoodsReceipt:
      return Key(fact.goods_receipt());
    case Kind::kAgreement:
      return Joined("agreement", {fact.agreement().number(), FirstKnown(fact.agreement().supplier_organisation_number(),
                                                                          fact.agreement().supplier_name())});
    case Kind::kCatalogue:
      return Key(fact.catalogue());
    case Kind::kLedgerEntry:
      return Joined("ledger_entry", {fact.ledger_entry().voucher_number(), fact.ledger_entry().posting_date()});
    case Kind::kBudgetLine: {
      const model::v1::BudgetLine& line = fact.budget_line();
      const std::string key = Joined("budget_line", {line.budget_version(), line.year() == 0 ? "" : std::to_string(line.year())});
      return key.empty() ? key : key + "/" + line.responsibility() + "/" + line.function() + "/" + line.art();
    }
    case Kind::kArchiveDocument:
      return Joined("archive_document", {system, fact.archive_document().document_id()});
    case Kind::kStatistic:
      return Key(fact.statistic());
    case Kind::KIND_NOT_SET:
      return {};
  }
  return {};
}

}  // namespace helhet::sdk

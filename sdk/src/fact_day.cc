#include "helhet/fact_day.h"

#include <cstdio>

namespace helhet::sdk {
namespace {

// Before the last day that a backfill can be asked from, which gives nothing.
constexpr const char* kWithoutEnd = "9999-12-30";

std::string LastDay(const std::string& valid_to) { return valid_to.empty() ? kWithoutEnd : valid_to; }

std::string LastDayOfYear(int year) {
  char text[24];
  std::snprintf(text, sizeof(text), "%04d-12-31", year);
  return year == 0 ? "" : text;
}

}  // namespace

std::string FactDay(const model::v1::Fact& fact) {
  using Kind = model::v1::Fact::KindCase;
  switch (fact.kind_case()) {
    case Kind::kInvoice:
      return fact.invoice().issue_date();
    case Kind::kOrder:
      return fact.order().issue_date();
    case Kind::kOrderUpdate:
      return fact.order_update().issue_date();
    case Kind::kGoodsReceipt:
      return fact.goods_receipt().receipt_date();
    case Kind::kAgreement:
      return LastDay(fact.agreement().valid_to());
    case Kind::kCatalogue:
      return LastDay(fact.catalogue().valid_to());
    case Kind::kLedgerEntry:
      return fact.ledger_entry().posting_date();
    case Kind::kBudgetLine:
      return LastDayOfYear(fact.budget_line().year());
    case Kind::kArchiveDocument:
      return kWithoutEnd;
    case Kind::kStatistic:
      return fact.statistic().period_start();
    case Kind::KIND_NOT_SET:
      return {};
  }
  return {};
}

}  // namespace helhet::sdk

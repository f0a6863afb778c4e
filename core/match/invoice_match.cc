#include "core/match/invoice_match.h"

#include <algorithm>
#include <tuple>

#include "core/match/order_state.h"
#include "core/model/calendar.h"
#include "core/model/match_keys.h"

namespace helhet::match {
namespace {

using model::v1::Invoice;
using model::v1::Order;

// Of several documents the latest on or before the day comes first, then the earliest after it.
std::tuple<bool, int> Nearness(const std::string& date, const std::string& day) {
  const int days = model::DaysBetween(date, day).value_or(0);
  return {days < 0, days < 0 ? -days : days};
}

// Evidence stands in one column, each sentence between bars.
void AddEvidence(std::string sentence, Invoice& invoice) {
  std::replace(sentence.begin(), sentence.end(), '|', '/');
  invoice.add_match_evidence(std::move(sentence));
}

class Matching {
 public:
  Matching(Invoice invoice, const Surroundings& around, const Rules& rules, const AgreementBook& agreements, const CatalogueBook& catalogues)
      : invoice_(std::move(invoice)), around_(around), rules_(rules), agreements_(agreements), catalogues_(catalogues) {}

  Invoice Match() && {
    invoice_.clear_match_evidence();
    invoice_.set_population(rules_.PopulationOf(invoice_));
    MatchOrder();
    MatchAgreement();
    MatchReach();
    Compare();
    MatchPosting();
    return std::move(invoice_);
  }

 private:
  // Whether the preceding invoice speaks for a credit note that says nothing itself.
  bool FollowsPreceding() const { return around_.preceding != nullptr && model::ReferenceKey(invoice_.order_reference()).empty(); }

  void MatchOrder() {
    if (FollowsPreceding()) {
      invoice_.set_order_reference_status(around_.preceding->order_reference_status());
      AddEvidence("krediterer faktura " + around_.preceding->number() + " av " + around_.preceding->issue_date(), invoice_);
      return;
    }
    if (model::ReferenceKey(invoice_.order_reference()).empty()) {
      invoice_.set_order_reference_status(model::v1::ORDER_REFERENCE_STATUS_NONE);
      return;
    }
    order_ = PickOrder(invoice_, around_.orders);
    invoice_.set_order_reference_status(order_ != nullptr ? model::v1::ORDER_REFERENCE_STATUS_VERIFIED : model::v1::ORDER_REFERENCE_STATUS_CLAIMED);
    if (order_ != nullptr) {
      const bool is_late = order_->issue_date() > invoice_.issue_date();
      AddEvidence("ordre " + order_->number() + " av " + order_->issue_date() + (is_late ? ", lagt etter fakturaen" : ""), invoice_);
    } else if (!around_.orders.empty()) {
      const bool same_supplier = std::any_of(around_.orders.begin(), around_.orders.end(), [&](const Order* order) {
        return order->supplier_organisation_number() == invoice_.supplier_organisation_number();
      });
      AddEvidence("ordre " + invoice_.order_reference() + (same_supplier ? " er avvist eller kansellert" : " gjelder en annen leverandør"), invoice_);
    } else {
      AddEvidence("ordre " + invoice_.order_reference() + " er ikke kjent", invoice_);
    }
  }

  std::string ContractReference() const {
    if (!model::AgreementKey(invoice_.contract_reference()).empty() || order_ == nullptr) return invoice_.contract_reference();
    return order_->contract_reference();
  }

  void MatchAgreement() {
    if (around_.preceding != nullptr && !agreements_.NamesOne(invoice_, invoice_.contract_reference())) {
      invoice_.set_agreement_status(around_.preceding->agreement_status());
      invoice_.set_agreement_number(around_.preceding->agreement_number());
      invoice_.set_agreement_has_catalogue(around_.preceding->agreement_has_catalogue());
      return;
    }
    const AgreementMatch match = agreements_.Match(invoice_, ContractReference());
    invoice_.set_agreement_status(match.status);
    invoice_.set_agreement_number(match.agreement == nullptr ? "" : match.agreement->number());
    invoice_.set_agreement_has_catalogue(match.IsUnderAgreement() && catalogues_.HasPrices(*match.agreement, invoice_));
    if (match.agreement != nullptr) AddEvidence("avtale " + match.agreement->number() + WhyAgreement(match), invoice_);
  }

  static std::string WhyAgreement(const AgreementMatch& match) {
    switch (match.status) {
      case model::v1::AGREEMENT_STATUS_BY_REFERENCE:
        return ": oppgitt";
      case model::v1::AGREEMENT_STATUS_BY_ITEM_GROUP:
        return ": leverandør og varegruppe " + match.item_group;
      case model::v1::AGREEMENT_STATUS_BY_SUPPLIER:
        return ": leverandør";
      case model::v1::AGREEMENT_STATUS_OTHER_SUPPLIER:
        return " med " + match.agreement->supplier_organisation_number() + " dekker varegruppe " + match.item_group;
      default:
        return ": leverandør, men ikke varegruppen";
    }
  }

  void MatchReach() {
    if (FollowsPreceding()) {
      invoice_.set_platform_reach(around_.preceding->platform_reach());
      return;
    }
    const bool offers = catalogues_.Offers(invoice_);
    if (offers || around_.has_order_in_reach) {
      invoice_.set_platform_reach(model::v1::PLATFORM_REACH_BY_SUPPLIER);
      AddEvidence(offers ? "leverandøren har katalog" : "leverandøren har fått ordre det siste året", invoice_);
      return;
    }
    const std::string group = catalogues_.OfferedGroup(invoice_, ItemGroupsOf(invoice_));
    invoice_.set_platform_reach(group.empty() ? model::v1::PLATFORM_REACH_NONE : model::v1::PLATFORM_REACH_BY_ITEM_GROUP);
    if (!group.empty()) AddEvidence("en katalog har varegruppe " + group, invoice_);
  }

  void Compare() {
    // A payment request or reminder may have an order, and is not compared with it.
    const bool is_compared = order_ != nullptr && IsInvoiceToOthers(invoice_);
    const OrderComparison comparison = is_compared ? around_.comparison : OrderComparison();
    invoice_.set_order_match(comparison.match);
    invoice_.set_receipt_status(comparison.receipt);
    invoice_.set_price_deviation_amount_minor(comparison.price_deviation_amount_minor);
    const bool is_credit = IsCreditNote(invoice_);
    for (int i = 0; i < invoice_.lines_size(); ++i) {
      auto& line = *invoice_.mutable_lines(i);
      const LineComparison compared = is_compared ? comparison.lines[static_cast<size_t>(i)] : LineComparison();
      line.set_order_match(compared.match);
      line.set_price_deviation_amount_minor(compared.price_deviation_amount_minor);
      const auto agreed = is_credit ? std::nullopt : catalogues_.AgreedPrice(invoice_, line);
      line.clear_agreed_price_micros();
      if (agreed) line.set_agreed_price_micros(*agreed);
      const bool deviates = agreed && line.has_unit_price_micros() && rules_.PriceDeviates(line.unit_price_micros(), *agreed);
      line.set_agreed_price_deviation_amount_minor(deviates ? DeviationMinor(line, *agreed) : 0);
    }
  }

  void MatchPosting() {
    invoice_.set_posting_date(around_.posting_date);
    invoice_.clear_posting_days();
    if (around_.posting_date.empty()) return;
    const auto days = model::DaysBetween(invoice_.issue_date(), around_.posting_date);
    if (days) invoice_.set_posting_days(*days);
    AddEvidence("bokført " + around_.posting_date, invoice_);
  }

  Invoice invoice_;
  const Surroundings& around_;
  const Rules& rules_;
  const AgreementBook& agreements_;
  const CatalogueBook& catalogues_;
  const Order* order_ = nullptr;
};

}  // namespace

const Order* PickOrder(const Invoice& invoice, const std::vector<const Order*>& orders) {
  if (invoice.supplier_organisation_number().empty()) return nullptr;
  const auto rank = [&](const Order& order) {
    return std::tuple(order.buyer_organisation_number() != invoice.buyer_organisation_number(), Nearness(order.issue_date(), invoice.issue_date()),
                      std::string_view(order.buyer_organisation_number()));
  };
  const Order* best = nullptr;
  for (const Order* order : orders) {
    const bool fits = order->supplier_organisation_number() == invoice.supplier_organisation_number() && Stands(order->current_status());
    if (fits && (best == nullptr || rank(*order) < rank(*best))) best = order;
  }
  return best;
}

const Invoice* PickPreceding(const Invoice& credit_note, const std::vector<const Invoice*>& named) {
  if (!IsCreditNote(credit_note)) return nullptr;
  // The type last: of two documents of one number and day, an ordinary invoice comes before others.
  const auto rank = [&](const Invoice& invoice) { return std::tuple(Nearness(invoice.issue_date(), credit_note.issue_date()), invoice.type()); };
  const Invoice* best = nullptr;
  for (const Invoice* invoice : named) {
    if (!IsCreditNote(*invoice) && IsInvoiceToOthers(*invoice) && (best == nullptr || rank(*invoice) < rank(*best))) best = invoice;
  }
  return best;
}

Invoice Matched(Invoice invoice, const Surroundings& around, const Rules& rules, const AgreementBook& agreements, const CatalogueBook& catalogues) {
  return Matching(std::move(invoice), around, rules, agreements, catalogues).Match();
}

}  // namespace helhet::match

// Each term twice, side by side: as a filter for the hub, and as a condition on what the oracle says.
#include "tests/ground_truth/figures.h"

namespace helhet::truth {
namespace {

using model::v1::Invoice;

constexpr char kPurchase[] = "population = purchase";
constexpr char kNoCreditNote[] = "type != credit_note AND type != self_billed_credit_note";
constexpr char kUnder[] = "agreement_status = by_reference OR agreement_status = by_item_group OR agreement_status = by_supplier";

bool IsPurchase(const InvoiceTruth& one) { return one.population == model::v1::INVOICE_POPULATION_PURCHASE; }
bool IsVerified(const InvoiceTruth& one) { return one.order_reference_status == model::v1::ORDER_REFERENCE_STATUS_VERIFIED; }
bool IsUnder(const InvoiceTruth& one) { return one.agreement_status <= model::v1::AGREEMENT_STATUS_BY_SUPPLIER; }
bool IsReachable(const InvoiceTruth& one) { return one.platform_reach != model::v1::PLATFORM_REACH_NONE || IsVerified(one); }
bool IsNok(const InvoiceTruth& one) { return one.invoice().currency_code() == "NOK"; }

using Holds = std::function<bool(const InvoiceTruth&)>;

Holds StatusIs(model::v1::AgreementStatus status) {
  return [status](const InvoiceTruth& one) { return one.agreement_status == status; };
}

void AddTerm(TrueMeasure& measure, const std::string& name, const std::string& facts, const std::string& field, const std::string& filter,
             std::function<std::vector<Contribution>(const Truth&)> truth) {
  auto* term = measure.definition.add_terms();
  term->set_name(name);
  term->set_facts(facts);
  term->set_aggregate(field.empty() ? model::v1::AGGREGATE_COUNT : model::v1::AGGREGATE_SUM);
  term->set_field(field);
  term->set_filter(filter);
  measure.terms.push_back(std::move(truth));
}

// Over invoices for which `holds`, what `value` says of each.
std::function<std::vector<Contribution>(const Truth&)> OverInvoices(Holds holds, std::function<int64_t(const InvoiceTruth&)> value) {
  return [holds = std::move(holds), value = std::move(value)](const Truth& truth) {
    std::vector<Contribution> contributions;
    for (const InvoiceTruth& one : truth.invoices) {
      if (holds(one)) contributions.push_back({one.document, value(one)});
    }
    return contributions;
  };
}

void AddCount(TrueMeasure& measure, const std::string& name, const std::string& filter, const Holds& holds) {
  AddTerm(measure, name, "invoice", "", filter + " AND " + kNoCreditNote,
          OverInvoices([holds](const InvoiceTruth& one) { return holds(one) && !IsCreditNote(one.invoice()); }, [](const InvoiceTruth&) { return 1; }));
}

void AddSum(TrueMeasure& measure, const std::string& name, const std::string& field, const std::string& filter, const Holds& holds,
            std::function<int64_t(const InvoiceTruth&)> value) {
  AddTerm(measure, name, "invoice", field, filter, OverInvoices([holds](const InvoiceTruth& one) { return holds(one) && IsNok(one); }, std::move(value)));
}

void AddAmount(TrueMeasure& measure, const std::string& name, const std::string& filter, const Holds& holds) {
  AddSum(measure, name, "tax_exclusive_amount_minor", filter, holds, [](const InvoiceTruth& one) { return one.invoice().tax_exclusive_amount_minor(); });
}

// A part of the population, to be told by count and by amount.
struct Part {
  std::string name;
  std::string filter;
  Holds holds;
};

TrueMeasure Named(const std::string& id, const std::string& formula) {
  TrueMeasure measure;
  measure.definition.set_measure_id(id);
  measure.definition.set_title(id);
  measure.definition.set_grain(model::v1::PERIOD_MONTH);
  measure.definition.set_kind(model::v1::MEASURE_KIND_FLOW);
  measure.definition.set_currency_code("NOK");
  measure.definition.set_formula(formula);
  return measure;
}

void AddByCountAndAmount(std::vector<TrueMeasure>& measures, const std::string& id, const std::string& formula, const std::vector<Part>& parts) {
  TrueMeasure count = Named(id + "_count", formula), amount = Named(id + "_amount", formula);
  for (const Part& part : parts) {
    const std::string filter = std::string(kPurchase) + (part.filter.empty() ? "" : " AND " + part.filter);
    const Holds holds = [part](const InvoiceTruth& one) { return IsPurchase(one) && part.holds(one); };
    AddCount(count, part.name, filter, holds);
    AddAmount(amount, part.name, filter, holds);
  }
  measures.push_back(std::move(count));
  measures.push_back(std::move(amount));
}

void AddShares(std::vector<TrueMeasure>& measures) {
  const std::string verified = "order_reference_status = verified", direct = "order_reference_status != verified";
  const std::string under = kUnder, outside = std::string("NOT (") + kUnder + ")";
  const Part population{"population", "", [](const InvoiceTruth&) { return true; }};
  AddByCountAndAmount(measures, "four_cells", "100 * (ordered_under + ordered_outside) / population",
                      {{"ordered_under", verified + " AND " + under, [](const auto& one) { return IsVerified(one) && IsUnder(one); }},
                       {"ordered_outside", verified + " AND " + outside, [](const auto& one) { return IsVerified(one) && !IsUnder(one); }},
                       {"direct_under", direct + " AND " + under, [](const auto& one) { return !IsVerified(one) && IsUnder(one); }},
                       {"direct_outside", direct + " AND " + outside, [](const auto& one) { return !IsVerified(one) && !IsUnder(one); }},
                       population});
  AddByCountAndAmount(measures, "e_commerce_loyalty", "100 * ordered / reachable",
                      {{"ordered", verified, IsVerified},
                       {"reachable", "platform_reach = by_supplier OR platform_reach = by_item_group OR " + verified, IsReachable}});
  AddByCountAndAmount(
      measures, "contract_loyalty", "100 * (by_reference + by_item_group + by_supplier) / population",
      {{"by_reference", "agreement_status = by_reference", StatusIs(model::v1::AGREEMENT_STATUS_BY_REFERENCE)},
       {"by_item_group", "agreement_status = by_item_group", StatusIs(model::v1::AGREEMENT_STATUS_BY_ITEM_GROUP)},
       {"by_supplier", "agreement_status = by_supplier", StatusIs(model::v1::AGREEMENT_STATUS_BY_SUPPLIER)},
       {"other_supplier", "agreement_status = other_supplier", StatusIs(model::v1::AGREEMENT_STATUS_OTHER_SUPPLIER)},
       {"other_item_group", "agreement_status = other_item_group", StatusIs(model::v1::AGREEMENT_STATUS_OTHER_ITEM_GROUP)},
       {"no_agreement", "agreement_status = no_agreement", StatusIs(model::v1::AGREEMENT_STATUS_NO_AGREEMENT)},
       {"unknown", "agreement_status = unknown", StatusIs(model::v1::AGREEMENT_STATUS_UNKNOWN)},
       {"with_catalogue", "agreement_has_catalogue = true", [](const auto& one) { return one.agreement_has_catalogue; }},
       population});
}

void AddMatchRate(std::vector<TrueMeasure>& measures) {
  TrueMeasure measure = Named("match_rate", "100 * automatic / (automatic + price_deviates + quantity_deviates + line_unknown)");
  const auto add = [&](const std::string& name, const std::string& filter, Holds holds) {
    AddCount(measure, name, std::string(kPurchase) + " AND " + filter, [holds](const InvoiceTruth& one) { return IsPurchase(one) && holds(one); });
  };
  for (const auto& [name, match] : {std::pair("automatic", model::v1::ORDER_MATCH_AUTOMATIC), std::pair("price_deviates", model::v1::ORDER_MATCH_PRICE_DEVIATES),
                                    std::pair("quantity_deviates", model::v1::ORDER_MATCH_QUANTITY_DEVIATES),
                                    std::pair("line_unknown", model::v1::ORDER_MATCH_LINE_UNKNOWN)}) {
    add(name, std::string("order_match = ") + name, [match = match](const InvoiceTruth& one) { return one.order_match == match; });
  }
  add("received", "receipt_status = received", [](const auto& one) { return one.receipt_status == model::v1::RECEIPT_STATUS_RECEIVED; });
  add("short", "receipt_status = short", [](const auto& one) { return one.receipt_status == model::v1::RECEIPT_STATUS_SHORT; });
  add("receipt_unknown", "receipt_status = unknown", [](const auto& one) { return one.receipt_status == model::v1::RECEIPT_STATUS_UNKNOWN; });
  AddSum(measure, "deviation", "price_deviation_amount_minor", kPurchase, IsPurchase, [](const auto& one) { return one.price_deviation_amount_minor; });
  measures.push_back(std::move(measure));
}

// Over the lines of purchases.
std::function<std::vector<Contribution>(const Truth&)> OverLines(std::function<int64_t(const InvoiceTruth&, size_t)> value) {
  return [value = std::move(value)](const Truth& truth) {
    std::vector<Contribution> contributions;
    for (const InvoiceTruth& one : truth.invoices) {
      for (size_t i = 0; IsPurchase(one) && i < one.lines.size(); ++i) contributions.push_back({one.document, value(one, i)});
    }
    return contributions;
  };
}

void AddLines(std::vector<TrueMeasure>& measures) {
  const std::string purchase = "invoice.population = purchase";
  const auto line = [](const InvoiceTruth& one, size_t i) -> const model::v1::InvoiceLine& { return one.invoice().lines(static_cast<int>(i)); };
  TrueMeasure coverage = Named("item_class", "100 * with_class / lines");
  AddTerm(coverage, "lines", "invoice_line", "", purchase + " AND charge_kind = item",
          OverLines([line](const InvoiceTruth& one, size_t i) { return line(one, i).charge_kind() == model::v1::CHARGE_KIND_ITEM; }));
  AddTerm(coverage, "with_class", "invoice_line", "", purchase + " AND charge_kind = item AND unspsc_code != '' OR cpv_code != ''",
          OverLines([line](const InvoiceTruth& one, size_t i) {
            const auto& own = line(one, i);
            return own.charge_kind() == model::v1::CHARGE_KIND_ITEM && !(own.unspsc_code().empty() && own.cpv_code().empty());
          }));
  measures.push_back(std::move(coverage));
  TrueMeasure agreed = Named("agreed_price", "deviation");
  AddTerm(agreed, "lines_with_price", "invoice_line", "", purchase + " AND agreed_price_micros:*",
          OverLines([](const InvoiceTruth& one, size_t i) { return one.lines[i].agreed_price_micros.has_value(); }));
  AddTerm(agreed, "deviation", "invoice_line", "agreed_price_deviation_amount_minor", purchase,
          OverLines([](const InvoiceTruth& one, size_t i) { return IsNok(one) ? one.lines[i].agreed_price_deviation_amount_minor : 0; }));
  measures.push_back(std::move(agreed));
}

void AddLeadTimeAndCharges(std::vector<TrueMeasure>& measures) {
  const std::string posted = std::string(kPurchase) + " AND posting_days:*";
  const Holds is_posted = [](const InvoiceTruth& one) { return IsPurchase(one) && one.posting_days.has_value(); };
  TrueMeasure lead_time = Named("lead_time", "days / posted");
  AddCount(lead_time, "posted", posted, is_posted);
  AddTerm(lead_time, "days", "invoice", "posting_days", posted + " AND " + kNoCreditNote,
          OverInvoices([is_posted](const InvoiceTruth& one) { return is_posted(one) && !IsCreditNote(one.invoice()); },
                       [](const InvoiceTruth& one) { return *one.posting_days; }));
  measures.push_back(std::move(lead_time));
  TrueMeasure charges = Named("charges", "fees + freight");
  AddSum(charges, "fees", "invoice_fee_amount_minor", kPurchase, IsPurchase, [](const auto& one) { return one.invoice().invoice_fee_amount_minor(); });
  AddSum(charges, "freight", "freight_amount_minor", kPurchase, IsPurchase, [](const auto& one) { return one.invoice().freight_amount_minor(); });
  measures.push_back(std::move(charges));
}

// The same parts of the population as in the measures above, but by what is invoiced alone: a credit note is not held against
// its order.
void AddInvoicedAmounts(std::vector<TrueMeasure>& measures) {
  TrueMeasure measure = Named("invoiced", "100 * automatic / verified");
  const auto add = [&](const std::string& name, const std::string& filter, Holds holds) {
    AddAmount(measure, name, std::string(kPurchase) + " AND " + filter + kNoCreditNote,
              [holds](const InvoiceTruth& one) { return IsPurchase(one) && holds(one) && !IsCreditNote(one.invoice()); });
  };
  add("automatic", "order_match = automatic AND ", [](const auto& one) { return one.order_match == model::v1::ORDER_MATCH_AUTOMATIC; });
  add("verified", "order_reference_status = verified AND ", IsVerified);
  add("all", "", [](const auto&) { return true; });
  measures.push_back(std::move(measure));
}

void AddReferences(std::vector<TrueMeasure>& measures) {
  AddByCountAndAmount(measures, "references", "100 * order_not_found / population",
                      {{"order_not_found", "order_reference_status = claimed",
                        [](const auto& one) { return one.order_reference_status == model::v1::ORDER_REFERENCE_STATUS_CLAIMED; }},
                       {"names_agreement", "contract_reference != ''", [](const auto& one) { return !one.invoice().contract_reference().empty(); }},
                       {"population", "", [](const auto&) { return true; }}});
  TrueMeasure credit_notes = Named("credit_notes", "credit_notes");
  AddTerm(credit_notes, "credit_notes", "invoice", "", std::string(kPurchase) + " AND type = credit_note OR type = self_billed_credit_note",
          OverInvoices([](const InvoiceTruth& one) { return IsPurchase(one) && IsCreditNote(one.invoice()); }, [](const InvoiceTruth&) { return 1; }));
  measures.push_back(std::move(credit_notes));
}

void AddDifferent(TrueMeasure& measure, const std::string& name, const std::string& field, const std::string& filter, const Holds& holds,
                  std::function<std::string(const InvoiceTruth&)> value) {
  AddTerm(measure, name, "invoice", field, std::string(kPurchase) + filter, [holds, value = std::move(value)](const Truth& truth) {
    std::vector<Contribution> contributions;
    for (const InvoiceTruth& one : truth.invoices) {
      if (IsPurchase(one) && holds(one)) contributions.push_back({one.document, 0, value(one)});
    }
    return contributions;
  });
  measure.definition.mutable_terms()->rbegin()->set_aggregate(model::v1::AGGREGATE_DISTINCT);
}

void AddDifferentValues(std::vector<TrueMeasure>& measures) {
  const auto agreement = [](const InvoiceTruth& one) { return one.agreement_number; };
  TrueMeasure agreements = Named("agreements_in_use", "100 * with_catalogue / in_use");
  AddDifferent(agreements, "in_use", "agreement_number", std::string(" AND ") + kUnder, IsUnder, agreement);
  AddDifferent(agreements, "with_catalogue", "agreement_number", " AND agreement_has_catalogue = true",
               [](const InvoiceTruth& one) { return one.agreement_has_catalogue; }, agreement);
  measures.push_back(std::move(agreements));
  TrueMeasure suppliers = Named("suppliers", "suppliers");
  AddDifferent(suppliers, "suppliers", "supplier_organisation_number", "", [](const InvoiceTruth&) { return true; },
               [](const InvoiceTruth& one) { return one.invoice().supplier_organisation_number(); });
  measures.push_back(std::move(suppliers));
}

// Of users who can order, as the platform counts them.
void AddUserCounts(std::vector<TrueMeasure>& measures) {
  const std::string filter = "provider = 'ehandel' AND series = 'users_who_can_order'";
  const auto over_counts = [](bool counted) {
    return [counted](const Truth& truth) {
      std::vector<Contribution> contributions;
      for (const Document* one : truth.statistics) {
        const auto& statistic = one->fact().statistic();
        if (statistic.provider() != "ehandel" || statistic.series() != "users_who_can_order") continue;
        contributions.push_back({one, counted ? 1 : statistic.value_micros()});
      }
      return contributions;
    };
  };
  TrueMeasure users = Named("users", "users_micros");
  AddTerm(users, "users_micros", "statistic", "value_micros", filter, over_counts(false));
  AddTerm(users, "counts", "statistic", "", filter, over_counts(true));
  measures.push_back(std::move(users));
}

void AddLeftOut(std::vector<TrueMeasure>& measures) {
  // All documents, credit notes too.
  TrueMeasure count = Named("left_out_count", "payment_request + reminder + internal + non_addressable");
  TrueMeasure amount = Named("left_out_amount", "payment_request + reminder + internal + non_addressable");
  for (const auto& [name, reason] : {std::pair("payment_request", model::v1::INVOICE_POPULATION_PAYMENT_REQUEST), std::pair("reminder", model::v1::INVOICE_POPULATION_REMINDER),
                                     std::pair("internal", model::v1::INVOICE_POPULATION_INTERNAL),
                                     std::pair("non_addressable", model::v1::INVOICE_POPULATION_NON_ADDRESSABLE)}) {
    const Holds holds = [reason = reason](const InvoiceTruth& one) { return one.population == reason; };
    AddTerm(count, name, "invoice", "", std::string("population = ") + name, OverInvoices(holds, [](const InvoiceTruth&) { return 1; }));
    AddAmount(amount, name, std::string("population = ") + name, holds);
  }
  measures.push_back(std::move(count));
  measures.push_back(std::move(amount));
}

void AddLedgerAndOrders(std::vector<TrueMeasure>& measures) {
  const auto over_ledger = [](std::function<bool(const LedgerTruth&)> holds) {
    return [holds = std::move(holds)](const Truth& truth) {
      std::vector<Contribution> contributions;
      for (const LedgerTruth& one : truth.ledger) {
        if (holds(one) && one.entry().currency_code() == "NOK") contributions.push_back({one.document, one.purchase_amount_minor});
      }
      return contributions;
    };
  };
  TrueMeasure ledger = Named("ledger_cover", "100 * with_invoice / purchases");
  AddTerm(ledger, "purchases", "ledger_entry", "purchase_amount_minor", "", over_ledger([](const LedgerTruth&) { return true; }));
  AddTerm(ledger, "with_invoice", "ledger_entry", "purchase_amount_minor", "invoice_status = invoice",
          over_ledger([](const LedgerTruth& one) { return one.invoice_status == model::v1::LEDGER_INVOICE_STATUS_INVOICE; }));
  AddTerm(ledger, "without_invoice", "ledger_entry", "purchase_amount_minor", "invoice_status = no_invoice",
          over_ledger([](const LedgerTruth& one) { return one.invoice_status == model::v1::LEDGER_INVOICE_STATUS_NO_INVOICE; }));
  const auto over_entries = [](std::function<bool(const LedgerTruth&)> holds) {
    return [holds = std::move(holds)](const Truth& truth) {
      std::vector<Contribution> contributions;
      for (const LedgerTruth& one : truth.ledger) {
        if (holds(one)) contributions.push_back({one.document, 1});
      }
      return contributions;
    };
  };
  const auto status_is = [](model::v1::LedgerInvoiceStatus status) { return [status](const LedgerTruth& one) { return one.invoice_status == status; }; };
  AddTerm(ledger, "entries_with_invoice", "ledger_entry", "", "invoice_status = invoice", over_entries(status_is(model::v1::LEDGER_INVOICE_STATUS_INVOICE)));
  AddTerm(ledger, "entries_without_invoice", "ledger_entry", "", "invoice_status = no_invoice",
          over_entries(status_is(model::v1::LEDGER_INVOICE_STATUS_NO_INVOICE)));
  measures.push_back(std::move(ledger));
  TrueMeasure orders = Named("orders", "standing");
  const auto over_orders = [](bool standing) {
    return [standing](const Truth& truth) {
      std::vector<Contribution> contributions;
      for (const OrderTruth& one : truth.orders) {
        const bool stands = one.status != model::v1::ORDER_STATUS_REJECTED && one.status != model::v1::ORDER_STATUS_CANCELLED;
        if (stands == standing) contributions.push_back({one.document, 1});
      }
      return contributions;
    };
  };
  AddTerm(orders, "standing", "order", "", "current_status != rejected AND current_status != cancelled", over_orders(true));
  AddTerm(orders, "fallen", "order", "", "current_status = rejected OR current_status = cancelled", over_orders(false));
  measures.push_back(std::move(orders));
}

}  // namespace

const std::vector<TrueMeasure>& TrueMeasures() {
  static const std::vector<TrueMeasure> measures = [] {
    std::vector<TrueMeasure> all;
    AddShares(all);
    AddMatchRate(all);
    AddLines(all);
    AddLeadTimeAndCharges(all);
    AddInvoicedAmounts(all);
    AddReferences(all);
    AddDifferentValues(all);
    AddUserCounts(all);
    AddLeftOut(all);
    AddLedgerAndOrders(all);
    return all;
  }();
  return measures;
}

}  // namespace helhet::truth

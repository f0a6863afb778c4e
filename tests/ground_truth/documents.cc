#include "tests/ground_truth/documents.h"

#include <algorithm>
#include <tuple>

#include "tests/ground_truth/comparing.h"

namespace helhet::truth {
namespace {

std::string DateOf(const model::v1::Fact& fact) {
  if (fact.has_invoice()) return fact.invoice().issue_date();
  if (fact.has_order()) return fact.order().issue_date();
  if (fact.has_order_update()) return fact.order_update().issue_date();
  if (fact.has_goods_receipt()) return fact.goods_receipt().receipt_date();
  if (fact.has_agreement()) return fact.agreement().valid_from();
  if (fact.has_catalogue()) return fact.catalogue().issue_date();
  if (fact.has_statistic()) return fact.statistic().period_start();
  return fact.ledger_entry().posting_date();
}

// The first code of the fact that some unit has on the day.
std::string UnitOf(const Stated& stated, const model::v1::Fact& fact) {
  for (const auto& code : fact.unit_codes()) {
    for (const auto& resource : stated.resources()) {
      for (const auto& own : resource.unit().codes()) {
        if (own.scheme() == code.scheme() && own.code() == code.code() && Within(DateOf(fact), own.valid_from(), own.valid_to())) {
          return resource.unit().unit_id();
        }
      }
    }
  }
  return "";
}

int PrecedenceOf(const Stated& stated, const std::string& connector_id) {
  for (const auto& resource : stated.resources()) {
    if (resource.connector().connector_id() == connector_id) return resource.connector().precedence();
  }
  return 0;
}

}  // namespace

std::vector<Document> DocumentsThatCount(const Stated& stated, const std::vector<Delivery>& deliveries) {
  std::map<std::tuple<std::string, std::string, std::string>, const Delivery*> latest;
  for (const Delivery& delivery : deliveries) {
    const Delivery*& held = latest[{delivery.connector_id, delivery.record.stream(), delivery.record.natural_key()}];
    // What the source has deleted stays away: the generator sends nothing of it afterwards.
    if (held == nullptr || delivery.record.has_deletion() || delivery.record.source_time_us() > held->record.source_time_us()) held = &delivery;
  }
  std::map<std::string, const Delivery*> counted;
  for (const auto& [key, delivery] : latest) {
    if (delivery->record.has_deletion()) continue;
    const Delivery*& held = counted[delivery->record.business_key()];
    const auto rank = [&](const Delivery& one) { return std::tuple(PrecedenceOf(stated, one.connector_id), one.connector_id); };
    if (held == nullptr || rank(*delivery) < rank(*held)) held = delivery;
  }
  std::vector<Document> documents;
  for (const auto& [key, delivery] : counted) {
    documents.push_back({delivery->connector_id, delivery->record.locator(), UnitOf(stated, delivery->record.fact()), delivery->record});
  }
  std::sort(documents.begin(), documents.end(), [](const Document& one, const Document& other) { return one.name < other.name; });
  return documents;
}

}  // namespace helhet::truth

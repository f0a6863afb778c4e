#include "other_documents.h"

namespace helhet::model_case {
namespace {

Line OneOf(const Item* item, std::string_view name, int64_t price_minor) {
  return {.item = item,
          .name = name,
          .unit_code = "EA",
          .unspsc_code = {},
          .cpv_code = {},
          .vat_category = "E",
          .vat_percent = 0,
          .quantity_hundredths = 100,
          .price_minor = price_minor,
          .item_number = {}};
}

}  // namespace

Document CreditFor(const Document& invoice, Random& random) {
  Document credit = invoice;
  credit.kind = DocumentKind::kCreditNote;
  credit.preceding_invoice = invoice.number;
  if (random.Chance(600)) {
    credit.lines = {invoice.lines.front()};
    credit.charges.clear();
  }
  credit.date = AddDaysWithinYear(invoice.date, random.Between(3, 40));
  return credit;
}

Document DrawPaymentRequest(Draft& draft) {
  const Supplier& sender = Suppliers()[draft.random.Below(static_cast<int64_t>(Suppliers().size()))];
  Document request = DrawHead(sender, draft);
  request.kind = DocumentKind::kPaymentRequest;
  request.lines = {OneOf(nullptr, "Refusjon av utlegg", 100 * draft.random.Between(200, 9000))};
  return request;
}

Document DrawBodyInvoice(const Supplier& body, Draft& draft) {
  Document invoice = DrawHead(body, draft);
  const Item& item = body.group->items[draft.random.Below(static_cast<int64_t>(body.group->items.size()))];
  invoice.lines = {OneOf(&item, item.name, item.price_minor * draft.random.Between(700, 1300) / 1000)};
  return invoice;
}

}  // namespace helhet::model_case

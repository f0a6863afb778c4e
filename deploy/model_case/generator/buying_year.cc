#include "buying_year.h"

#include <algorithm>
#include <cstdio>

#include "amount_share.h"
#include "invoice_draft.h"
#include "other_bodies.h"
#include "other_documents.h"

namespace helhet::model_case {
namespace {

// Numbers of one group and year, from 1 up. Orders share the series of invoices: no number is given twice.
class Numbers {
 public:
  Numbers(int year, int serial) : year_(year % 100), serial_(serial) {}

  int given() const { return given_; }

  void Give(Document& document) {
    ++given_;
    document.number = Text("%02d%02d%06d");
    if (document.HasOrder() && document.order_reference.empty()) document.order_reference = Text("EH%02d-%02d%05d");
  }

 private:
  std::string Text(const char* format) const {
    char text[32];
    std::snprintf(text, sizeof text, format, year_, serial_, given_);
    return text;
  }

  int year_;
  int serial_;
  int given_ = 0;
};

// Exactly `wanted` invoices. A few orders come in two deliveries, with an invoice each.
std::vector<Document> DrawInvoices(int wanted, Draft& draft, Numbers& numbers) {
  constexpr int kSecondDeliveryPermille = 40;
  std::vector<Document> invoices;
  while (numbers.given() < wanted) {
    Document invoice = DrawInvoice(draft);
    // Both kinds must be there for any share to be reached, however few the invoices.
    if (numbers.given() < 2 && invoice.IsOrdered() != (numbers.given() == 0)) continue;
    numbers.Give(invoice);
    const bool has_second = invoice.IsOrdered() && draft.random.Chance(kSecondDeliveryPermille);
    invoices.push_back(std::move(invoice));
    if (!has_second || numbers.given() < 2 || numbers.given() == wanted) continue;
    Document second = DrawSecondDelivery(invoices.back(), draft);
    numbers.Give(second);
    invoices.push_back(std::move(second));
  }
  return invoices;
}

// What no measure of purchasing counts.
void AddOthers(int invoices, Draft& draft, Numbers& numbers, std::vector<Document>& documents) {
  const auto add = [&](Document document) {
    numbers.Give(document);
    documents.push_back(std::move(document));
  };
  for (int i = 0; i < invoices / 400 + 1; ++i) add(DrawPaymentRequest(draft));
  for (const Supplier& body : NonAddressableBodies()) {
    for (int i = 0; i < invoices / 2000 + 1; ++i) add(DrawBodyInvoice(body, draft));
  }
  add(DrawBodyInvoice(*InternalSupplier(draft.municipality.organisation_number), draft));
}

// Serials of groups run through all municipalities, so that no two groups share numbers.
int SerialOf(const Municipality& municipality, size_t group) {
  int serial = 11;
  for (const Municipality& other : Municipalities()) {
    if (other.number == municipality.number) break;
    serial += static_cast<int>(other.groups.size());
  }
  return serial + static_cast<int>(group);
}

}  // namespace

std::vector<Document> DrawYear(const Municipality& municipality, const BuyingGroup& group, int serial,
                               const YearPlan& plan, int scale_percent) {
  const std::string seed = std::string(municipality.number) + "/" + std::string(group.name) + "/" + std::to_string(plan.year);
  Draft draft{municipality, group, plan, Random(seed)};
  Numbers numbers(plan.year, serial);
  const int invoices = std::max(5, plan.invoices * scale_percent / 100);
  std::vector<Document> documents = DrawInvoices(invoices, draft, numbers);
  for (int i = 2; i < invoices; ++i) {
    if (!draft.random.Chance(30)) continue;
    Document credit = CreditFor(documents[i], draft.random);
    numbers.Give(credit);
    documents.push_back(std::move(credit));
  }
  FitAmountShare(documents, plan.amount_share_bp);
  AddOthers(invoices, draft, numbers, documents);
  return documents;
}

std::vector<Document> DrawYears(const Municipality& municipality, const std::vector<int>& years, int scale_percent) {
  std::vector<Document> documents;
  for (size_t group = 0; group < municipality.groups.size(); ++group) {
    for (const YearPlan& plan : municipality.groups[group].years) {
      if (std::find(years.begin(), years.end(), plan.year) == years.end()) continue;
      std::vector<Document> drawn = DrawYear(municipality, municipality.groups[group], SerialOf(municipality, group), plan, scale_percent);
      std::move(drawn.begin(), drawn.end(), std::back_inserter(documents));
    }
  }
  return documents;
}

}  // namespace helhet::model_case

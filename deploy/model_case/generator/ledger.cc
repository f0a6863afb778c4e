#include "ledger.h"

#include <algorithm>
#include <array>

#include "accounts.h"
#include "random.h"

namespace helhet::model_case {
namespace {

constexpr std::string_view kInvoices = kJournals[0].id;
constexpr std::string_view kCards = kJournals[1].id;
constexpr std::string_view kWages = kJournals[2].id;

// Where a cost of `address` is posted on `day`: on its own responsibility, or that of what came after it.
std::string_view ResponsibilityOn(const Municipality& municipality, const Address& address, Date day) {
  if (YearOf(day) <= address.last_year) return address.responsibility;
  for (const BuyingGroup& group : municipality.groups) {
    const bool is_its_group = &address >= group.addresses.data() && &address < group.addresses.data() + group.addresses.size();
    if (!is_its_group) continue;
    for (const Address& after : group.addresses) {
      if (after.first_year <= YearOf(day) && after.first_year > address.first_year) return after.responsibility;
    }
  }
  return address.responsibility;
}

// Days from an invoice's date to the ledger: what is ordered is coded beforehand, the rest waits on a desk.
int64_t DrawLeadDays(const Document& document, Random& random) {
  return document.IsOrdered() ? random.Between(1, 9) : random.Between(5, 34);
}

// Three in a hundred are posted on something else than the invoice's number, or not at all.
bool ReachesTheLedger(Random& random) { return !random.Chance(30); }

Posting PostDocument(const Municipality& municipality, const Document& document, Date posting_date) {
  const Totals totals = SumDocument(document);
  const int64_t sign = document.kind == DocumentKind::kCreditNote ? -1 : 1;
  const std::string_view responsibility = ResponsibilityOn(municipality, *document.address, posting_date);
  Posting posting;
  posting.journal = kInvoices;
  posting.transaction_date = document.date;
  posting.posting_date = posting_date;
  posting.text = (sign < 0 ? "Kreditnota " : "Faktura ") + document.number;
  posting.supplier = document.supplier;
  posting.invoice_number = document.number;
  posting.lines.push_back({AccountOf(document.supplier->group->kostra_art), responsibility, sign * totals.tax_exclusive_minor});
  if (totals.tax_minor != 0) posting.lines.push_back({kVatCompensation, responsibility, sign * totals.tax_minor});
  posting.lines.push_back({kPayables, {}, -sign * totals.tax_inclusive_minor});
  return posting;
}

// What no invoice shows: purchases by card and by employees who are paid back, about one for every twentieth document.
Posting PostCardPurchase(const Municipality& municipality, const Document& beside, Random& random) {
  constexpr std::array<std::string_view, 5> kArts = {"100", "115", "120", "170", "200"};
  const int64_t amount_minor = 100 * random.Between(79, 4900);
  const Date day = AddDaysWithinYear(beside.date, random.Between(0, 12));
  Posting posting;
  posting.journal = kCards;
  posting.transaction_date = beside.date;
  posting.posting_date = day;
  posting.text = random.Chance(650) ? "Kjøp med innkjøpskort" : "Refusjon av utlegg, ansatt";
  posting.lines = {{AccountOf(kArts[random.Below(5)]), ResponsibilityOn(municipality, *beside.address, day), amount_minor},
                   {kBank, {}, -amount_minor}};
  return posting;
}

void AddWages(const Municipality& municipality, int year, std::vector<Posting>& postings) {
  for (const BuyingGroup& group : municipality.groups) {
    for (const Address& address : group.addresses) {
      if (address.organisation_number.empty() || year < address.first_year || year > address.last_year) continue;
      Random random(std::string(address.responsibility) + "/" + std::to_string(year));
      for (unsigned month = 1; month <= 12; ++month) {
        const int64_t wages_minor = 100 * random.Between(380000, 2400000);
        const int64_t tax_minor = wages_minor * 141 / 1000;  // the rate of the first zone
        const Date day = std::chrono::year(year) / std::chrono::month(month) / 12;
        Posting posting;
        posting.journal = kWages;
        posting.transaction_date = day;
        posting.posting_date = day;
        posting.text = "Lønn";
        posting.lines = {{kSalaries, address.responsibility, wages_minor},
                         {kEmployersTax, address.responsibility, tax_minor},
                         {kBank, {}, -wages_minor - tax_minor}};
        postings.push_back(std::move(posting));
      }
    }
  }
}

int JournalIndex(const Posting& posting) {
  int index = 0;
  while (kJournals[index].id != posting.journal) ++index;
  return index;
}

// Vouchers are numbered as they are posted, each journal in a series of its own.
void SortAndNumber(std::vector<Posting>& postings) {
  std::stable_sort(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) {
    return std::pair(JournalIndex(a), a.posting_date) < std::pair(JournalIndex(b), b.posting_date);
  });
  std::array<int, std::size(kJournals)> last = {};
  for (Posting& posting : postings) {
    const int journal = JournalIndex(posting);
    posting.number = std::to_string((journal + 1) * 100000 + ++last[journal]);
  }
}

}  // namespace

std::vector<Posting> DrawLedger(const Municipality& municipality, const std::vector<Document>& documents, int year) {
  std::vector<Posting> postings;
  for (const Document& document : documents) {
    Random random("regnskap/" + document.number);
    const Date posting_date = AddDays(document.date, DrawLeadDays(document, random));
    if (ReachesTheLedger(random) && YearOf(posting_date) == year) postings.push_back(PostDocument(municipality, document, posting_date));
    if (YearOf(document.date) == year && random.Chance(50)) postings.push_back(PostCardPurchase(municipality, document, random));
  }
  AddWages(municipality, year, postings);
  SortAndNumber(postings);
  return postings;
}

}  // namespace helhet::model_case

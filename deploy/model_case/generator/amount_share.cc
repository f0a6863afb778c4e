#include "amount_share.h"

#include <algorithm>

namespace helhet::model_case {
namespace {

struct Sums {
  int64_t goods_minor = 0;
  int64_t fixed_minor = 0;  // fees and freight

  int64_t TotalMinor() const { return goods_minor + fixed_minor; }
};

Sums Sum(const std::vector<Document>& documents, bool ordered) {
  Sums sums;
  for (const Document& document : documents) {
    if (document.IsOrdered() != ordered) continue;
    const int64_t sign = document.kind == DocumentKind::kCreditNote ? -1 : 1;
    int64_t goods_minor = 0;
    for (const Line& line : document.lines) {
      if (line.IsGoods()) goods_minor += line.NetMinor();
    }
    sums.goods_minor += sign * goods_minor;
    sums.fixed_minor += sign * (SumDocument(document).tax_exclusive_minor - goods_minor);
  }
  return sums;
}

int64_t Millionths(int64_t numerator, int64_t denominator) { return numerator * 1000 / std::max<int64_t>(1, denominator / 1000); }

template <typename Change>
void ForGoods(std::vector<Document>& documents, bool ordered, Change change) {
  for (Document& document : documents) {
    if (document.IsOrdered() != ordered) continue;
    for (Line& line : document.lines) {
      if (line.IsGoods()) change(line);
    }
  }
}

void ScaleOrderedQuantities(int share_bp, std::vector<Document>& documents) {
  const Sums ordered = Sum(documents, true);
  const int64_t wanted_minor = Sum(documents, false).TotalMinor() * share_bp / (10000 - share_bp) - ordered.fixed_minor;
  const int64_t millionths = Millionths(wanted_minor, ordered.goods_minor);
  ForGoods(documents, true, [&](Line& line) {
    const int64_t step = StepHundredths(line.unit_code);
    const int64_t steps = (line.quantity_hundredths / step * millionths + 500000) / 1000000;
    line.quantity_hundredths = std::max<int64_t>(1, steps) * step;
  });
}

void ScaleOtherPrices(int share_bp, std::vector<Document>& documents) {
  const Sums other = Sum(documents, false);
  const int64_t wanted_minor = Sum(documents, true).TotalMinor() * (10000 - share_bp) / share_bp - other.fixed_minor;
  const int64_t millionths = std::clamp<int64_t>(Millionths(wanted_minor, other.goods_minor), 500000, 2000000);
  ForGoods(documents, false, [&](Line& line) { line.price_minor = (line.price_minor * millionths + 500000) / 1000000; });
}

}  // namespace

void FitAmountShare(std::vector<Document>& documents, int share_bp) {
  // Whole units alone come near; once more, since what cannot go below one unit leaves the rest too large.
  ScaleOrderedQuantities(share_bp, documents);
  ScaleOrderedQuantities(share_bp, documents);
  ScaleOtherPrices(share_bp, documents);
}

}  // namespace helhet::model_case

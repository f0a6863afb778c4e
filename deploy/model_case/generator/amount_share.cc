#include "amount_share.h"

#include <algorithm>

namespace helhet::model_case {
namespace {

struct Sums {
  int64_t goods_minor = 0;  // on documents that claim an order: what the factor works on
  int64_t fixed_minor = 0;  // fees and freight on them
  int64_t other_minor = 0;  // documents that claim none
};

Sums Sum(const std::vector<Document>& documents) {
  Sums sums;
  for (const Document& document : documents) {
    const int64_t sign = document.kind == DocumentKind::kCreditNote ? -1 : 1;
    const int64_t total_minor = SumDocument(document).tax_exclusive_minor;
    if (!document.ClaimsOrder()) {
      sums.other_minor += sign * total_minor;
      continue;
    }
    int64_t goods_minor = 0;
    for (const Line& line : document.lines) {
      if (line.is_goods) goods_minor += line.NetMinor();
    }
    sums.goods_minor += sign * goods_minor;
    sums.fixed_minor += sign * (total_minor - goods_minor);
  }
  return sums;
}

int64_t Millionths(int64_t numerator, int64_t denominator) { return numerator * 1000 / (denominator / 1000); }

template <typename Change>
void ForClaimedGoods(std::vector<Document>& documents, Change change) {
  for (Document& document : documents) {
    if (!document.ClaimsOrder()) continue;
    for (Line& line : document.lines) {
      if (line.is_goods) change(line);
    }
  }
}

}  // namespace

void FitAmountShare(std::vector<Document>& documents, int share_bp) {
  const Sums drawn = Sum(documents);
  const int64_t wanted_minor = drawn.other_minor * share_bp / (10000 - share_bp) - drawn.fixed_minor;
  // Quantities take most of it, so that prices stay near the list: one factor would double them in some units.
  const int64_t quantity_millionths = Millionths(wanted_minor, drawn.goods_minor);
  ForClaimedGoods(documents, [&](Line& line) {
    const int64_t step = StepHundredths(line.unit_code);
    const int64_t steps = (line.quantity_hundredths / step * quantity_millionths + 500000) / 1000000;
    line.quantity_hundredths = std::max<int64_t>(1, steps) * step;
  });
  const int64_t price_millionths = Millionths(wanted_minor, Sum(documents).goods_minor);
  ForClaimedGoods(documents, [&](Line& line) {
    line.price_minor = (line.price_minor * price_millionths + 500000) / 1000000;
  });
}

}  // namespace helhet::model_case

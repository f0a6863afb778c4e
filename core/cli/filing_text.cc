#include "core/cli/filing_text.h"

#include "core/cli/texts_delivery.h"
#include "core/cli/texts_sheet.h"

namespace helhet::cli {

Cell FilingCell(api::v1::DeliveryState state, const std::string& sent, const plugin::v1::Problem& problem, Language language,
                api::v1::DeliveryEvent event) {
  const bool exported = event == api::v1::DELIVERY_EVENT_EXPORTED;
  if (state == api::v1::DELIVERY_STATE_SENT) return Cell(Say(language, exported ? text::kSent : text::kFiled, sent)).In(Style::kGood);
  if (state == api::v1::DELIVERY_STATE_FAILED) {
    const std::string remedy = problem.remedy().empty() ? "" : "; " + problem.remedy();
    return Cell(Say(language, exported ? text::kNotSent : text::kNotFiled, problem.what() + remedy)).In(Style::kBad);
  }
  const std::string why = problem.what().empty() ? "" : " (" + problem.what() + ")";
  return Cell(Say(language, exported ? text::kAwaitsSending : text::kAwaitsFiling) + why);
}

std::string FiledEdition(int edition, api::v1::DeliveryEvent event, Language language) {
  return Say(language, text::kEdition, edition) + ", " + Say(language, event == api::v1::DELIVERY_EVENT_DECIDED ? text::kFiledDecided : text::kFiledSubmitted);
}

}  // namespace helhet::cli

#include "forms.h"

namespace helhet::kostra {
namespace {

constexpr Form kForms[] = {
    {"0A", "Bevilgningsregnskap kommunekasse", FormKind::kAppropriation, '1', '0'},
    {"0B", "Balanse kommunekasse", FormKind::kBalance, '2', ' '},
    {"0C", "Bevilgningsregnskap fylkeskasse", FormKind::kAppropriation, '1', '0'},
    {"0D", "Balanse fylkeskasse", FormKind::kBalance, '2', ' '},
    {"0F", "Bevilgningsregnskap for kirkelig fellesråd", FormKind::kAppropriation, '3', '4'},
    {"0G", "Balanseregnskap for kirkelig fellesråd", FormKind::kBalance, '5', ' '},
    {"0I", "Bevilgningsregnskap kommunale særbedrifter og lånefond", FormKind::kAppropriation, '3', '4'},
    {"0J", "Balanse kommunale særbedrifter og lånefond", FormKind::kBalance, '5', ' '},
    {"0K", "Bevilgningsregnskap fylkeskommunale særbedrifter og lånefond", FormKind::kAppropriation, '3', '4'},
    {"0L", "Balanse fylkeskommunale særbedrifter og lånefond", FormKind::kBalance, '5', ' '},
    {"0M", "Konsolidert bevilgningsregnskap kommuner", FormKind::kAppropriation, '3', '4'},
    {"0N", "Konsolidert balanse kommuner", FormKind::kBalance, '5', ' '},
    {"0P", "Konsolidert bevilgningsregnskap fylkeskommuner", FormKind::kAppropriation, '3', '4'},
    {"0Q", "Konsolidert balanse fylkeskommuner", FormKind::kBalance, '5', ' '},
    {"0X", "Resultatrekneskap helseforetak", FormKind::kHealthResult, ' ', ' '},
    {"0Y", "Balanse helseforetak", FormKind::kHealthBalance, ' ', ' '},
};

}  // namespace

const Form* FindForm(std::string_view code) {
  for (const Form& form : kForms) {
    if (form.code == code) return &form;
  }
  return nullptr;
}

}  // namespace helhet::kostra

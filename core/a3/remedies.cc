#include "core/a3/remedies.h"

#include <algorithm>

namespace helhet::a3 {
namespace {

constexpr Remedy kRemedies[] = {
    {"action_without_root_cause", "Knytt tiltaket til rotårsaken det virker på", "Knyt tiltaket til rotårsaka det verkar på", "Link the action to the root cause that it works on"},
    {"root_cause_without_action", "Finn et tiltak som virker på årsaken, eller stryk den", "Finn eit tiltak som verkar på årsaka, eller stryk ho", "Find an action that works on the cause, or strike it"},
    {"action_without_responsible", "Avtal hvem som gjør det, og før det på arket", "Avtal kven som gjer det, og før det på arket", "Agree on who does it, and note it on the sheet"},
    {"action_past_due", "Sett status, eller avtal en ny frist", "Set status, eller avtal ein ny frist", "Set its status, or agree on a new due date"},
    {"action_below_legal_minimum", "Endre tiltaket eller målet, slik at lovkravet holdes", "Endre tiltaket eller målet, slik at lovkravet blir halde", "Change the action or the target so that the minimum is kept"},
    {"more_work_than_capacity", "Velg hva som skal vente, eller flytt frister og folk", "Vel kva som skal vente, eller flytt fristar og folk", "Choose what shall wait, or move due dates and people"},
    {"sheet_without_measure", "Velg hva som skal vise om tiltakene virker", "Vel kva som skal vise om tiltaka verkar", "Choose what shall tell whether the actions work"},
    {"measure_missing", "Legg inn målingen, eller ta den av arket", "Legg inn målinga, eller ta ho av arket", "State the measure, or take it off the sheet"},
    {"measure_without_baseline", "Oppgi perioden det skal sammenlignes med", "Oppgje perioden det skal samanliknast med", "State the period to compare with"},
    {"measure_without_target", "Oppgi hva den skal komme til, og når", "Oppgje kva ho skal kome til, og når", "State what it shall come to, and when"},
    {"measure_silent", "Se om kilden leverer: helhet connector runs", "Sjå om kjelda leverer: helhet connector runs", "See whether the source delivers: helhet connector runs"},
    {"baseline_disagrees", "Finn ut hvilket av tallene som er rett, og rett arket", "Finn ut kva for tal som er rett, og rett arket", "Find out which figure is right, and correct the sheet"},
    {"legal_minimum_breached", "Sett inn tiltak som bringer den over kravet", "Set inn tiltak som bringar ho over kravet", "Put in actions that bring it above the minimum"},
    {"benefit_without_responsible", "Pek ut en linjeleder som gevinstansvarlig", "Peik ut ein linjeleiar som gevinstansvarleg", "Name a line leader who answers for it"},
    {"benefit_share_without_owner", "Avtal hvem som eier andelen", "Avtal kven som eig delen", "Agree on who owns the share"},
    {"benefit_without_measure", "Oppgi en måling, eller en datert vurdering", "Oppgje ei måling, eller ei datert vurdering", "State a measure, or a dated assessment"},
    {"budget_effect_without_ground", "Oppgi tiltaket og forutsetningene bak, eller ta kuttet ut", "Oppgje tiltaket og føresetnadene bak, eller ta kuttet ut", "State the action and the assumptions behind it, or take the cut out"},
    {"plan_not_locked", "Før gevinsten på nytt med helhet apply; da låses planen", "Før gevinsten på nytt med helhet apply; då blir planen låst", "State the benefit again with helhet apply, which locks the plan"},
    {"same_cut_without_action", "Pek ut tiltakene som skal gi kuttet, eller la enhetene få hvert sitt mål", "Peik ut tiltaka som skal gi kuttet, eller la einingane få kvart sitt mål", "Name the actions that bring the cut about, or give each unit its own target"},
    {"cost_in_later_year", "Regn kostnaden med i planen, eller forleng perioden gevinsten regnes for", "Rekn kostnaden med i planen, eller forleng perioden gevinsten blir rekna for", "Count the cost in the plan, or extend the period that the benefit is counted for"},
    {"cost_in_other_unit", "Avtal med enheten hvem som bærer kostnaden, og før det på gevinsten", "Avtal med eininga kven som ber kostnaden, og før det på gevinsten", "Agree with the unit on who bears the cost, and note it on the benefit"},
    {"effect_counted_twice", "Del virkningen mellom gevinstene, eller slå dem sammen", "Del verknaden mellom gevinstane, eller slå dei saman", "Divide the effect between the benefits, or make them one"},
    {"follow_up_due", "Før oppfølgingen: helhet a3 follow-up", "Før oppfølginga: helhet a3 follow-up", "Record the follow-up: helhet a3 follow-up"},
};

constexpr Remedy kLook = {"", "Se på arket", "Sjå på arket", "Look at the sheet"};

}  // namespace

std::span<const Remedy> Remedies() { return kRemedies; }

const Remedy& RemedyFor(std::string_view code) {
  const auto* remedy = std::find_if(std::begin(kRemedies), std::end(kRemedies), [&](const Remedy& one) { return one.code == code; });
  return remedy == std::end(kRemedies) ? kLook : *remedy;
}

}  // namespace helhet::a3

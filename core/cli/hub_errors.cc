#include "core/cli/hub_errors.h"

#include <algorithm>
#include <iterator>

namespace helhet::cli {
namespace {

// One known reason. A remedy that is empty is the hub's own.
struct KnownError {
  std::string_view code;
  std::string_view why_nb;
  std::string_view why_nn;
  std::string_view remedy_nb;
  std::string_view remedy_nn;
};

constexpr KnownError kKnown[] = {
    {"municipality_unknown", "huben har ingen med det nummeret", "huben har ingen med det nummeret",
     "legg inn oppsettet med helhet apply -f først", "legg inn oppsettet med helhet apply -f først"},
    {"other_municipality", "tokenet gjelder ikke den", "tokenet gjeld ikkje den",
     "bruk et token som gjelder kommunen", "bruk eit token som gjeld kommunen"},
    {"role_insufficient", "rollen til tokenet gir ikke adgang til dette", "rolla til tokenet gir ikkje tilgang til dette",
     "be den som driver huben om et token med en annen rolle", "be den som driv huben om eit token med ei anna rolle"},
    {"token_missing", "kallet har ingen", "kallet har ingen",
     "legg et token i client.yaml; helhet token create lager ett", "legg eit token i client.yaml; helhet token create lagar eitt"},
    {"token_refused", "det gjelder ikke, eller ikke lenger", "det gjeld ikkje, eller ikkje lenger",
     "lag et nytt med helhet token create", "lag eit nytt med helhet token create"},
    {"etag_mismatch", "noen har endret det siden det ble lest", "nokon har endra det sidan det vart lese",
     "les det på nytt, og gjør endringen på den nyeste utgaven", "les det på nytt, og gjer endringa på den nyaste utgåva"},
    {"measure_not_found", "det finnes ikke", "det finst ikkje", "se hva som finnes med helhet measure list", "sjå kva som finst med helhet measure list"},
    {"unit_not_found", "den finnes ikke", "ho finst ikkje", "se hva som finnes med helhet export --kind unit", "sjå kva som finst med helhet export --kind unit"},
    {"term_not_found", "det har ikke et slikt ledd", "det har ikkje eit slikt ledd", "se leddene med helhet measure show", "sjå ledda med helhet measure show"},
    {"period_invalid", "den skrives som 2023-04, 2023-Q2, 2023-T1, 2023-H1 eller 2023", "ho blir skriven som 2023-04, 2023-Q2, 2023-T1, 2023-H1 eller 2023", "", ""},
    {"period_length", "den har en annen lengde enn --grain", "ho har ei anna lengd enn --grain", "", ""},
    {"period_order", "den er før den første", "ho er før den første", "", ""},
    {"too_many_figures", "det er flere tall enn huben gir på én gang", "det er fleire tal enn huben gir på éin gong",
     "spør om færre enheter eller perioder", "spør om færre einingar eller periodar"},
    {"already_running", "den kjøres allerede", "ho blir køyrd alt", "vent til kjøringen er ferdig, eller stans den med helhet connector cancel",
     "vent til køyringa er ferdig, eller stans ho med helhet connector cancel"},
    {"lease_lost", "en annen kjøring har tatt over", "ei anna køyring har teke over", "", ""},
    {"plugin_not_installed", "den er ikke installert", "han er ikkje installert", "se hva som finnes med helhet plugin list", "sjå kva som finst med helhet plugin list"},
    {"store_busy", "lageret er opptatt", "lageret er oppteke", "prøv igjen om litt", "prøv igjen om litt"},
    {"store_unavailable", "huben får ikke kontakt med lageret", "huben får ikkje kontakt med lageret", "", ""},
    {"deadline", "huben ble ikke ferdig i tide", "huben vart ikkje ferdig i tide", "spør om mindre, eller prøv igjen", "spør om mindre, eller prøv igjen"}};

struct Word {
  std::string_view en, nb, nn;
};
constexpr Word kWords[] = {{"municipality", "kommune", "kommune"}, {"measure", "måltall", "måltal"}, {"unit", "enhet", "eining"},
                           {"connector", "kobling", "kopling"},    {"period", "periode", "periode"}, {"call", "kallet", "kallet"},
                           {"benefit", "gevinst", "gevinst"},      {"store", "lager", "lager"},      {"from_period", "--from", "--from"},
                           {"to_period", "--to", "--to"}};

// What the hub's sentence (`what: why`) is about: `measure 'x'` is `måltall 'x'`.
std::string SubjectOf(const std::string& sentence, Language language) {
  const size_t colon = sentence.find(": ");
  if (colon == std::string::npos) return "";
  const std::string what = sentence.substr(0, colon);
  const size_t end = std::min(what.find(' '), what.size());
  const std::string_view first = std::string_view(what).substr(0, end);
  const auto* word = std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& one) { return one.en == first; });
  if (word == std::end(kWords)) return what + ": ";
  return std::string(language == Language::kNynorsk ? word->nn : word->nb) + what.substr(end) + ": ";
}

}  // namespace

Status InReadersLanguage(const Status& said, Language language) {
  const auto* known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const KnownError& one) { return one.code == said.reason(); });
  if (known == std::end(kKnown) || language == Language::kEnglish) return said;
  const bool is_nynorsk = language == Language::kNynorsk;
  const std::string_view remedy = is_nynorsk ? known->remedy_nn : known->remedy_nb;
  // Lines below the first are particulars, as where two versions differ.
  const size_t particulars = std::min(said.message().find('\n'), said.message().size());
  return Status(said.code(), SubjectOf(said.message(), language) + std::string(is_nynorsk ? known->why_nn : known->why_nb) + said.message().substr(particulars))
      .WithReason(said.reason()).WithSetting(said.setting()).WithClass(said.error_class())
      .WithRemedy(remedy.empty() ? said.remedy() : std::string(remedy));
}

}  // namespace helhet::cli

#include "document_archive.h"

#include <optional>

#include "date.h"
#include "random.h"

namespace helhet::model_case {
namespace {

struct Subject {
  std::string_view title;
  std::string_view type;
  std::string_view owner;
  int cycle_years;  // between revisions, as the system has it
};

constexpr Subject kSubjects[] = {
    {"Innkjøpsreglement", "Reglement", "Økonomisjef", 4},
    {"Rutine for bestilling i e-handel", "Rutine", "Innkjøpsrådgiver", 2},
    {"Rutine for kjøp utenom avtale", "Rutine", "Innkjøpsrådgiver", 2},
    {"Rutine for varemottak", "Rutine", "Enhetsleder", 2},
    {"Rutine for attestasjon og anvisning", "Rutine", "Økonomisjef", 2},
    {"Fullmakter, attestasjon og anvisning", "Skjema", "Enhetsleder", 1},
    {"Oversikt over rammeavtaler", "Oversikt", "Innkjøpsrådgiver", 1},
    {"Prisliste kontorrekvisita", "Avtale", "Innkjøpsrådgiver", 1},
    {"Prisliste renhold", "Avtale", "Innkjøpsrådgiver", 1},
    {"Avtale om matvarer", "Avtale", "Innkjøpsrådgiver", 2},
    {"Avtale om medisinsk forbruksmateriell", "Avtale", "Innkjøpsrådgiver", 2},
    {"Bestilling av håndverkere", "Veileder", "Enhetsleder", 3},
    {"Reklamasjon til leverandør", "Skjema", "Enhetsleder", 3},
    {"Miljøkrav ved innkjøp", "Veileder", "Innkjøpsrådgiver", 3},
};

// The days of one document. An unset one is not stated.
struct Days {
  std::optional<Date> published, revised, next, withdrawn;
};

Days DrawDays(const Subject& subject, Random& random) {
  Days days;
  const auto day_in = [&](int year) { return AddDays(MakeDate(year, 1, 1), random.Below(365)); };
  days.published = day_in(static_cast<int>(random.Between(2010, 2018)));
  if (random.Chance(220)) {
    // The system was taken over from another, which knew no revisions.
    if (random.Chance(300)) days.published.reset();
  } else {
    days.revised = random.Chance(350) ? day_in(static_cast<int>(random.Between(2022, 2024))) : day_in(static_cast<int>(random.Between(2019, 2021)));
    if (!random.Chance(100)) days.next = AddDays(*days.revised, int64_t{365} * subject.cycle_years);
  }
  if (random.Chance(80)) days.withdrawn = day_in(static_cast<int>(random.Between(2022, 2024)));
  return days;
}

std::string Cell(const std::optional<Date>& day) { return day ? NorwegianDate(*day) : ""; }

}  // namespace

std::string DocumentExport(const Municipality& municipality) {
  std::string text = "Dokument-ID;Tittel;Dokumenttype;Versjon;Status;Eier;Ansvar;Publisert;Sist revidert;Neste revisjon;Utgått\n";
  int number = 0;
  for (const BuyingGroup& group : municipality.groups) {
    for (const Address& address : group.addresses) {
      const bool is_entered = !address.organisation_number.empty();
      if (!is_entered || address.last_year < 2024) continue;
      Random random("documents " + std::string(address.responsibility));
      for (const Subject& subject : kSubjects) {
        const Days days = DrawDays(subject, random);
        text.append("D-").append(std::to_string(1000 + ++number)).append(";").append(subject.title).append(";").append(subject.type);
        text.append(";").append(std::to_string(random.Between(1, 6))).append(".0;").append(days.withdrawn ? "Utgått" : "Gjeldende");
        text.append(";").append(subject.owner).append(";").append(address.responsibility);
        for (const auto& day : {days.published, days.revised, days.next, days.withdrawn}) text.append(";").append(Cell(day));
        text.append("\n");
      }
    }
  }
  return text;
}

}  // namespace helhet::model_case

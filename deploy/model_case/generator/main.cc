// helhet-model-case: writes the model case's source data to a folder: years of invoices, orders and postings, agreements
// and saved statistics.
// All of it is made up, and the same for everyone who runs it.
#include <CLI/CLI.hpp>

#include <cstdio>

#include "model_case.h"

int main(int argc, char** argv) {
  helhet::model_case::Options options;
  CLI::App app("Lager eksempeldata: fakturaer (EHF), bestillinger, avtaler, regnskap (SAF-T) og lagrede svar fra SSB for fem kommuner.");
  app.add_option("UTMAPPE", options.folder, "Mappe som skal lages; den kan ikke finnes fra før")->required();
  app.add_option("--scale", options.scale_percent, "Antall fakturaer i prosent; tallene for nullpunktet gjelder ved 100")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--years", options.years, "År, ett eller flere av 2021 til 2024")->check(CLI::Range(2021, 2024));
  CLI11_PARSE(app, argc, argv);

  const helhet::Result<helhet::model_case::Counts> counts = helhet::model_case::WriteModelCase(options);
  if (!counts.ok()) {
    std::fprintf(stderr, "helhet-model-case: %s\n", counts.status().message().c_str());
    return counts.status().code() == helhet::StatusCode::kAlreadyExists ? 2 : 1;
  }
  for (const helhet::model_case::MunicipalityCount& count : *counts) {
    std::printf("%-10s %6d fakturaer og kreditnotaer, %d dokumenter som skal avvises, %6d bestillinger, %6d bilag\n", count.name.c_str(),
                count.inbox.invoices, count.inbox.refused, count.orders, count.postings);
  }
  return 0;
}

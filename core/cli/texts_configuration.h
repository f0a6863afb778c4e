// Texts of apply, export, check and editions.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kApply{
    "Legg inn eller endre konfigurasjon fra YAML-filer, og vis hva som ble endret", "Legg inn eller endre konfigurasjon frå YAML-filer, og vis kva som vart endra",
    "State or change configuration from YAML files, and show what changed"};
inline constexpr Text kApplyFile{"Fil, eller mappe med *.yaml", "Fil, eller mappe med *.yaml", "File, or folder with *.yaml"};
inline constexpr Text kApplySet{"Verdien av ${{NAVN}} i filene", "Verdien av ${{NAMN}} i filene", "The value of ${{NAME}} in the files"};
inline constexpr Text kApplyDryRun{"Vis hva som ville blitt endret, og endre ingenting", "Vis kva som ville blitt endra, og endre ingenting", "Show what would change, and change nothing"};
inline constexpr Text kExport{"Skriv ut konfigurasjonen som YAML som apply kan lese", "Skriv ut konfigurasjonen som YAML som apply kan lese", "Write the configuration as YAML that apply can read"};
inline constexpr Text kExportKind{"Bare denne typen: unit, measure, a3 …", "Berre denne typen: unit, measure, a3 …", "Only this kind: unit, measure, a3 …"};
inline constexpr Text kCheck{"Se om filene er i orden, uten å spørre en hub", "Sjå om filene er i orden, utan å spørje ein hub", "See whether the files are in order, without asking a hub"};

inline constexpr Text kCheckPlugins{
    "Mappe med plugins: hold innstillingene mot dem", "Mappe med plugins: hald innstillingane mot dei", "Folder of plugins: hold settings against them"};

inline constexpr Text kChangesMade{"Opprettet {}, endret {}, uendret {}.", "Oppretta {}, endra {}, uendra {}.", "Created {}, updated {}, unchanged {}."};
inline constexpr Text kChangesWould{
    "Ville opprettet {}, endret {} og latt {} være. Ingenting er endret.", "Ville oppretta {}, endra {} og late {} vere. Ingenting er endra.",
    "Would create {}, update {} and leave {}. Nothing is changed."};
inline constexpr Text kEmptyValue{"(tom)", "(tom)", "(empty)"};
inline constexpr Text kFilesInOrder{"I orden: {} ressurser.", "I orden: {} ressursar.", "In order: {} resources."};
inline constexpr Text kCheckedInPart{
    "Kommunen {} står ikke i filene, så henvisninger til det som huben har fra før, er ikke sjekket.",
    "Kommunen {} står ikkje i filene, så tilvisingar til det som huben har frå før, er ikkje sjekka.",
    "Municipality {} is not stated in the files, so references to what the hub holds already are not checked."};
inline constexpr Text kExportAsCsv{"export skriver YAML eller json, ikke csv", "export skriv YAML eller json, ikkje csv", "export writes YAML or json, not csv"};

inline constexpr Text kEditions{
    "Vis utgavene av regler, måltall og ark, med hva hver endret", "Vis utgåvene av reglar, måltal og ark, med kva kvar endra",
    "List the editions of rules, measures and sheets, with what each changed"};
inline constexpr Text kEditionsKind{"Type: purchasing_rules, measure, a3 …", "Type: purchasing_rules, measure, a3 …", "Kind: purchasing_rules, measure, a3 …"};
inline constexpr Text kEditionsId{"Hvilken", "Kva for ein", "Which one"};
inline constexpr Text kEditionsShow{"Skriv ut denne utgaven som YAML", "Skriv ut denne utgåva som YAML", "Write this edition as YAML"};
inline constexpr Text kEditionStated{"Utgave {}, lagt inn {}", "Utgåve {}, lagd inn {}", "Edition {}, stated {}"};
inline constexpr Text kNoEditions{"Ingen utgaver.", "Ingen utgåver.", "No editions."};

}  // namespace helhet::cli::text

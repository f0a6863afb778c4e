// Texts of --help.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kUsage{"Bruk", "Bruk", "Usage"};
inline constexpr Text kArguments{"Argumenter", "Argument", "Arguments"};
inline constexpr Text kOptions{"Valg", "Val", "Options"};
inline constexpr Text kCommands{"Kommandoer", "Kommandoar", "Commands"};
inline constexpr Text kOptionsWord{"[VALG]", "[VAL]", "[OPTIONS]"};
inline constexpr Text kCommandWord{"KOMMANDO", "KOMMANDO", "COMMAND"};
inline constexpr Text kHelpOption{"Vis denne hjelpen", "Vis denne hjelpa", "Show this help"};
inline constexpr Text kVersionOption{"Vis versjonen", "Vis versjonen", "Show the version"};

inline constexpr Text kAbout{
    "Kommandolinjen til helhet: måltall og gevinster fra kommunens egne systemer, på ett ark.",
    "Kommandolinja til helhet: måltal og gevinstar frå systema til kommunen, på eitt ark.",
    "The command line of helhet: measures and benefits from a municipality's own systems, on one sheet."};
inline constexpr Text kAboutExitCodes{
    "Avslutningskoder: 0 gikk bra; 1 feilet; 2 feil bruk eller konfigurasjon; 3 huben svarer ikke eller slipper deg ikke inn.",
    "Avslutningskodar: 0 gjekk bra; 1 feila; 2 feil bruk eller konfigurasjon; 3 huben svarar ikkje eller slepp deg ikkje inn.",
    "Exit codes: 0 went through; 1 failed; 2 wrong usage or configuration; 3 the hub does not answer or does not let you in."};
inline constexpr Text kAboutOutput{
    "json er API-ets egne meldinger, med example_data foran: kommunene med eksempeldata. csv følger RFC 4180 med desimalpunktum; en tekst som et regneark ville tatt for en formel, "
    "får en apostrof foran, og siste kolonne er example_data. Farger vises bare i en terminal, og ikke når NO_COLOR er satt.",
    "json er API-et sine eigne meldingar, med example_data framfor: kommunane med eksempeldata. csv følgjer RFC 4180 med desimalpunktum; ein tekst som eit rekneark ville teke for ein "
    "formel, får ein apostrof framfor, og siste kolonne er example_data. Fargar blir berre viste i ein terminal, og ikkje når NO_COLOR er sett.",
    "json is the API's own messages, with example_data in front: the municipalities with example data. csv follows RFC 4180 with decimal points; a text that a spreadsheet would take for a formula "
    "gets an apostrophe in front, and the last column is example_data. Colours show only on a terminal, and not when NO_COLOR is set."};

inline constexpr Text kDataOption{
    "Hubens mappe: bruk client.yaml der", "Mappa til huben: bruk client.yaml der", "The hub's folder: use its client.yaml"};
inline constexpr Text kClientOption{
    "Filen som sier hvor huben er (ellers HELHET_CLIENT, så ~/.config/helhet/client.yaml)",
    "Fila som seier kvar huben er (elles HELHET_CLIENT, så ~/.config/helhet/client.yaml)",
    "The file that says where the hub is (else HELHET_CLIENT, then ~/.config/helhet/client.yaml)"};
inline constexpr Text kOutputOption{"Form: table, json eller csv", "Form: table, json eller csv", "Form: table, json or csv"};
inline constexpr Text kLanguageOption{
    "Språk: nb, nn eller en (ellers HELHET_LANG)", "Språk: nb, nn eller en (elles HELHET_LANG)", "Language: nb, nn or en (else HELHET_LANG)"};
inline constexpr Text kMunicipalityOption{
    "Kommunen det gjelder (ellers HELHET_MUNICIPALITY)", "Kommunen det gjeld (elles HELHET_MUNICIPALITY)",
    "The municipality that is meant (else HELHET_MUNICIPALITY)"};

// Wrong usage.
inline constexpr Text kUnexpected{"ukjent argument: {}", "ukjent argument: {}", "unknown argument: {}"};
inline constexpr Text kCommandMissing{"oppgi en kommando", "oppgje ein kommando", "state a command"};
inline constexpr Text kArgumentMissing{"{} mangler", "{} manglar", "{} is missing"};
inline constexpr Text kValueMissing{"{} mangler verdi, eller har for mange", "{} manglar verdi, eller har for mange", "{} lacks a value, or has too many"};
inline constexpr Text kBadValue{"{} har en ugyldig verdi", "{} har ein ugyldig verdi", "{} has a wrong value"};
inline constexpr Text kNotTogether{"{} og {} kan ikke stå sammen", "{} og {} kan ikkje stå saman", "{} and {} cannot stand together"};
inline constexpr Text kOneOf{"må være en av: {}", "må vere ein av: {}", "must be one of: {}"};
inline constexpr Text kMustBeDate{"må være en dato: ÅÅÅÅ-MM-DD", "må vere ein dato: ÅÅÅÅ-MM-DD", "must be a date: YYYY-MM-DD"};
inline constexpr Text kMustBePeriod{
    "må være en periode: 2023, 2023-04, 2023-Q2, 2023-T1 eller 2023-H1", "må vere ein periode: 2023, 2023-04, 2023-Q2, 2023-T1 eller 2023-H1",
    "must be a period: 2023, 2023-04, 2023-Q2, 2023-T1 or 2023-H1"};
inline constexpr Text kMustBeNumber{"må være et tall fra {} til {}", "må vere eit tal frå {} til {}", "must be a number from {} to {}"};
inline constexpr Text kMustBeSetting{"må skrives NAVN=VERDI", "må skrivast NAMN=VERDI", "must be written NAME=VALUE"};
inline constexpr Text kSeeHelp{"Se {} --help", "Sjå {} --help", "See {} --help"};

}  // namespace helhet::cli::text

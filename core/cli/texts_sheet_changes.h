// Texts of how sheets change, and of what is said of them.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kSheetDiff{"Vis hva som skiller to utgaver av et ark", "Vis kva som skil to utgåver av eit ark", "Show how two editions of a sheet differ"};
inline constexpr Text kFromEdition{"Den første utgaven (ellers den før den andre)", "Den første utgåva (elles den før den andre)", "The first edition (else the one before the other)"};
inline constexpr Text kToEdition{"Den andre utgaven (ellers den nyeste)", "Den andre utgåva (elles den nyaste)", "The other edition (else the newest)"};
inline constexpr Text kSheetActionHistory{"Vis hva som har skjedd med tiltakene på et ark", "Vis kva som har hendt med tiltaka på eit ark", "Show what became of the actions of a sheet"};
inline constexpr Text kActionOption{"Ett tiltak (ellers alle)", "Eitt tiltak (elles alle)", "One action (else all)"};
inline constexpr Text kSheetComment{"Si noe om et ark", "Sei noko om eit ark", "Say something of a sheet"};
inline constexpr Text kCommentText{"Kommentaren", "Kommentaren", "The comment"};
inline constexpr Text kBoxOption{"Ruten den gjelder (ellers hele arket)", "Ruta han gjeld (elles heile arket)", "The box it is about (else the whole sheet)"};
inline constexpr Text kSheetComments{"Vis hva som er sagt om et ark", "Vis kva som er sagt om eit ark", "Show what has been said of a sheet"};
inline constexpr Text kCommented{"Kommentar {} til utgave {} av {} er ført.", "Kommentar {} til utgåve {} av {} er ført.", "Comment {} on edition {} of {} is recorded."};

inline constexpr Text kEditionsCompared{"{}: utgave {} → utgave {}", "{}: utgåve {} → utgåve {}", "{}: edition {} → edition {}"};
inline constexpr Text kNoDifference{"De to utgavene sier det samme.", "Dei to utgåvene seier det same.", "The two editions say the same."};
inline constexpr Text kWhat{"Hva", "Kva", "What"};
inline constexpr Text kChange{"Endring", "Endring", "Change"};
inline constexpr Text kBefore{"Før", "Før", "Before"};
inline constexpr Text kAfter{"Etter", "Etter", "After"};
inline constexpr Text kWritten{"Skrevet", "Skriven", "Written"};
inline constexpr Text kAuthor{"Fra", "Frå", "From"};
inline constexpr Text kBoxColumn{"Rute", "Rute", "Box"};
inline constexpr Text kAdded{"ny", "ny", "new"};
inline constexpr Text kRemoved{"fjernet", "fjerna", "removed"};
inline constexpr Text kChanged{"endret", "endra", "changed"};
inline constexpr Text kReordered{"ny rekkefølge", "ny rekkjefølgje", "reordered"};

// Fields of a sheet, and of what stands on it.
inline constexpr Text kFieldRationale{"Begrunnelse", "Grunngjeving", "Rationale"};
inline constexpr Text kFieldCurrentSituation{"Nåsituasjon", "Nosituasjon", "Current situation"};
inline constexpr Text kFieldRootCauses{"Rotårsak", "Rotårsak", "Root cause"};
inline constexpr Text kFieldDesiredSituation{"Ønsket situasjon", "Ønskt situasjon", "Desired situation"};
inline constexpr Text kFieldGoals{"Mål", "Mål", "Goal"};
inline constexpr Text kFieldActions{"Tiltak", "Tiltak", "Action"};
inline constexpr Text kFieldMeasures{"Måling", "Måling", "Measure"};
inline constexpr Text kFieldParticipants{"Deltaker", "Deltakar", "Participant"};
inline constexpr Text kFieldDecisions{"Vedtak", "Vedtak", "Decision"};
inline constexpr Text kFieldSharedWith{"Delt med", "Delt med", "Shared with"};
inline constexpr Text kFieldTitle{"Tittel", "Tittel", "Title"};
inline constexpr Text kFieldText{"Tekst", "Tekst", "Text"};
inline constexpr Text kFieldUnfinished{"Uferdig", "Uferdig", "Unfinished"};
inline constexpr Text kFieldPlanYear{"Planår", "Planår", "Plan year"};
inline constexpr Text kFieldResponsible{"Ansvar", "Ansvar", "Responsible"};
inline constexpr Text kFieldDueDate{"Frist", "Frist", "Due date"};
inline constexpr Text kFieldStatus{"Status", "Status", "Status"};
inline constexpr Text kFieldCost{"Kostnad i øre", "Kostnad i øre", "Cost in øre"};
inline constexpr Text kFieldEffort{"Timer i kvartalet", "Timar i kvartalet", "Hours a quarter"};

}  // namespace helhet::cli::text

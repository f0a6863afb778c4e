// Texts of deliveries to the archive.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kDeliveryGroup{"Leveranser: dokumenter på vei til arkivet, og eksporter på vei ut", "Leveransar: dokument på veg til arkivet, og eksportar på veg ut",
                                     "Deliveries: documents on their way to the archive, and exports on theirs"};
inline constexpr Text kDeliveryList{"Vis hva som er arkivert og sendt, og hva som venter", "Vis kva som er arkivert og sendt, og kva som ventar", "Show what is filed and sent, and what waits"};
inline constexpr Text kDeliveryRetry{"Prøv en leveranse på nytt nå", "Prøv ein leveranse på nytt no", "Try a delivery again now"};
inline constexpr Text kDeliveryName{"Leveransens navn: 5037/avtalelojalitet/3/decided", "Namnet på leveransen: 5037/avtalelojalitet/3/decided",
                                    "The delivery's name: 5037/avtalelojalitet/3/decided"};
inline constexpr Text kDeliveryThrough{
    "Send den gjennom denne koblingen fra nå av; se først etter i arkivet den skulle til", "Send han gjennom denne koplinga frå no av; sjå først etter i arkivet han skulle til",
    "Send it through this connector from now on; look in the archive that it was meant for first"};
inline constexpr Text kDeliveryOfSheet{"Bare for dette arket", "Berre for dette arket", "Only of this sheet"};
inline constexpr Text kWillBeTried{"{} blir prøvd på nytt nå.", "{} blir prøvd på nytt no.", "{} is tried again now."};
inline constexpr Text kDocument{"Dokument", "Dokument", "Document"};

inline constexpr Text kSent{"sendt {}", "sendt {}", "sent {}"};
inline constexpr Text kAwaitsSending{"venter på å bli sendt", "ventar på å bli sendt", "waiting to be sent"};
inline constexpr Text kNotSent{"ikke sendt: {}", "ikkje sendt: {}", "not sent: {}"};

inline constexpr Text kExportsGroup{"Eksporter: måltall og gevinster som fil til andre systemer", "Eksportar: måltal og gevinstar som fil til andre system",
                                    "Exports: measures and benefits as files to other systems"};
inline constexpr Text kExportsList{"Vis eksporter, når de går og hvordan det gikk sist", "Vis eksportar, når dei går og korleis det gjekk sist", "Show exports, when they go out and how the last one went"};
inline constexpr Text kExportsRun{"Lag filen og send den nå", "Lag fila og send henne no", "Make the file and send it now"};
inline constexpr Text kExportsShow{"Lag filen og se på den, uten å sende noe", "Lag fila og sjå på henne, utan å sende noko", "Make the file and look at it, sending nothing"};
inline constexpr Text kExportName{"Eksportens navn", "Namnet på eksporten", "The export's name"};
inline constexpr Text kExportColumn{"Eksport", "Eksport", "Export"};
inline constexpr Text kExportLast{"Sist", "Sist", "Last"};
inline constexpr Text kExportNotMade{"filen kunne ikke lages: {}", "fila kunne ikkje lagast: {}", "the file could not be made: {}"};
inline constexpr Text kExportQueued{"{} er på vei ut. helhet delivery list viser når den er fremme.", "{} er på veg ut. helhet delivery list viser når han er framme.",
                                    "{} is on its way. helhet delivery list shows when it has arrived."};
inline constexpr Text kNoExports{"Ingen eksporter er ført. deploy/README.md viser hvordan.", "Ingen eksportar er førte. deploy/README.md viser korleis.", "No exports are stated. deploy/README.md shows how."};
inline constexpr Text kExportOut{"Skriv filen hit; ellers vises den", "Skriv fila hit; elles blir ho vist", "Write the file here; it is shown otherwise"};
inline constexpr Text kExportWritten{"Skrev {} ({} byte).", "Skreiv {} ({} byte).", "Wrote {} ({} bytes)."};
inline constexpr Text kWorkbookNeedsFile{"en arbeidsbok kan ikke vises på en skjerm", "ei arbeidsbok kan ikkje visast på ein skjerm", "a workbook cannot be shown on a terminal"};
inline constexpr Text kExportNameFile{"si hvor den skal skrives med --out FIL", "sei kvar ho skal skrivast med --out FIL", "say where it is to be written with --out FILE"};

inline constexpr Text kFilings{"Arkiv", "Arkiv", "Archive"};
inline constexpr Text kFiledSubmitted{"til behandling", "til handsaming", "for treatment"};
inline constexpr Text kFiledDecided{"vedtak", "vedtak", "decision"};
inline constexpr Text kFiled{"arkivert {}", "arkivert {}", "filed {}"};
inline constexpr Text kAwaitsFiling{"venter på arkivering", "ventar på arkivering", "awaiting filing"};
inline constexpr Text kNotFiled{"ikke arkivert: {}", "ikkje arkivert: {}", "not filed: {}"};

}  // namespace helhet::cli::text

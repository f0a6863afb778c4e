// Texts of deliveries to the archive.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kDeliveryGroup{"Arkivering: dokumenter på vei til arkivet", "Arkivering: dokument på veg til arkivet", "Filing: documents on their way to the archive"};
inline constexpr Text kDeliveryList{"Vis hva som er arkivert, og hva som venter", "Vis kva som er arkivert, og kva som ventar", "Show what is filed, and what waits"};
inline constexpr Text kDeliveryRetry{"Prøv en arkivering på nytt nå", "Prøv ei arkivering på nytt no", "Try a filing again now"};
inline constexpr Text kDeliveryName{"Leveransens navn: 5037/avtalelojalitet/3/decided", "Namnet på leveransen: 5037/avtalelojalitet/3/decided",
                                    "The delivery's name: 5037/avtalelojalitet/3/decided"};
inline constexpr Text kDeliveryThrough{
    "Send den gjennom denne koblingen fra nå av; se først etter i arkivet den skulle til", "Send han gjennom denne koplinga frå no av; sjå først etter i arkivet han skulle til",
    "Send it through this connector from now on; look in the archive that it was meant for first"};
inline constexpr Text kDeliveryOfSheet{"Bare for dette arket", "Berre for dette arket", "Only of this sheet"};
inline constexpr Text kWillBeTried{"{} blir prøvd på nytt nå.", "{} blir prøvd på nytt no.", "{} is tried again now."};
inline constexpr Text kDocument{"Dokument", "Dokument", "Document"};

inline constexpr Text kFilings{"Arkiv", "Arkiv", "Archive"};
inline constexpr Text kFiledSubmitted{"til behandling", "til handsaming", "for treatment"};
inline constexpr Text kFiledDecided{"vedtak", "vedtak", "decision"};
inline constexpr Text kFiled{"arkivert {}", "arkivert {}", "filed {}"};
inline constexpr Text kAwaitsFiling{"venter på arkivering", "ventar på arkivering", "awaiting filing"};
inline constexpr Text kNotFiled{"ikke arkivert: {}", "ikkje arkivert: {}", "not filed: {}"};

}  // namespace helhet::cli::text

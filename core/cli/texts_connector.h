// Texts of connectors, plugins and runs.
#pragma once

#include "core/cli/text.h"

namespace helhet::cli::text {

inline constexpr Text kConnectorGroup{"Koblinger: hva som leses inn, og hvordan det går", "Koplingar: kva som blir lese inn, og korleis det går", "Connectors: what is read, and how it goes"};
inline constexpr Text kConnectorList{"Vis koblingene og siste kjøring", "Vis koplingane og siste køyring", "Show connectors and their last run"};
inline constexpr Text kConnectorCheck{"Se om kilden kan nås", "Sjå om kjelda kan nåast", "See whether the source can be reached"};
inline constexpr Text kConnectorRun{"Les inn det som er nytt", "Les inn det som er nytt", "Read what is new"};
inline constexpr Text kConnectorDryRun{"Les og vurder alt, men lagre ingenting", "Les og vurder alt, men lagre ingenting", "Read and judge everything, but store nothing"};
inline constexpr Text kConnectorRuns{"Vis kjøringer, nyeste først", "Vis køyringar, nyaste først", "Show runs, newest first"};
inline constexpr Text kConnectorCancel{"Be en kjøring stanse; det som er lagret, blir stående", "Be ei køyring stanse; det som er lagra, blir ståande", "Ask a run to end; what is stored stays"};
inline constexpr Text kConnectorName{"Koblingens navn", "Namnet på koplinga", "The connector's name"};
inline constexpr Text kRunAll{"Alle koblinger", "Alle koplingar", "Every connector"};
inline constexpr Text kRunFull{"Les alt på nytt", "Les alt på nytt", "Read everything again"};
inline constexpr Text kRunFrom{"Les fra denne datoen, der kilden kan det", "Les frå denne datoen, der kjelda kan det", "Read from this date, where the source can tell"};
inline constexpr Text kRunsLimit{"Høyst så mange", "Høgst så mange", "At most so many"};
inline constexpr Text kNameOrAll{"oppgi en kobling, eller --all", "oppgje ei kopling, eller --all", "state a connector, or --all"};
inline constexpr Text kConnectorNamed{"koblingen {}", "koplinga {}", "the connector {}"};

inline constexpr Text kConnector{"Kobling", "Kopling", "Connector"};
inline constexpr Text kPlugin{"Plugin", "Plugin", "Plugin"};
inline constexpr Text kLastRun{"Siste kjøring", "Siste køyring", "Last run"};
inline constexpr Text kNextRun{"Neste", "Neste", "Next"};
inline constexpr Text kNever{"aldri", "aldri", "never"};
inline constexpr Text kByHand{"for hånd", "for hand", "by hand"};
inline constexpr Text kProblem{"Problem", "Problem", "Problem"};
inline constexpr Text kMissedRuns{
    "{}: planlagte kjøringer som ikke begynte: {}, sist {}.", "{}: planlagde køyringar som ikkje byrja: {}, sist {}.",
    "{}: scheduled runs that did not begin: {}, the last {}."};
inline constexpr Text kQuarantined{"Karantene", "Karantene", "Quarantine"};
inline constexpr Text kStarted{"Startet", "Starta", "Started"};
inline constexpr Text kTrigger{"Utløst av", "Utløyst av", "Trigger"};
inline constexpr Text kReached{"Nådd: {}", "Nådd: {}", "Reached: {}"};
inline constexpr Text kWalls{"Vegger rundt pluginen: {}", "Vegger rundt pluginen: {}", "Walls around the plugin: {}"};
inline constexpr Text kCancelAsked{"Kjøringen av {} er bedt om å stanse.", "Køyringa av {} er beden om å stanse.", "The run of {} has been asked to end."};

// What became of a run.
inline constexpr Text kRead{"Lest", "Lese", "Read"};
inline constexpr Text kStored{"Lagret", "Lagra", "Stored"};
inline constexpr Text kUnchanged{"Uendret", "Uendra", "Unchanged"};
inline constexpr Text kRefused{"Avvist", "Avvist", "Refused"};
inline constexpr Text kWaiting{"Venter", "Ventar", "Waiting"};
inline constexpr Text kDuration{"Tid", "Tid", "Time"};
inline constexpr Text kSum{"Sum", "Sum", "Sum"};
inline constexpr Text kStateRunning{"kjører", "køyrer", "running"};
inline constexpr Text kStateSucceeded{"fullført", "fullført", "done"};
inline constexpr Text kStateFailed{"feilet", "feila", "failed"};
inline constexpr Text kStateCancelled{"stanset", "stansa", "cancelled"};
inline constexpr Text kStateInterrupted{"avbrutt", "avbroten", "interrupted"};
inline constexpr Text kStateUnknown{"ukjent", "ukjend", "unknown"};

inline constexpr Text kLaw{"Lest = lagret + uendret + avvist: {} = {} + {} + {}", "Lese = lagra + uendra + avvist: {} = {} + {} + {}", "Read = stored + unchanged + refused: {} = {} + {} + {}"};
inline constexpr Text kLawBroken{
    "Det stemmer ikke for {}. Meld fra til dem som lager helhet.", "Det stemmer ikkje for {}. Meld frå til dei som lagar helhet.",
    "That does not add up for {}. Tell the makers of helhet."};
inline constexpr Text kStoredOf{
    "Lagret: {} nye, {} endret, {} slettet i kilden.", "Lagra: {} nye, {} endra, {} sletta i kjelda.", "Stored: {} new, {} changed, {} deleted in the source."};
inline constexpr Text kWaitingOf{
    "{} venter på en enhet: helhet unmapped list", "{} ventar på ei eining: helhet unmapped list", "{} wait for a unit: helhet unmapped list"};
inline constexpr Text kRefusedOf{
    "{} ble avvist: helhet quarantine list", "{} vart avviste: helhet quarantine list", "{} were refused: helhet quarantine list"};
inline constexpr Text kFlaggedOf{
    "{} er lagret, men bryter en regel i standarden.", "{} er lagra, men bryt ein regel i standarden.", "{} are stored, but break a rule of the standard."};
inline constexpr Text kRecomputedOf{"{} tall er regnet ut på nytt.", "{} tal er rekna ut på nytt.", "{} figures were computed anew."};
inline constexpr Text kNothingStored{"Prøvekjøring: ingenting er lagret.", "Prøvekøyring: ingenting er lagra.", "Dry run: nothing is stored."};
inline constexpr Text kRunFailed{"{} feilet: {}", "{} feila: {}", "{} failed: {}"};
inline constexpr Text kRunCancelled{"{} ble stanset; det som var lagret, står.", "{} vart stansa; det som var lagra, står.", "{} was cancelled; what had been stored stays."};
inline constexpr Text kRunInterrupted{
    "{} ble avbrutt fordi huben stoppet; neste kjøring fortsetter der den var.", "{} vart avbroten fordi huben stoppa; neste køyring held fram der ho var.",
    "{} was interrupted as the hub ended; the next run goes on where it was."};
inline constexpr Text kTryAgainIn{"Kan prøves igjen om", "Kan prøvast igjen om", "Can be tried again in"};
inline constexpr Text kProgressRead{"{} lest", "{} lese", "{} read"};
inline constexpr Text kProgressOf{"{} av {}", "{} av {}", "{} of {}"};

inline constexpr Text kPluginGroup{"Plugins som er installert", "Plugins som er installerte", "Plugins that are installed"};
inline constexpr Text kPluginList{"Vis plugins", "Vis plugins", "Show plugins"};
inline constexpr Text kContract{"Kontrakt", "Kontrakt", "Contract"};
inline constexpr Text kNotAPlugin{"Kan ikke brukes: {}", "Kan ikkje brukast: {}", "Cannot be used: {}"};

}  // namespace helhet::cli::text

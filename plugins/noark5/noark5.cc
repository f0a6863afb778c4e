// Noark5: documents of an archive with a Noark 5 service interface, version 1.1, with their dates; and editions of A3s into
// it, each as a journal entry with its document. Addresses are followed by relation and never made; identifiers of ours
// stand in the archive's own metadata, so that a repeat finds what it made.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core.h"
#include "document_reader.h"
#include "document_record.h"
#include "filing.h"
#include "helhet/connector.h"
#include "helhet/fact_day.h"
#include "position.h"
#include "relation.h"
#include "series.h"
#include "session.h"

namespace helhet::noark5 {

class Noark5 : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    HELHET_ASSIGN_OR_RETURN(Core core, Core::From(settings));
    core_.emplace(std::move(core));
    filing_ = FilingSettings::From(settings);
    read_series_ = settings.Texts("read_series");
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    Session session(*core_, host);
    HELHET_RETURN_IF_ERROR(session.Open());
    HELHET_RETURN_IF_ERROR(session.Package(relation::kArchiveStructure).status());
    std::string summary = core_->url();
    if (const auto link = session.root().LinkOf(relation::kSystem)) {
      HELHET_ASSIGN_OR_RETURN(const Resource system, session.Get(Expand(*link, {}), relation::kSystem));
      summary += ": " + system.Text("produkt") + " " + system.Text("versjon") + ", protokoll " + system.Text("protokollversjon");
    }
    // Reading needs no arkivdel, and filing does: what is missing for it is told without failing.
    const auto series = FindSeries(session, filing_.series);
    return summary + (series.ok() ? "; arkiverer i «" + series->Text("tittel") + "»" : "; arkiverer ikke: " + series.status().message());
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override {
    return sdk::IncrementalStreams({{kStream, "archive_document"}});
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    const bool backfill = !start.backfill_from().empty();
    HELHET_ASSIGN_OR_RETURN(const Position position, Position::FromJson(start.full() || backfill ? "" : start.checkpoint()));
    Session session(*core_, host);
    HELHET_RETURN_IF_ERROR(session.Open());
    Moment latest;
    // Documents come in any order, so a read that breaks off begins again where it began.
    DocumentReader reader(session, read_series_, [&](const DocumentParts& parts) {
      const Moment touched = LastTouched(parts);
      latest = Later(touched, latest);
      plugin::v1::Record record = RecordOf(KeptOf(parts), touched.us);
      if (record.has_fact() && sdk::FactDay(record.fact()) < start.backfill_from()) return OkStatus();
      return out.Add(record, start.checkpoint());
    });
    const bool all = position.through.us == 0;
    HELHET_RETURN_IF_ERROR(all ? reader.ReadAll() : reader.ReadChangedAfter(position.through));
    if (!backfill) out.Checkpoint(position.After(latest, session.now()).ToJson());
    return OkStatus();
  }

  Status Replay(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    for (const auto& kept : start.replay()) {
      HELHET_RETURN_IF_ERROR(out.Add(RecordOfKept(kept.raw(), kept.locator(), kept.source_time_us()), start.checkpoint()));
    }
    return OkStatus();
  }

  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, sdk::Host& host) override {
    Session session(*core_, host);
    HELHET_RETURN_IF_ERROR(session.Open());
    HELHET_ASSIGN_OR_RETURN(const Resource entry, Filing(filing_, session, request).File());
    plugin::v1::WriteResponse response;
    response.set_delivery_id(request.delivery_id());
    response.set_external_id(entry.system_id());
    response.set_link(entry.self());
    return response;
  }

 private:
  std::optional<Core> core_;
  FilingSettings filing_;
  std::vector<std::string> read_series_;
};

}  // namespace helhet::noark5

HELHET_CONNECTOR(helhet::noark5::Noark5)

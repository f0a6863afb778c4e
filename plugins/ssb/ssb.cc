// SSB: official statistics of Statistics Norway (and others that speak PxWebApi v2), one fact per cell.
// A table is read again when it was updated, its settings changed, or a search finds a newer one; figures
// keep the publisher's own text, and one that is missing stays missing.
#include <algorithm>

#include "checkpoint.h"
#include "facts.h"
#include "helhet/connector.h"
#include "query.h"
#include "saved_answers.h"
#include "service_source.h"
#include "table_spec.h"

namespace helhet::ssb {
namespace {

constexpr char kStream[] = "statistics";
constexpr char kDefaultUrl[] = "https://data.ssb.no/api/pxwebapi/v2";

// Whether the failure is of one table, so that the others can still be read. One that has no class is the
// hub's own: it took no more batches.
bool IsOfOneTable(const Status& status) {
  const bool tells_whose =
      status.error_class() == ErrorClass::kConfiguration || status.error_class() == ErrorClass::kSource;
  return tells_whose && status.code() != StatusCode::kUnavailable;
}

Status Discontinued(const TableSpec& spec, const TableInfo& table) {
  return FailedPrecondition("table " + table.id + " is discontinued: '" + table.label + "' gets no figures after " +
                            table.last_period)
      .WithReason("table_discontinued")
      .WithSetting(spec.setting)
      .WithRemedy("find the table that goes on and state its id, or a search; or set accept_discontinued")
      .WithClass(ErrorClass::kSource);
}

}  // namespace

class Ssb : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override;
  Result<std::string> Check(sdk::Host& host) override;
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host& host) override;
  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override;

 private:
  // One read under way.
  struct Pass {
    const plugin::v1::ReadStart& start;
    sdk::Emitter& out;
    sdk::Host& host;
    Checkpoint checkpoint;
    std::string text;      // the checkpoint's, as it stands in the records
    uint64_t emitted = 0;  // cells of the table being read
  };

  std::unique_ptr<Source> OpenSource() const;
  Result<TableInfo> FindTable(const TableSpec& spec, Source& source, sdk::Host& host) const;
  Status ReadTable(const TableSpec& spec, Source& source, Pass& pass) const;
  Status ReadCells(const TableSpec& spec, const TableInfo& table, const DataQuery& query, Source& source,
                   Pass& pass) const;
  Status EmitAnswer(const TableSpec& spec, const TableInfo& table, const DataQuery& query, const DataAnswer& answer,
                    Pass& pass) const;

  std::string base_url_;
  std::string folder_;
  std::string language_;
  sdk::HttpTransport::Options http_;
  std::vector<TableSpec> tables_;
};

Status Ssb::Configure(const sdk::Settings& settings) {
  folder_ = settings.Text("folder", "");
  base_url_ = settings.Text("base_url", folder_.empty() ? kDefaultUrl : "");
  if (!folder_.empty() && !base_url_.empty()) {
    return InvalidArgument("settings.folder: stands beside settings.base_url, but only one can be the source")
        .WithReason("setting_invalid")
        .WithSetting("settings.folder")
        .WithClass(ErrorClass::kConfiguration);
  }
  while (!base_url_.empty() && base_url_.back() == '/') base_url_.pop_back();
  language_ = settings.Text("language", "no");
  http_ = {.proxy_socket = settings.proxy_socket(), .ca_file = settings.Text("ca_file", "")};
  HELHET_ASSIGN_OR_RETURN(tables_, ParseTables(settings, language_, base_url_ + folder_));
  return OkStatus();
}

Result<std::string> Ssb::Check(sdk::Host& host) {
  const auto source = OpenSource();
  HELHET_ASSIGN_OR_RETURN(const ServiceConfig config, source->Open(host));
  std::string summary =
      folder_.empty() ? "PxWebApi " + config.api_version + ", " + base_url_ : "lagrede svar i " + folder_;
  if (config.max_data_cells > 0) {
    summary += ": inntil " + std::to_string(config.max_data_cells) + " celler i en spørring, " +
               std::to_string(config.calls_per_window) + " kall per " + std::to_string(config.window_seconds) + " s";
  }
  for (const TableSpec& spec : tables_) {
    HELHET_ASSIGN_OR_RETURN(const TableInfo table, FindTable(spec, *source, host));
    if (table.discontinued && !spec.accept_discontinued) return Discontinued(spec, table);
    summary += "; " + table.id + " oppdatert " + table.updated.substr(0, 10);
  }
  return summary;
}

Result<plugin::v1::DiscoverResponse> Ssb::Discover(sdk::Host&) {
  return sdk::IncrementalStreams({{kStream, "statistic"}});
}

Status Ssb::Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) {
  const auto& streams = start.streams();
  if (!streams.empty() && std::find(streams.begin(), streams.end(), kStream) == streams.end()) return OkStatus();
  const auto source = OpenSource();
  HELHET_RETURN_IF_ERROR(source->Open(host).status());
  Pass pass{start, out, host, Checkpoint::Parse(start.checkpoint()), start.checkpoint()};

  // One table that is gone must not keep the others from being read: what can be read is, then it fails.
  Status first_failure;
  for (const TableSpec& spec : tables_) {
    const Status status = ReadTable(spec, *source, pass);
    if (status.ok()) continue;
    if (!IsOfOneTable(status)) return status;
    if (first_failure.ok()) {
      first_failure = status;
    } else {
      host.Log(HELHET_LOG_WARNING, status.message());
    }
  }
  pass.checkpoint.KeepOnly([this](const std::string& fingerprint) {
    return std::any_of(tables_.begin(), tables_.end(),
                       [&](const TableSpec& spec) { return spec.fingerprint == fingerprint; });
  });
  if (pass.checkpoint.Text() != Checkpoint::Parse(pass.text).Text()) out.Checkpoint(pass.checkpoint.Text());
  if (!first_failure.ok()) HELHET_RETURN_IF_ERROR(out.Flush());
  return first_failure;
}

Status Ssb::ReadTable(const TableSpec& spec, Source& source, Pass& pass) const {
  HELHET_ASSIGN_OR_RETURN(const TableInfo table, FindTable(spec, source, pass.host));
  const bool discontinued = table.discontinued && !spec.accept_discontinued;
  HELHET_ASSIGN_OR_RETURN(const std::string mark, source.Mark(table, pass.host));
  const Checkpoint::Entry entry{table.id, mark};
  const bool backfill = !pass.start.backfill_from().empty();
  if (!pass.start.full() && !backfill && pass.checkpoint.Has(spec.fingerprint, entry)) {
    return discontinued ? Discontinued(spec, table) : OkStatus();
  }
  const std::string before = pass.checkpoint.TableOf(spec.fingerprint);
  if (!before.empty() && before != table.id) {
    pass.host.Log(HELHET_LOG_INFO, "table_changed " + spec.Name() + " before=" + before + " now=" + table.id);
  }

  HELHET_ASSIGN_OR_RETURN(const jsonstat::Dataset metadata, source.Metadata(table.id, spec.codelists, pass.host));
  HELHET_ASSIGN_OR_RETURN(DataQuery query, MakeQuery(spec, metadata, pass.start.backfill_from()));
  query.table_id = table.id;
  HELHET_RETURN_IF_ERROR(ReadCells(spec, table, query, source, pass));
  // The table counts as read only from here: a checkpoint in the middle would lose the parts to come. What a
  // backfill left out is not read.
  if (!backfill) {
    pass.checkpoint.Set(spec.fingerprint, entry);
    pass.text = pass.checkpoint.Text();
    pass.out.Checkpoint(pass.text);
  }
  return discontinued ? Discontinued(spec, table) : OkStatus();
}

// An answer that holds less than was asked for is no reason to lose the rest, but never goes unsaid.
Status Ssb::ReadCells(const TableSpec& spec, const TableInfo& table, const DataQuery& query, Source& source,
                      Pass& pass) const {
  const uint64_t cells = query.cells();
  if (cells == 0) return OkStatus();
  pass.emitted = 0;
  HELHET_RETURN_IF_ERROR(source.Data(
      query, [&](const DataAnswer& answer) { return EmitAnswer(spec, table, query, answer, pass); }, pass.host));
  if (pass.emitted == 0) {
    return FailedPrecondition("table " + table.id + ": the answers hold none of the cells that the settings select")
        .WithReason("answer_empty")
        .WithSetting(spec.setting + ".selection")
        .WithClass(ErrorClass::kSource);
  }
  if (pass.emitted < cells) {
    pass.host.Log(HELHET_LOG_WARNING, "cells_missing table=" + table.id + " selected=" + std::to_string(cells) +
                                          " found=" + std::to_string(pass.emitted));
  }
  return OkStatus();
}

Status Ssb::EmitAnswer(const TableSpec& spec, const TableInfo& table, const DataQuery& query, const DataAnswer& answer,
                       Pass& pass) const {
  if (!answer.dataset.has_values() && answer.dataset.cell_count() > 0) {
    return FailedPrecondition("table " + table.id + ": the answer has no values")
        .WithReason("answer_invalid")
        .WithClass(ErrorClass::kSource);
  }
  HELHET_ASSIGN_OR_RETURN(auto reference, pass.out.AddSource(answer.text, "application/json"));
  const FactMaker maker(spec, table, query, answer.dataset, language_, std::move(reference), answer.locator);
  for (size_t cell = 0; cell < answer.dataset.cell_count(); ++cell) {
    if (!maker.Wants(cell)) continue;
    HELHET_RETURN_IF_ERROR(pass.out.Add(maker.Make(cell), pass.text));
    ++pass.emitted;
  }
  return OkStatus();
}

Result<TableInfo> Ssb::FindTable(const TableSpec& spec, Source& source, sdk::Host& host) const {
  if (!spec.id.empty()) {
    auto table = source.Table(spec.id, host);
    if (!table.ok() && table.status().setting().empty()) {
      return Status(table.status()).WithSetting(spec.setting + ".id");
    }
    return table;
  }
  HELHET_ASSIGN_OR_RETURN(const std::vector<TableInfo> found, source.Search(spec.search, host));
  auto newest = Newest(found, spec.kind == model::v1::STATISTIC_KIND_PROJECTION);
  if (!newest.ok()) return Status(newest.status()).Annotate(spec.Name()).WithSetting(spec.setting + ".search");
  return newest;
}

std::unique_ptr<Source> Ssb::OpenSource() const {
  if (!folder_.empty()) return std::make_unique<SavedAnswers>(folder_);
  return std::make_unique<ServiceSource>(base_url_, language_, sdk::HttpTransport(http_));
}

}  // namespace helhet::ssb

HELHET_CONNECTOR(helhet::ssb::Ssb)

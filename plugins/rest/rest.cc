// Rest: records of any JSON service as any kind of fact, by settings that say how to ask for them and which value is which
// field. What was asked for once is not asked for again where the service can tell what was changed since.
#include <algorithm>
#include <optional>

#include "credit_note.h"
#include "document_post.h"
#include "helhet/connector.h"
#include "helhet/fact_day.h"
#include "helhet/folder_connector.h"
#include "helhet/json/record_reader.h"
#include "helhet/json/saved_answers.h"
#include "helhet/json/service.h"
#include "helhet/table/fact_mapping.h"
#include "helhet/table/field_setting.h"

namespace helhet::rest {
namespace {

using sdk::Json;

constexpr int64_t kAllPages = INT64_MAX;

// Where a later read begins, {"since":"2024-03-01T10:00:00Z"}: the latest time of update that has been seen.
struct Position {
  std::string since;

  std::string ToJson() const { return since.empty() ? "" : Json{{"since", since}}.dump(); }
  static Result<Position> FromJson(const std::string& text) {
    if (text.empty()) return Position{};
    const Result<Json> parsed = sdk::ParseJson(text);
    if (parsed.ok() && parsed->is_object() && parsed->contains("since") && (*parsed)["since"].is_string()) {
      return Position{(*parsed)["since"].get<std::string>()};
    }
    return FailedPrecondition("checkpoint: not a place in a service: " + text.substr(0, 80))
        .WithReason("checkpoint_unreadable")
        .WithRemedy("run the connector with a full read")
        .WithClass(ErrorClass::kHub);
  }
};

// Whether a time or number is after another, both as the service writes them: of one form, so that texts compare as times.
bool IsLater(const std::string& a, const std::string& b) {
  const auto is_number = [](const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; };
  if (is_number(a) && is_number(b) && a.size() != b.size()) return a.size() > b.size();
  return a > b;
}

// A time of update as the service wants it in a request. Cut short it is earlier, so that nothing is missed.
std::string InForm(const std::string& since, const std::string& form) {
  std::string text = since.substr(0, form == "day" ? 10 : form == "seconds" ? 19 : since.size());
  if (form == "seconds") std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

}  // namespace

class Rest : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override {
    if (DocumentPost::IsStated(settings)) {
      HELHET_ASSIGN_OR_RETURN(DocumentPost post, DocumentPost::From(settings));
      post_.emplace(std::move(post));
      // An instance that only writes.
      if (!settings.Has("kind")) return OkStatus();
    }
    HELHET_ASSIGN_OR_RETURN(kind_, settings.Text("kind"));
    if (!settings.Has("fields")) return sdk::SettingInvalid("fields", "missing", "state which value each field of the fact is");
    HELHET_ASSIGN_OR_RETURN(sdk::JsonRecordReader reader, sdk::JsonRecordReader::From(settings, kind_, settings.Text("system", "")));
    reader_.emplace(std::move(reader));
    turns_credit_notes_ = settings.Text("credit_notes", "negative") == "positive";
    initial_ = settings.Text("initial", "");
    since_form_ = settings.Text("since_form", "as_written");
    const std::string folder = settings.Text("folder", "");
    if (folder.empty() == settings.Text("url", "").empty()) {
      return sdk::SettingInvalid("url", "state either url or folder", "state url: the address of the service");
    }
    if (!folder.empty()) {
      saved_.emplace(folder, settings.Text("records", ""));
      return OkStatus();
    }
    HELHET_ASSIGN_OR_RETURN(sdk::JsonService service, sdk::JsonService::From(settings));
    service_.emplace(std::move(service));
    if (service_->AsksSince() && (settings.Text("updated", "").empty() || initial_.empty())) {
      const std::string missing = initial_.empty() ? "initial" : "updated";
      return sdk::SettingInvalid(missing, "missing, and the request has {since}",
                                 "state updated: the path of the time of update, and initial: where the first read begins");
    }
    return OkStatus();
  }

  Result<std::string> Check(sdk::Host& host) override {
    // What a service does with a request that it did not mean to get, nobody knows: none is sent to where documents go.
    if (!reader_) return post_->url() + ": prøves ved første eksport";
    if (saved_) return saved_->Check();
    int64_t records = 0;
    HELHET_RETURN_IF_ERROR(service_->Read(initial_, 1, host, [&](const Json&, const std::string&) { return ++records, OkStatus(); }));
    return service_->url() + ": " + std::to_string(records) + " poster på første side";
  }

  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host&) override { return sdk::StreamsOfEveryKind(); }

  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, sdk::Host& host) override {
    if (post_) return post_->Send(request, host);
    return sdk::SettingInvalid("write", "missing: there is nowhere to write", "state write.url");
  }

  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override {
    if (!reader_) return OkStatus();
    const bool backfill = !start.backfill_from().empty();
    const std::string from = start.full() || backfill ? "" : start.checkpoint();
    if (saved_) return ReadSaved(start, from, out);
    HELHET_ASSIGN_OR_RETURN(Position position, Position::FromJson(from));
    const std::string since = position.since.empty() ? initial_ : InForm(position.since, since_form_);
    std::string latest = position.since;
    // Records come in any order, so a read that breaks off begins again where it began.
    HELHET_RETURN_IF_ERROR(service_->Read(since, kAllPages, host, [&](const Json& record, const std::string& where) {
      if (std::string updated = reader_->UpdatedOf(record); IsLater(updated, latest)) latest = std::move(updated);
      return Deliver(record, where, host.now_us(), start.backfill_from(), start.checkpoint(), out);
    }));
    if (!backfill && service_->AsksSince() && latest != position.since) out.Checkpoint(Position{latest}.ToJson());
    return OkStatus();
  }

  Status Replay(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host&) override {
    for (const auto& kept : start.replay()) HELHET_RETURN_IF_ERROR(ReplayOne(kept, start.checkpoint(), out));
    return OkStatus();
  }

 private:
  // As of any folder: a backfill goes through all of it, and leaves the checkpoint where it was.
  Status ReadSaved(const plugin::v1::ReadStart& start, const std::string& from, sdk::Emitter& out) {
    const bool backfill = !start.backfill_from().empty();
    const auto after = [&](const std::string& checkpoint) { return backfill ? start.checkpoint() : checkpoint; };
    return saved_->Read(
        from,
        [&](const Json& record, const sdk::SavedPlace& place) {
          return Deliver(record, place.where, place.time_us, start.backfill_from(), after(place.checkpoint), out);
        },
        [&](sdk::FolderDocument document) { return DeliverRefusal(std::move(document), after(document.checkpoint), out); });
  }

  // What was kept is a record; of a saved answer that was refused, the whole file.
  Status ReplayOne(const plugin::v1::ReplayDocument& kept, const std::string& checkpoint, sdk::Emitter& out) {
    sdk::FolderDocument document;
    document.locator = kept.locator();
    document.bytes = kept.raw();
    document.source_time_us = kept.source_time_us();
    document.checkpoint = checkpoint;
    const auto refused = [&](sdk::FolderDocument file) { return DeliverRefusal(std::move(file), checkpoint, out); };
    if (saved_ && kept.locator().find(", ") == std::string::npos) {
      const auto sink = [&](const Json& record, const sdk::SavedPlace& place) {
        return Deliver(record, place.where, place.time_us, "", checkpoint, out);
      };
      return saved_->ReadOne(std::move(document), checkpoint, sink, refused);
    }
    const Result<Json> record = sdk::ParseJson(kept.raw());
    if (record.ok()) return Deliver(*record, kept.locator(), kept.source_time_us(), "", checkpoint, out);
    document.status = record.status();
    return refused(std::move(document));
  }

  Status DeliverRefusal(sdk::FolderDocument document, std::string checkpoint, sdk::Emitter& out) {
    const Status status = document.status;
    // A file that was read is kept; one that could not be has nothing to keep.
    if (!document.bytes.empty()) document.status = OkStatus();
    plugin::v1::Record record = sdk::StartRecord(kind_, document, "application/json");
    sdk::Refuse(status, record);
    return out.Add(std::move(record), std::move(checkpoint));
  }

  Status Deliver(const Json& record, const std::string& where, int64_t time_us, const std::string& from_day,
                 const std::string& checkpoint, sdk::Emitter& out) {
    if (reader_->Skips(record)) return OkStatus();
    for (plugin::v1::Record& each : reader_->Read(record, where, time_us)) {
      if (turns_credit_notes_ && each.has_fact()) TurnCreditNote(*each.mutable_fact());
      // A refused record has no date to be told by, so it comes along.
      if (each.has_fact() && sdk::FactDay(each.fact()) < from_day) continue;
      HELHET_RETURN_IF_ERROR(out.Add(std::move(each), checkpoint));
    }
    return OkStatus();
  }

  std::string kind_;
  bool turns_credit_notes_ = false;
  std::optional<sdk::JsonRecordReader> reader_;  // none for an instance that only writes
  std::optional<DocumentPost> post_;
  std::optional<sdk::JsonService> service_;
  std::optional<sdk::SavedAnswers> saved_;
  std::string initial_;
  std::string since_form_;
};

}  // namespace helhet::rest

HELHET_CONNECTOR(helhet::rest::Rest)

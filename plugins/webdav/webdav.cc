// WebDAV: the documents of any WebDAV server as facts of an archive, by what the server says of them; their content is not
// read. Documents of the hub are stored there, each once.
#include <algorithm>
#include <ctime>
#include <optional>

#include "folder_walk.h"
#include "helhet/business_key.h"
#include "helhet/connector.h"
#include "helhet/fact_day.h"
#include "helhet/instant.h"
#include "helhet/values/unit_codes.h"
#include "known_documents.h"
#include "server.h"
#include "store_once.h"

namespace helhet::webdav {
namespace {

constexpr char kStream[] = "documents";
// What units are known by: the topmost folder that a document lies in.
constexpr char kFolderScheme[] = "archive_folder";

std::string NameIn(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string StemOf(const std::string& name) {
  const size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

// The day of a time in UTC, which is what servers state.
std::string DayOf(int64_t seconds) {
  const time_t time = seconds;
  tm parts{};
  char text[16];
  return gmtime_r(&time, &parts) != nullptr && strftime(text, sizeof(text), "%Y-%m-%d", &parts) > 0 ? text : "";
}

// A folder below the address; `.` is the address itself.
Result<std::string> FolderSetting(const sdk::Settings& settings, const std::string& name) {
  const std::string stated = settings.Text(name, "");
  if (stated == ".") return std::string();
  const std::string fenced = "/" + stated + "/";
  if (stated.empty() || (fenced.find("//") == std::string::npos && fenced.find("/../") == std::string::npos && fenced.find("/./") == std::string::npos)) return stated;
  return InvalidArgument("settings." + name + ": '" + stated + "' is no folder below the address")
      .WithReason("setting_invalid").WithSetting("settings." + name).WithRemedy("state names with / between: arkiv/a3").WithClass(ErrorClass::kConfiguration);
}

plugin::v1::Record StartRecord(const std::string& path) {
  plugin::v1::Record record;
  record.set_stream(kStream);
  record.set_natural_key(path);
  // Without a time: one that is put back as an older copy counts, and a file's time would say that it does not.
  record.set_locator(path);
  return record;
}

bool IsBelowAny(const std::string& path, const std::vector<Unreadable>& unreadable) {
  for (const Unreadable& one : unreadable) {
    if (path == one.path || path.starts_with(one.path + "/")) return true;
  }
  return false;
}

}  // namespace

class Webdav : public sdk::Connector {
 public:
  Status Configure(const sdk::Settings& settings) override;
  Result<std::string> Check(sdk::Host& host) override;
  Result<plugin::v1::DiscoverResponse> Discover(sdk::Host& host) override;
  Status Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) override;
  Result<plugin::v1::WriteResponse> Write(const plugin::v1::WriteRequest& request, sdk::Host& host) override;

 private:
  plugin::v1::Record RecordOf(const std::string& path, const Resource& resource) const;
  Status EmitGone(const KnownDocuments& before, const Walk& walk, const std::string& checkpoint, KnownDocuments& after, sdk::Emitter& out) const;

  std::optional<Server> server_;
  std::string read_folder_;
  std::optional<std::string> write_folder_;
  bool dates_by_file_time_ = false;
  std::string system_;
  std::string unit_code_;
};

Status Webdav::Configure(const sdk::Settings& settings) {
  HELHET_ASSIGN_OR_RETURN(Server server, Server::From(settings));
  server_.emplace(std::move(server));
  HELHET_ASSIGN_OR_RETURN(read_folder_, FolderSetting(settings, "read_folder"));
  if (settings.Has("write_folder")) {
    HELHET_ASSIGN_OR_RETURN(write_folder_, FolderSetting(settings, "write_folder"));
  }
  dates_by_file_time_ = settings.Text("revision_date", "unknown") == "file_time";
  system_ = settings.Text("system", "");
  unit_code_ = settings.Text("unit_code", "");
  return OkStatus();
}

Result<std::string> Webdav::Check(sdk::Host& host) {
  HELHET_ASSIGN_OR_RETURN(const Folder folder, server_->List(read_folder_, host));
  size_t folders = 0;
  for (const Member& member : folder.members) folders += member.resource.is_folder;
  return server_->AddressOf(read_folder_) + ": " + std::to_string(folder.members.size() - folders) + " dokumenter og " + std::to_string(folders) + " mapper øverst";
}

Result<plugin::v1::DiscoverResponse> Webdav::Discover(sdk::Host&) {
  return sdk::IncrementalStreams({{kStream, "archive_document"}});
}

plugin::v1::Record Webdav::RecordOf(const std::string& path, const Resource& resource) const {
  plugin::v1::Record record = StartRecord(path);
  model::v1::Fact& fact = *record.mutable_fact();
  model::v1::ArchiveDocument& document = *fact.mutable_archive_document();
  document.set_document_id(path);
  document.set_title(resource.title.empty() ? StemOf(NameIn(path)) : resource.title);
  document.set_version(resource.etag);
  document.set_link(server_->AddressOf(path));
  const int64_t modified_s = sdk::SecondsSince1970(resource.last_modified);
  if (dates_by_file_time_ && modified_s > 0) document.set_revision_date(DayOf(modified_s));
  // Below the folder that is read, the first folder is whose the document is.
  const std::string below = read_folder_.empty() ? path : path.substr(read_folder_.size() + 1);
  const size_t slash = below.find('/');
  const std::string unit = !unit_code_.empty() ? unit_code_ : slash == std::string::npos ? "" : below.substr(0, slash);
  if (!unit.empty()) sdk::AddUnitCode(kFolderScheme, unit, fact);
  record.set_business_key(sdk::BusinessKey(fact, system_));
  return record;
}

Status Webdav::Read(const plugin::v1::ReadStart& start, sdk::Emitter& out, sdk::Host& host) {
  if (!start.streams().empty() && std::find(start.streams().begin(), start.streams().end(), kStream) == start.streams().end()) return OkStatus();
  const bool backfill = !start.backfill_from().empty();
  HELHET_ASSIGN_OR_RETURN(const KnownDocuments before, KnownDocuments::FromJson(start.checkpoint()));
  HELHET_ASSIGN_OR_RETURN(const Walk walk, WalkFolder(*server_, read_folder_, host));
  // A share that is not mounted is an empty folder, and no reason to forget an archive.
  if (walk.documents.empty() && !before.tags().empty() && !start.full()) {
    return FailedPrecondition(server_->AddressOf(read_folder_) + ": all " + std::to_string(before.tags().size()) + " documents are gone")
        .WithReason("all_gone").WithSetting("settings.read_folder").WithRemedy("see that the folder is the right one; if it is empty for good, run the connector with --full")
        .WithClass(ErrorClass::kSource);
  }
  KnownDocuments after;
  for (const auto& [path, resource] : walk.documents) {
    after.Add(path, resource);
    if (!start.full() && !backfill && before.Knows(path, resource)) continue;
    const plugin::v1::Record record = RecordOf(path, resource);
    // A read that breaks off begins again where it began.
    if (sdk::FactDay(record.fact()) >= start.backfill_from()) HELHET_RETURN_IF_ERROR(out.Add(record, start.checkpoint()));
  }
  for (const Unreadable& one : walk.unreadable) {
    plugin::v1::Record record = StartRecord(one.path);
    record.mutable_refusal()->set_code(one.why.reason());
    record.mutable_refusal()->set_what(one.why.message());
    record.mutable_refusal()->set_remedy(one.why.remedy());
    HELHET_RETURN_IF_ERROR(out.Add(record, start.checkpoint()));
  }
  if (backfill) return OkStatus();
  HELHET_RETURN_IF_ERROR(EmitGone(before, walk, start.checkpoint(), after, out));
  if (after.tags() != before.tags()) out.Checkpoint(after.ToJson());
  return OkStatus();
}

// What is known and no longer listed is deleted; below what cannot be read nobody can tell, and it stays.
Status Webdav::EmitGone(const KnownDocuments& before, const Walk& walk, const std::string& checkpoint, KnownDocuments& after, sdk::Emitter& out) const {
  for (const auto& [path, tag] : before.tags()) {
    if (walk.documents.contains(path)) continue;
    if (IsBelowAny(path, walk.unreadable)) {
      after.Keep(path, tag);
      continue;
    }
    plugin::v1::Record record = StartRecord(path);
    record.mutable_deletion();
    HELHET_RETURN_IF_ERROR(out.Add(record, checkpoint));
  }
  return OkStatus();
}

Result<plugin::v1::WriteResponse> Webdav::Write(const plugin::v1::WriteRequest& request, sdk::Host& host) {
  if (!write_folder_) {
    return FailedPrecondition("settings.write_folder: not stated, so nothing is written")
        .WithReason("write_folder_missing").WithSetting("settings.write_folder").WithRemedy("state the folder that documents go to").WithClass(ErrorClass::kConfiguration);
  }
  const std::string path = PathOfDocument(*write_folder_, request);
  HELHET_RETURN_IF_ERROR(StoreOnce(*server_, path, request, host));
  plugin::v1::WriteResponse receipt;
  receipt.set_delivery_id(request.delivery_id());
  receipt.set_external_id(path);
  receipt.set_link(server_->AddressOf(path));
  return receipt;
}

}  // namespace helhet::webdav

HELHET_CONNECTOR(helhet::webdav::Webdav)

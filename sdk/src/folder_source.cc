#include "helhet/folder_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "file_identity.h"
#include "folder_position.h"
#include "folder_readers.h"
#include "folder_scan.h"
#include "zip_file.h"

namespace helhet::sdk {
namespace {

// The clock that the kernel stamps files with.
int64_t CoarseNowNs() {
  timespec now;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

// The end of the clock tick that a change time lies in. A later change can have an equal time until then.
int64_t TickEndNs(int64_t ctime_ns) {
  constexpr int64_t kSecondNs = 1'000'000'000;
  // Whole seconds come from file systems that keep no finer times.
  return ctime_ns % kSecondNs == 0 ? ctime_ns + kSecondNs : ctime_ns + 1;
}

Status TooLarge(const std::string& locator, uint64_t size_bytes, uint64_t limit_bytes) {
  return InvalidArgument(locator + ": " + std::to_string(size_bytes) + " bytes, over the limit of " +
                         std::to_string(limit_bytes))
      .WithReason("too_large")
      .WithRemedy("take it out of the folder, and enter it by hand")
      .WithClass(ErrorClass::kSource);
}

// A document whole, or the way to it.
struct Content {
  std::string bytes;
  std::shared_ptr<DocumentReader> reader;
};

}  // namespace

struct FolderSource::State {
  Descriptor root;
  FolderPosition position;
  uint64_t document_limit_bytes = 0;
  bool stream_documents = false;
  int64_t (*now_ns)() = CoarseNowNs;
  FolderScan scan;
  // Folders came or went since the checkpoint: the change times of folders count for their files.
  bool folders_changed = false;
  // Files of the tick under way, left for the next read.
  bool left_some = false;
  size_t first = 0;  // of scan.files, the first that this read goes through
  size_t next = 0;   // of scan.files
  std::shared_ptr<ZipFile> zip;  // of the file before `next`
  size_t next_document = 0;    // of zip->documents()
  Descriptor zip_bytes;        // of the same file
  std::string zip_identity;    // its size and hash, once an entry was refused

  int64_t TimeNs(const ScannedFile& file) const {
    return folders_changed ? std::max(file.ctime_ns, file.folder_ctime_ns) : file.ctime_ns;
  }
  // Where the file stands in the order.
  std::pair<int64_t, std::string_view> Place(const ScannedFile& file) const { return {TimeNs(file), file.name}; }
  bool IsRead(const ScannedFile& file) const;
  int64_t Scan();
  void WaitAndScan(int64_t tick_end_ns);
  std::optional<FolderDocument> OpenNext();
  std::optional<FolderDocument> NextEntry();
  const std::string& ZipIdentity();
  Result<std::string> ReadAll(const Descriptor& file, const ScannedFile& scanned) const;
  Result<Content> ReadEntry(uint64_t entry, const std::string& locator, const ScannedFile& scanned) const;
  FolderDocument Document(const ScannedFile& file, std::string locator, int64_t entry, Result<Content> content);
};

bool FolderSource::State::IsRead(const ScannedFile& file) const {
  const auto place = Place(file);
  const auto reached = std::pair<int64_t, std::string_view>(position.time_ns, position.name);
  // A zip file that was left in the middle is not read.
  return place < reached || (place == reached && position.entry == FolderPosition::kWholeFile);
}

// Lists the folder, and leaves what was changed in the tick under way. Returns the end of the last such tick,
// 0 when nothing is left.
int64_t FolderSource::State::Scan() {
  const int64_t start_ns = now_ns();
  scan = ScanFolder(root.get());
  folders_changed = position.time_ns != 0 && scan.folders_digest != position.folders_digest;
  int64_t last_tick_end_ns = 0;
  std::erase_if(scan.files, [&](const ScannedFile& file) {
    const int64_t end_ns = TickEndNs(TimeNs(file));
    if (end_ns <= start_ns) return false;
    last_tick_end_ns = std::max(last_tick_end_ns, end_ns);
    return true;
  });
  left_some = last_tick_end_ns != 0;
  return last_tick_end_ns;
}

// A run that starts right after a file was moved in shall see it: once, and never for a time in the future.
void FolderSource::State::WaitAndScan(int64_t tick_end_ns) {
  constexpr int64_t kLongestNs = 1'100'000'000;
  const int64_t wait_ns = tick_end_ns - now_ns();
  if (wait_ns > kLongestNs) return;
  constexpr timespec kPause = {0, 1'000'000};
  while (now_ns() < tick_end_ns) nanosleep(&kPause, nullptr);
  Scan();
}

FolderSource::FolderSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
FolderSource::FolderSource(FolderSource&&) noexcept = default;
FolderSource& FolderSource::operator=(FolderSource&&) noexcept = default;
FolderSource::~FolderSource() = default;

Result<FolderSource> FolderSource::Open(const FolderSourceOptions& options) {
  auto state = std::make_unique<State>();
  HELHET_ASSIGN_OR_RETURN(state->position, FolderPosition::FromJson(options.checkpoint));
  HELHET_ASSIGN_OR_RETURN(state->root, OpenFolder(options.folder, options.setting));
  state->document_limit_bytes = options.document_limit_bytes;
  state->stream_documents = options.stream_documents;
  if (options.now_ns != nullptr) state->now_ns = options.now_ns;
  if (const int64_t tick_end_ns = state->Scan(); tick_end_ns != 0) state->WaitAndScan(tick_end_ns);
  // Until the read comes to its end: a read that breaks off in this order has to resume in this order.
  if (state->folders_changed) state->position.folders_digest = FolderPosition::kUnknownFolders;

  auto& files = state->scan.files;
  std::sort(files.begin(), files.end(), [&](const ScannedFile& a, const ScannedFile& b) {
    return state->Place(a) < state->Place(b);
  });
  const auto first = std::find_if(files.begin(), files.end(), [&](const ScannedFile& f) { return !state->IsRead(f); });
  state->first = state->next = static_cast<size_t>(first - files.begin());
  return FolderSource(std::move(state));
}

std::optional<FolderDocument> FolderSource::Next() {
  while (true) {
    if (state_->zip) {
      if (auto document = state_->NextEntry()) return document;
    } else if (state_->next < state_->scan.files.size()) {
      if (auto document = state_->OpenNext()) return document;
    } else {
      return std::nullopt;
    }
  }
}

// Opens the next file. The document it holds, or none when it is a zip file or has changed since the scan.
std::optional<FolderDocument> FolderSource::State::OpenNext() {
  const ScannedFile& scanned = scan.files[next++];
  const auto document = [&](Result<Content> content) {
    return Document(scanned, scanned.name, FolderPosition::kWholeFile, std::move(content));
  };
  if (scanned.is_unreadable_folder) return document(Unreadable(scanned.name, scanned.why));
  // O_NONBLOCK: whoever puts a pipe in the file's place must not hang the read.
  Descriptor file(openat(root.get(), scanned.path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.valid()) {
    const bool gone = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
    if (gone) return std::nullopt;
    return document(Unreadable(scanned.name, std::strerror(errno)));
  }
  if (ChangeTimeNs(file.get()) != scanned.ctime_ns) return std::nullopt;
  if (IsZipName(scanned.name)) {
    zip_bytes = Descriptor(fcntl(file.get(), F_DUPFD_CLOEXEC, 0));
    zip_identity.clear();
    Result<ZipFile> opened = ZipFile::Open(std::move(file), scanned.name);
    if (!opened.ok()) return document(WithIdentity(opened.status(), "the file: " + ZipIdentity()));
    zip = std::make_shared<ZipFile>(*std::move(opened));
    const auto& entries = zip->documents();
    const bool resumes = TimeNs(scanned) == position.time_ns && scanned.name == position.name;
    const auto after = resumes ? std::upper_bound(entries.begin(), entries.end(), static_cast<uint64_t>(position.entry))
                               : entries.begin();
    next_document = static_cast<size_t>(after - entries.begin());
    return std::nullopt;
  }
  if (scanned.size_bytes > document_limit_bytes) {
    return document(WithIdentity(TooLarge(scanned.name, scanned.size_bytes, document_limit_bytes),
                                 "the file: " + FileIdentity(file.get())));
  }
  if (stream_documents) {
    return document(Content{"", ReaderOfFile(std::move(file), {scanned.name, scanned.size_bytes, scanned.ctime_ns})});
  }
  Result<std::string> bytes = ReadAll(file, scanned);
  if (ChangeTimeNs(file.get()) != scanned.ctime_ns) return std::nullopt;  // written to while it was read
  if (!bytes.ok()) return document(bytes.status());
  return document(Content{*std::move(bytes), nullptr});
}

// The next entry of the open zip file; none, and the file closed, after the last.
std::optional<FolderDocument> FolderSource::State::NextEntry() {
  const ScannedFile& scanned = scan.files[next - 1];
  const auto& entries = zip->documents();
  if (next_document == entries.size()) {
    zip.reset();
    zip_bytes = Descriptor();
    return std::nullopt;
  }
  const uint64_t entry = entries[next_document++];
  const std::string locator = scanned.name + "!" + zip->Name(entry);
  const bool last = next_document == entries.size();
  Result<Content> content = ReadEntry(entry, locator, scanned);
  if (!content.ok()) content = WithIdentity(content.status(), "the zip file around it: " + ZipIdentity());
  return Document(scanned, locator, last ? FolderPosition::kWholeFile : static_cast<int64_t>(entry), std::move(content));
}

Result<Content> FolderSource::State::ReadEntry(uint64_t entry, const std::string& locator, const ScannedFile& scanned) const {
  Content content;
  if (stream_documents) {
    Descriptor zip_file(fcntl(zip_bytes.get(), F_DUPFD_CLOEXEC, 0));
    HELHET_ASSIGN_OR_RETURN(content.reader,
                            ReaderOfEntry(zip, entry, document_limit_bytes, locator, std::move(zip_file),
                                          {scanned.name, scanned.size_bytes, scanned.ctime_ns}));
  } else {
    HELHET_ASSIGN_OR_RETURN(content.bytes, zip->Read(entry, document_limit_bytes, locator));
  }
  return content;
}

// Hashed once, however many of its entries are refused.
const std::string& FolderSource::State::ZipIdentity() {
  if (zip_identity.empty()) zip_identity = FileIdentity(zip_bytes.get());
  return zip_identity;
}

Result<std::string> FolderSource::State::ReadAll(const Descriptor& file, const ScannedFile& scanned) const {
  std::string bytes(scanned.size_bytes, '\0');
  size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unreadable(scanned.name, std::strerror(errno));
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

FolderDocument FolderSource::State::Document(const ScannedFile& file, std::string locator, int64_t entry,
                                             Result<Content> content) {
  position.time_ns = TimeNs(file);
  position.name = file.name;
  position.entry = entry;
  FolderDocument document;
  document.locator = std::move(locator);
  document.source_time_us = file.mtime_us;
  document.checkpoint = position.ToJson();
  document.status = content.status();
  if (content.ok()) {
    document.bytes = std::move(content->bytes);
    document.reader = std::move(content->reader);
  }
  return document;
}

std::string FolderSource::checkpoint() const {
  FolderPosition position = state_->position;
  const bool at_end = state_->next == state_->scan.files.size() && !state_->zip;
  // A folder whose files were left for the next read is not known yet.
  if (at_end && !state_->left_some) position.folders_digest = state_->scan.folders_digest;
  return position.ToJson();
}

size_t FolderSource::files_in_all() const { return state_->scan.files.size(); }
size_t FolderSource::files_to_read() const { return state_->scan.files.size() - state_->first; }
size_t FolderSource::files_read() const { return state_->next - state_->first; }

}  // namespace helhet::sdk

#include "helhet/folder_source.h"

#include <fcntl.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "file_reader.h"
#include "file_refusals.h"
#include "folder_position.h"
#include "folder_scan.h"

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

}  // namespace

struct FolderSource::State {
  Descriptor root;
  FolderPosition position;
  DocumentForm form;
  int64_t (*now_ns)() = CoarseNowNs;
  FolderScan scan;
  // Folders came or went since the checkpoint: the change times of folders count for their files.
  bool folders_changed = false;
  // Files of the tick under way, left for the next read.
  bool left_some = false;
  size_t first = 0;  // of scan.files, the first that this read goes through
  size_t next = 0;   // of scan.files
  std::optional<FileReader> file;  // before `next`, while it holds more documents

  int64_t TimeNs(const ScannedFile& file) const {
    return folders_changed ? std::max(file.ctime_ns, file.folder_ctime_ns) : file.ctime_ns;
  }
  // Where the file stands in the order.
  std::pair<int64_t, std::string_view> Place(const ScannedFile& file) const { return {TimeNs(file), file.name}; }
  bool IsRead(const ScannedFile& file) const;
  int64_t Scan();
  void WaitAndScan(int64_t tick_end_ns);
  std::optional<FolderDocument> OpenNext();
  std::optional<FolderDocument> NextOfFile();
  FolderDocument Document(const ScannedFile& file, FileDocument content);
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
  state->form = {options.document_limit_bytes, options.stream_documents};
  if (options.now_ns != nullptr) state->now_ns = options.now_ns;
  if (const int64_t tick_end_ns = state->Scan(); tick_end_ns != 0) state->WaitAndScan(tick_end_ns);
  // Until the read comes to its end: a read that breaks off in this order has to resume in this order.
  if (state->folders_changed) state->position.folders_digest = FolderPosition::kUnknownFolders;

  auto& files = state->scan.files;
  if (options.wants_file) std::erase_if(files, [&](const ScannedFile& file) { return !options.wants_file(file.name); });
  std::sort(files.begin(), files.end(), [&](const ScannedFile& a, const ScannedFile& b) {
    return state->Place(a) < state->Place(b);
  });
  const auto first = std::find_if(files.begin(), files.end(), [&](const ScannedFile& f) { return !state->IsRead(f); });
  state->first = state->next = static_cast<size_t>(first - files.begin());
  return FolderSource(std::move(state));
}

std::optional<FolderDocument> FolderSource::Next() {
  while (true) {
    if (state_->file) {
      if (auto document = state_->NextOfFile()) return document;
    } else if (state_->next < state_->scan.files.size()) {
      if (auto document = state_->OpenNext()) return document;
    } else {
      return std::nullopt;
    }
  }
}

// Opens the next file. The document that tells that it cannot be read; none otherwise, and none open when it has
// changed since the scan.
std::optional<FolderDocument> FolderSource::State::OpenNext() {
  const ScannedFile& scanned = scan.files[next++];
  const auto unreadable = [&](const std::string& why) {
    return Document(scanned, {scanned.name, FileDocument::kWholeFile, UnreadableFile(scanned.name, why)});
  };
  if (scanned.is_unreadable_folder) return unreadable(scanned.why);
  // O_NONBLOCK: whoever puts a pipe in the file's place must not hang the read.
  Descriptor opened(openat(root.get(), scanned.path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!opened.valid()) {
    const bool gone = errno == ENOENT || errno == ENOTDIR || errno == ELOOP;
    if (gone) return std::nullopt;
    return unreadable(std::strerror(errno));
  }
  const bool resumes = TimeNs(scanned) == position.time_ns && scanned.name == position.name;
  file.emplace(std::move(opened), scanned.name, form, resumes ? std::optional<int64_t>(position.entry) : std::nullopt);
  if (file->file().ctime_ns != scanned.ctime_ns) file.reset();
  return std::nullopt;
}

// The next document of the open file; none, and the file closed, after the last.
std::optional<FolderDocument> FolderSource::State::NextOfFile() {
  const ScannedFile& scanned = scan.files[next - 1];
  std::optional<FileDocument> content = file->Next();
  const bool written_to = !file->is_zip() && !file->file().IsUnchanged();
  if (!content || written_to) {
    file.reset();
    return std::nullopt;
  }
  if (content->entry == FileDocument::kWholeFile) file.reset();
  return Document(scanned, *std::move(content));
}

FolderDocument FolderSource::State::Document(const ScannedFile& scanned, FileDocument content) {
  position.time_ns = TimeNs(scanned);
  position.name = scanned.name;
  position.entry = content.entry;
  return std::move(content).AsFolderDocument(scanned.mtime_us, position.ToJson());
}

std::string FolderSource::checkpoint() const {
  FolderPosition position = state_->position;
  const bool at_end = state_->next == state_->scan.files.size() && !state_->file;
  // A folder whose files were left for the next read is not known yet.
  if (at_end && !state_->left_some) position.folders_digest = state_->scan.folders_digest;
  return position.ToJson();
}

size_t FolderSource::files_in_all() const { return state_->scan.files.size(); }
size_t FolderSource::files_to_read() const { return state_->scan.files.size() - state_->first; }
size_t FolderSource::files_read() const { return state_->next - state_->first; }

}  // namespace helhet::sdk

#include "remote_source.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "file_refusals.h"
#include "helhet/limits.h"

namespace helhet::sdk {
namespace {

// A file written less than this ago may be on its way still. The two clocks need not agree: a file is left only when its
// time is near the hub's, so that a clock that is wrong by hours holds nothing up.
constexpr int64_t kSettleSeconds = 10;
// Times that a transfer which is cut off goes on from where it was, before the hub is told to come back later: what has come
// is lost then. A connection that brought so much was worth its making, and does not count: a ledger of a gigabyte gets
// through where connections last a minute.
constexpr int kResumes = 5;
constexpr uint64_t kWorthwhileBytes = 1u << 20;

bool IsSettled(const RemoteFile& file, int64_t now_us) {
  return std::llabs(now_us / 1'000'000 - file.mtime_s) >= kSettleSeconds;
}

}  // namespace

Result<RemoteSource> RemoteSource::Open(std::unique_ptr<RemotePlace> place, const std::string& checkpoint,
                                        DocumentForm form, int64_t now_us,
                                        const std::function<bool(const std::string& file)>& wants_file) {
  RemoteSource source;
  HELHET_ASSIGN_OR_RETURN(source.position_, RemotePosition::FromJson(checkpoint));
  HELHET_ASSIGN_OR_RETURN(std::vector<RemoteFile> listed, place->List());
  std::erase_if(listed, [&](const RemoteFile& file) { return !IsSettled(file, now_us) || (wants_file && !wants_file(file.name)); });
  // Stable: files of which no time is known keep the order of the listing.
  std::stable_sort(listed.begin(), listed.end(),
                   [](const RemoteFile& a, const RemoteFile& b) { return a.mtime_s < b.mtime_s; });
  source.place_ = std::move(place);
  source.form_ = form;
  source.files_in_all_ = listed.size();
  source.TakeUnread(std::move(listed));
  return source;
}

// Keeps the files that have not been read, and of the position what is still true.
void RemoteSource::TakeUnread(std::vector<RemoteFile> listed) {
  std::map<int64_t, RemotePosition::Week> still_read;
  for (size_t begin = 0; begin < listed.size();) {
    const int64_t week = WeekOf(listed[begin]);
    const RemotePosition::Week claimed = position_.weeks[week];
    RemotePosition::Week found;
    size_t end = begin;
    for (; end < listed.size() && WeekOf(listed[end]) == week && found.files < claimed.files; ++end) {
      found.Add(DigestOf(listed[end]));
    }
    if (claimed.files > 0 && found == claimed) {
      still_read[week] = claimed;
    } else {
      end = begin;
    }
    for (; end < listed.size() && WeekOf(listed[end]) == week; ++end) files_.push_back(std::move(listed[end]));
    begin = end;
  }
  position_.weeks = std::move(still_read);
}

Result<std::optional<FolderDocument>> RemoteSource::Next() {
  while (true) {
    if (reader_) {
      if (auto document = NextOfFile()) return document;
    } else if (next_ < files_.size()) {
      HELHET_ASSIGN_OR_RETURN(std::optional<FolderDocument> refused, OpenNext());
      if (refused) return refused;
    } else {
      return std::optional<FolderDocument>();
    }
  }
}

// Fetches the next file. The document that tells why it is not to be had; else none.
Result<std::optional<FolderDocument>> RemoteSource::OpenNext() {
  const RemoteFile& file = files_[next_];
  const auto refused = [&](Status why) {
    ++next_;
    FileDocument content{file.name, FileDocument::kWholeFile, std::move(why)};
    return std::optional<FolderDocument>(Document(file, std::move(content)));
  };
  if (!file.refusal.ok()) return refused(file.refusal);
  const uint64_t limit_bytes = IsZipName(file.name) ? limits::kFetchedZipBytes : form_.limit_bytes;
  if (file.size_bytes.value_or(0) > limit_bytes) return refused(FileTooLarge(file.name, *file.size_bytes, limit_bytes));
  Result<std::optional<Descriptor>> brought = Bring(file, limit_bytes);
  // What is wrong with this file alone is no reason to stop.
  if (brought.status().error_class() == ErrorClass::kSource) return refused(brought.status());
  if (!brought.ok()) return brought.status();
  ++next_;
  if (!*brought) return std::optional<FolderDocument>();
  const bool resumes = position_.zip_digest == DigestOf(file);
  reader_.emplace(**std::move(brought), file.name, form_,
                  resumes ? std::optional<int64_t>(position_.zip_entry) : std::nullopt);
  return std::optional<FolderDocument>();
}

// The whole file, opened at its beginning; none when it has changed since it was listed.
Result<std::optional<Descriptor>> RemoteSource::Bring(const RemoteFile& file, uint64_t limit_bytes) {
  HELHET_ASSIGN_OR_RETURN(SpoolFile spool, SpoolFile::Make());
  for (int resumes_left = kResumes;;) {
    const uint64_t had_bytes = spool.size_bytes();
    const Result<Fetched> fetched = place_->Fetch(file, limit_bytes, spool);
    if (fetched.ok() && *fetched == Fetched::kChanged) return std::optional<Descriptor>();
    if (fetched.ok()) return std::optional<Descriptor>(std::move(spool).Take());
    // Worth going on with only where something came: otherwise it is the hub that decides when to try again.
    const bool cut_off = fetched.status().code() == StatusCode::kUnavailable && spool.size_bytes() > had_bytes;
    if (!cut_off || resumes_left == 0) return fetched.status();
    if (spool.size_bytes() - had_bytes < kWorthwhileBytes) --resumes_left;
  }
}

// The next document of the open file; none, and the file closed, after the last.
std::optional<FolderDocument> RemoteSource::NextOfFile() {
  const RemoteFile& file = files_[next_ - 1];
  std::optional<FileDocument> content = reader_->Next();
  if (!content) {
    reader_.reset();
    Finish(file);
    return std::nullopt;
  }
  if (content->entry == FileDocument::kWholeFile) reader_.reset();
  return Document(file, *std::move(content));
}

FolderDocument RemoteSource::Document(const RemoteFile& file, FileDocument content) {
  if (content.entry == FileDocument::kWholeFile) {
    Finish(file);
  } else {
    position_.zip_digest = DigestOf(file);
    position_.zip_entry = content.entry;
  }
  return std::move(content).AsFolderDocument(file.mtime_s * 1'000'000, position_.ToJson());
}

void RemoteSource::Finish(const RemoteFile& file) {
  position_.weeks[WeekOf(file)].Add(DigestOf(file));
  position_.zip_digest = 0;
}

}  // namespace helhet::sdk

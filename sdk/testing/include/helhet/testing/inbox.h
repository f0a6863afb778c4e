// For tests: a folder that a connector reads, and what a test puts there. Who includes this links libzip.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace helhet::testing {

// Empty when made, gone with its content at the end.
class Inbox {
 public:
  Inbox() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-inbox-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Inbox() { std::filesystem::remove_all(path_); }
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // A file, `2023/a.xml` in a folder of its own.
  void Put(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  // A zip file of entries, each a name and what it holds.
  void PutZip(const std::string& name, const std::vector<std::pair<std::string, std::string>>& entries) const {
    zip_t* archive = zip_open((path_ / name).c_str(), ZIP_CREATE, nullptr);
    for (const auto& [entry, content] : entries) {
      zip_file_add(archive, entry.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    }
    ASSERT_EQ(zip_close(archive), 0);
  }
  // An XML document with one element of 200 MiB, which is never held in memory here.
  void PutHuge(const std::string& name, const std::string& root) const {
    std::ofstream file(path_ / name, std::ios::binary);
    file << "<?xml version='1.0'?><" << root << "><Note>";
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 200; ++i) file << block;
    file << "</Note></" << root << ">";
  }

 private:
  std::filesystem::path path_;
};

// By how much the most memory that this process has held grows, KiB, while `work` runs.
template <typename Work>
int64_t PeakGrowthKib(Work work) {
  rusage before, after;
  getrusage(RUSAGE_SELF, &before);
  work();
  getrusage(RUSAGE_SELF, &after);
  return after.ru_maxrss - before.ru_maxrss;
}

}  // namespace helhet::testing

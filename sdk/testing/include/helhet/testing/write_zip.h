// For tests: makes a zip file. Whoever includes it links libzip.
#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace helhet::testing {

// Names and contents, in the order of the file.
using ZipEntries = std::vector<std::pair<std::string, std::string>>;

// Writes a zip file in the place of what is there, its entries encrypted where a password is stated.
inline void WriteZip(const std::filesystem::path& path, const ZipEntries& entries, const char* password = nullptr) {
  std::filesystem::create_directories(path.parent_path());
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, content] : entries) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (password != nullptr) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
  }
  ASSERT_EQ(zip_close(archive), 0);
}

}  // namespace helhet::testing

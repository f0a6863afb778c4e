// For tests: a folder of the test's own, files and zip files in it, and what streams of them give.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "helhet/document_reader.h"
#include "helhet/folder_source.h"
#include "helhet/testing/write_zip.h"

namespace helhet::sdk {

class FolderFixture : public ::testing::Test {
 protected:
  FolderFixture() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-folder-XXXXXX").string();
    place_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(inbox());
  }
  ~FolderFixture() override { std::filesystem::remove_all(place_); }

  // The folder that is read, and a place beside it on the same file system.
  std::filesystem::path inbox() const { return place_ / "inbox"; }
  std::filesystem::path beside() const { return place_ / "beside"; }

  static void Write(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }

  using Entries = testing::ZipEntries;
  static void WriteZip(const std::filesystem::path& path, const Entries& entries, const char* password = nullptr) {
    testing::WriteZip(path, entries, password);
  }

  static std::string ReadBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // All that a reader gives, three bytes at a time; the reason of its error in brackets.
  static std::string ReadStream(DocumentReader& reader) {
    std::string text;
    char piece[3];
    while (true) {
      const auto got = reader.Read(piece, sizeof(piece));
      if (!got.ok()) return text + "[" + got.status().reason() + "]";
      if (*got == 0) return text;
      text.append(piece, *got);
    }
  }

  // That each document is given as a stream, by its locator, from the beginning as often as asked.
  static void ExpectStreams(const std::map<std::string, FolderDocument>& documents, const std::map<std::string, std::string>& expected) {
    ASSERT_EQ(documents.size(), expected.size());
    for (const auto& [locator, text] : expected) {
      DocumentReader& reader = *documents.at(locator).reader;
      EXPECT_EQ(documents.at(locator).bytes, "");
      EXPECT_EQ(reader.size_bytes(), text.size());
      EXPECT_EQ(ReadStream(reader), text);
      ASSERT_TRUE(reader.Rewind().ok());
      EXPECT_EQ(ReadStream(reader), text) << "again, after Rewind";
    }
  }

 private:
  std::filesystem::path place_;
};

}  // namespace helhet::sdk

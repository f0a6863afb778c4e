#include "core/render/testing/pdf_tools.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace helhet::render::testing {

PdfFile::PdfFile(const std::string& bytes) : path_(::testing::TempDir() + "sheet.XXXXXX") {
  const int file = mkstemp(path_.data());
  EXPECT_GE(file, 0) << path_;
  EXPECT_EQ(write(file, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  close(file);
}

PdfFile::~PdfFile() { unlink(path_.c_str()); }

Said PdfFile::Run(const std::string& command) const {
  const bool writes_file = command.starts_with("pdftotext");
  FILE* const pipe = popen((command + " " + path_ + (writes_file ? " -" : "") + " 2>&1").c_str(), "r");
  Said said;
  if (pipe == nullptr) return said;
  char buffer[4096];
  for (size_t length = 0; (length = fread(buffer, 1, sizeof buffer, pipe)) > 0;) said.text.append(buffer, length);
  const int status = pclose(pipe);
  said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return said;
}

}  // namespace helhet::render::testing

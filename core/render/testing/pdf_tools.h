// Other people's programs, asked about a PDF.
#pragma once

#include <string>

namespace helhet::render::testing {

struct Said {
  int exit_code = -1;
  std::string text;  // on both streams
};

// A PDF in a file of its own, as long as the object lives.
class PdfFile {
 public:
  explicit PdfFile(const std::string& bytes);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  // Runs `pdftotext -raw`, `qpdf --check` and such on it; text comes out in UTF-8.
  Said Run(const std::string& command) const;

 private:
  std::string path_;
};

}  // namespace helhet::render::testing

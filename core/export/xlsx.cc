// By libxlsxwriter, which writes to files alone.
#include <stdlib.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/export/format.h"

namespace helhet::exports {
namespace {

// A folder that goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string path = (std::filesystem::temp_directory_path(error) / "helhet-export-XXXXXX").string();
    if (!error && mkdtemp(path.data()) != nullptr) path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Status NotWritten(const std::string& why) {
  return Internal("workbook: " + why).WithReason("workbook_not_written").WithRemedy("see that the hub may write to its temporary folder, and that there is room")
      .WithClass(ErrorClass::kHub);
}

// Each cell as what it is, so that a receiver can reckon with numbers. A text is never a formula here.
struct CellWriter {
  lxw_worksheet* sheet;
  lxw_row_t row;
  lxw_col_t column;

  lxw_error operator()(std::monostate) const { return LXW_NO_ERROR; }
  lxw_error operator()(const std::string& text) const { return text.empty() ? LXW_NO_ERROR : worksheet_write_string(sheet, row, column, text.c_str(), nullptr); }
  lxw_error operator()(int64_t number) const { return worksheet_write_number(sheet, row, column, static_cast<double>(number), nullptr); }
  lxw_error operator()(double number) const { return worksheet_write_number(sheet, row, column, number, nullptr); }
  lxw_error operator()(bool yes) const { return worksheet_write_boolean(sheet, row, column, yes, nullptr); }
};

lxw_error WriteRows(const Table& table, lxw_worksheet* sheet) {
  for (size_t row = 0; row < table.rows.size(); ++row) {
    for (size_t column = 0; column < table.columns.size(); ++column) {
      const CellWriter writer{sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(column)};
      if (const lxw_error error = std::visit(writer, table.rows[row][column]); error != LXW_NO_ERROR) return error;
    }
  }
  return LXW_NO_ERROR;
}

void WriteHead(const Table& table, lxw_workbook* workbook, lxw_worksheet* sheet) {
  lxw_format* const bold = workbook_add_format(workbook);
  format_set_bold(bold);
  for (size_t column = 0; column < table.columns.size(); ++column) {
    worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(column), table.columns[column].c_str(), bold);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_set_column(sheet, 0, static_cast<lxw_col_t>(table.columns.size() - 1), 16, nullptr);
  worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), static_cast<lxw_col_t>(table.columns.size() - 1));
}

}  // namespace

Result<std::string> ToXlsx(const Table& table, const Heading& heading) {
  const TemporaryFolder folder;
  if (folder.path().empty()) return NotWritten("its folder cannot be made");
  const std::string path = (folder.path() / "export.xlsx").string();
  std::string temporary = folder.path().string();
  // Rows go to disk as they are written: memory does not grow with them.
  lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = temporary.data(), .use_zip64 = LXW_FALSE};
  lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) return NotWritten("it cannot be begun");
  std::string title = heading.title, subject = heading.municipality_id + "/" + heading.export_id + " " + heading.time;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.subject = subject.data();
  workbook_set_properties(workbook, &properties);
  lxw_worksheet* const sheet = workbook_add_worksheet(workbook, nullptr);
  WriteHead(table, workbook, sheet);
  const lxw_error written = WriteRows(table, sheet);
  const lxw_error closed = workbook_close(workbook);  // frees it too
  if (written != LXW_NO_ERROR) return NotWritten(lxw_strerror(written));
  if (closed != LXW_NO_ERROR) return NotWritten(lxw_strerror(closed));
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.empty()) return NotWritten("it cannot be read back");
  return bytes;
}

}  // namespace helhet::exports

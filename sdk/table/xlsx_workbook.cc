#include "xlsx_workbook.h"

#include <algorithm>
#include <map>

#include "helhet/table/blanks.h"
#include "helhet/values/quoted.h"
#include "helhet/values/refusal.h"
#include "table_limits.h"
#include "xlsx_refusal.h"
#include "xlsx_xml.h"

namespace helhet::sdk {
namespace {

struct Relation {
  std::string type;  // the last word of its type: `worksheet`, in the transitional and the strict form alike
  std::string part;
};

std::string FolderOf(std::string_view part) { return std::string(part.substr(0, part.rfind('/') + 1)); }  // npos + 1 is 0

// A target as it stands beside its source: from the package's root when it begins with `/`, with `..` taken out.
std::string Resolved(const std::string& source_part, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1)) : FolderOf(source_part) + std::string(target);
  for (size_t up = path.find("/../"); up != std::string::npos; up = path.find("/../")) {
    const size_t begin = up == 0 ? 0 : path.rfind('/', up - 1) + 1;
    path.erase(begin, up + 4 - begin);
  }
  return path;
}

// Relations of a part by their identifiers (ECMA-376 part 2, 9.3). Those that lead out of the package are left out.
Result<std::map<std::string, Relation>> ReadRelations(const XlsxPackage& package, const std::string& part) {
  std::map<std::string, Relation> relations;
  XmlHandler handler;
  handler.start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name != "Relationship" || attributes.Get("TargetMode") == "External") return OkStatus();
    const std::string_view type = attributes.Get("Type");
    relations[std::string(attributes.Get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                    Resolved(part, attributes.Get("Target"))};
    return OkStatus();
  };
  const size_t file = FolderOf(part).size();
  HELHET_ASSIGN_OR_RETURN(XlsxPart opened, package.OpenPart(part.substr(0, file) + "_rels/" + part.substr(file) + ".rels", kPartBytes));
  HELHET_RETURN_IF_ERROR(XlsxXml(std::move(opened), std::move(handler)).ParseAll());
  return relations;
}

std::string PartOfType(const std::map<std::string, Relation>& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.part;
  }
  return {};
}

}  // namespace

Result<XlsxWorkbook> XlsxWorkbook::Read(const XlsxPackage& package) {
  HELHET_ASSIGN_OR_RETURN(const auto roots, ReadRelations(package, ""));
  const std::string part = PartOfType(roots, "officeDocument");
  if (part.empty()) return DamagedWorkbook("its relations name no workbook");
  if (!package.Has(FolderOf(part) + "_rels/" + part.substr(FolderOf(part).size()) + ".rels")) {
    return Refused("not_a_table", "a document of another kind than a workbook (" + part + ")",
                   "keep only CSV files and workbooks (.xlsx) in the folder");
  }
  HELHET_ASSIGN_OR_RETURN(const auto relations, ReadRelations(package, part));
  XlsxWorkbook workbook;
  XmlHandler handler;
  handler.start = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "workbookPr") workbook.from_1904 = attributes.Get("date1904") == "1" || attributes.Get("date1904") == "true";
    if (name != "sheet") return OkStatus();
    const auto relation = relations.find(std::string(attributes.Get("id")));
    if (relation == relations.end()) return DamagedWorkbook("no part for the sheet " + Quoted(attributes.Get("name")));
    if (relation->second.type != "worksheet") return OkStatus();  // a chart on a sheet of its own
    workbook.sheets.push_back({std::string(attributes.Get("name")), relation->second.part});
    return OkStatus();
  };
  HELHET_ASSIGN_OR_RETURN(XlsxPart opened, package.OpenPart(part, kPartBytes));
  HELHET_RETURN_IF_ERROR(XlsxXml(std::move(opened), std::move(handler)).ParseAll());
  if (workbook.sheets.empty()) {
    return Refused("not_a_table", "a document without sheets (" + part + ")", "keep only CSV files and workbooks (.xlsx) in the folder");
  }
  workbook.styles_part = PartOfType(relations, "styles");
  workbook.shared_texts_part = PartOfType(relations, "sharedStrings");
  return workbook;
}

Result<XlsxSheet> XlsxWorkbook::Find(const std::string& wanted) const {
  if (wanted.empty()) return sheets.front();
  for (const XlsxSheet& sheet : sheets) {
    if (ColumnKey(sheet.name) == ColumnKey(wanted)) return sheet;
  }
  const bool is_number = wanted.find_first_not_of("0123456789") == std::string::npos && wanted.size() < 6;
  if (const size_t number = is_number ? std::stoul(wanted) : 0; number >= 1 && number <= sheets.size()) return sheets[number - 1];
  std::string names;
  for (const XlsxSheet& sheet : sheets) names += (names.empty() ? "" : ", ") + Quoted(sheet.name);
  return Refused("sheet_missing", "no sheet " + Quoted(wanted) + "; the workbook has " + names,
                 "correct settings.sheet, or ask the sender why the sheet is gone");
}

Result<SharedTexts> SharedTexts::Read(const XlsxPackage& package, const std::string& part) {
  SharedTexts texts;
  bool in_text = false, in_reading_aid = false;
  XmlHandler handler;
  handler.start = [&](std::string_view name, const XmlAttributes&) {
    if (name == "rPh") in_reading_aid = true;  // how Japanese is pronounced
    if (name == "t") in_text = !in_reading_aid;
    return OkStatus();
  };
  handler.end = [&](std::string_view name) {
    if (name == "rPh") in_reading_aid = false;
    if (name == "t") in_text = false;
    if (name == "si") texts.ends_.push_back(static_cast<uint32_t>(texts.text_.size()));
    return OkStatus();
  };
  handler.text = [&](std::string_view text) {
    if (in_text) texts.text_ += text;
    return OkStatus();
  };
  // The limit on the part is a limit on texts and ends too: an element takes more bytes than what is held of it.
  HELHET_ASSIGN_OR_RETURN(XlsxPart opened, package.OpenPart(part, kSharedTextBytes));
  HELHET_RETURN_IF_ERROR(XlsxXml(std::move(opened), std::move(handler)).ParseAll());
  texts.text_.shrink_to_fit();
  return texts;
}

}  // namespace helhet::sdk

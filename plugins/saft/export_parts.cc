#include "export_parts.h"

#include <charconv>
#include <optional>
#include <utility>

namespace helhet::saft {
namespace {

bool AreDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Takes `_12` off the end of a name. 0, and nothing taken, when there is no such number: longer ones are times and
// organisation numbers.
int TakeNumber(std::string_view& name) {
  const size_t at = name.rfind('_');
  if (at == std::string_view::npos) return 0;
  const std::string_view digits = name.substr(at + 1);
  int number = 0;
  if (!AreDigits(digits) || digits.size() > 4) return 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  name = name.substr(0, at);
  return number;
}

// Whether a name ends in organisation number and time, with a letter or the like behind: no other export has it.
bool IsUnique(std::string_view name) {
  for (size_t at = name.find('_'); at != std::string_view::npos; at = name.find('_', at + 1)) {
    const std::string_view rest = name.substr(at + 1);
    if (rest.size() >= 24 && AreDigits(rest.substr(0, 9)) && rest[9] == '_' && AreDigits(rest.substr(10, 14))) return true;
  }
  return false;
}

// The zip file around a document; empty when there is none.
std::string ZipOf(const std::string& locator) {
  const size_t mark = locator.find('!');
  return mark == std::string::npos ? "" : locator.substr(0, mark);
}

}  // namespace

PartName ReadPartName(std::string_view locator) {
  const size_t slash = locator.find_last_of("/!");
  const std::string_view file = locator.substr(slash + 1);  // npos + 1 is 0
  std::string_view name = file.substr(0, file.rfind('.'));
  PartName result;
  const int parts = TakeNumber(name);
  const int part = parts > 1 ? TakeNumber(name) : 0;
  if (part < 1 || part > parts) return {std::string(locator), 1, 1};
  result.part = part;
  result.parts = parts;
  result.is_unique = IsUnique(name);
  result.export_name = result.is_unique ? std::string(name) : std::string(locator.substr(0, slash + 1)) + std::string(name);
  return result;
}

Result<Export> PartFinder::Find(const PartName& name, const std::string& locator) {
  const std::string own_zip = ZipOf(locator);
  const auto is_near = [&](const std::string& file) { return file == own_zip || ReadPartName(file).export_name == name.export_name; };
  HELHET_ASSIGN_OR_RETURN(Parts found, Look(name.export_name, is_near));
  if (name.is_unique && found.size() < static_cast<size_t>(name.parts)) {
    const auto may_hold = [&](const std::string& file) {
      if (is_near(file) || !sdk::IsZipName(file)) return false;
      const auto [known, is_new] = zip_files_.try_emplace(file);
      return is_new || known->second.contains(name.export_name);
    };
    HELHET_ASSIGN_OR_RETURN(Parts others, Look(name.export_name, may_hold));
    found.merge(std::move(others));
  }
  Export result;
  for (int part = 1; part <= name.parts; ++part) {
    if (const auto at = found.find(part); at != found.end()) {
      result.files.push_back(std::move(at->second));
    } else {
      result.missing_parts += (result.missing_parts.empty() ? "" : ", ") + std::to_string(part);
    }
  }
  return result;
}

Result<PartFinder::Parts> PartFinder::Look(const std::string& export_name, const FileChoice& wants_file) {
  HELHET_ASSIGN_OR_RETURN(sdk::DocumentSource source, open_(wants_file));
  Parts found;
  while (true) {
    HELHET_ASSIGN_OR_RETURN(std::optional<sdk::FolderDocument> document, source.Next());
    if (!document) return found;
    const PartName other = ReadPartName(document->locator);
    if (const std::string zip = ZipOf(document->locator); !zip.empty()) {
      std::set<std::string>& exports = zip_files_[zip];
      if (other.is_split()) exports.insert(other.export_name);
    }
    // One that cannot be had is refused where it stands, and must not hide one that can.
    if (other.is_split() && other.export_name == export_name && document->status.ok()) found[other.part] = *std::move(document);
  }
}

}  // namespace helhet::saft

#include "export_parts.h"

#include <charconv>
#include <map>

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
  result.export_name = IsUnique(name) ? std::string(name) : std::string(locator.substr(0, slash + 1)) + std::string(name);
  return result;
}

Result<Export> FindParts(const PartName& name, sdk::FolderSourceOptions options) {
  options.checkpoint.clear();
  HELHET_ASSIGN_OR_RETURN(sdk::FolderSource source, sdk::FolderSource::Open(options));
  std::map<int, sdk::FolderDocument> found;
  while (auto document = source.Next()) {
    const PartName other = ReadPartName(document->locator);
    if (!other.is_split() || other.export_name != name.export_name) continue;
    // One that cannot be had is refused where it stands, and must not hide one that can.
    if (document->status.ok()) found[other.part] = *std::move(document);
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

}  // namespace helhet::saft

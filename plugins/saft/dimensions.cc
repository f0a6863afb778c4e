#include "dimensions.h"

#include <algorithm>

namespace helhet::saft {
namespace {

// ASCII only, and Norwegian letters as they are: codes and descriptions differ in no other.
std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

struct KnownDescription {
  std::string_view description;
  std::string_view meaning;
};

constexpr KnownDescription kKnownDescriptions[] = {
    {"ansvar", "responsibility"},  {"ansvarssted", "responsibility"}, {"avdeling", "department"}, {"funksjon", "function"},
    {"tjeneste", "function"},      {"prosjekt", "project"},           {"art", "art"},             {"kostraart", "art"},
    {"kostrafunksjon", "function"},
};

bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= 60 && name[0] >= 'a' && name[0] <= 'z' &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

}  // namespace

Result<Dimensions> Dimensions::FromSettings(const sdk::Settings& settings) {
  Dimensions dimensions;
  for (const std::string& type : settings.Keys("dimensions")) {
    const std::string path = "dimensions." + type;
    const std::string meaning = settings.Text(path, "");
    if (!IsName(meaning)) {
      return InvalidArgument("settings." + path + ": '" + meaning + "' is neither a field of a posting nor a scheme of unit codes")
          .WithReason("dimension_invalid")
          .WithSetting("settings." + path)
          .WithRemedy("state responsibility, function, project, art, or a scheme such as department: small letters, digits and _")
          .WithClass(ErrorClass::kConfiguration);
    }
    dimensions.meanings_[Lower(type)] = meaning;
  }
  return dimensions;
}

std::string_view Dimensions::MeaningOf(const std::string& type, const MasterFiles& master_files) const {
  if (const auto found = meanings_.find(Lower(type)); found != meanings_.end()) return found->second;
  const std::string description = Lower(master_files.DescriptionOf(type));
  if (description.empty()) return {};
  if (const auto found = meanings_.find(description); found != meanings_.end()) return found->second;
  for (const KnownDescription& known : kKnownDescriptions) {
    if (known.description == description) return known.meaning;
  }
  return {};
}

}  // namespace helhet::saft

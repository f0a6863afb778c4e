#include "core/cli/validators.h"

#include <algorithm>
#include <charconv>

#include "core/cli/texts_help.h"
#include "core/configuration/field_rules.h"
#include "core/model/calendar.h"

namespace helhet::cli {

CLI::Validator OneOf(std::vector<std::string> allowed, Language language) {
  return CLI::Validator(
      [allowed = std::move(allowed), language](const std::string& value) {
        if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return std::string();
        std::string all;
        for (const std::string& one : allowed) all += (all.empty() ? "" : ", ") + one;
        return Say(language, text::kOneOf, all);
      },
      "");
}

CLI::Validator ADate(Language language) {
  return CLI::Validator([language](const std::string& value) { return model::IsDate(value) ? "" : Say(language, text::kMustBeDate); }, "");
}

CLI::Validator APeriod(Language language) {
  return CLI::Validator([language](const std::string& value) { return configuration::IsPeriod(value) ? "" : Say(language, text::kMustBePeriod); }, "");
}

CLI::Validator ANumber(int least, int most, Language language) {
  return CLI::Validator(
      [least, most, language](const std::string& value) {
        int number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool is_number = error == std::errc() && end == value.data() + value.size();
        return is_number && number >= least && number <= most ? "" : Say(language, text::kMustBeNumber, least, most);
      },
      "");
}

CLI::Validator ASetting(Language language) {
  return CLI::Validator(
      [language](const std::string& value) {
        const size_t equals = value.find('=');
        return equals != std::string::npos && equals > 0 ? "" : Say(language, text::kMustBeSetting);
      },
      "");
}

}  // namespace helhet::cli

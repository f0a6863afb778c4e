#include "helhet/instant.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace helhet::sdk {

int64_t SecondsSince1970(const std::string& text) {
  std::tm time{};
  int used = 0;
  const int fields = std::sscanf(text.c_str(), "%4d-%2d-%2d%*[T ]%2d:%2d:%2d%n", &time.tm_year, &time.tm_mon, &time.tm_mday,
                                 &time.tm_hour, &time.tm_min, &time.tm_sec, &used);
  if (fields != 6) return std::max<int64_t>(0, curl_getdate(text.c_str(), nullptr));
  time.tm_year -= 1900;
  time.tm_mon -= 1;
  std::string rest = text.substr(static_cast<size_t>(used));
  if (rest.starts_with('.')) rest.erase(0, std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  int hours = 0, minutes = 0;
  const bool has_offset = std::sscanf(rest.c_str(), "%*[+-]%2d:%2d", &hours, &minutes) == 2;
  const int64_t offset_s = has_offset ? (rest[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60) : 0;
  return std::max<int64_t>(0, timegm(&time) - offset_s);
}

}  // namespace helhet::sdk

// Pages of lists (AIP-158).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "helhet/status.h"

namespace helhet::api {

// Which page is asked for.
struct Page {
  int size = 0;
  std::vector<std::string> after;  // key of the last item of the page before; empty for the first page

  // The key where it has one part; empty for the first page.
  std::string AfterOne() const { return after.empty() ? std::string() : after.front(); }
  // The same where it is a number from 1 up; 0 for the first page.
  int64_t AfterNumber() const;
};

// Reads page_size and page_token of a request. `list` names the list with all that it is filtered by, and
// `key_parts` says how many parts its keys have: a token is good for the list that gave it, and no other.
// 0 items mean `default_size`; more than limits::kLongestPage mean that. INVALID_ARGUMENT for a negative size and for a
// token that is none of this list's.
Result<Page> ReadPage(std::string_view list, size_t key_parts, int page_size, const std::string& page_token, int default_size);

// The token for the page after the item with this key.
std::string PageToken(std::string_view list, const std::vector<std::string>& key);

// Makes a token of the key of one part that a core function has put there; an empty one stays so.
void SealPageToken(std::string_view list, std::string& key);

// Adds a page of `items`, which are in the order of their keys, to an answer; gives the token for the next
// page, empty at the end. `key_of` gives an item's key; `add` adds an item and gives a Status.
template <typename Items, typename KeyOf, typename Add>
Result<std::string> TakePage(std::string_view list, const Page& page, Items& items, KeyOf key_of, Add add) {
  int taken = 0;
  std::vector<std::string> last;
  for (auto& item : items) {
    std::vector<std::string> key = key_of(item);
    if (!page.after.empty() && key <= page.after) continue;
    if (taken == page.size) return PageToken(list, last);
    HELHET_RETURN_IF_ERROR(add(item));
    last = std::move(key);
    ++taken;
  }
  return std::string();
}

}  // namespace helhet::api

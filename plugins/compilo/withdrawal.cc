#include "withdrawal.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "deviation_counts.h"
#include "export_position.h"
#include "helhet/folder_connector.h"
#include "helhet/values/refusal.h"

namespace helhet::compilo {

Status Withdrawal::Tell(const Export& one, const std::set<std::string>& now, bool is_whole, std::set<std::string>& remembered,
                        const ExportReader::Sink& sink) const {
  const bool counts = stream_ == DeviationCounts::kStream;
  if (!is_complete_ && !counts) return OkStatus();
  if (is_complete_ && is_whole && now.empty()) {
    const Status empty = sdk::Refused("no_rows", "nothing stands in it, so it is taken to be broken; nothing is withdrawn", "export again");
    return sink(Refusal(one, empty));
  }
  std::set<std::string> months;
  if (counts) std::transform(now.begin(), now.end(), std::inserter(months, months.end()), DeviationCounts::MonthOf);
  const auto covers = [&](const std::string& key) { return is_complete_ || months.contains(DeviationCounts::MonthOf(key)); };
  const auto gone = is_whole ? GoneSince(remembered, now, covers, is_complete_ ? most_percent_ : 100) : std::vector<std::string>();
  remembered.insert(now.begin(), now.end());
  if (!gone.ok()) return sink(Refusal(one, gone.status()));
  for (const std::string& key : *gone) {
    plugin::v1::Record record = Start(one);
    record.set_natural_key(key);
    record.mutable_deletion();
    HELHET_RETURN_IF_ERROR(sink(std::move(record)));
    remembered.erase(key);
  }
  return Forget(one, remembered, sink);
}

// Of counts the oldest months, which change least, are no longer watched; documents have no such order.
Status Withdrawal::Forget(const Export& one, std::set<std::string>& remembered, const ExportReader::Sink& sink) const {
  while (stream_ == DeviationCounts::kStream && RememberedBytes(remembered) > kRememberedBytes) {
    std::string oldest = "9999";
    for (const std::string& key : remembered) oldest = std::min(oldest, DeviationCounts::MonthOf(key));
    std::erase_if(remembered, [&](const std::string& key) { return DeviationCounts::MonthOf(key) == oldest; });
  }
  if (RememberedBytes(remembered) <= kRememberedBytes) return OkStatus();
  const size_t count = remembered.size();
  remembered.clear();
  return sink(Refusal(one, sdk::Refused("too_many_keys", std::to_string(count) + " documents are too many to tell which are gone",
                                        "leave out settings.complete_exports, and export the day when documents were withdrawn")));
}

plugin::v1::Record Withdrawal::Start(const Export& one) const {
  plugin::v1::Record record;
  record.set_stream(stream_);
  record.set_locator(one.locator);
  record.set_source_time_us(one.time_us);
  return record;
}

plugin::v1::Record Withdrawal::Refusal(const Export& one, Status status) const {
  plugin::v1::Record record = Start(one);
  record.set_locator(one.locator + ", withdrawn");
  sdk::Refuse(status.Annotate(one.locator), record);
  return record;
}

}  // namespace helhet::compilo

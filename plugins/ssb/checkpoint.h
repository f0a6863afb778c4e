// Where a read ended: for each table of the settings, what it was read as. JSON text:
//   {"version": 1, "tables": {"<fingerprint>": {"table": "07459", "mark": "2026-02-25T07:00:00Z"}}}
#pragma once

#include <map>
#include <string>

namespace helhet::ssb {

class Checkpoint {
 public:
  struct Entry {
    std::string table_id;
    std::string mark;
    bool operator==(const Entry&) const = default;
  };

  // Anything but a checkpoint of this version reads as empty: reading all again stores nothing twice.
  static Checkpoint Parse(const std::string& text);
  std::string Text() const;

  // Whether this table was read at this mark. Never when the mark is empty: then nobody can tell.
  bool Has(const std::string& fingerprint, const Entry& entry) const;
  void Set(const std::string& fingerprint, Entry entry) { entries_[fingerprint] = std::move(entry); }
  // The table that was read last, empty for none: a search may find another one now.
  std::string TableOf(const std::string& fingerprint) const;
  // Forgets tables that the settings no longer have.
  template <typename Keep>
  void KeepOnly(Keep keep) {
    std::erase_if(entries_, [&](const auto& entry) { return !keep(entry.first); });
  }

 private:
  std::map<std::string, Entry> entries_;
};

}  // namespace helhet::ssb

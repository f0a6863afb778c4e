// Reads a SAF-T Financial file from a stream of bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit_file.h"
#include "xml_stream.h"

namespace helhet::saft {

// Takes what the file says, as it comes. What is handed over is valid during the call.
class AuditFileVisitor {
 public:
  virtual ~AuditFileVisitor() = default;
  virtual void Visit(const Header& header) = 0;
  virtual void Visit(const Account& account) = 0;
  virtual void Visit(const Supplier& supplier) = 0;
  virtual void Visit(const DimensionValue& value) = 0;
  // A status that is not OK ends the reading.
  virtual Status Visit(const Transaction& transaction) = 0;
  // At the end of GeneralLedgerEntries.
  virtual void Visit(const StatedTotals& totals) = 0;
};

// One file. Refuses as XmlStream does, and not_saft for another document, by name.
class AuditFileReader : private XmlHandler {
 public:
  // `visitor` outlives the reader.
  explicit AuditFileReader(AuditFileVisitor& visitor) : visitor_(visitor), xml_(*this) {}

  Status Feed(std::string_view bytes, bool is_last) { return xml_.Feed(bytes, is_last); }
  // Of the tag at hand, or of the error: `line 12, byte 345`.
  std::string Place() const { return xml_.Place(); }

  // The elements that are read; all others are passed over with what is in them.
  enum class Node : unsigned char;

 private:
  Status Start(std::string_view name, const char* const* attributes) override;
  Status End() override;
  void Text(std::string_view piece) override;

  void Enter(Node node);
  Status Leave(Node node);
  // Where the text of an element is gathered; null for one that holds elements.
  std::string* Target(Node node);
  std::string* LineTarget(Node node);
  void CloseText();
  void OpenLine();
  void OpenDimension();

  AuditFileVisitor& visitor_;
  XmlStream xml_;
  Node stack_[12] = {};   // the deepest that is read has 8
  int depth_ = 0;
  int passed_over_ = 0;   // elements open within one that is not read
  std::string* text_ = nullptr;

  Header header_;
  Account account_;
  Supplier supplier_;
  DimensionValue dimension_value_;
  Transaction transaction_;
  std::vector<Line> lines_;      // room for those of a transaction, used again by the next
  size_t line_count_ = 0;        // of transaction_
  size_t transaction_bytes_ = 0;
  StatedTotals totals_;
  LineDimension* dimension_ = &left_out_;  // of the last line
  LineDimension left_out_;                 // takes those beyond the limit
};

}  // namespace helhet::saft

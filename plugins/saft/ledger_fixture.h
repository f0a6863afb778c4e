// For tests: a folder with exports in it, what the connector makes of them, and small files to put there.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "helhet/testing/fake_host.h"
#include "helhet/testing/write_zip.h"

extern "C" const helhet_plugin* helhet_plugin_entry(void);

namespace helhet::saft {

// A supplier of the master files.
inline std::string SupplierXml(const std::string& id, const std::string& number) {
  return "<Supplier>" + (number.empty() ? "" : "<RegistrationNumber>" + number + "</RegistrationNumber>") + "<SupplierID>" + id + "</SupplierID></Supplier>";
}

// A purchase of 100 kroner from a supplier on invoice 7001, posted on the third of March 2024.
inline std::string PurchaseXml(const std::string& id, const std::string& supplier_id = "50") {
  return "<Transaction><TransactionID>" + id + "</TransactionID><PeriodYear>2024</PeriodYear><TransactionDate>2024-03-01</TransactionDate>"
         "<SystemEntryDate>2024-03-02</SystemEntryDate><GLPostingDate>2024-03-03</GLPostingDate>"
         "<Line><RecordID>1</RecordID><AccountID>4000</AccountID><DebitAmount><Amount>100</Amount></DebitAmount></Line>"
         "<Line><RecordID>2</RecordID><AccountID>2400</AccountID><SupplierID>" + supplier_id + "</SupplierID>"
         "<CreditAmount><Amount>100</Amount></CreditAmount><ReferenceNumber>7001</ReferenceNumber></Line></Transaction>";
}

inline std::string EntriesXml(const std::string& transactions, const std::string& totals = "") {
  return "<GeneralLedgerEntries>" + totals + "<Journal><JournalID>K</JournalID>" + transactions + "</Journal></GeneralLedgerEntries>";
}

inline std::string TotalsXml(int entries, int kroner) {
  const std::string sum = std::to_string(kroner);
  return "<NumberOfEntries>" + std::to_string(entries) + "</NumberOfEntries><TotalDebit>" + sum + "</TotalDebit><TotalCredit>" + sum + "</TotalCredit>";
}

inline std::string SuppliersXml(const std::string& suppliers) { return "<MasterFiles><Suppliers>" + suppliers + "</Suppliers></MasterFiles>"; }

inline std::string FileXml(const std::string& content) {
  return "<AuditFile><Header><AuditFileVersion>1.30</AuditFileVersion><Company><RegistrationNumber>938587051</RegistrationNumber></Company>"
         "<DefaultCurrencyCode>NOK</DefaultCurrencyCode></Header>" + content + "</AuditFile>";
}

class LedgerFixture : public ::testing::Test {
 protected:
  LedgerFixture() {
    std::string pattern = (std::filesystem::temp_directory_path() / "helhet-saft-XXXXXX").string();
    place_ = mkdtemp(pattern.data());
  }
  ~LedgerFixture() override { std::filesystem::remove_all(place_); }

  void Put(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories((place_ / name).parent_path());
    std::ofstream(place_ / name, std::ios::binary) << content;
  }

  void PutZip(const std::string& name, const testing::ZipEntries& entries) const { testing::WriteZip(place_ / name, entries); }

  // The records of one read, with the settings beside the folder: `"keep_raw": false`.
  std::vector<plugin::v1::Record> Read(const std::string& settings = "", plugin::v1::ReadStart start = {}) {
    host_.ForgetBatches();
    testing::ConnectorDriver connector(helhet_plugin_entry(), host_);
    const Status configured = connector.Configure("{\"folder\": \"" + place_.string() + "\"" + (settings.empty() ? "" : ", " + settings) + "}");
    EXPECT_TRUE(configured.ok()) << configured.message();
    const Status status = connector.Read(start);
    EXPECT_TRUE(status.ok()) << status.message();
    return host_.Records();
  }

  // The posting of the only record.
  model::v1::Fact FactOf(const std::string& file, const std::string& settings = "") {
    Put("a.xml", file);
    const auto records = Read(settings);
    EXPECT_EQ(records.size(), 1u);
    if (records.empty() || !records[0].has_fact()) {
      ADD_FAILURE() << (records.empty() ? "nothing was read" : records[0].refusal().what());
      return {};
    }
    return records[0].fact();
  }

  // Rules of a fact's flags, in order.
  static std::vector<std::string> Flags(const model::v1::Fact& fact) {
    std::vector<std::string> rules;
    for (const auto& flag : fact.flags()) rules.push_back(flag.rule());
    return rules;
  }
  using Rules = std::vector<std::string>;

  std::filesystem::path place_;
  testing::FakeHost host_;
};

}  // namespace helhet::saft

// Holds the rules against the published test sets, in place: each test is a fragment, judged by one rule.
#include <filesystem>
#include <iostream>
#include <pugixml.hpp>
#include <sstream>

#include "helhet/testing/corpus_place.h"
#include "rules.h"
#include "test_document.h"

namespace helhet::ehf {
namespace {

struct RuleSet {
  const char* path;
  const char* rule;
  model::v1::InvoiceStandard standard;
  int expected_tests;
};

class PublishedRuleSet : public ::testing::TestWithParam<RuleSet> {};

// Whether the rule fires on a fragment, taken for a document of the standard.
bool Fires(const std::string& fragment, const RuleSet& set) {
  model::v1::Fact fact;
  sdk::Flags flags(fact);
  const auto document = sdk::XmlDocument::Parse(fragment);
  EXPECT_TRUE(document.ok()) << document.status().message();
  auto kind = IdentifyDocument(*document, flags);
  EXPECT_TRUE(kind.ok()) << kind.status().message();
  kind->standard = set.standard;
  CheckRules(*kind, flags);
  return HasFlag(fact, set.rule);
}

TEST_P(PublishedRuleSet, IsJudgedAsPublished) {
  const auto corpus = testing::CorpusPlace("ehf");
  if (!corpus) GTEST_SKIP() << testing::kNoCorpus;
  pugi::xml_document file;
  ASSERT_TRUE(file.load_file((*corpus / "ehf" / GetParam().path).c_str())) << GetParam().path;
  int tests = 0;
  for (const pugi::xml_node test : file.document_element().children("test")) {
    ++tests;
    std::ostringstream fragment;
    test.last_child().print(fragment, "", pugi::format_raw);
    // `error` and `warning`: the rule fires at least once; `success`: it does not.
    const bool fires = !test.child("assert").child("success");
    EXPECT_EQ(Fires(fragment.str(), GetParam()), fires) << "test " << tests << " of " << GetParam().path;
  }
  EXPECT_EQ(tests, GetParam().expected_tests);
}

INSTANTIATE_TEST_SUITE_P(
    Ehf, PublishedRuleSet,
    ::testing::Values(
        RuleSet{"bis-billing-3/rules/unit-UBL-PEPPOL/PEPPOL-EN16931-R002.xml", "PEPPOL-EN16931-R002",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 3},
        RuleSet{"bis-billing-3/rules/unit-UBL-PEPPOL/PEPPOL-EN16931-R003.xml", "PEPPOL-EN16931-R003",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 4},
        RuleSet{"bis-billing-3/rules/unit-UBL-PEPPOL/PEPPOL-EN16931-R040.xml", "PEPPOL-EN16931-R040",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 10},
        RuleSet{"bis-billing-3/rules/unit-UBL-PEPPOL/PEPPOL-EN16931-R051.xml", "PEPPOL-EN16931-R051",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 6},
        RuleSet{"bis-billing-3/rules/unit-UBL-PEPPOL/PEPPOL-EN16931-R120.xml", "PEPPOL-EN16931-R120",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 11},
        RuleSet{"bis-billing-3/rules/unit-UBL-NO/NO-R-001.xml", "NO-R-001", model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 3},
        RuleSet{"bis-billing-3/rules/unit-UBL-NO/NO-R-002.xml", "NO-R-002", model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 11},
        RuleSet{"ehf-g2-legacy/rules/ehf-common-1.0/unit-EHF/EHF-COMMON-R002.xml", "EHF-COMMON-R002",
                model::v1::INVOICE_STANDARD_EHF_2, 5},
        // The same rule under Peppol's name, which has no published set of its own.
        RuleSet{"ehf-g2-legacy/rules/ehf-common-1.0/unit-EHF/EHF-COMMON-R002.xml", "PEPPOL-EN16931-R008",
                model::v1::INVOICE_STANDARD_PEPPOL_BIS_BILLING_3, 5}),
    [](const auto& info) {
      std::string name;
      for (const char c : std::string(info.param.rule)) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
      return name;
    });

}  // namespace
}  // namespace helhet::ehf

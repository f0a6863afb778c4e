#include "core/cli/text.h"

#include <gtest/gtest.h>

#include "core/cli/texts_benefit.h"
#include "core/cli/texts_common.h"
#include "core/cli/texts_configuration.h"
#include "core/cli/texts_connector.h"
#include "core/cli/texts_help.h"
#include "core/cli/texts_measure.h"
#include "core/cli/texts_report.h"
#include "core/cli/texts_sheet.h"
#include "core/cli/texts_sheet_changes.h"

namespace helhet::cli {
namespace {

// A text is made at compile time, and cannot be made when this is false: the catalogues above compile, so they
// are whole.
static_assert(Text::IsWhole("Lest {}", "Lese {}", "Read {}"));
static_assert(!Text::IsWhole("Lest", "", "Read"), "a language is missing");
static_assert(!Text::IsWhole("Lest {}", "Lese", "Read {}"), "a language takes other values");

TEST(Text, IsSaidInEachLanguageWithItsValues) {
  EXPECT_EQ(Say(Language::kBokmaal, text::kProgressRead, "12"), "12 lest");
  EXPECT_EQ(Say(Language::kNynorsk, text::kProgressRead, "12"), "12 lese");
  EXPECT_EQ(Say(Language::kEnglish, text::kProgressRead, "12"), "12 read");
}

TEST(Text, KeepsBracesThatAreMeant) {
  EXPECT_EQ(Say(Language::kBokmaal, text::kApplySet), "Verdien av ${NAVN} i filene");
}

}  // namespace
}  // namespace helhet::cli

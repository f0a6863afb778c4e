#include "helhet/ubl/amount_reader.h"

#include "helhet/values/currency.h"
#include "helhet/limits.h"
#include "test_document.h"

namespace helhet::ehf {
namespace {

class AmountReaderTest : public ::testing::Test {
 protected:
  std::optional<int64_t> Minor(const std::string& text, const char* currency = "NOK", bool is_credit_note = false) {
    document_ = *sdk::XmlDocument::Parse("<a>" + text + "</a>");
    sdk::AmountReader reader(currency, is_credit_note, flags_);
    const auto minor = reader.Minor(document_->root(), "cbc:Amount");
    status_ = reader.status();
    return minor;
  }

  std::optional<sdk::XmlDocument> document_;
  model::v1::Fact fact_;
  sdk::Flags flags_{fact_};
  Status status_;
};

TEST_F(AmountReaderTest, FollowsTheCurrencysMinorUnit) {
  EXPECT_EQ(Minor("12.34"), 1234);
  EXPECT_EQ(Minor("12", "ISK"), 12);
  EXPECT_EQ(Minor("12.345", "KWD"), 12345);
  EXPECT_EQ(Minor("1.2345", "CLF"), 12345);
  EXPECT_TRUE(fact_.flags().empty());
  EXPECT_EQ(sdk::MinorUnitDecimals("XPF"), 0);
  EXPECT_EQ(sdk::MinorUnitDecimals("???"), 2);
}

TEST_F(AmountReaderTest, TurnsTheSignOfACreditNote) {
  EXPECT_EQ(Minor("12.34", "NOK", true), -1234);
  EXPECT_EQ(Minor("-12.34", "NOK", true), 1234);
}

TEST_F(AmountReaderTest, RoundsAndFlagsTooManyDecimals) {
  EXPECT_EQ(Minor("0.125"), 13);
  EXPECT_TRUE(HasFlag(fact_, "amount_rounded"));
}

TEST_F(AmountReaderTest, FailsOnWhatIsNoAmount) {
  EXPECT_EQ(Minor("1 234,50"), std::nullopt);
  EXPECT_EQ(status_.reason(), "amount_unreadable");
  EXPECT_EQ(status_.message(), "cbc:Amount: '1 234,50' is no amount");
}

TEST_F(AmountReaderTest, FailsOnAnAmountThatNothingCosts) {
  for (const char* text : {"100000000000.01", "-100000000000.01", "99999999999999999999999999999999999999999"}) {
    EXPECT_EQ(Minor(text), std::nullopt);
    EXPECT_EQ(status_.reason(), "amount_out_of_range") << text;
  }
  EXPECT_EQ(Minor("100000000000"), limits::kAmountMinor);
}

TEST_F(AmountReaderTest, KeepsTheFirstFailure) {
  document_ = *sdk::XmlDocument::Parse("<a>x</a>");
  sdk::AmountReader reader("NOK", false, flags_);
  (void)reader.Minor(document_->root(), "first");
  (void)reader.Minor(document_->root(), "second");
  EXPECT_EQ(reader.status().message().substr(0, 5), "first");
}

TEST_F(AmountReaderTest, LeavesOutAndFlagsAQuantityThatIsNone) {
  document_ = *sdk::XmlDocument::Parse("<a>2 stk</a>");
  sdk::AmountReader reader("NOK", false, flags_);
  EXPECT_EQ(reader.QuantityMicros(document_->root(), "cbc:InvoicedQuantity"), std::nullopt);
  EXPECT_TRUE(HasFlag(fact_, "quantity_unreadable"));
  EXPECT_TRUE(reader.status().ok());
}

}  // namespace
}  // namespace helhet::ehf

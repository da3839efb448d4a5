#include "profile/money_conversion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/money.h"
#include "table/text_pool.h"

// The rules are those of docs/formulas/currency-and-tax.md; expected amounts are worked out by hand beside each case.
namespace loyalane::profile {
namespace {

using model::EventBatch;
using model::FieldId;
using model::kNull;
using ::testing::ElementsAre;

Day On(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }
constexpr Window kYear{ToDay({2026, 1, 1}), ToDay({2026, 12, 31})};

struct Line {
  Day shipped{};
  int64_t amount_minor = 0;
  std::string currency;  // empty = none in the cell
};

struct Lines {
  table::TextPool texts;
  EventBatch batch;
  Lines() {
    batch.texts = &texts;
    for (const FieldId field : {FieldId::kShipTime, FieldId::kAmount}) Provide(field);
    batch.source_row.resize(model::kBatchRowsMax);
  }
  void Provide(FieldId field) {
    batch.present[static_cast<size_t>(field)] = true;
    batch.columns[static_cast<size_t>(field)].resize(model::kBatchRowsMax);
  }
  const EventBatch& Of(const std::vector<Line>& lines, bool with_currency = true) {
    if (with_currency) Provide(FieldId::kCurrency);
    batch.rows = static_cast<uint32_t>(lines.size());
    for (uint32_t row = 0; row < batch.rows; ++row) {
      batch.columns[static_cast<size_t>(FieldId::kShipTime)][row] =
          Instant(lines[row].shipped, 0, Precision::kDay).packed();
      batch.columns[static_cast<size_t>(FieldId::kAmount)][row] = lines[row].amount_minor;
      if (with_currency) {
        batch.columns[static_cast<size_t>(FieldId::kCurrency)][row] =
            lines[row].currency.empty() ? kNull : static_cast<int64_t>(texts.Add(lines[row].currency));
      }
    }
    return batch;
  }
};

std::vector<int64_t> Converted(MoneyConversion& conversion, const EventBatch& batch) {
  const int64_t* amounts = conversion.Convert(batch);
  return {amounts, amounts + batch.rows};
}

ExchangeRate Rate(std::string currency, Day from, std::string_view rate) {
  return {std::move(currency), from, *ParseRate(rate)};
}

TEST(ScaledAmount, HalfAwayFromZero) {
  // 0.01 x 0.5 = 0.005 -> 0.01; below zero likewise; 0.01 x 0.49 = 0.0049 -> 0.
  EXPECT_EQ(ScaledAmount(1, 1, 1, *ParseRate("0.5")), 1);
  EXPECT_EQ(ScaledAmount(-1, 1, 1, *ParseRate("0.5")), -1);
  EXPECT_EQ(ScaledAmount(1, 1, 1, *ParseRate("0.49")), 0);
  EXPECT_EQ(ScaledAmount(3, 1, 1, *ParseRate("0.5")), 2);  // 1.5 fen
  EXPECT_EQ(ScaledAmount(-3, 1, 1, *ParseRate("0.5")), -2);
}

TEST(ScaledAmount, ExactWhereDoublesAreNot) {
  // 9 999 999 999.99 x 0.987654321 = 9 876 543 209.990 123 456 79 -> ...209.99; the product has 21 digits.
  EXPECT_EQ(ScaledAmount(999'999'999'999, 1, 1, *ParseRate("0.987654321")), 987'654'320'999);
  // x 1.06: 10 600 000 000.00 - 0.0106 lies above what one amount may be (10 billion).
  EXPECT_EQ(ScaledAmount(999'999'999'999, 1'060'000, 1'000'000, kRateUnit), std::nullopt);
  EXPECT_EQ(ScaledAmount(1'000'000'000'000, 1, 1, kRateUnit), 1'000'000'000'000);
  EXPECT_EQ(ScaledAmount(-1'000'000'000'000, 1'000'000, 1, kRateMax), std::nullopt);
}

TEST(MoneyConversion, ARateHoldsFromItsDayUntilTheNext) {
  MoneySettings settings;
  // Not in order of days, and spelt differently.
  settings.rates = {Rate("HKD", On(2026, 7, 1), "0.95"), Rate("港币", On(2026, 1, 1), "0.92")};
  MoneyConversion conversion(settings, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  Lines lines;
  // 100.00 x 0.92 = 92.00; 100.00 x 0.95 = 95.00; 0.55 x 0.92 = 0.506 -> 0.51; yuan stay.
  EXPECT_THAT(Converted(conversion, lines.Of({{On(2026, 1, 1), 10'000, "HKD"},
                                              {On(2026, 6, 30), 10'000, "HK$"},
                                              {On(2026, 7, 1), 10'000, "港元"},
                                              {On(2026, 12, 31), -10'000, "HKD"},
                                              {On(2026, 1, 1), 55, "hkd"},
                                              {On(2026, 1, 1), 10'000, "元"},
                                              {On(2026, 1, 1), 10'000, ""}})),
              ElementsAre(9'200, 9'200, 9'500, -9'500, 51, 10'000, 10'000));
  EXPECT_TRUE(conversion.unusable().empty());
  EXPECT_EQ(conversion.currency_converted(), 5u);
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals->currency, "CNY");
  ASSERT_EQ(totals->currencies.size(), 2u);
  EXPECT_EQ(totals->currencies[0].currency, "CNY");
  EXPECT_EQ(totals->currencies[0].amount_minor, 20'000);
  EXPECT_EQ(totals->currencies[0].counted_minor, 20'000);
  EXPECT_EQ(totals->currencies[1].currency, "HKD");
  EXPECT_EQ(totals->currencies[1].rows, 5u);
  EXPECT_EQ(totals->currencies[1].amount_minor, 20'055);   // 100 + 100 + 100 - 100 + 0.55
  EXPECT_EQ(totals->currencies[1].counted_minor, 18'451);  // 92 + 92 + 95 - 95 + 0.51
}

TEST(MoneyConversion, BeforeTheFirstRateARowInTheWindowDoesNotCount) {
  MoneySettings settings;
  settings.rates = {Rate("USD", On(2026, 3, 1), "7")};
  MoneyConversion conversion(settings, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  Lines lines;
  EXPECT_THAT(Converted(conversion, lines.Of({{On(2026, 2, 28), 100, "USD"},
                                              {On(2026, 3, 1), 100, "USD"},
                                              // Before the window an amount is not counted, so it needs no rate.
                                              {On(2025, 6, 1), 100, "USD"}})),
              ElementsAre(kNull, 700, 100));
  ASSERT_EQ(conversion.unusable().size(), 1u);
  EXPECT_EQ(conversion.unusable()[0].row, 0u);
  EXPECT_EQ(IdOf(conversion.unusable()[0].cause), "PROFILE-203");
  EXPECT_EQ(conversion.unusable()[0].value, "2026-02-28 USD");
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals->currencies[0].rows, 2u);
  EXPECT_EQ(totals->currencies[0].amount_minor, 200);
  EXPECT_EQ(totals->currencies[0].rows_in_window, 1u);
  EXPECT_EQ(totals->currencies[0].counted_minor, 700);
}

TEST(MoneyConversion, TaxAndCurrencyAreRoundedOnce) {
  MoneySettings settings;
  settings.rates = {Rate("HKD", On(2026, 1, 1), "0.9")};
  MoneyConversion conversion(settings, kYear);
  SourceMoney source;
  source.currency = "HKD";
  conversion.BeginSource(source, 60'000, TaxBasis::kIncluded);
  Lines lines;
  // 0.05 x 1.06 x 0.9 = 0.0477 -> 0.05 (in two steps 0.053 -> 0.05, x 0.9 = 0.045 -> 0.05);
  // 0.15 x 1.06 x 0.9 = 0.1431 -> 0.14; 0.17 x 0.954 = 0.16218 -> 0.16 (two steps: 0.1802 -> 0.18 x 0.9 = 0.162)
  // 0.36 x 0.954 = 0.34344 -> 0.34; in two steps 0.3816 -> 0.38 x 0.9 = 0.342
  // 0.13 x 0.954 = 0.12402 -> 0.12; in two steps 0.1378 -> 0.14 x 0.9 = 0.126 -> 0.13
  const Day day = On(2026, 5, 1);
  EXPECT_THAT(Converted(conversion,
                        lines.Of({{day, 5, ""}, {day, 15, ""}, {day, 17, ""}, {day, 36, ""}, {day, 13, ""}}, false)),
              ElementsAre(5, 14, 16, 34, 12));
  EXPECT_EQ(conversion.tax_converted(), 5u);
}

TEST(MoneyConversion, TaxBothWays) {
  Lines lines;
  const Day day = On(2026, 5, 1);
  const EventBatch& batch = lines.Of({{day, 10'000, ""}, {day, 106, ""}, {day, -100, ""}}, false);
  MoneyConversion with(MoneySettings{}, kYear);
  with.BeginSource({}, 60'000, TaxBasis::kIncluded);
  // 100 x 1.06 = 106; 1.06 x 1.06 = 1.1236 -> 1.12; -1.06
  EXPECT_THAT(Converted(with, batch), ElementsAre(10'600, 112, -106));
  MoneyConversion without(MoneySettings{}, kYear);
  without.BeginSource({}, 60'000, TaxBasis::kExcluded);
  // 100 / 1.06 = 94.3396... -> 94.34; 1.06 / 1.06 = 1; -1 / 1.06 = -0.943 -> -0.94
  EXPECT_THAT(Converted(without, batch), ElementsAre(9'434, 100, -94));
}

TEST(MoneyConversion, AnAmountTooLargeAfterwardsDoesNotCount) {
  MoneyConversion conversion(MoneySettings{}, kYear);
  conversion.BeginSource({}, 60'000, TaxBasis::kIncluded);
  Lines lines;
  const Day day = On(2026, 5, 1);
  EXPECT_THAT(Converted(conversion, lines.Of({{day, kMoneyMinorMax, ""}, {day, 100, ""}}, false)),
              ElementsAre(kNull, 106));
  ASSERT_EQ(conversion.unusable().size(), 1u);
  EXPECT_EQ(IdOf(conversion.unusable()[0].cause), "INGEST-211");
  EXPECT_EQ(conversion.unusable()[0].value, "10000000000.00");
}

TEST(MoneyConversion, SeveralCurrenciesNeedRates) {
  MoneySettings settings;
  settings.rates = {Rate("USD", On(2026, 1, 1), "7")};
  MoneyConversion conversion(settings, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  Lines lines;
  const Day day = On(2026, 5, 1);
  static_cast<void>(conversion.Convert(lines.Of({{day, 100, "USD"}, {day, 100, "EUR"}, {day, 100, "日元"}})));
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_FALSE(totals.ok());
  EXPECT_EQ(IdOf(totals.error().id), "PROFILE-101");
  EXPECT_EQ(Sentence(totals.error(), Language::kEn),
            "The data holds several currencies (EUR, JPY, USD); without a rate for EUR, JPY they cannot be added");
}

TEST(MoneyConversion, OneCurrencyAloneNeedsNone) {
  MoneyConversion conversion(MoneySettings{}, kYear);
  SourceMoney source;
  source.currency = "港币";
  conversion.BeginSource(source, 0, TaxBasis::kIncluded);
  Lines lines;
  const EventBatch& batch = lines.Of({{On(2026, 5, 1), 100, ""}}, false);
  EXPECT_EQ(conversion.Convert(batch), batch.Column(FieldId::kAmount));  // nothing is copied
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals->currency, "HKD");
}

TEST(MoneyConversion, ACurrencyThatIsOnlyOutsideTheWindowIsNotAddedUp) {
  MoneyConversion conversion(MoneySettings{}, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  Lines lines;
  static_cast<void>(conversion.Convert(lines.Of({{On(2026, 5, 1), 100, "CNY"}, {On(2025, 5, 1), 100, "EUR"}})));
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals->currency, "CNY");
}

// A column of anything else taken for currencies must not cost time or memory without end.
TEST(MoneyConversion, AColumnThatHoldsNoCurrencies) {
  MoneyConversion conversion(MoneySettings{}, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  Lines lines;
  for (int batch = 0; batch < 100; ++batch) {
    std::vector<Line> rows;
    for (int row = 0; row < 1000; ++row) rows.push_back({On(2026, 5, 1), 1, std::to_string(batch * 1000 + row)});
    static_cast<void>(conversion.Convert(lines.Of(rows)));
  }
  const Result<MoneyTotals> totals = conversion.Finish();
  ASSERT_FALSE(totals.ok());
  EXPECT_LT(Sentence(totals.error(), Language::kEn).size(), 300u);
}

// --- laws ---

std::vector<Line> RandomLines(std::mt19937_64& random, size_t count) {
  constexpr const char* kCurrencies[] = {"", "CNY", "HKD", "USD", "港币", "$"};
  std::vector<Line> lines(count);
  for (Line& line : lines) {
    line.shipped = On(2025, 10, 1) + static_cast<int32_t>(random() % 500);
    line.amount_minor = static_cast<int64_t>(random() % 1'000'000) - 100'000;
    line.currency = kCurrencies[random() % 6];
  }
  return lines;
}

TEST(MoneyConversion, ARateOfOneChangesNothing) {
  std::mt19937_64 random(5);
  MoneySettings settings;
  settings.rates = {Rate("HKD", On(2000, 1, 1), "1"), Rate("USD", On(2000, 1, 1), "1.000000000")};
  MoneyConversion conversion(settings, kYear);
  conversion.BeginSource({}, 0, TaxBasis::kIncluded);
  const std::vector<Line> rows = RandomLines(random, 1000);
  Lines lines;
  const std::vector<int64_t> converted = Converted(conversion, lines.Of(rows));
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(converted[i], rows[i].amount_minor);
}

// Totals are the sums of the rows, in any split, and of any rows without one another.
TEST(MoneyConversion, TotalsAreSumsOfRowsHoweverTheyAreSplit) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 20; ++round) {
    MoneySettings settings;
    settings.rates = {Rate("HKD", On(2000, 1, 1), "0.9173"), Rate("HKD", On(2026, 6, 1), "0.9288"),
                      Rate("USD", On(2026, 2, 1), "7.0812")};
    Lines lines;
    MoneyConversion whole(settings, kYear);
    whole.BeginSource({}, 60'000, TaxBasis::kIncluded);
    MoneyConversion parts[2] = {MoneyConversion(settings, kYear), MoneyConversion(settings, kYear)};
    for (MoneyConversion& part : parts) part.BeginSource({}, 60'000, TaxBasis::kIncluded);
    std::map<std::string, std::pair<int64_t, int64_t>> sums;  // as the file has it; converted, in the window
    for (int batch = 0; batch < 5; ++batch) {
      const std::vector<Line> rows = RandomLines(random, 1 + random() % 900);
      const EventBatch& read = lines.Of(rows);
      const std::vector<int64_t> converted = Converted(whole, read);
      static_cast<void>(parts[random() % 2].Convert(read));
      for (size_t i = 0; i < rows.size(); ++i) {
        if (converted[i] == kNull) continue;
        auto& [as_is, counted] = sums[CurrencyCode(rows[i].currency.empty() ? "CNY" : rows[i].currency)];
        as_is += rows[i].amount_minor;
        if (kYear.Contains(rows[i].shipped)) counted += converted[i];
      }
    }
    parts[0].Combine(parts[1]);
    for (const MoneyConversion* each : {&whole, &parts[0]}) {
      const Result<MoneyTotals> totals = each->Finish();
      ASSERT_TRUE(totals.ok());
      ASSERT_EQ(totals->currencies.size(), sums.size());
      for (const CurrencyTotal& total : totals->currencies) {
        EXPECT_EQ(total.amount_minor, sums[total.currency].first) << total.currency;
        EXPECT_EQ(total.counted_minor, sums[total.currency].second) << total.currency;
      }
    }
  }
}

// --- tax, before reading ---

SourceMoney Source(std::string name, std::optional<TaxBasis> basis, std::optional<int64_t> rate = std::nullopt) {
  SourceMoney source;
  source.name = std::move(name);
  source.tax_basis = basis;
  source.tax_rate_micro = rate;
  return source;
}

TEST(PlanTax, AFileOnTheOtherBasisIsConvertedAtItsRateOrTheDefault) {
  MoneySettings settings;
  settings.default_tax_rate = 0.06;
  const std::vector<SourceMoney> sources = {Source("a", TaxBasis::kIncluded), Source("b", TaxBasis::kExcluded),
                                            Source("c", TaxBasis::kExcluded, 90'000), Source("d", std::nullopt)};
  const Result<TaxPlan> plan = PlanTax(sources, settings);
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->basis, TaxBasis::kIncluded);
  EXPECT_THAT(plan->rate_micro, ElementsAre(0, 60'000, 90'000, 0));
  const std::vector<Error> notices = TaxNotices(sources, settings, *plan);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(IdOf(notices[0].id), "PROFILE-304");
  EXPECT_EQ(Sentence(notices[0], Language::kEn),
            "Files that do not say whether amounts are with tax count as with tax: d");

  settings.tax_basis = TaxBasis::kExcluded;
  const Result<TaxPlan> other = PlanTax(sources, settings);
  ASSERT_TRUE(other.ok());
  EXPECT_THAT(other->rate_micro, ElementsAre(60'000, 0, 0, 0));
}

TEST(PlanTax, BothBasesAndNoRateIsAQuestion) {
  for (const std::optional<TaxBasis> beside : {std::optional(TaxBasis::kIncluded), std::optional<TaxBasis>()}) {
    const Result<TaxPlan> plan =
        PlanTax({Source("a.csv", beside), Source("b.csv", TaxBasis::kExcluded)}, MoneySettings{});
    ASSERT_FALSE(plan.ok());
    EXPECT_EQ(IdOf(plan.error().id), "PROFILE-104");
    EXPECT_EQ(plan.error().place.file, "b.csv");
    EXPECT_THAT(Sentence(plan.error(), Language::kEn), ::testing::HasSubstr("without tax"));
  }
}

TEST(PlanTax, FilesThatAreAllOnTheOtherBasisStayThereWithoutARate) {
  // Also where some could be converted: never half of them.
  const std::vector<SourceMoney> sources = {Source("a", TaxBasis::kExcluded), Source("b", TaxBasis::kExcluded, 60'000)};
  const Result<TaxPlan> plan = PlanTax(sources, MoneySettings{});
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->basis, TaxBasis::kExcluded);
  EXPECT_THAT(plan->rate_micro, ElementsAre(0, 0));
  const std::vector<Error> notices = TaxNotices(sources, MoneySettings{}, *plan);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(IdOf(notices[0].id), "PROFILE-303");
}

TEST(PlanTax, NothingSaidNothingDone) {
  const std::vector<SourceMoney> sources = {Source("a", std::nullopt), Source("b", std::nullopt)};
  const Result<TaxPlan> plan = PlanTax(sources, MoneySettings{});
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(plan->basis, TaxBasis::kIncluded);
  EXPECT_TRUE(TaxNotices(sources, MoneySettings{}, *plan).empty());
  EXPECT_TRUE(PlanTax({}, MoneySettings{}).ok());
}

}  // namespace
}  // namespace loyalane::profile

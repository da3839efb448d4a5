// What the shipment file and the side tables share: the customers, the calendar and the words in the wanted encoding.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "generate/calendar.h"
#include "generate/customer.h"
#include "generate/encode.h"
#include "generate/row_writer.h"
#include "generate/vocabulary.h"

namespace loyalane::generate {

struct EncodedWords {
  std::array<Word, std::size(kCities)> cities, provinces;
  std::array<Word, std::size(kForeignCities)> foreign_cities;
  std::array<Word, std::size(kSyllables)> syllables;
  std::array<Word, std::size(kTrades)> trades, industries;
  std::array<Word, std::size(kForms)> forms;
  std::array<Word, std::size(kBranches)> branches;
  std::array<Word, std::size(kProducts)> products;
  std::array<Word, std::size(kStatuses)> statuses;
  std::array<Word, std::size(kOutlets)> outlets;
  std::array<Word, std::size(kSurnames)> surnames;
  std::array<Word, std::size(kManagerSurnames)> manager_surnames;
  std::array<Word, std::size(kGivenNames)> given_names;
  std::array<Word, std::size(kCourtesies)> courtesies;
  std::array<Word, std::size(kShareSources)> share_sources;
  std::array<Word, std::size(kRivals)> rivals;
  std::array<Word, std::size(kBadDates)> bad_dates;
  std::array<Word, std::size(kFullWidthDigits)> full_width_digits;
  Word yuan, yuan_sign, full_width_point, full_width_space, total, our_carrier;

  explicit EncodedWords(const Spec& spec);
};

// How files of a layout look.
struct LayoutForm {
  std::string_view header, waybill_prefix;
  char delimiter;
  char account_range;  // third digit of the account numbers: each company has its own
};
[[nodiscard]] LayoutForm FormOf(Layout layout);

// UTF-8 is what lines are put together in where the encoding is kUtf16Le.
[[nodiscard]] inline Encoding LineEncoding(const Spec& spec) {
  return spec.encoding == Encoding::kUtf16Le ? Encoding::kUtf8 : spec.encoding;
}

// "9601234567": account numbers of the invented ranges 960 to 962.
inline void PutAccountNumber(const Customer& customer, const LayoutForm& form, RowWriter& row) {
  row.Put('9');
  row.Put('6');
  row.Put(form.account_range);
  row.PutPadded(customer.number, 7);
}

// The text of the name between the outer quotes; those are the caller's, and needed unless name_style is kPlain.
inline void PutCustomerName(const Customer& customer, const EncodedWords& words, RowWriter& row) {
  row.Put(words.cities[customer.city]);
  const bool has_quotes = customer.name_style == Customer::kWithQuotes;
  if (has_quotes) {
    row.Put('"');
    row.Put('"');
  }
  row.Put(words.syllables[customer.syllable_a]);
  row.Put(words.syllables[customer.syllable_b]);
  if (has_quotes) {
    row.Put('"');
    row.Put('"');
  }
  row.Put(words.trades[customer.trade]);
  row.Put(words.forms[customer.form]);
  if (customer.name_style == Customer::kWithComma) {
    row.Put(',');
    row.Put(words.branches[customer.branch]);
  }
}

// The name as it stands in a table, in quotes where it needs them.
inline void PutQuotedName(const Customer& customer, const EncodedWords& words, RowWriter& row) {
  const bool is_quoted = customer.name_style != Customer::kPlain;
  if (is_quoted) row.Put('"');
  PutCustomerName(customer, words, row);
  if (is_quoted) row.Put('"');
}

// Headers are written with commas.
[[nodiscard]] inline std::string WithDelimiter(std::string_view header, char delimiter) {
  std::string text(header);
  std::replace(text.begin(), text.end(), ',', delimiter);
  return text;
}

// Row streams of random numbers; each table has its own, so that asking for one never changes another.
inline constexpr uint64_t kShipmentStream = 2, kDamageStream = 3, kQuotingStream = 4, kAccountStream = 5,
                          kShareStream = 6, kSurveyStream = 7, kMemberStream = 8, kContactStream = 9,
                          kPaymentStream = 10, kParticipationStream = 11, kRedemptionStream = 12, kReferralStream = 13;

struct CompanyData {
  Spec spec;
  LayoutForm form;
  EncodedWords words;
  std::vector<CalendarDay> calendar;
  std::vector<Customer> customers;

  explicit CompanyData(const Spec& wanted);
};

// In the encoding of the lines, without byte order mark.
void AppendCustomerTable(const CompanyData& data, std::string& out);
void AppendCarrierShareTable(const CompanyData& data, std::string& out);
void AppendSurveyTable(const CompanyData& data, std::string& out);

}  // namespace loyalane::generate

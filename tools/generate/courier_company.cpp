#include "generate/courier_company.h"

#include <algorithm>
#include <span>

#include "generate/alias_table.h"
#include "generate/company_data.h"
#include "generate/random.h"
#include "generate/shipment.h"

namespace loyalane::generate {
namespace {

constexpr uint64_t kRefundLagRows = 97;
// Tries before the largest customer, who always sends, steps in: keeps a day on which nearly all sleep from taking
// long.
constexpr int kSenderTriesMax = 64;
constexpr uint32_t kMonthlyShareOfDay = 8;  // at most an eighth of a day's lines come from the monthly senders
// A step without a common factor with 10^12, so that no waybill number comes twice within 10^12.
constexpr uint64_t kWaybillRing = 1'000'000'000'000;
constexpr uint64_t kWaybillStep = 617'283'945'127;
// Four of the twelve fields of a line are words, so each of them carries three times the rate of all fields.
constexpr uint32_t kQuotingPerWord = 3;

void EncodeAll(std::span<const std::string_view> from, std::span<Word> to, Encoding encoding) {
  for (size_t i = 0; i < from.size(); ++i) to[i] = Word(Encode(from[i], encoding));
}

}  // namespace

LayoutForm FormOf(Layout layout) {
  switch (layout) {
    case Layout::kW1:
      return {kW1Header, "LY", ',', '0'};
    case Layout::kStatement:
      return {kStatementHeader, "LY", ',', '0'};
    case Layout::kContract:
      return {kContractHeader, "HT", ',', '1'};
    case Layout::kBranch:
      break;
  }
  return {kBranchHeader, "", '\t', '2'};
}

EncodedWords::EncodedWords(const Spec& spec) {
  const Encoding encoding = LineEncoding(spec);
  const bool is_contract = spec.layout == Layout::kContract;
  for (size_t i = 0; i < std::size(kCities); ++i) {
    cities[i] = Word(Encode(kCities[i].name, encoding));
    provinces[i] = Word(Encode(kCities[i].province, encoding));
  }
  for (size_t i = 0; i < std::size(kTrades); ++i) {
    trades[i] = Word(Encode(kTrades[i].name, encoding));
    industries[i] = Word(Encode(kTrades[i].industry, encoding));
  }
  EncodeAll(kForeignCities, foreign_cities, encoding);
  EncodeAll(kSyllables, syllables, encoding);
  EncodeAll(kForms, forms, encoding);
  EncodeAll(kBranches, branches, encoding);
  EncodeAll(is_contract ? kContractProducts : kProducts, products, encoding);
  EncodeAll(is_contract ? kContractStatuses : kStatuses, statuses, encoding);
  EncodeAll(kRivals, rivals, encoding);
  EncodeAll(kOutlets, outlets, encoding);
  EncodeAll(kSurnames, surnames, encoding);
  EncodeAll(kManagerSurnames, manager_surnames, encoding);
  EncodeAll(kGivenNames, given_names, encoding);
  EncodeAll(kCourtesies, courtesies, encoding);
  EncodeAll(kShareSources, share_sources, encoding);
  EncodeAll(kBadDates, bad_dates, encoding);
  EncodeAll(kFullWidthDigits, full_width_digits, encoding);
  yuan = Word(Encode(kYuan, encoding));
  yuan_sign = Word(Encode(kYuanSign, encoding));
  full_width_point = Word(Encode(kFullWidthPoint, encoding));
  full_width_space = Word(Encode(kFullWidthSpace, encoding));
  total = Word(Encode(kTotal, encoding));
  const std::string_view us = spec.names_rivals ? kUsAmongRivals : is_contract ? kContractCarrier : kOurCarrier;
  our_carrier = Word(Encode(us, encoding));
}

CompanyData::CompanyData(const Spec& wanted)
    : spec(wanted),
      form(FormOf(wanted.layout)),
      words(wanted),
      calendar(MakeCalendar(wanted.first_day, wanted.last_day)),
      customers(MakeCustomers(wanted, static_cast<int32_t>(calendar.size()))) {}

class CourierCompany::Impl {
 public:
  explicit Impl(const Spec& spec)
      : data_(spec),
        by_popularity_(ZipfWeights(spec.customers, spec.popularity_shift)),
        maker_(spec.last_day),
        dice_(SeedFor(spec.seed, kShipmentStream)),
        damage_(SeedFor(spec.seed, kDamageStream)),
        quoting_(SeedFor(spec.seed, kQuotingStream)),
        waybill_(SeedFor(spec.seed, kShipmentStream, 1) % kWaybillRing) {
    const DirtRates& dirt = spec.dirt;
    has_line_damage_ = dirt.amount_style > 0 || dirt.extra_spaces > 0 || dirt.blank_rows > 0;
    has_waybill_damage_ =
        dirt.bad_date > 0 || dirt.missing_customer > 0 || dirt.delivered_before_shipped > 0 || dirt.scientific_id > 0;
    for (const CalendarDay& day : data_.calendar) weight_total_ += day.weight;
    for (uint32_t i = 0; i < data_.customers.size(); ++i) {
      const Customer& customer = data_.customers[i];
      if (customer.behaviour == Behaviour::kMonthly) monthly_[customer.monthly_day].push_back(i);
    }
    StartDay();
  }

  size_t NextRows(size_t rows, std::string& out) {
    if (!has_header_) {
      has_header_ = true;
      if (data_.spec.encoding == Encoding::kUtf16Le) out += kUtf16LeMark;
      out += Encode(WithDelimiter(data_.form.header, data_.form.delimiter), data_.spec.encoding);
    }
    size_t done = 0;
    for (; done < rows && written_.rows < data_.spec.rows; ++done) {
      NextLine();
      MoveRowTo(out);
    }
    if (data_.spec.dirt.totals_row && written_.totals_rows == 0 && written_.rows == data_.spec.rows) {
      WriteTotals();
      MoveRowTo(out);
    }
    return done;
  }

  void AppendTable(void (*append)(const CompanyData&, std::string&), std::string& out) const {
    if (data_.spec.encoding != Encoding::kUtf16Le) {
      append(data_, out);
      return;
    }
    std::string utf8;
    append(data_, utf8);
    out += kUtf16LeMark;
    AppendUtf16Le(utf8, out);
  }

  [[nodiscard]] const Written& written() const { return written_; }

  void SumMonths(uint32_t customers) {
    first_month_ = MonthIndex(ToCivil(data_.spec.first_day));
    months_ = static_cast<uint32_t>(MonthIndex(ToCivil(data_.spec.last_day)) - first_month_ + 1);
    month_fen_.assign(size_t{customers} * months_, 0);
  }
  [[nodiscard]] const std::vector<int64_t>& month_fen() const { return month_fen_; }

 private:
  struct Refund {
    Shipment shipment;
    uint64_t due_row = 0;
    int64_t amount_fen = 0;
  };
  static constexpr size_t kRefundRing = 128;  // more than kRefundLagRows plus the lines of one waybill

  void MoveRowTo(std::string& out) {
    if (data_.spec.encoding != Encoding::kUtf16Le) {
      row_.MoveTo(out);
      return;
    }
    line_.clear();
    row_.MoveTo(line_);
    AppendUtf16Le(line_, out);
  }

  [[nodiscard]] uint64_t RowsLeft() const { return data_.spec.rows - written_.rows; }
  [[nodiscard]] uint64_t RefundsPending() const { return refunds_in_ - refunds_out_; }

  void NextLine() {
    if (fee_lines_left_ > 0) {
      WriteFeeLine();
      return;
    }
    if (RefundsPending() > 0) {
      const Refund& refund = refunds_[refunds_out_ % kRefundRing];
      if (refund.due_row <= written_.rows || RowsLeft() <= RefundsPending()) {
        ++refunds_out_;
        ++written_.refund_lines;
        WriteLine(refund.shipment, refund.amount_fen);
        return;
      }
    }
    StartWaybill();
    WriteLine(shipment_, shipment_.freight_fen);
  }

  void StartDay() {
    const uint64_t before = weight_before_ + data_.calendar[day_].weight;
    const uint64_t first_row = data_.spec.rows * weight_before_ / weight_total_;
    rows_until_ = data_.spec.rows * before / weight_total_;
    weight_before_ = before;
    const uint8_t day_of_month = data_.calendar[day_].day_of_month;
    const uint64_t due = day_of_month < std::size(monthly_) ? monthly_[day_of_month].size() : 0;
    monthly_left_ = static_cast<uint32_t>(std::min<uint64_t>(due, (rows_until_ - first_row) / kMonthlyShareOfDay));
    // Where not all fit into the day, another part of them comes each month.
    if (monthly_left_ > 0) monthly_at_ = static_cast<uint32_t>(day_ * uint64_t{7'919} % due);
  }

  uint32_t NextSender() {
    const CalendarDay& today = data_.calendar[day_];
    if (monthly_left_ > 0) {
      --monthly_left_;
      const std::vector<uint32_t>& due = monthly_[today.day_of_month];
      monthly_at_ = monthly_at_ + 1 < due.size() ? monthly_at_ + 1 : 0;
      return due[monthly_at_];
    }
    const auto days = static_cast<uint32_t>(data_.calendar.size());
    for (int i = 0; i < kSenderTriesMax; ++i) {
      const uint32_t candidate = by_popularity_.Pick(dice_.Bits64());
      if (data_.spec.steady_customers) return candidate;
      if (dice_.Below(kActivityMax) < ActivityOn(data_.customers[candidate], today, day_, days)) return candidate;
    }
    return 0;
  }

  void StartWaybill() {
    while (written_.rows >= rows_until_ && day_ + 1 < data_.calendar.size()) {
      ++day_;
      StartDay();
    }
    const Spec& spec = data_.spec;
    const uint32_t sender = NextSender();
    maker_.Make(data_.customers[sender], sender, data_.calendar[day_].day, dice_, shipment_);
    waybill_ += kWaybillStep;
    if (waybill_ >= kWaybillRing) waybill_ -= kWaybillRing;
    shipment_.waybill = kWaybillRing + waybill_;
    ++written_.waybills;
    if (has_waybill_damage_) Damage(shipment_);

    const bool has_fees = dice_.Permille(spec.fee_line_permille);
    const bool has_refund = dice_.Permille(spec.refund_permille);
    const uint32_t choice = dice_.Bits32();
    const uint32_t fees = 1 + choice % 3;
    // The file has an exact number of lines: what would not fit any more is left out.
    uint64_t room = RowsLeft() - RefundsPending() - 1;
    if (has_fees && fees <= room) {
      fee_lines_left_ = fees;
      fee_lines_done_ = 0;
      room -= fees;
      ++written_.fee_waybills;
      written_.fee_lines += fees;
    }
    if (has_refund && room > 0) {
      const bool is_full = (choice >> 16) % 2 == 0;
      refunds_[refunds_in_++ % kRefundRing] = {shipment_, written_.rows + kRefundLagRows,
                                               -(is_full ? shipment_.freight_fen : shipment_.freight_fen / 2)};
    }
  }

  // Fuel surcharge 3 to 10 %, packaging 2 to 15 yuan, insurance 1 to 20 yuan.
  void WriteFeeLine() {
    const uint32_t roll = dice_.Below(1000);
    const int64_t fees_fen[] = {shipment_.freight_fen * (30 + roll % 71) / 1000, 200 + roll % 14 * 100,
                                100 + roll % 191 * 10};
    --fee_lines_left_;
    WriteLine(shipment_, fees_fen[fee_lines_done_++]);
  }

  void Damage(Shipment& shipment) {
    const DirtRates& dirt = data_.spec.dirt;
    const bool is_bad_date = damage_.Permille(dirt.bad_date);
    const auto bad_date = static_cast<uint8_t>(1 + damage_.Below(std::size(kBadDates)));
    shipment.bad_date = is_bad_date ? bad_date : 0;
    shipment.lacks_customer = damage_.Permille(dirt.missing_customer);
    shipment.is_delivered_first = damage_.Permille(dirt.delivered_before_shipped);
    shipment.has_scientific_id = damage_.Permille(dirt.scientific_id);
    if (shipment.is_delivered_first) {
      shipment.delivered_day = shipment.ship_day - 1 - static_cast<int32_t>(damage_.Below(3));
      shipment.is_delivered = true;
      shipment.status = kSigned;
    }
  }

  void OpenQuote() {
    ++written_.quoted_fields;
    row_.Put('"');
  }
  bool WantsQuotes() { return quoting_.Permille(data_.spec.quoted_field_permille * kQuotingPerWord); }

  void PutField(const Word& word) {
    row_.Put(data_.form.delimiter);
    row_.Put(word);
  }
  void PutAmount(int64_t fen) {
    row_.Put(data_.form.delimiter);
    row_.PutMoney(fen);
  }
  void PutWaybill(uint64_t number) {
    for (const char c : data_.form.waybill_prefix) row_.Put(c);
    row_.PutPadded(number, 13);
  }
  void PutWeight(uint32_t hectograms) {
    row_.PutNumber(hectograms / 10);
    row_.Put('.');
    row_.PutPadded(hectograms % 10, 1);
  }
  void PutAccount(const Customer& customer) {
    const char delimiter = data_.form.delimiter;
    row_.Put(delimiter);
    PutAccountNumber(customer, data_.form, row_);
    row_.Put(delimiter);
    PutQuotedName(customer, data_.words, row_);
  }

  // HT1234567890123,20260105,9611234567,...
  void WriteContractLine(const Shipment& shipment, int64_t amount_fen) {
    const char delimiter = data_.form.delimiter;
    PutWaybill(shipment.waybill);
    row_.Put(delimiter);
    row_.PutCompactDay(shipment.ship_day);
    PutAccount(data_.customers[shipment.customer]);
    PutField(data_.words.cities[shipment.origin]);
    PutField(shipment.is_foreign ? data_.words.foreign_cities[shipment.destination]
                                 : data_.words.cities[shipment.destination]);
    PutField(data_.words.products[shipment.product]);
    row_.Put(delimiter);
    row_.PutNumber(1 + shipment.weight_hg / 200);
    row_.Put(delimiter);
    PutWeight(shipment.weight_hg);
    PutAmount(amount_fen);
    for (const char c : std::string_view(",CNY,")) row_.Put(c);
    row_.PutCompactDay(shipment.promised_day);
    row_.Put(delimiter);
    if (shipment.is_delivered) row_.PutCompactDay(shipment.delivered_day);
    PutField(data_.words.statuses[shipment.status]);
    row_.Put('\n');
  }

  // 2026/1/5 9:03, 1234567890123, ...: an eighth of the charge is a surcharge in a column of its own.
  void WriteBranchLine(const Shipment& shipment, int64_t amount_fen) {
    const char delimiter = data_.form.delimiter;
    row_.PutSlashedDay(shipment.ship_day);
    row_.Put(' ');
    row_.PutNumber(shipment.ship_minute / 60);
    row_.Put(':');
    row_.PutPadded(shipment.ship_minute % 60u, 2);
    row_.Put(delimiter);
    PutWaybill(shipment.waybill);
    PutAccount(data_.customers[shipment.customer]);
    PutField(shipment.is_foreign ? data_.words.products[kInternational] : data_.words.provinces[shipment.destination]);
    PutField(shipment.is_foreign ? data_.words.foreign_cities[shipment.destination]
                                 : data_.words.cities[shipment.destination]);
    row_.Put(delimiter);
    PutWeight(shipment.weight_hg);
    const int64_t surcharge_fen = amount_fen / 8 / 10 * 10;
    PutAmount(amount_fen - surcharge_fen);
    PutAmount(surcharge_fen);
    PutAmount(amount_fen);
    PutField(data_.words.statuses[shipment.status]);
    row_.Put('\r');
    row_.Put('\n');
  }

  // A city; one of three quoted ones has its province before it and a comma between.
  void PutCity(uint8_t city, bool is_foreign, bool has_newline) {
    const Word& name = is_foreign ? data_.words.foreign_cities[city] : data_.words.cities[city];
    const bool is_quoted = WantsQuotes() || has_newline;
    if (!is_quoted) {
      row_.Put(name);
      return;
    }
    OpenQuote();
    const bool has_region = quoting_.Below(3) == 0 && !is_foreign;
    if (has_newline || has_region) {
      row_.Put(is_foreign ? data_.words.products[kInternational] : data_.words.provinces[city]);
      row_.Put(has_newline ? '\n' : ',');
      if (has_newline) ++written_.quoted_newlines;
    }
    row_.Put(name);
    row_.Put('"');
  }

  void PutCustomer(const Shipment& shipment, bool is_spaced) {
    const Customer& customer = data_.customers[shipment.customer];
    if (shipment.lacks_customer) {
      ++written_.missing_customer_rows;
      row_.Put(',');
      return;
    }
    if (is_spaced) {
      ++written_.spaced_rows;
      row_.Put(' ');
    }
    if (shipment.has_scientific_id) {
      ++written_.scientific_id_rows;
      PutScientific(customer);
    } else {
      PutAccountNumber(customer, data_.form, row_);
    }
    row_.Put(',');
    const bool is_quoted = WantsQuotes() || customer.name_style != Customer::kPlain;
    if (is_quoted) OpenQuote();
    PutCustomerName(customer, data_.words, row_);
    if (is_spaced) row_.Put(data_.words.full_width_space);
    if (is_quoted) row_.Put('"');
  }

  // 9601234567 -> 9.60123E+09
  void PutScientific(const Customer& customer) {
    row_.Put('9');
    row_.Put('.');
    row_.Put('6');
    row_.Put(data_.form.account_range);
    row_.PutPadded(customer.number / 10'000, 3);
    for (const char c : std::string_view("E+09")) row_.Put(c);
  }

  void PutStyledAmount(int64_t fen) {
    ++written_.amount_style_rows;
    const uint32_t style = damage_.Below(4);
    const EncodedWords& words = data_.words;
    if (style == 0) {
      row_.PutMoney(fen);
      row_.Put(words.yuan);
    } else if (style == 1 && fen >= 100'000) {
      OpenQuote();
      row_.PutNumber(static_cast<uint64_t>(fen / 100'000));
      row_.Put(',');
      row_.PutPadded(static_cast<uint64_t>(fen / 100 % 1000), 3);
      row_.Put('.');
      row_.PutPadded(static_cast<uint64_t>(fen % 100), 2);
      row_.Put('"');
    } else if (style == 3) {
      RowWriter plain;
      plain.PutMoney(fen);
      for (const char c : plain.text()) {
        row_.Put(c == '.' ? words.full_width_point : words.full_width_digits[static_cast<size_t>(c - '0')]);
      }
    } else {
      row_.Put(words.yuan_sign);
      row_.PutMoney(fen);
    }
  }

  void PutInstant(Day day, uint32_t minute) {
    row_.PutDay(day);
    row_.PutMinute(minute);
  }

  void SumLine(const Shipment& shipment, int64_t amount_fen) {
    const bool is_damaged =
        shipment.bad_date > 0 || shipment.lacks_customer || shipment.has_scientific_id || shipment.is_delivered_first;
    const size_t at = size_t{shipment.customer} * months_ +
                      static_cast<size_t>(MonthIndex(ToCivil(shipment.ship_day)) - first_month_);
    if (!is_damaged && at < month_fen_.size()) month_fen_[at] += amount_fen;
  }

  void WriteLine(const Shipment& shipment, int64_t amount_fen) {
    const Spec& spec = data_.spec;
    if (months_ > 0) SumLine(shipment, amount_fen);
    bool is_spaced = false, is_styled = false, has_blank_after = false;
    if (has_line_damage_) {
      is_spaced = damage_.Permille(spec.dirt.extra_spaces);
      is_styled = damage_.Permille(spec.dirt.amount_style) && amount_fen >= 0;
      has_blank_after = damage_.Permille(spec.dirt.blank_rows);
    }
    ++written_.rows;
    written_.amount_fen += amount_fen;

    if (spec.layout == Layout::kContract) {
      WriteContractLine(shipment, amount_fen);
      return;
    }
    if (spec.layout == Layout::kBranch) {
      WriteBranchLine(shipment, amount_fen);
      return;
    }
    PutWaybill(shipment.waybill);
    row_.Put(',');
    PutCustomer(shipment, is_spaced);
    row_.Put(',');
    if (shipment.bad_date > 0) {
      ++written_.bad_date_rows;
      row_.Put(data_.words.bad_dates[shipment.bad_date - 1u]);
    } else if (spec.layout == Layout::kW1) {
      row_.PutDay(shipment.ship_day);
    } else {
      PutInstant(shipment.ship_day, shipment.ship_minute);
    }
    row_.Put(',');
    PutInstant(shipment.promised_day, shipment.promised_minute);
    row_.Put(',');
    if (shipment.is_delivered) PutInstant(shipment.delivered_day, shipment.delivered_minute);
    if (shipment.is_delivered_first) ++written_.delivered_before_shipped_rows;
    row_.Put(',');
    PutCity(shipment.origin, false, false);
    row_.Put(',');
    const bool has_newline = spec.quoted_newline_permille > 0 && quoting_.Permille(spec.quoted_newline_permille);
    PutCity(shipment.destination, shipment.is_foreign, has_newline);
    row_.Put(',');
    const bool is_product_quoted = WantsQuotes();
    if (is_product_quoted) OpenQuote();
    row_.Put(data_.words.products[shipment.product]);
    if (is_product_quoted) row_.Put('"');
    row_.Put(',');
    PutWeight(shipment.weight_hg);
    row_.Put(',');
    if (is_styled) {
      PutStyledAmount(amount_fen);
    } else {
      row_.PutMoney(amount_fen);
    }
    row_.Put(',');
    row_.Put(data_.words.statuses[shipment.status]);
    row_.Put('\n');
    if (has_blank_after) {
      ++written_.blank_rows;
      row_.Put('\n');
    }
  }

  void WriteTotals() {
    ++written_.totals_rows;
    row_.Put(data_.words.total);
    for (int i = 0; i < 10; ++i) row_.Put(',');
    row_.PutMoney(written_.amount_fen);
    row_.Put(',');
    row_.Put('\n');
  }

  CompanyData data_;
  AliasTable by_popularity_;
  ShipmentMaker maker_;
  // Shipments, damage and quoting draw from streams of their own: a file with dirt holds the same shipments as one
  // without.
  RowDice dice_, damage_, quoting_;
  bool has_header_ = false, has_line_damage_ = false, has_waybill_damage_ = false;

  std::array<std::vector<uint32_t>, 29> monthly_;  // by day of the month; entry 0 stays empty
  uint64_t weight_total_ = 0, weight_before_ = 0, rows_until_ = 0;
  uint32_t day_ = 0, monthly_left_ = 0, monthly_at_ = 0;

  Shipment shipment_;
  uint64_t waybill_;
  uint32_t fee_lines_left_ = 0, fee_lines_done_ = 0;
  std::array<Refund, kRefundRing> refunds_;
  uint64_t refunds_in_ = 0, refunds_out_ = 0;
  RowWriter row_;
  int32_t first_month_ = 0;
  uint32_t months_ = 0;  // 0: nobody asked for the sums
  std::vector<int64_t> month_fen_;
  std::string line_;  // of kUtf16Le, before it is transcoded
  Written written_;
};

CourierCompany::CourierCompany(const Spec& spec) : impl_(std::make_unique<Impl>(spec)) {}
CourierCompany::~CourierCompany() = default;
CourierCompany::CourierCompany(CourierCompany&&) noexcept = default;
CourierCompany& CourierCompany::operator=(CourierCompany&&) noexcept = default;

size_t CourierCompany::NextRows(size_t rows, std::string& out) { return impl_->NextRows(rows, out); }
const Written& CourierCompany::written() const { return impl_->written(); }
void CourierCompany::SumMonths(uint32_t customers) { impl_->SumMonths(customers); }
const std::vector<int64_t>& CourierCompany::month_fen() const { return impl_->month_fen(); }
void CourierCompany::AppendCustomers(std::string& out) const { impl_->AppendTable(AppendCustomerTable, out); }
void CourierCompany::AppendCarrierShare(std::string& out) const { impl_->AppendTable(AppendCarrierShareTable, out); }
void CourierCompany::AppendSurvey(std::string& out) const { impl_->AppendTable(AppendSurveyTable, out); }

}  // namespace loyalane::generate

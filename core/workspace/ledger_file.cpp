#include "workspace/ledger_file.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/sort.h"
#include "ingest/zip_crc.h"
#include "report/json_text.h"

namespace loyalane::workspace {
namespace {

using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::Posting;
using loyalty::PostingKind;

constexpr std::array<std::string_view, loyalty::kEntryKindCount> kKinds = {
    "opening", "earn", "grant", "restore", "expiry", "refund", "charge", "spend", "given", "withdrawn"};
// Facts that are held before the ledger takes them.
constexpr size_t kFactsHeldMin = 1 << 16;

// `crc` is reused: making its tables costs more than a line.
std::string CheckOf(ingest::ZipCrc& crc, std::string_view text) {
  crc.Reset();
  crc.Feed(text);
  std::string digits(8, '0');
  uint32_t value = crc.value();
  for (size_t i = 8; i-- > 0; value >>= 4) digits[i] = "0123456789abcdef"[value & 15];
  return digits;
}

std::string HashOf(std::string_view chain, std::string_view page) {
  Sha256 hash;
  hash.Add(chain);
  hash.Add(page);
  return hash.Finish();
}

// A line in the one spelling that LedgerWriter writes. Every step says whether the text goes on as expected.
class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : line_(line) {}
  bool Take(std::string_view text) {
    if (!line_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  bool TakeText(std::string& out) {
    out.clear();
    if (!Take("\"")) return false;
    while (at_ < line_.size()) {
      const char c = line_[at_++];
      if (c == '"') return true;
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ >= line_.size()) return false;
      const char escape = line_[at_++];
      constexpr std::string_view kFrom = "\"\\/bfnrt";
      constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
      const size_t which = kFrom.find(escape);
      if (which != std::string_view::npos) {
        out += kTo[which];
      } else if (escape == 'u' && at_ + 4 <= line_.size()) {
        // Only control characters are written so.
        uint32_t code = 0;
        for (int i = 0; i < 4; ++i) {
          const size_t digit = std::string_view("0123456789abcdef").find(line_[at_++]);
          if (digit == std::string_view::npos) return false;
          code = code * 16 + static_cast<uint32_t>(digit);
        }
        if (code >= 0x80) return false;
        out += static_cast<char>(code);
      } else {
        return false;
      }
    }
    return false;
  }
  bool TakeWhole(int64_t min, int64_t max, int64_t& out) {
    const bool is_negative = Take("-");
    const size_t begin = at_;
    int64_t value = 0;
    while (at_ < line_.size() && line_[at_] >= '0' && line_[at_] <= '9' && at_ - begin < 18)
      value = value * 10 + (line_[at_++] - '0');
    if (at_ == begin) return false;
    out = is_negative ? -value : value;
    return out >= min && out <= max;
  }
  bool TakeDay(Day& out) {
    const std::optional<Day> day = ParseIsoDay(line_.substr(at_, 10));
    if (!day) return false;
    at_ += 10;
    out = *day;
    return true;
  }
  [[nodiscard]] bool at_end() const { return at_ == line_.size(); }
  [[nodiscard]] size_t at() const { return at_; }

 private:
  std::string_view line_;
  size_t at_ = 0;
};

}  // namespace

int LedgerVersionOf(const loyalty::Ledger& ledger) {
  for (uint32_t member = 0; member < ledger.members().size(); ++member) {
    for (const Entry& entry : ledger.EntriesOf(member)) {
      if (loyalty::MovesNoPoints(entry.kind)) return 2;
    }
  }
  return 1;
}

LedgerWriter::LedgerWriter(loyalty::Ledger& ledger, loyalty::LedgerPolicy policy)
    : ledger_(ledger), account_(policy), order_(ledger.MembersInOrder()), chain_(64, '0') {}

Result<bool> LedgerWriter::Read(std::string& out) {
  if (!began_) {
    began_ = true;
    out += "{\"ledger\":" + std::to_string(LedgerVersionOf(ledger_)) +
           ",\"entries\":" + std::to_string(ledger_.size()) + "}\n";
  }
  while (section_ <= ledger_.periods().size() && ready_.empty()) {
    if (!in_section_) BeginSection();
    while (next_member_ < order_.size() && ready_.empty()) WriteMember(order_[next_member_++]);
    if (next_member_ < order_.size()) break;
    const Status ended = EndSection();
    if (!ended) return ended.error();
  }
  out += ready_;
  ready_.clear();
  if (section_ <= ledger_.periods().size()) return true;
  out += "{\"end\":" + std::to_string(ledger_.size()) + "}\n";
  return false;
}

void LedgerWriter::BeginSection() {
  in_section_ = true;
  next_member_ = 0;
  hashes_.clear();
  if (section_ == ledger_.periods().size()) {
    page_ = "{\"open\":1}\n";
    return;
  }
  const loyalty::ClosedPeriod& period = ledger_.periods()[section_];
  page_ = "{\"period\":";
  report::JsonText json(page_);
  json.Text(period.name);
  page_ += ",\"from\":\"" + ToIso(period.from) + "\",\"to\":\"" + ToIso(period.to) + "\"}\n";
}

void LedgerWriter::WriteMember(uint32_t member) {
  const std::span<const Entry> entries = ledger_.EntriesOf(member);
  const auto period = section_ == ledger_.periods().size() ? loyalty::kOpenPeriod : static_cast<uint16_t>(section_);
  const auto begin = std::lower_bound(entries.begin(), entries.end(), period,
                                      [](const Entry& entry, uint16_t number) { return entry.period < number; });
  const auto end = std::upper_bound(begin, entries.end(), period,
                                    [](uint16_t number, const Entry& entry) { return number < entry.period; });
  if (begin == end) return;
  trace_.clear();
  const bool has_debits = std::any_of(begin, end, [](const Entry& entry) { return loyalty::Debits(entry.kind); });
  if (has_debits) {
    account_.TraceInto(&trace_);
    account_.Start(entries.first(static_cast<size_t>(end - entries.begin())), ledger_.period_starts());
    account_.RunTo(loyalty::kNoDay - 1);
    // Takes alone, by entry, in their order.
    std::erase_if(trace_, [](const Posting& posting) {
      return posting.kind != PostingKind::kTaken && posting.kind != PostingKind::kCancelled &&
             posting.kind != PostingKind::kUnexpired;
    });
    Sort(trace_, [](const Posting& a, const Posting& b) { return a.entry < b.entry; });
  }
  for (auto entry = begin; entry != end; ++entry)
    WriteEntry(member, entries, static_cast<uint32_t>(entry - entries.begin()));
}

void LedgerWriter::WriteEntry(uint32_t member, std::span<const Entry> entries, uint32_t index) {
  const Entry& entry = entries[index];
  const size_t line = page_.size();
  const auto text = [this](std::string_view key, std::string_view value) {
    page_ += key;
    report::JsonText(page_).Text(value);
  };
  text("{\"m\":", ledger_.members()[member]);
  page_ += ",\"k\":\"";
  page_ += kKinds[static_cast<size_t>(entry.kind)];
  text("\",\"r\":", ledger_.rules()[entry.rule]);
  text(",\"s\":", ledger_.sources()[entry.source]);
  if (entry.of != table::kNoText) text(",\"of\":", ledger_.sources()[entry.of]);
  page_ += ",\"d\":\"" + ToIso(entry.day) + "\",\"p\":" + std::to_string(entry.points) +
           ",\"q\":" + std::to_string(entry.qualifying);
  if (loyalty::OpensLot(entry.kind)) page_ += ",\"a\":" + std::to_string(entry.active_after);
  if (loyalty::HasLifespan(entry.kind)) page_ += ",\"x\":" + std::to_string(entry.lives.packed());
  if (loyalty::Debits(entry.kind)) {
    page_ += ",\"t\":[";
    bool first = true;
    const auto from =
        std::lower_bound(trace_.begin(), trace_.end(), index,
                         [](const Posting& posting, uint32_t entry_index) { return posting.entry < entry_index; });
    for (auto posting = from; posting != trace_.end() && posting->entry == index; ++posting) {
      const Entry& lot = entries[account_.lots()[posting->lot].entry];
      text(first ? "[" : ",[", ledger_.rules()[lot.rule]);
      text(",", ledger_.sources()[lot.source]);
      page_ += "," + std::to_string(posting->points.units) + "]";
      first = false;
    }
    page_ += "]";
  }
  const std::string check = CheckOf(crc_, std::string_view(page_).substr(line));
  page_ += ",\"c\":\"" + check + "\"}\n";
  if (++page_entries_ == kLedgerPageEntries) EndPage();
}

void LedgerWriter::EndPage() {
  chain_ = HashOf(chain_, page_);
  hashes_.push_back(chain_);
  ready_ += page_;
  ready_ += "{\"page\":" + std::to_string(hashes_.size()) + ",\"sha256\":\"" + chain_ + "\"}\n";
  page_.clear();
  page_entries_ = 0;
}

Status LedgerWriter::EndSection() {
  EndPage();
  if (section_ < ledger_.periods().size()) {
    const loyalty::ClosedPeriod& period = ledger_.periods()[section_];
    if (period.page_hashes.empty()) {
      ledger_.Seal(section_, hashes_);
    } else if (period.page_hashes != hashes_) {
      return Error(ErrorId::kLedgerSealBroken).With("period", period.name);
    }
  }
  in_section_ = false;
  ++section_;
  return Done{};
}

Error LedgerReader::Bad() const {
  return Error(ErrorId::kLedgerLineBad)
      .At("", line_)
      .With("line", std::to_string(line_))
      .With("good", std::to_string(entries_));
}

Status LedgerReader::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    rest_ += bytes.substr(0, end);
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
    ++line_;
    Status taken = TakeLine(rest_);
    if (!taken) {
      failed_ = true;
      return taken;
    }
    rest_.clear();
  }
  return Done{};
}

Status LedgerReader::TakeLine(std::string_view line) {
  if (ended_) return Bad();
  if (!has_header_) {
    LineScanner scanner(line);
    int64_t version = 0;
    int64_t entries = 0;
    if (!scanner.Take("{\"ledger\":") || !scanner.TakeWhole(1, INT32_MAX, version)) return Bad();
    if (version > kLedgerVersion) return Error(ErrorId::kLedgerNewer).With("version", std::to_string(version));
    if (!scanner.Take(",\"entries\":") || !scanner.TakeWhole(0, INT64_MAX, entries) || !scanner.Take("}") ||
        !scanner.at_end())
      return Bad();
    entries_announced_ = static_cast<uint64_t>(entries);
    has_header_ = true;
    return Done{};
  }
  Status taken = Done{};
  if (line.starts_with("{\"m\":")) {
    taken = TakeEntry(line);
  } else if (line.starts_with("{\"page\":")) {
    return TakePage(line);
  } else if (line.starts_with("{\"period\":")) {
    taken = BeginPeriod(line);
  } else if (line == "{\"open\":1}") {
    Status ended = EndPeriod();
    if (!ended) return ended;
    if (is_open_) return Bad();
    is_open_ = true;
    pages_ = 0;
  } else {
    LineScanner scanner(line);
    int64_t entries = 0;
    const bool is_end =
        scanner.Take("{\"end\":") && scanner.TakeWhole(0, INT64_MAX, entries) && scanner.Take("}") && scanner.at_end();
    if (!is_end || !is_open_ || !page_.empty() || static_cast<uint64_t>(entries) != entries_ ||
        entries_ != entries_announced_)
      return Bad();
    ended_ = true;
    return Done{};
  }
  if (taken) {
    page_ += line;
    page_ += '\n';
  }
  return taken;
}

Status LedgerReader::BeginPeriod(std::string_view line) {
  Status ended = EndPeriod();
  if (!ended) return ended;
  if (is_open_) return Bad();
  LineScanner scanner(line);
  period_ = {};
  const bool is_good = scanner.Take("{\"period\":") && scanner.TakeText(period_.name) && scanner.Take(",\"from\":\"") &&
                       scanner.TakeDay(period_.from) && scanner.Take("\",\"to\":\"") && scanner.TakeDay(period_.to) &&
                       scanner.Take("\"}") && scanner.at_end();
  if (!is_good) return Bad();
  in_period_ = true;
  pages_ = 0;
  return Done{};
}

// Entries of a period are entered as open ones and closed with it, so that the ledger itself checks their order.
Status LedgerReader::EndPeriod() {
  if (!page_.empty()) return Bad();
  if (!in_period_) return Done{};
  in_period_ = false;
  Flush();
  const std::vector<std::string> hashes = std::move(period_.page_hashes);
  const Status closed = ledger_.ClosePeriod(period_.name, period_.from, period_.to);
  if (!closed) return Bad();
  ledger_.Seal(ledger_.periods().size() - 1, hashes);
  return Done{};
}

Status LedgerReader::TakeEntry(std::string_view line) {
  if (!in_period_ && !is_open_) return Bad();
  const size_t check = line.rfind(",\"c\":\"");
  if (check == std::string_view::npos || line.substr(check + 6) != CheckOf(crc_, line.substr(0, check)) + "\"}")
    return Bad();
  LineScanner scanner(line.substr(0, check));
  Entry entry;
  std::string member, text;
  int64_t number = 0;
  if (!scanner.Take("{\"m\":") || !scanner.TakeText(member) || !scanner.Take(",\"k\":") || !scanner.TakeText(text))
    return Bad();
  const auto kind = std::find(kKinds.begin(), kKinds.end(), text);
  if (kind == kKinds.end()) return Bad();
  entry.kind = static_cast<EntryKind>(kind - kKinds.begin());
  if (!scanner.Take(",\"r\":") || !scanner.TakeText(text)) return Bad();
  entry.rule = ledger_.Rule(text);
  if (ledger_.rules().size() > 0xFFFF) return Bad();
  if (!scanner.Take(",\"s\":") || !scanner.TakeText(text)) return Bad();
  entry.source = ledger_.Source(text);
  if (scanner.Take(",\"of\":")) {
    if (!scanner.TakeText(text)) return Bad();
    entry.of = ledger_.Source(text);
  }
  if (!scanner.Take(",\"d\":\"") || !scanner.TakeDay(entry.day) || !scanner.Take("\",\"p\":") ||
      !scanner.TakeWhole(0, kEntryPointsMax, number))
    return Bad();
  entry.points = static_cast<int32_t>(number);
  if (!scanner.Take(",\"q\":") || !scanner.TakeWhole(-kEntryPointsMax, kEntryPointsMax, number)) return Bad();
  entry.qualifying = static_cast<int32_t>(number);
  if (loyalty::OpensLot(entry.kind)) {
    if (!scanner.Take(",\"a\":") || !scanner.TakeWhole(0, 0xFFFF, number)) return Bad();
    entry.active_after = static_cast<uint16_t>(number);
  }
  if (loyalty::HasLifespan(entry.kind)) {
    if (!scanner.Take(",\"x\":") || !scanner.TakeWhole(1, 0xFFFF, number)) return Bad();
    entry.lives = loyalty::Lifespan::FromPacked(static_cast<uint16_t>(number));
  }
  if (loyalty::Debits(entry.kind)) {
    // What was taken from where follows from the entries; the page's hash vouches for the text.
    if (!scanner.Take(",\"t\":[")) return Bad();
  } else if (!scanner.at_end()) {
    return Bad();
  }
  facts_.push_back({ledger_.Member(member), entry});
  ++entries_;
  ++page_entries_;
  return Done{};
}

Status LedgerReader::TakePage(std::string_view line) {
  LineScanner scanner(line);
  int64_t number = 0;
  std::string hash;
  if (!scanner.Take("{\"page\":") || !scanner.TakeWhole(1, INT64_MAX, number) || !scanner.Take(",\"sha256\":") ||
      !scanner.TakeText(hash) || !scanner.Take("}") || !scanner.at_end() || static_cast<uint64_t>(number) != ++pages_)
    return Bad();
  chain_ = HashOf(chain_, page_);
  if (chain_ != hash) {
    // Nothing of an edited page is good.
    facts_.resize(facts_.size() - page_entries_);
    entries_ -= page_entries_;
    return Error(ErrorId::kLedgerPageBad)
        .At("", page_first_line_)
        .With("first", std::to_string(page_first_line_))
        .With("last", std::to_string(line_ - 1))
        .With("period", in_period_ ? period_.name : "–");
  }
  if (in_period_) period_.page_hashes.push_back(chain_);
  page_.clear();
  page_entries_ = 0;
  page_first_line_ = line_ + 1;
  if (facts_.size() >= std::max<size_t>(kFactsHeldMin, static_cast<size_t>(ledger_.size() / 8))) Flush();
  return Done{};
}

void LedgerReader::Flush() {
  if (ledger_.size() == 0 && facts_.size() >= kFactsHeldMin && entries_announced_ < (uint64_t{1} << 31)) {
    // Said by the file, so only believed for as much as a line could hold.
    ledger_.Reserve(std::min<uint64_t>(entries_announced_, uint64_t{1} << 26));
  }
  ledger_.Take(std::move(facts_));
  facts_.clear();
}

Result<loyalty::Ledger> LedgerReader::Finish() {
  if (failed_ || !ended_ || !rest_.empty()) {
    ++line_;
    return Bad();
  }
  Flush();
  return std::move(ledger_);
}

loyalty::Ledger LedgerReader::TakeGoodPart() {
  Flush();
  return std::move(ledger_);
}

}  // namespace loyalane::workspace

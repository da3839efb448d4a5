#include "ingest/statement_units.h"

#include <algorithm>

#include "ingest/cell_text.h"
#include "ingest/word_lists.h"

namespace loyalane::ingest {
namespace {

// In capitals and simplified characters; longer words before those that they begin with.
constexpr std::string_view kCurrencies =
    "人民币=CNY,CNY=CNY,RMB=CNY,CNH=CNY,CN¥=CNY,¥=CNY,港币=HKD,港元=HKD,港纸=HKD,HKD=HKD,HK$=HKD,HK=HKD,澳门元=MOP,"
    "澳门币=MOP,葡币=MOP,MOP$=MOP,MOP=MOP,新台币=TWD,新臺币=TWD,台币=TWD,臺币=TWD,TWD=TWD,NTD=TWD,NT$=TWD,NT=TWD,"
    "美元=USD,美金=USD,USD=USD,US$=USD,US=USD,$=USD,欧元=EUR,歐元=EUR,EUR=EUR,€=EUR,英镑=GBP,英鎊=GBP,GBP=GBP,£=GBP,"
    "日元=JPY,日圆=JPY,日圓=JPY,JPY=JPY,JP¥=JPY,円=JPY,韩元=KRW,韓元=KRW,韩币=KRW,KRW=KRW,₩=KRW,新加坡元=SGD,新币=SGD,"
    "坡币=SGD,SGD=SGD,SG$=SGD,S$=SGD,澳元=AUD,澳币=AUD,AUD=AUD,AU$=AUD,A$=AUD,加元=CAD,加币=CAD,CAD=CAD,CA$=CAD,"
    "C$=CAD,泰铢=THB,泰銖=THB,THB=THB,฿=THB,越南盾=VND,VND=VND,₫=VND,马币=MYR,林吉特=MYR,令吉=MYR,MYR=MYR,RM=MYR,"
    "印尼盾=IDR,IDR=IDR,RP=IDR,菲律宾比索=PHP,PHP=PHP,₱=PHP,卢布=RUB,RUB=RUB,₽=RUB,"
    "印度卢比=INR,INR=INR,₹=INR,"
    "瑞士法郎=CHF,CHF=CHF,NZD=NZD,AED=AED,SAR=SAR,BRL=BRL,MXN=MXN,TRY=TRY,PLN=PLN,SEK=SEK,NOK=NOK,DKK=DKK,ZAR=ZAR";
constexpr std::string_view kMultiples = "亿,千万,百万,十万,万";
// Too short to mean anything by themselves.
constexpr std::string_view kShortMultiples = "千,百,十";
constexpr std::string_view kThousands = "K,'000,'000S,000,000S,THOUSAND,THOUSANDS,MILLION,MILLIONS";
constexpr std::string_view kFractions = "分,角,毛,厘,分钱,CENT,CENTS,FEN,JIAO";
constexpr std::string_view kWhole = "元,圆,圓,块,YUAN";
constexpr std::string_view kSeparators = " ,;:/|()[]\t\r\n";

std::string Folded(std::string_view text) {
  std::string folded;
  FoldWidth(text, folded);
  for (char& c : folded) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return Simplified(folded);
}

bool IsLetter(char c) { return c >= 'A' && c <= 'Z'; }

size_t SeparatorAt(std::string_view text) {
  constexpr std::string_view kWide[] = {"、", "【", "】"};
  for (const std::string_view wide : kWide) {
    if (text.starts_with(wide)) return wide.size();
  }
  const auto byte = static_cast<unsigned char>(text[0]);
  return byte < 0x80 && kSeparators.find(text[0]) != std::string_view::npos ? 1 : 0;
}

// A currency and a multiple in one word: 万元, 人民币万元, 千美元, USD'000.
bool ReadWord(std::string_view word, MoneyUnit& unit) {
  if (word.starts_with("以")) word.remove_prefix(std::string_view("以").size());
  if (word.ends_with("计")) word.remove_suffix(std::string_view("计").size());
  if (word.empty()) return false;
  std::string_view rest = word;
  std::string_view pairs = kCurrencies;
  std::string_view currency;
  for (std::string_view pair; NextWord(pairs, pair);) {
    const std::string_view written = pair.substr(0, pair.find('='));
    if (!rest.starts_with(written)) continue;
    // Letters that go on are another word.
    const bool goes_on = rest.size() > written.size() && IsLetter(written.back()) && IsLetter(rest[written.size()]);
    if (goes_on) continue;
    currency = pair.substr(pair.find('=') + 1);
    rest.remove_prefix(written.size());
    break;
  }
  const auto is_unit = [](std::string_view text) {
    return text.empty() || IsAmong(text, kWhole) || !MeaningIn(text, kCurrencies).empty();
  };
  bool is_scaled = IsAmong(rest, kFractions) || IsAmong(rest, kThousands);
  if (!is_scaled) {
    std::string_view multiple = BeginningOf(rest, kMultiples);
    const bool is_short = multiple.empty();
    if (is_short) multiple = BeginningOf(rest, kShortMultiples);
    const std::string_view behind = rest.substr(multiple.size());
    is_scaled = !multiple.empty() && is_unit(behind) && !(is_short && behind.empty() && currency.empty());
    if (is_scaled && currency.empty()) currency = MeaningIn(behind, kCurrencies);
  }
  const bool is_whole = !is_scaled && is_unit(rest);
  if (!is_scaled && !is_whole) return false;
  if (!currency.empty()) unit.currency = currency;
  if (is_scaled) unit.scale = word;
  unit.is_plain = is_whole;
  return true;
}

// The words of a folded text, one by one.
template <typename Each>
void ForEachWord(std::string_view text, const Each& each) {
  while (!text.empty()) {
    size_t size = 0;
    while (size < text.size() && SeparatorAt(text.substr(size)) == 0) ++size;
    if (size > 0) each(text.substr(0, size));
    text.remove_prefix(size);
    while (!text.empty() && SeparatorAt(text) > 0) text.remove_prefix(SeparatorAt(text));
  }
}

// The parts of a folded text in brackets, and what is left of it without them.
std::string InBrackets(std::string_view text, std::string& outside) {
  std::string inside;
  int depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const bool wide_open = rest.starts_with("【");
    const bool wide_close = rest.starts_with("】");
    if (text[i] == '(' || text[i] == '[' || wide_open) ++depth;
    std::string& to = depth > 0 ? inside : outside;
    if (text[i] == ')' || text[i] == ']' || wide_close) depth = std::max(0, depth - 1);
    if (wide_open || wide_close) {
      to += ' ';
      i += 2;
    } else {
      to += text[i];
    }
  }
  return inside;
}

// 单位万元, 金额单位, 币种: what the unit stands behind.
std::string_view WithoutLabel(std::string_view word) {
  constexpr std::string_view kLabels[] = {"单位", "币种", "货币", "币别", "CURRENCY", "UNIT"};
  for (const std::string_view label : kLabels) {
    const size_t at = word.rfind(label);
    if (at != std::string_view::npos) return word.substr(at + label.size());
  }
  return word;
}

// Words that stand at the beginning or the end of a text outside brackets: 港币金额, 金额HKD, 成本金额万元.
void ReadEdges(std::string_view text, MoneyUnit& unit) {
  constexpr size_t kBytesMin = 3;
  std::string_view pairs = kCurrencies;
  for (std::string_view pair; NextWord(pairs, pair) && unit.currency.empty();) {
    const std::string_view written = pair.substr(0, pair.find('='));
    if (written.size() < kBytesMin || text.size() <= written.size()) continue;
    const bool is_word = IsLetter(written.back());
    const size_t from = text.size() - written.size();
    if ((text.starts_with(written) && !(is_word && IsLetter(text[written.size()]))) ||
        (text.ends_with(written) && !(is_word && IsLetter(text[from - 1]))))
      unit.currency = pair.substr(pair.find('=') + 1);
  }
  constexpr std::string_view kScales[] = {"亿元", "百万元", "十万元", "万元", "千元", "百元"};
  for (const std::string_view scale : kScales) {
    if (!text.ends_with(scale) || !unit.scale.empty()) continue;
    unit.scale = scale;
  }
}

}  // namespace

MoneyUnit UnitOfHeader(std::string_view header) {
  MoneyUnit unit;
  std::string outside;
  const std::string inside = InBrackets(Folded(header), outside);
  ForEachWord(inside, [&unit](std::string_view word) {
    if (const std::string_view rest = WithoutLabel(word); !rest.empty()) ReadWord(rest, unit);
  });
  if (unit.scale.empty() && !unit.is_plain) ReadEdges(TrimUtf8(outside), unit);
  return unit;
}

MoneyUnit UnitOfTitles(const std::vector<TextRow>& titles) {
  constexpr size_t kBytesMin = 3;
  MoneyUnit unit;
  for (const TextRow& row : titles) {
    std::string line;
    for (const std::string& cell : row) line += cell + ' ';
    const std::string folded = Folded(line);
    const auto read = [&](std::string_view word) {
      if (ReadWord(word, unit) && unit.said.empty() && (!unit.currency.empty() || !unit.scale.empty()))
        unit.said = TrimUtf8(line);
    };
    bool is_behind_label = false;
    ForEachWord(folded, [&](std::string_view word) {
      const std::string_view rest = WithoutLabel(word);
      const bool has_label = rest.size() < word.size();
      if (!rest.empty() && (has_label || is_behind_label)) read(rest);
      is_behind_label = has_label && rest.empty();
    });
    std::string outside;
    ForEachWord(InBrackets(folded, outside), [&](std::string_view word) {
      if (word.size() >= kBytesMin && !IsAmong(word, kFractions)) read(word);
    });
  }
  return unit;
}

std::string CurrencyOf(std::string_view written) {
  std::string folded = Folded(TrimUtf8(written));
  MoneyUnit unit;
  if (ReadWord(folded, unit) && unit.scale.empty() && !unit.currency.empty()) return std::string(unit.currency);
  return folded;
}

}  // namespace loyalane::ingest

#include "ingest/cell_text.h"

#include <algorithm>
#include <array>

namespace loyalane::ingest {
namespace {

constexpr std::array<std::string_view, 9> kBlanks = {
    " ", "\t", "\r", "\n", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\v"};

// Traditional characters that headers, statuses and totals are written with in Hong Kong and Taiwan, each before its
// simplified form.
constexpr std::string_view kTraditionalThenSimplified =
    "戶户編编號号碼码運运單单時时間间發发貨货攬揽應应額额費费總总結结帳账賬账簽签達达產产類类態态狀状點点業业務务員员經"
    "经聯联"
    "係系開开約约關关價价幣币別别種种實实際际淨净體体積积數数網网門门銷销諾诺預预計计劃划對对區区遞递郵邮訂订參参稱称質"
    "质滿满"
    "評评調调問问題题績绩來来佔占選选擇择國国廠厂車车進进個个從从絕绝異异難难滯滞損损壞坏轉转櫃柜驛驿匯汇協协議议負负責"
    "责專专"
    "維维護护歸归屬属營营揀拣備备註注層层頭头寫写級级審审復复覆复處处辦办歷历環环節节險险賠赔償偿";
constexpr size_t kHanBytes = 3;

// A character of three bytes as one number, which order as the bytes do.
constexpr uint32_t HanAt(std::string_view text, size_t at) {
  uint32_t code = 0;
  for (size_t byte = at; byte < at + kHanBytes; ++byte) code = code << 8 | static_cast<unsigned char>(text[byte]);
  return code;
}

struct HanPair {
  uint32_t traditional, simplified;
};
constexpr auto kHanPairs = [] {
  std::array<HanPair, kTraditionalThenSimplified.size() / (2 * kHanBytes)> pairs{};
  for (size_t pair = 0; pair < pairs.size(); ++pair) {
    const size_t at = pair * 2 * kHanBytes;
    pairs[pair] = {HanAt(kTraditionalThenSimplified, at), HanAt(kTraditionalThenSimplified, at + kHanBytes)};
  }
  std::sort(pairs.begin(), pairs.end(), [](HanPair a, HanPair b) { return a.traditional < b.traditional; });
  return pairs;
}();

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// 合计 alone, 合计：, 合计 12 票 -- but not a name such as 合计科技有限公司.
bool StartsWithSum(std::string_view text) {
  constexpr std::array<std::string_view, 7> kStarts = {"合计", "小计", "总计", "汇总", "共计", "累计", "剩余应收"};
  constexpr std::array<std::string_view, 12> kRests = {":",    "：",   "(",    "（", "行", "金额",
                                                       "费用", "应收", "应付", "票", "件", "="};
  for (const std::string_view start : kStarts) {
    if (!text.starts_with(start)) continue;
    const std::string_view rest = TrimUtf8(text.substr(start.size()));
    if (rest.empty() || IsAsciiDigit(rest[0])) return true;
    for (const std::string_view known : kRests) {
      if (rest.starts_with(known)) return true;
    }
  }
  return false;
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string_view TrimUtf8(std::string_view text) {
  // Nearly all cells have nothing to trim, which the byte at either end tells.
  constexpr auto kBytesAt = [](bool begins) {
    std::array<bool, 256> table{};
    for (const std::string_view blank : kBlanks)
      table[static_cast<unsigned char>(begins ? blank.front() : blank.back())] = true;
    return table;
  };
  static constexpr std::array<bool, 256> kMayBegin = kBytesAt(true), kMayEnd = kBytesAt(false);
  const auto byte = [](char c) { return static_cast<unsigned char>(c); };
  if (text.empty() || (!kMayBegin[byte(text.front())] && !kMayEnd[byte(text.back())])) return text;
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      while (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        again = true;
      }
      while (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        again = true;
      }
    }
  }
  return text;
}

void FoldWidth(std::string_view text, std::string& out) {
  out.clear();
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xEF && i + 2 < text.size()) {
      const auto second = static_cast<unsigned char>(text[i + 1]);
      const auto third = static_cast<unsigned char>(text[i + 2]);
      const unsigned code = 0xF000U | ((second & 0x3FU) << 6) | (third & 0x3FU);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out += static_cast<char>(code - 0xFEE0);
        i += 3;
        continue;
      }
      if (code == 0xFFE5) {
        out += "\xC2\xA5";
        i += 3;
        continue;
      }
    }
    if (text.substr(i).starts_with("\xE3\x80\x80")) {
      out += ' ';
      i += 3;
    } else if (text.substr(i).starts_with("\xC2\xA0")) {
      out += ' ';
      i += 2;
    } else {
      out += text[i];
      ++i;
    }
  }
}

std::string_view Unwrap(std::string_view text) {
  text = TrimUtf8(text);
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with("\"")) {
    text = text.substr(2, text.size() - 3);
  } else if (text.starts_with("'")) {
    text.remove_prefix(1);
  }
  return TrimUtf8(text);
}

std::string Simplified(std::string_view text) {
  std::string out(text);
  for (size_t i = 0; i + kHanBytes <= out.size(); ++i) {
    if (static_cast<unsigned char>(out[i]) < 0xE3) continue;
    const uint32_t character = HanAt(out, i);
    const auto* pair = std::lower_bound(kHanPairs.begin(), kHanPairs.end(), character,
                                        [](HanPair known, uint32_t wanted) { return known.traditional < wanted; });
    if (pair != kHanPairs.end() && pair->traditional == character) {
      for (size_t byte = 0; byte < kHanBytes; ++byte)
        out[i + byte] = static_cast<char>(pair->simplified >> 8 * (kHanBytes - 1 - byte));
    }
    i += kHanBytes - 1;
  }
  return out;
}

bool IsMissing(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 6) return false;
  constexpr std::array<std::string_view, 13> kMarks = {
      "na", "-", "--", "—", "——", "/", "\\", "n/a", "null", "none", "#n/a", "\xE6\x97\xA0", "\xE7\xA9\xBA"};
  const std::string lower = LowerAscii(text);
  for (const std::string_view mark : kMarks) {
    if (lower == mark) return true;
  }
  return false;
}

bool IsSheetError(std::string_view text) {
  if (text.size() < 5 || text.front() != '#') return false;
  constexpr std::array<std::string_view, 12> kErrors = {"#REF!",   "#VALUE!",   "#NAME?",    "#DIV/0!",
                                                        "#NULL!",  "#NUM!",     "#SPILL!",   "#CALC!",
                                                        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#GETTING_DATA"};
  for (const std::string_view known : kErrors) {
    if (text == known) return true;
  }
  return false;
}

bool IsTotalsWord(std::string_view written) {
  // Ids, dates and numbers, which most cells are.
  constexpr std::string_view kFirstOfAscii = "tTsSgG";
  if (written.empty()) return false;
  if (static_cast<unsigned char>(written[0]) < 0x80 && kFirstOfAscii.find(written[0]) == std::string_view::npos)
    return false;
  const std::string simplified = Simplified(written);
  if (StartsWithSum(simplified)) return true;
  // 本月合计, 应收合计: what is summed may stand before the word.
  constexpr std::array<std::string_view, 16> kBefore = {"本页", "本月", "当月", "本期", "当期", "全部", "账单", "费用",
                                                        "运费", "金额", "应收", "应付", "客户", "月度", "总",   "月"};
  for (const std::string_view before : kBefore) {
    if (simplified.starts_with(before) && StartsWithSum(std::string_view(simplified).substr(before.size())))
      return true;
  }
  std::string lower = LowerAscii(simplified);
  while (!lower.empty() && (lower.back() == ':' || lower.back() == ' ')) lower.pop_back();
  return lower == "total" || lower == "subtotal" || lower == "sub total" || lower == "grand total" || lower == "sum" ||
         lower == "total amount" || lower == "totals";
}

bool IsScientific(std::string_view text) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t begin = at;
    while (at < text.size() && IsAsciiDigit(text[at])) ++at;
    return at - begin;
  };
  if (digits() == 0) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at >= text.size() || (text[at] != 'E' && text[at] != 'e')) return false;
  ++at;
  // Without a sign it may be an id such as 12E34; spreadsheets always write one.
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return false;
  ++at;
  return digits() > 0 && at == text.size();
}

std::string NormaliseHeader(std::string_view header) {
  std::string folded;
  FoldWidth(TrimUtf8(header), folded);
  std::string out;
  int bracket_depth = 0;
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const bool may_be_wide = static_cast<unsigned char>(c) == 0xE3;
    const bool wide_open = may_be_wide && std::string_view(folded).substr(i).starts_with("【");
    const bool wide_close = may_be_wide && std::string_view(folded).substr(i).starts_with("】");
    if (c == '(' || c == '[' || wide_open) {
      ++bracket_depth;
      if (wide_open) i += 2;
      continue;
    }
    if (c == ')' || c == ']' || wide_close) {
      if (bracket_depth > 0) --bracket_depth;
      if (wide_close) i += 2;
      continue;
    }
    if (bracket_depth > 0) continue;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '_' || c == '-' || c == '.' || c == '*' || c == '"' ||
        c == '\'')
      continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return Simplified(out);
}

}  // namespace loyalane::ingest

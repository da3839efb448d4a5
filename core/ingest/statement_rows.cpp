#include "ingest/statement_rows.h"

#include <algorithm>

#include "ingest/cell_text.h"
#include "ingest/word_lists.h"

namespace loyalane::ingest {
namespace {

constexpr std::string_view kEndMarks =
    "月结权益优惠,权益优惠,优惠明细,月结优惠,件量,票量,账单说明,温馨提示,备注,说明,注,制表,制表人,制单,制单人,审核,"
    "审核人,复核,"
    "客户签字,客户确认,签章,盖章,开户行,开户银行,收款账户,收款账号,付款信息";
constexpr size_t kCellsThatMaySayTotals = 3;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsMostlyDigits(std::string_view text) {
  const auto digits = static_cast<size_t>(std::count_if(text.begin(), text.end(), IsDigit));
  return digits * 2 >= text.size();
}

}  // namespace

std::string_view FirstFilled(const TextRow& cells) {
  for (const std::string& cell : cells) {
    const std::string_view text = TrimUtf8(cell);
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<std::string> KnownEndMarks() {
  std::vector<std::string> marks;
  std::string_view words = kEndMarks;
  for (std::string_view word; NextWord(words, word);) marks.emplace_back(word);
  return marks;
}

bool IsEndMark(std::string_view first, const std::vector<std::string>& marks) {
  const std::string text = NormaliseHeader(first);
  return std::any_of(marks.begin(), marks.end(), [&text](const std::string& mark) {
    if (mark.empty() || !text.starts_with(mark)) return false;
    if (text.size() == mark.size()) return true;
    const char next = text[mark.size()];
    return static_cast<unsigned char>(next) < 0x80 && (next < 'a' || next > 'z');
  });
}

bool LooksLikeHeader(const TextRow& cells) {
  std::string folded;
  size_t filled = 0;
  for (const std::string& cell : cells) {
    FoldWidth(TrimUtf8(cell), folded);
    if (folded.empty()) continue;
    if (IsMostlyDigits(folded)) return false;
    ++filled;
  }
  return filled >= 2;
}

HeaderWords::HeaderWords(const std::vector<std::string>& headers) {
  for (const std::string& header : headers) {
    const size_t joint = header.find(kHeaderJoint);
    const std::string_view text = header;
    words_.push_back({NormaliseHeader(text), NormaliseHeader(text.substr(0, joint)),
                      joint == std::string::npos ? "" : NormaliseHeader(text.substr(joint + 1))});
  }
}

bool HeaderWords::IsHeader(const TextRow& cells) const {
  size_t filled = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const std::string word = NormaliseHeader(cells[i]);
    if (word.empty()) {
      // Something that is no word at all, such as "-": no header has it.
      if (!TrimUtf8(cells[i]).empty()) return false;
      continue;
    }
    if (i >= words_.size() || std::find(words_[i].begin(), words_[i].end(), word) == words_[i].end()) return false;
    ++filled;
  }
  return filled >= 2;
}

bool IsTotalsRow(const TextRow& cells) {
  size_t filled = 0;
  for (const std::string& cell : cells) {
    const std::string_view text = TrimUtf8(cell);
    if (text.empty()) continue;
    if (IsTotalsWord(text)) return true;
    if (++filled == kCellsThatMaySayTotals) return false;
  }
  return false;
}

}  // namespace loyalane::ingest

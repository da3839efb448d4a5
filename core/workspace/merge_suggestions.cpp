#include "workspace/merge_suggestions.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/sort.h"
#include "table/text_pool.h"
#include "workspace/spelling.h"

namespace loyalane::workspace {
namespace {

using profile::CustomerFact;
using profile::ProfileTable;

// What evidence is worth (docs/formulas/merge-suggestions.md).
constexpr int32_t kSameNameScore = 90;
constexpr int32_t kOtherFormScore = 85;
constexpr int32_t kOnePlaceScore = 70;
constexpr int32_t kOtherPlacesScore = 65;
constexpr int32_t kOneSlipScore = 60;
constexpr int32_t kSameCodeScore = 75;
constexpr int32_t kShortNameLoses = 25;
constexpr int32_t kCodeBesidesNameAdds = 8;
constexpr int32_t kAgreementAdds = 2;

constexpr size_t kSlipSizeMin = 5;           // characters of a stem in which one slip is looked for
constexpr size_t kPersonSizeMax = 4;         // characters: a stem of fewer may be a person's name
constexpr size_t kSlipNeighbours = 8;        // compared with each other of those that share a rest
constexpr size_t kSlipRestsMax = 2'000'000;  // in memory at a time

// Customers of whom nothing is said.
bool IsNobody(std::u32string_view stem) {
  constexpr std::u32string_view kNobody[] = {U"散客", U"个人",   U"个人客户", U"现金",    U"现金客户", U"临时客户",
                                             U"其他", U"匿名",   U"零散客户", U"未知",    U"客户",     U"无名",
                                             U"测试", U"寄件人", U"发件人",   U"普通客户"};
  return std::find(std::begin(kNobody), std::end(kNobody), stem) != std::end(kNobody);
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

uint64_t HashOf(std::u32string_view text) {
  return table::HashBytes({reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char32_t)});
}

// A row with a part of a hash, so that sorting brings equal ones together. (Whole numbers are what the library sorts
// without being compiled anew.)
uint64_t Keyed(uint64_t hash, uint32_t row) { return (hash & ~uint64_t{UINT32_MAX}) | row; }
bool SameHash(uint64_t a, uint64_t b) { return a >> 32 == b >> 32; }

class Suggester {
 public:
  Suggester(const ProfileTable& table, const std::vector<uint32_t>& group_of)
      : table_(table), group_of_(group_of), several_places_(table.rows()) {}

  MergeSuggestions Run() {
    PairByName();
    PairByCode();
    PairBySlip();
    Sort(pairs_);
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    std::vector<MergeSuggestion> found;
    for (const uint64_t pair : pairs_) {
      if (auto suggestion = Compare(static_cast<uint32_t>(pair >> 32), static_cast<uint32_t>(pair)))
        found.push_back(std::move(*suggestion));
    }
    std::vector<uint32_t> order(found.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    // They stand in the order of their rows.
    Sort(order, [this, &found](uint32_t a, uint32_t b) {
      if (found[a].score != found[b].score) return found[a].score > found[b].score;
      const uint32_t left = table_.waybills[found[a].from];
      const uint32_t right = table_.waybills[found[b].from];
      return left != right ? left > right : a < b;
    });
    MergeSuggestions result;
    std::vector<uint8_t> used(table_.rows(), 0);  // 1: others are merged into it; 2: it is merged away
    for (const uint32_t i : order) {
      MergeSuggestion& suggestion = found[i];
      uint8_t& into = used[suggestion.into];
      uint8_t& from = used[suggestion.from];
      if (into == 2 || from == 2 || (from == 1 && !suggestion.is_group)) continue;
      if (!suggestion.is_group) {
        into = 1;
        from = 2;
      }
      ++result.total;
      if (result.best.size() < kSuggestionsMax) result.best.push_back(std::move(suggestion));
    }
    return result;
  }

 private:
  // The name; a code that is a name where there is none.
  [[nodiscard]] std::string_view NameOf(uint32_t row) const {
    const std::string_view name = table_.customer_name[row];
    if (!name.empty()) return name;
    const std::string_view code = table_.customer_id[row];
    return IsAscii(code) ? std::string_view() : code;
  }

  // Whether `a` rather than `b` stays.
  [[nodiscard]] bool Stays(uint32_t a, uint32_t b) const {
    if (table_.waybills[a] != table_.waybills[b]) return table_.waybills[a] > table_.waybills[b];
    if (table_.amount[a] != table_.amount[b]) return table_.amount[a] > table_.amount[b];
    return a < b;
  }

  [[nodiscard]] uint32_t FirstOf(const std::vector<uint32_t>& rows) const {
    uint32_t first = rows[0];
    for (const uint32_t row : rows) first = Stays(row, first) ? row : first;
    return first;
  }

  void Pair(uint32_t a, uint32_t b) {
    if (a == b) return;
    pairs_.push_back(Stays(a, b) ? uint64_t{a} << 32 | b : uint64_t{b} << 32 | a);
  }

  // Calls run(rows) for rows that share a hash, at least two of them.
  static void EachRun(std::vector<uint64_t>& keyed, const std::function<void(const std::vector<uint32_t>&)>& run) {
    Sort(keyed);
    std::vector<uint32_t> rows;
    for (size_t begin = 0; begin < keyed.size();) {
      size_t end = begin;
      rows.clear();
      while (end < keyed.size() && SameHash(keyed[end], keyed[begin]))
        rows.push_back(static_cast<uint32_t>(keyed[end++]));
      if (rows.size() > 1) run(rows);
      begin = end;
    }
  }

  void PairByName() {
    std::vector<uint64_t> keyed;
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      const Spelling spelling = speller_.Of(NameOf(row));
      sizes_.push_back(static_cast<uint8_t>(std::min<size_t>(spelling.stem.size(), UINT8_MAX)));
      if (spelling.stem.empty() || IsNobody(spelling.stem)) continue;
      keyed.push_back(Keyed(HashOf(spelling.stem), row));
    }
    EachRun(keyed, [this](const std::vector<uint32_t>& rows) { PairSameName(rows); });
  }

  // Those of one place with the one of them that stays; the ones that stay with the first of all.
  void PairSameName(const std::vector<uint32_t>& rows) {
    std::vector<Spelling> spelt;
    std::vector<uint32_t> order;
    for (const uint32_t row : rows) {
      order.push_back(static_cast<uint32_t>(spelt.size()));
      spelt.push_back(speller_.Of(NameOf(row)));
    }
    Sort(order, [this, &spelt, &rows](uint32_t a, uint32_t b) {
      if (const int by_stem = spelt[a].stem.compare(spelt[b].stem); by_stem != 0) return by_stem < 0;
      if (const int by_place = spelt[a].place.compare(spelt[b].place); by_place != 0) return by_place < 0;
      return Stays(rows[a], rows[b]);
    });
    for (size_t begin = 0; begin < order.size();) {
      size_t end = begin;
      std::vector<uint32_t> stay;
      for (; end < order.size() && spelt[order[end]].stem == spelt[order[begin]].stem; ++end) {
        if (end == begin || spelt[order[end]].place != spelt[order[end - 1]].place) stay.push_back(rows[order[end]]);
        Pair(stay.back(), rows[order[end]]);
      }
      const uint32_t first = FirstOf(stay);
      for (const uint32_t row : stay) Pair(first, row);
      // With several places a name without one is of none of them.
      for (size_t i = begin; stay.size() > 2 && i < end; ++i) several_places_[rows[order[i]]] = 1;
      begin = end;
    }
  }

  void PairByCode() {
    std::vector<uint64_t> keyed;
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      const std::string code = Speller::Code(table_.customer_id[row]);
      if (!code.empty()) keyed.push_back(Keyed(table::HashBytes(code), row));
    }
    EachRun(keyed, [this](const std::vector<uint32_t>& rows) {
      const uint32_t first = FirstOf(rows);
      for (const uint32_t row : rows) Pair(first, row);
    });
  }

  // Two texts that are one slip apart share the rest that is left when one character of each, or of the longer one, is
  // taken out. Only of customers of whom more is known: a slip alone is no evidence.
  void PairBySlip() {
    if (table_.facts.empty()) return;
    size_t rests = 0;
    std::vector<uint32_t> rows;
    for (uint32_t row = 0; row < table_.rows(); ++row) {
      const bool any_fact = std::any_of(table_.facts[row].begin(), table_.facts[row].end(),
                                        [](uint32_t text) { return text != ProfileTable::kNoFact; });
      const size_t size = any_fact ? sizes_[row] : 0;
      if (size < kSlipSizeMin) continue;
      rows.push_back(row);
      rests += size + 1;
    }
    const size_t parts = rests / kSlipRestsMax + 1;
    std::vector<uint64_t> keyed;
    for (size_t part = 0; part < parts; ++part) {
      keyed.clear();
      for (const uint32_t row : rows) {
        const std::u32string stem = speller_.Of(NameOf(row)).stem;
        std::u32string rest = stem;
        Keep(HashOf(rest), row, part, parts, keyed);
        rest.pop_back();
        // The rest without character i is that without i + 1, with one character changed.
        for (size_t i = stem.size(); i-- > 0;) {
          if (i + 1 < stem.size()) rest[i] = stem[i + 1];
          Keep(HashOf(rest), row, part, parts, keyed);
        }
      }
      EachRun(keyed, [this](const std::vector<uint32_t>& same) {
        for (size_t i = 0; i < same.size(); ++i) {
          for (size_t j = i + 1; j < std::min(same.size(), i + 1 + kSlipNeighbours); ++j) Pair(same[i], same[j]);
        }
      });
    }
  }
  static void Keep(uint64_t hash, uint32_t row, size_t part, size_t parts, std::vector<uint64_t>& keyed) {
    if (hash % parts == part) keyed.push_back(Keyed(hash, row));
  }

  [[nodiscard]] std::optional<MergeSuggestion> Compare(uint32_t into, uint32_t from) const {
    MergeSuggestion suggestion{into, from, false, 0, {}};
    const std::string_view left = NameOf(into);
    const std::string_view right = NameOf(from);
    const Spelling a = speller_.Of(left);
    const Spelling b = speller_.Of(right);
    const auto say = [&suggestion](EvidenceKind kind, std::string_view of_left, std::string_view of_right) {
      suggestion.evidence.push_back({kind, std::string(of_left), std::string(of_right)});
    };
    const bool both_named = !a.stem.empty() && !b.stem.empty();
    const bool same_stem = both_named && a.stem == b.stem;
    const bool slip =
        both_named && !same_stem && std::min(a.stem.size(), b.stem.size()) >= kSlipSizeMin && IsOneSlip(a.stem, b.stem);
    if (both_named && !same_stem && !slip) return std::nullopt;
    if (same_stem) {
      suggestion.score = a.is_company == b.is_company ? kSameNameScore : kOtherFormScore;
      say(a.is_company == b.is_company ? EvidenceKind::kSameName : EvidenceKind::kOtherForm, left, right);
    } else if (slip) {
      suggestion.score = kOneSlipScore;
      say(EvidenceKind::kOneSlip, left, right);
    }
    if (both_named && a.place != b.place) {
      const bool one = a.place.empty() || b.place.empty();
      suggestion.is_group = !one || a.is_branch != b.is_branch || several_places_[into] != 0 || slip;
      suggestion.score = std::min(suggestion.score, suggestion.is_group ? kOtherPlacesScore : kOnePlaceScore);
      say(one ? EvidenceKind::kOnePlace : EvidenceKind::kOtherPlaces, ToUtf8(a.place), ToUtf8(b.place));
      if (slip) return std::nullopt;
    }
    const bool same_code = SameCode(into, from);
    if (same_code) {
      suggestion.score = both_named ? suggestion.score + kCodeBesidesNameAdds : kSameCodeScore;
      say(EvidenceKind::kSameCode, table_.customer_id[into], table_.customer_id[from]);
    }
    const size_t before = suggestion.evidence.size();
    for (const auto& [fact, kind] : {std::pair(CustomerFact::kOutlet, EvidenceKind::kSameOutlet),
                                     std::pair(CustomerFact::kAccountManager, EvidenceKind::kSameManager),
                                     std::pair(CustomerFact::kContact, EvidenceKind::kSameContact),
                                     std::pair(CustomerFact::kIndustry, EvidenceKind::kSameIndustry)}) {
      const std::string_view text = table_.Fact(into, fact);
      if (text.empty() || text != table_.Fact(from, fact)) continue;
      say(kind, text, text);
      suggestion.score += kAgreementAdds;
    }
    const bool agrees = suggestion.evidence.size() > before;
    if (slip && !agrees && !same_code) return std::nullopt;
    // Many people share a name.
    if (both_named && a.stem.size() < kPersonSizeMax && !a.is_company && !b.is_company) {
      if (!agrees && !same_code) return std::nullopt;
      suggestion.score -= kShortNameLoses;
    }
    if (!both_named && !same_code) return std::nullopt;
    if (suggestion.is_group && InOneGroup(into, from)) return std::nullopt;
    suggestion.score = std::min(suggestion.score, 100);
    return suggestion;
  }

  [[nodiscard]] bool SameCode(uint32_t a, uint32_t b) const {
    const std::string code = Speller::Code(table_.customer_id[a]);
    return !code.empty() && code == Speller::Code(table_.customer_id[b]);
  }
  [[nodiscard]] bool InOneGroup(uint32_t a, uint32_t b) const {
    return !group_of_.empty() && group_of_[a] != kNoGroup && group_of_[a] == group_of_[b];
  }

  const ProfileTable& table_;
  const std::vector<uint32_t>& group_of_;
  Speller speller_;
  std::vector<uint8_t> sizes_;           // of stems, by row, UINT8_MAX = that or more
  std::vector<uint64_t> pairs_;          // the one that stays, the other
  std::vector<uint8_t> several_places_;  // by row: the name occurs with several
};

struct EvidenceWords {
  std::string_view zh, en;  // {left}, {right}
};
// By EvidenceKind.
constexpr EvidenceWords kEvidenceWords[] = {
    {"名称相同（不计空格、标点、繁简和地点）：“{left}”和“{right}”",
     "Same name but for blanks, punctuation and place: “{left}” and “{right}”"},
    {"只差公司字样：“{left}”和“{right}”", "Only the company form differs: “{left}” and “{right}”"},
    {"只有一方写了地点：“{left}{right}”", "Only one of them names a place: “{left}{right}”"},
    {"地点不同：“{left}”和“{right}”", "Different places: “{left}” and “{right}”"},
    {"只差一个字：“{left}”和“{right}”", "One character differs: “{left}” and “{right}”"},
    {"编码相同（不计前导零、大小写和分隔符）：“{left}”和“{right}”",
     "Same code but for leading zeros, case and separators: “{left}” and “{right}”"},
    {"网点相同：“{left}”", "Same outlet: “{left}”"},
    {"客户经理相同：“{left}”", "Same account manager: “{left}”"},
    {"联系人相同：“{left}”", "Same contact: “{left}”"},
    {"行业相同：“{left}”", "Same industry: “{left}”"},
};

}  // namespace

std::string TextOf(const Evidence& evidence, Language language) {
  const EvidenceWords& words = kEvidenceWords[static_cast<size_t>(evidence.kind)];
  std::string_view text = language == Language::kZh ? words.zh : words.en;
  std::string out;
  while (!text.empty()) {
    const size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    if (text.empty()) break;
    out += text[1] == 'l' ? evidence.left : evidence.right;
    text.remove_prefix(text.find('}') + 1);
  }
  return out;
}

MergeSuggestions SuggestMerges(const ProfileTable& table, const std::vector<uint32_t>& group_of) {
  return Suggester(table, group_of).Run();
}

}  // namespace loyalane::workspace

#include "report/column_notes.h"

#include "segment/customer_type.h"
#include "segment/rfm_names.h"

namespace loyalane::report {
namespace {

using enum CellKind;

constexpr ColumnNote kNotes[] = {
    {"customer_id", kText, 0, "客户编码", "Customer", "认客户用的字段，导入时选定。",
     "The field that says who the customer is, chosen at import."},
    {"customer_name", kText, 0, "客户名称", "Name", "", ""},
    {"type", kText, 0, "类型", "Type", "客户价值与可得性各分高低，得四类。",
     "Customer value and availability, each high or low, give four types."},
    {"raw_type", kText, 0, "按门槛", "By threshold", "只按门槛得出的类型，不看上期。",
     "The type by the thresholds alone, whatever it was before."},
    {"flags", kText, 0, "标记", "Flags", "临界、暂定、沉睡、新客户。", "Borderline, provisional, dormant, new."},
    {"cv", kNumber, 2, "客户价值 CV", "Value CV", "0–30 分：月贡献、每次消费、周期的得分按权重合计。",
     "0 to 30 points: the scores of contribution, spend and cycle by their weights."},
    {"ac", kNumber, 2, "可得性 AC %", "Availability AC %",
     "份额、满意度、排名、合作时间、最近合作的得分与同行吸引力之比。",
     "The scores of share, satisfaction, rank, tenure and recency against the attraction of rivals."},
    {"coverage", kPercent, 1, "覆盖率", "Coverage", "有依据的属性所占的权重。",
     "The weight of the attributes that are known."},
    {"reason", kText, 0, "理由", "Reason", "", ""},
    {"waybills", kNumber, 0, "票数", "Waybills", "期内不同运单号的个数。", "Distinct waybill numbers in the window."},
    {"ship_days", kNumber, 0, "寄件天数", "Ship days", "期内有寄件的天数。", "Days of the window with a shipment."},
    {"amount", kNumber, 2, "金额", "Amount", "期内各行金额之和。", "Sum of all lines in the window."},
    {"currency", kText, 0, "币种", "Currency", "", ""},
    {"avg_spend", kNumber, 2, "平均每次消费额", "Average spend", "期内金额 ÷ 次数。",
     "Amount in the window ÷ occasions."},
    {"purchase_cycle_days", kNumber, 1, "平均消费周期（天）", "Purchase cycle (days)", "两次消费之间的平均天数。",
     "Mean days between occasions."},
    {"monthly_contribution", kNumber, 2, "月贡献度", "Monthly contribution", "期内金额 ÷ 观察月数。",
     "Amount in the window ÷ months observed."},
    {"first_ship", kDate, 0, "首次寄件", "First shipment", "", ""},
    {"last_ship", kDate, 0, "最近寄件", "Last shipment", "", ""},
    {"tenure_months", kNumber, 1, "合作时间（月）", "Tenure (months)", "开户或首次寄件到截至日。",
     "From the account's opening or the first shipment to the as-of date."},
    {"recency_days", kNumber, 0, "距最近寄件（天）", "Recency (days)", "最近寄件日到截至日。",
     "From the last shipment to the as-of date."},
    {"ontime_num", kNumber, 0, "准时票数", "On time", "", ""},
    {"ontime_den", kNumber, 0, "有时限的票数", "With a promise", "准时率的分母。",
     "The denominator of the on-time rate."},
    {"choice_share", kPercent, 1, "选择份额", "Choice share", "客户把多少业务交给本公司。",
     "How much of the customer's business is ours."},
    {"satisfaction", kNumber, 2, "满意度", "Satisfaction", "换算到 1–5 分的平均。", "Mean on a scale of 1 to 5."},
    {"mind_rank", kNumber, 0, "心中排名", "Mind rank", "", ""},
    {"s_m", kNumber, 2, "月贡献分", "Monthly score", "0–10 分。", "0 to 10."},
    {"s_a", kNumber, 2, "消费额分", "Spend score", "0–10 分。", "0 to 10."},
    {"s_c", kNumber, 2, "周期分", "Cycle score", "0–10 分。", "0 to 10."},
    {"s_share", kNumber, 2, "份额分", "Share score", "0–10 分。", "0 to 10."},
    {"s_sat", kNumber, 2, "满意分", "Satisfaction score", "0–10 分。", "0 to 10."},
    {"s_rank", kNumber, 2, "排名分", "Rank score", "0–10 分。", "0 to 10."},
    {"s_tenure", kNumber, 2, "合作分", "Tenure score", "0–10 分。", "0 to 10."},
    {"s_recency", kNumber, 2, "最近分", "Recency score", "0–10 分。", "0 to 10."},
    {"rfm_code", kText, 0, "RFM", "RFM", "三个分数连写。", "The three scores in a row."},
    {"rfm_segment", kText, 0, "RFM 分群", "RFM segment", "", ""},
    {"abc_class", kText, 0, "ABC", "ABC", "按金额从高到低累计占比分 A、B、C。",
     "By cumulative share of the amount, largest first."},
    {"abc_share", kPercent, 2, "金额占比", "Share of amount", "", ""},
    {"frequency", kNumber, 0, "频次", "Frequency", "期内票数或寄件天数，见设置。",
     "Waybills or ship days in the window, by the settings."},
    {"monetary", kNumber, 2, "金额", "Monetary", "期内金额。", "Amount in the window."},
    {"r", kNumber, 0, "R 分", "R", "越近越高。", "The more recent, the higher."},
    {"f", kNumber, 0, "F 分", "F", "越频繁越高。", "The more often, the higher."},
    {"m", kNumber, 0, "M 分", "M", "金额越大越高。", "The larger the amount, the higher."},
    {"code", kText, 0, "RFM", "RFM", "三个分数连写。", "The three scores in a row."},
    {"segment", kText, 0, "RFM 分群", "RFM segment", "", ""},
    {"segment_rf", kText, 0, "RF 分群", "RF segment", "只看 R 和 F。", "By R and F alone."},
    {"value", kNumber, 2, "金额", "Value", "期内金额。", "Amount in the window."},
    {"share", kPercent, 2, "金额占比", "Share", "", ""},
    {"cum_share_before", kPercent, 2, "此前累计占比", "Cumulative share before", "排在前面的客户合计占比。",
     "Share of the customers before this one."},
    {"class", kText, 0, "ABC", "ABC", "此前累计占比决定等级。", "The cumulative share before decides the class."},
};

std::string FlagWords(std::string_view flags, Language language) {
  struct Word {
    std::string_view id, zh, en;
  };
  constexpr Word kWords[] = {{"borderline", "临界", "borderline"},
                             {"provisional", "暂定", "provisional"},
                             {"dormant", "沉睡", "dormant"},
                             {"new", "新客户", "new"}};
  std::string words;
  for (size_t at = 0; at < flags.size();) {
    const size_t end = std::min(flags.find(';', at), flags.size());
    const std::string_view flag = flags.substr(at, end - at);
    at = end + 1;
    if (!words.empty()) words += language == Language::kZh ? "、" : ", ";
    std::string_view word = flag;
    for (const Word& known : kWords) {
      if (known.id == flag) word = language == Language::kZh ? known.zh : known.en;
    }
    words += word;
  }
  return words;
}

}  // namespace

const ColumnNote* NoteOf(std::string_view column) {
  for (const ColumnNote& note : kNotes) {
    if (note.column == column) return &note;
  }
  return nullptr;
}

std::string InWords(std::string_view column, std::string_view text, Language language) {
  if (text.empty()) return {};
  if (column == "flags") return FlagWords(text, language);
  if (column == "type" || column == "raw_type") {
    const auto type = segment::ParseCustomerType(text);
    if (type) return std::string(segment::NameOf(*type, language));
  }
  if (column == "segment" || column == "segment_rf" || column == "rfm_segment") {
    for (int i = 0; i < segment::kRfmSegmentCount; ++i) {
      const auto segment = static_cast<segment::RfmSegment>(i);
      if (segment::IdOf(segment) == text) return std::string(segment::NameOf(segment, language));
    }
  }
  return std::string(text);
}

}  // namespace loyalane::report

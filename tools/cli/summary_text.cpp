#include "summary_text.h"

#include <fmt/format.h>

namespace loyalane::cli {
namespace {

std::string Percent(double share) { return fmt::format("{:.1f} %", share * 100); }

constexpr size_t kExamplesShown = 3;

// A line a cause: how many rows, its id, what it is; below it the first rows with what stood there.
std::string CauseLines(const intake::ImportedData& data, Severity severity, Language language) {
  const bool zh = language == Language::kZh;
  std::string out;
  for (size_t i = 0; i < static_cast<size_t>(ErrorId::kCount); ++i) {
    const auto id = static_cast<ErrorId>(i);
    if (TextOf(id).severity != severity) continue;
    uint64_t count = 0;
    std::string examples;
    size_t shown = 0;
    for (const intake::SourceReport& source : data.sources) {
      count += source.issues.count(id);
      if (source.issues.count(id) == 0 || shown == kExamplesShown) continue;
      for (const ingest::Issue& issue : source.issues.Listed()) {
        if (issue.id != id || shown == kExamplesShown) continue;
        ++shown;
        examples += zh ? fmt::format("            {} 第 {} 行", source.name, issue.row)
                       : fmt::format("            {} row {}", source.name, issue.row);
        examples += issue.value.empty() ? "\n" : (zh ? "：" : ": ") + issue.value + "\n";
      }
    }
    if (count > 0)
      out += fmt::format("  {:>8}  {}  {}\n", count, IdOf(id), Sentence(Error(id).With("value", "…"), language)) +
             examples;
  }
  return out;
}

}  // namespace

std::string ImportSummary(const intake::ImportedData& data, Language language) {
  const bool zh = language == Language::kZh;
  std::string out;
  Money read;
  for (const intake::SourceReport& source : data.sources) {
    read += source.amount_read;
    const model::Dataset& dataset = model::DatasetOf(source.plan.dataset);
    out += fmt::format("{}: {} · {} · {}\n", source.name, zh ? dataset.zh : dataset.en,
                       ingest::EncodingName(source.plan.encoding),
                       zh ? fmt::format("读入 {} 行 = 采用 {} + 排除 {}", source.rows_in, source.rows_used,
                                        source.rows_in - source.rows_used)
                          : fmt::format("{} rows in = {} used + {} excluded", source.rows_in, source.rows_used,
                                        source.rows_in - source.rows_used));
    for (const Error& notice : source.notices) out += "  " + Describe(notice, language) + "\n";
  }
  for (const Error& notice : data.notices) out += "  " + Describe(notice, language) + "\n";
  const std::string excluded = CauseLines(data, Severity::Row, language);
  const std::string notices = CauseLines(data, Severity::Notice, language);
  if (!excluded.empty()) out += (zh ? "排除的行：\n" : "Rows excluded:\n") + excluded;
  if (!notices.empty()) out += (zh ? "提示：\n" : "Notices:\n") + notices;
  Money in_window;
  for (const Money amount : data.table.amount) in_window += amount;
  if (data.table.has_shipments) {
    out += zh ? fmt::format("统计期 {} 至 {}，截至 {}；客户 {} 个；文件金额 {} {}，统计期内 {} {}\n",
                            ToIso(data.table.window.from), ToIso(data.table.window.to), ToIso(data.table.as_of),
                            data.table.rows(), ToDecimal(read), data.table.currency, ToDecimal(in_window),
                            data.table.currency)
              : fmt::format(
                    "Window {} to {}, as of {}; {} customers; amount in the files {} {}, inside the window {} {}\n",
                    ToIso(data.table.window.from), ToIso(data.table.window.to), ToIso(data.table.as_of),
                    data.table.rows(), ToDecimal(read), data.table.currency, ToDecimal(in_window), data.table.currency);
  } else if (data.table.rows() > 0) {
    // Files that are checked and counted alone bring no customer.
    out += zh ? fmt::format("客户 {} 个\n", data.table.rows()) : fmt::format("{} customers\n", data.table.rows());
  }
  return out;
}

std::string SegmentSummary(const intake::ImportedData& data, const segment::CvAcResult& result, Language language) {
  const bool zh = language == Language::kZh;
  const auto shares = segment::TypeShares(result);
  std::string out = zh ? fmt::format("四类客户（CV 分界 {:.2f}，AC 分界 {:.2f} %；共 {} 个客户）\n",
                                     result.thresholds.cv, result.thresholds.ac, result.rows())
                       : fmt::format("Four types (CV threshold {:.2f}, AC threshold {:.2f} %; {} customers)\n",
                                     result.thresholds.cv, result.thresholds.ac, result.rows());
  for (const segment::CustomerType type : {segment::CustomerType::kCore, segment::CustomerType::kContested,
                                           segment::CustomerType::kLoyal, segment::CustomerType::kGeneral}) {
    const auto index = static_cast<size_t>(type);
    Money amount;
    for (size_t row = 0; row < result.rows(); ++row) {
      if (result.type[row] == type) amount += data.table.amount[row];
    }
    out += fmt::format("  {:>6}  {}  {} ({} – {})  {} {}\n", shares[index].customers, segment::NameOf(type, language),
                       Percent(shares[index].share), Percent(shares[index].interval.low),
                       Percent(shares[index].interval.high), ToDecimal(amount), data.table.currency);
  }
  std::array<uint64_t, 4> flagged{};
  for (const uint8_t flags : result.flags) {
    for (size_t bit = 0; bit < flagged.size(); ++bit) flagged[bit] += flags >> bit & 1;
  }
  out += zh ? fmt::format("  临界 {}，暂定 {}，沉睡 {}，新客户 {}\n", flagged[0], flagged[1], flagged[2], flagged[3])
            : fmt::format("  borderline {}, provisional {}, dormant {}, new {}\n", flagged[0], flagged[1], flagged[2],
                          flagged[3]);
  for (const Error& notice : result.notices) out += "  " + Describe(notice, language) + "\n";
  return out;
}

std::string RfmSummary(const segment::RfmResult& result, Language language) {
  const bool zh = language == Language::kZh;
  std::string out =
      zh ? fmt::format("RFM：{} 个客户\n", result.customers) : fmt::format("RFM: {} customers\n", result.customers);
  for (int i = 0; i < segment::kRfmSegmentCount; ++i) {
    const auto which = static_cast<segment::RfmSegment>(i);
    uint64_t count = 0;
    for (size_t row = 0; row < result.code.size(); ++row)
      count += result.code[row] != 0 && result.segment[row] == which ? 1 : 0;
    if (count > 0) out += fmt::format("  {:>6}  {}\n", count, segment::NameOf(which, language));
  }
  for (const Error& notice : result.notices) out += "  " + Describe(notice, language) + "\n";
  return out;
}

std::string AbcSummary(const segment::AbcResult& result, Language language) {
  const bool zh = language == Language::kZh;
  std::string out;
  for (size_t i = 0; i < result.classes.size(); ++i) {
    out += fmt::format("  {}  {:>6}  {}\n", segment::LetterOf(static_cast<segment::AbcClass>(i)),
                       result.classes[i].customers, Percent(result.classes[i].value_share));
  }
  out += zh ? fmt::format("前 {} 个客户占 {}；{} 个客户占 80 %；基尼系数 {:.4f}\n", result.top_customers,
                          Percent(result.top_share), result.customers_for_80, result.gini)
            : fmt::format("The top {} customers hold {}; {} customers hold 80 %; Gini {:.4f}\n", result.top_customers,
                          Percent(result.top_share), result.customers_for_80, result.gini);
  return out;
}

std::string RowsSummary(const intake::FoundRows& found, const std::string& customer, const std::string& currency,
                        Language language) {
  const bool zh = language == Language::kZh;
  std::string out = zh ? fmt::format("客户 {}：共 {} 行，其中 {} 行计入统计期，金额 {} {}\n", customer, found.total,
                                     found.in_window, ToDecimal(found.amount_in_window), currency)
                       : fmt::format("Customer {}: {} rows, {} of them count into the window, amount {} {}\n", customer,
                                     found.total, found.in_window, ToDecimal(found.amount_in_window), currency);
  for (const intake::FoundInFile& file : found.files) {
    out += zh ? fmt::format("  {:>8}  {}（列出 {}）\n", file.total, file.name, file.rows.size())
              : fmt::format("  {:>8}  {} ({} listed)\n", file.total, file.name, file.rows.size());
  }
  return out;
}

}  // namespace loyalane::cli

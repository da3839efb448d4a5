// loyalane_generate: writes the files of an invented courier company. Options: docs/data-generator.md.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generate/club_tables.h"
#include "generate/courier_company.h"
#include "generate/samples.h"

namespace {

using loyalane::generate::CourierCompany;
using loyalane::generate::DirtRates;
using loyalane::generate::Encoding;
using loyalane::generate::Spec;
using loyalane::generate::Written;

constexpr size_t kRowsPerWrite = 8192;
enum ExitCode { kDone = 0, kCannotWrite = 1, kWrongUsage = 2 };

int Refuse(const std::string& why) {
  std::fprintf(stderr, "loyalane_generate: %s\n", why.c_str());
  return kWrongUsage;
}

// A file or stdout ("-"), closed at the end of its life.
class Sink {
 public:
  explicit Sink(const std::string& path) : path_(path), file_(path == "-" ? stdout : std::fopen(path.c_str(), "wb")) {}
  ~Sink() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  // False after the first failure; says why on stderr.
  bool Write(const std::string& bytes) {
    if (file_ != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return true;
    return Complain();
  }
  bool Finish() { return (file_ != nullptr && std::fflush(file_) == 0) || Complain(); }

 private:
  bool Complain() {
    std::fprintf(stderr, "loyalane_generate: cannot write %s: %s\n", path_.c_str(), std::strerror(errno));
    return false;
  }
  std::string path_;
  std::FILE* file_;
};

// "demo", "none" or NAME=PERMILLE; later words change what earlier ones set.
bool ReadDirt(const std::vector<std::string>& words, DirtRates& rates, std::string& problem) {
  const std::map<std::string, uint32_t DirtRates::*> by_name = {
      {"bad-date", &DirtRates::bad_date},
      {"missing-customer", &DirtRates::missing_customer},
      {"delivered-before-shipped", &DirtRates::delivered_before_shipped},
      {"scientific-id", &DirtRates::scientific_id},
      {"amount-style", &DirtRates::amount_style},
      {"extra-spaces", &DirtRates::extra_spaces},
      {"blank-rows", &DirtRates::blank_rows}};
  for (const std::string& word : words) {
    const size_t equals = word.find('=');
    const auto entry = by_name.find(word.substr(0, equals));
    if (word == "demo") {
      rates = DirtRates::Demo();
    } else if (word == "none") {
      rates = {};
    } else if (word == "totals-row") {
      rates.totals_row = true;
    } else if (uint32_t rate = 0; equals != std::string::npos && entry != by_name.end() &&
                                  CLI::detail::lexical_cast(word.substr(equals + 1), rate) && rate <= 1000) {
      rates.*(entry->second) = rate;
    } else {
      problem = "--dirt does not know \"" + word +
                "\": use demo, none, totals-row, or NAME=RATE with a rate of 0 to 1000 per "
                "mille and one of the names";
      for (const auto& [name, member] : by_name) problem += " " + name;
      return false;
    }
  }
  return true;
}

bool WriteShipments(CourierCompany& company, const std::string& path) {
  Sink sink(path);
  std::string bytes;
  while (true) {
    const size_t rows = company.NextRows(kRowsPerWrite, bytes);
    if (!bytes.empty() && !sink.Write(bytes)) return false;
    bytes.clear();
    if (rows == 0) return sink.Finish();
  }
}

// All files of a sample into the folder.
int WriteSample(const std::string& id, const std::string& folder) {
  const loyalane::generate::Sample* sample = loyalane::generate::FindSample(id);
  if (sample == nullptr) {
    std::string known;
    for (const auto& each : loyalane::generate::Samples()) known += " " + std::string(each.id);
    return Refuse("--sample does not know \"" + id + "\": use one of" + known);
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder, error))
    return Refuse("--out " + folder + " is not a folder and cannot be made one");
  for (const loyalane::generate::SampleFile& file : sample->files) {
    const std::string path = (std::filesystem::path(folder) / file.name).string();
    Sink sink(path);
    std::string bytes;
    loyalane::generate::SampleFileWriter writer(sample->spec, file.table);
    while (writer.Next(bytes)) {
      if (!sink.Write(bytes)) return kCannotWrite;
      bytes.clear();
    }
    if (!sink.Finish()) return kCannotWrite;
    std::fprintf(stderr, "%s\n", path.c_str());
  }
  return kDone;
}

// The files of the club that are named, or all.
bool WriteClub(const Spec& spec, const std::vector<std::string>& with,
               const std::function<std::string(const std::string&)>& in_folder) {
  const auto asked = [&with](std::string_view name) { return std::find(with.begin(), with.end(), name) != with.end(); };
  std::optional<loyalane::generate::ClubTables> club;
  for (size_t i = 0; i < loyalane::generate::kClubTableNames.size(); ++i) {
    const std::string_view name = loyalane::generate::kClubTableNames[i];
    if (!asked("club") && !asked(name)) continue;
    if (!club) club.emplace(spec);
    std::string bytes;
    club->Append(static_cast<loyalane::generate::ClubTable>(i), bytes);
    Sink sink(in_folder(std::string(name) + ".csv"));
    if (!sink.Write(bytes) || !sink.Finish()) return false;
  }
  return true;
}

void Report(const Written& written, double seconds) {
  const auto n = [](uint64_t count) { return static_cast<unsigned long long>(count); };
  std::fprintf(
      stderr,
      "%llu lines, %llu waybills (%llu of them with %llu further fee lines), %llu refund lines, %llu quoted fields\n"
      "damaged lines: %llu date, %llu customer missing, %llu delivered before shipped, %llu scientific id, "
      "%llu amount style, %llu spaces; besides %llu blank lines, %llu totals lines\n"
      "sum of amounts: %lld fen; %.1f s\n",
      n(written.rows), n(written.waybills), n(written.fee_waybills), n(written.fee_lines), n(written.refund_lines),
      n(written.quoted_fields), n(written.bad_date_rows), n(written.missing_customer_rows),
      n(written.delivered_before_shipped_rows), n(written.scientific_id_rows), n(written.amount_style_rows),
      n(written.spaced_rows), n(written.blank_rows), n(written.totals_rows), static_cast<long long>(written.amount_fen),
      seconds);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Writes the export files of an invented courier company. The same arguments give the same bytes."};
  std::string out, sample, layout = "w1", encoding = "utf-8", from, to;
  std::vector<std::string> dirt, with;
  std::optional<uint64_t> seed, rows;
  std::optional<uint32_t> customers, fee_lines, refunds, quoted, quoted_newlines;
  bool is_steady = false;
  app.add_option("--out", out, "Folder, file, or - for standard output. A folder gets shipments.csv")->required();
  CLI::Option* sample_option = app.add_option(
      "--sample", sample,
      "All files of a sample into the folder --out: courier, club, contract_logistics, city_parcel, million");
  app.add_option("--layout", layout, "w1 (for measuring) or statement (Chinese monthly statement); w1")
      ->check(CLI::IsMember({"w1", "statement"}));
  app.add_option("--rows", rows, "Lines of data (w1: 1000000, statement: 60000)");
  app.add_option("--customers", customers, "Number of customers (w1: 100000, statement: 400)");
  app.add_option("--seed", seed, "Any whole number (1)");
  app.add_option("--encoding", encoding, "utf-8 or gb18030; utf-8")->check(CLI::IsMember({"utf-8", "gb18030"}));
  app.add_option("--from", from, "First day (2025-11-01)");
  app.add_option("--to", to, "Last day (2026-10-31)");
  app.add_option("--dirt", dirt, "demo, none, totals-row, NAME=PERMILLE ... (w1: none, statement: demo)")
      ->delimiter(',');
  app.add_option("--fee-lines", fee_lines, "Waybills per mille with 2 to 4 lines (50)");
  app.add_option("--refunds", refunds, "Waybills per mille with a refund line (5)");
  app.add_option("--quoted", quoted, "Fields per mille in quotes (w1: 50, statement: 10)");
  app.add_option("--quoted-newlines", quoted_newlines, "Lines per mille with a quoted line break (0)");
  app.add_flag("--steady", is_steady, "Every customer sends evenly through the period");
  app.add_option("--with", with,
                 "Side files in the folder: customers, carrier_share, survey, club (or some of its files: members, "
                 "contacts, payments, participations, redemptions, gifts, referrals)")
      ->delimiter(',')
      ->check(CLI::IsMember({"customers", "carrier_share", "survey", "club", "members", "contacts", "payments",
                             "participations", "redemptions", "gifts", "referrals"}));
  for (CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    if (name != "--sample" && name != "--out" && name != "--help") option->excludes(sample_option);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }

  if (!sample.empty()) return WriteSample(sample, out);
  Spec spec = layout == "statement" ? Spec::Demo() : Spec{};
  spec.seed = seed.value_or(spec.seed);
  spec.rows = rows.value_or(spec.rows);
  spec.customers = customers.value_or(spec.customers);
  spec.encoding = encoding == "gb18030" ? Encoding::kGb18030 : Encoding::kUtf8;
  spec.fee_line_permille = fee_lines.value_or(spec.fee_line_permille);
  spec.refund_permille = refunds.value_or(spec.refund_permille);
  spec.quoted_field_permille = quoted.value_or(spec.quoted_field_permille);
  spec.quoted_newline_permille = quoted_newlines.value_or(spec.quoted_newline_permille);
  spec.steady_customers = is_steady;
  std::string problem;
  if (!ReadDirt(dirt, spec.dirt, problem)) return Refuse(problem);
  for (const auto& [text, day] : {std::pair{&from, &spec.first_day}, std::pair{&to, &spec.last_day}}) {
    if (text->empty()) continue;
    const auto read = loyalane::ParseIsoDay(*text);
    if (!read) return Refuse("\"" + *text + "\" is not a date such as 2026-10-31");
    *day = *read;
  }
  problem = ProblemWith(spec);
  if (!problem.empty()) return Refuse(problem);

  if (out.empty()) return Refuse("--out is empty: give a folder, a file, or -");
  std::error_code error;
  const bool is_folder =
      out != "-" && (out.back() == '/' || std::filesystem::is_directory(out, error) || !with.empty());
  if (out == "-" && !with.empty()) return Refuse("--with writes several files: give --out a folder, not -");
  if (is_folder) {
    std::filesystem::create_directories(out, error);
    if (!std::filesystem::is_directory(out, error))
      return Refuse("--out " + out + " is not a folder and cannot be made one");
  }
  const auto in_folder = [&out](const std::string& name) { return (std::filesystem::path(out) / name).string(); };

  const auto start = std::chrono::steady_clock::now();
  CourierCompany company(spec);
  if (!WriteShipments(company, is_folder ? in_folder("shipments.csv") : out)) return kCannotWrite;
  for (const std::string& name : with) {
    if (name != "customers" && name != "carrier_share" && name != "survey") continue;
    std::string bytes;
    if (name == "customers") company.AppendCustomers(bytes);
    if (name == "carrier_share") company.AppendCarrierShare(bytes);
    if (name == "survey") company.AppendSurvey(bytes);
    Sink sink(in_folder(name + ".csv"));
    if (!sink.Write(bytes) || !sink.Finish()) return kCannotWrite;
  }
  if (!WriteClub(spec, with, in_folder)) return kCannotWrite;
  Report(company.written(), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return kDone;
}

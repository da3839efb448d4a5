// loyalane_bench_look: how long one look of the page takes (core/workspace/look.h) while something is dragged, through
// the same JSON border as in the page; natively or as a node program.
//
//   loyalane_bench_look [--customers N] [--runs N] [--only TEXT]
//
// --only: the cases that have TEXT in their name.
// The customers are made up here: two shipments each, so that every part of a look has something to do. Each case
// changes one thing from run to run, and what is measured is the whole answer, request and result text included.
// Before anything is timed, parts of a look are compared with each other. The last column is a sum over every byte of a
// case's answers: two builds, or native and WebAssembly, that answer alike print the same one.
// Exit 0 done, 1 they disagree, 2 wrong usage.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "workspace/session.h"

namespace loyalane::bench {
namespace {

using Json = nlohmann::ordered_json;
using workspace::Session;

constexpr int kRunsUsual = 25;
// FNV-1a, 64 bits.
constexpr uint64_t kFnvBasis = 0xcbf29ce484222325;
constexpr uint64_t kFnvPrime = 0x100000001b3;
enum ExitCode { kDone = 0, kWrong = 1, kWrongUsage = 2 };

// Numerical Recipes' linear congruence: the same file on every machine.
class Numbers {
 public:
  uint32_t Below(uint32_t limit) {
    state_ = state_ * 1664525 + 1013904223;
    return static_cast<uint32_t>(uint64_t{state_} * limit >> 32);
  }

 private:
  uint32_t state_ = 20260105;
};

std::string Digits(uint32_t value, int width) {
  std::string text = std::to_string(value);
  return std::string(static_cast<size_t>(width) - std::min(text.size(), static_cast<size_t>(width)), '0') + text;
}

std::string MakeShipments(uint32_t customers) {
  Numbers numbers;
  std::string text = "waybill_no,customer_id,customer_name,ship_date,freight\n";
  text.reserve(size_t{customers} * 150);
  uint32_t waybill = 0;
  for (uint32_t customer = 0; customer < customers; ++customer) {
    const uint32_t level = numbers.Below(5);
    for (int shipment = 0; shipment < 2; ++shipment) {
      uint32_t fen = 500 + numbers.Below(3000);
      for (uint32_t i = 0; i < level; ++i) fen *= 3;
      text += "SF1" + Digits(waybill++, 12) + ",C" + Digits(customer, 8) + ",\xE5\xAE\xA2\xE6\x88\xB7" +
              std::to_string(customer) + ",2026-" + Digits(1 + numbers.Below(12), 2) + "-" +
              Digits(1 + numbers.Below(28), 2) + "," + std::to_string(fen / 100) + "." + Digits(fen % 100, 2) + "\n";
    }
  }
  return text;
}

Json Ask(Session& session, const Json& command) {
  const Json answer = Json::parse(session.Call(command.dump()), nullptr, false);
  if (!answer.value("ok", false)) {
    std::printf("REFUSED: %s\n", answer.dump().c_str());
    std::exit(kWrong);
  }
  return answer["result"];
}

// The reads that a job asks for, out of the file in memory.
void Serve(Session& session, const std::string& job, std::string_view file) {
  constexpr size_t kPiece = size_t{1} << 24;
  while (true) {
    const Json next = Ask(session, {{"do", job + ".next"}});
    if (next.contains("done")) return;
    const std::string_view bytes = file.substr(next["from"].get<size_t>(), next["bytes"].get<size_t>());
    for (size_t at = 0; at < bytes.size(); at += kPiece) static_cast<void>(session.Feed(bytes.substr(at, kPiece)));
    Ask(session, {{"do", job + ".endRead"}});
  }
}

void Import(Session& session, std::string_view file) {
  Ask(session, {{"do", "probe.begin"}, {"name", "bench.csv"}, {"size", file.size()}});
  Serve(session, "probe", file);
  const Json probe = Ask(session, {{"do", "probe.finish"}});
  Ask(session, {{"do", "import.begin"},
                {"settings", {{"as_of", "2026-12-31"}}},
                {"sources", Json::array({{{"name", "bench.csv"}, {"size", file.size()}, {"plan", probe["plan"]}}})}});
  Serve(session, "import", file);
  Ask(session, {{"do", "import.commit"}});
}

Json LookRequest(Session& session) {
  Json settings = Ask(session, {{"do", "settings.default"}});
  settings["cvac"]["thresholds"]["mode"] = "manual";
  return {{"do", "look"},
          {"settings", settings},
          {"view", {{"filters", Json::array()}, {"search", ""}, {"sort", nullptr}}},
          {"map", {{"window", nullptr}, {"columns", 96}, {"rows", 64}}},
          {"distribution", "monthly_contribution"},
          {"table",
           {{"columns", {"customer_id", "customer_name", "type", "cv", "ac", "amount", "recency_days", "reason"}},
            {"offset", 0},
            {"limit", 50}}},
          {"language", "zh"}};
}

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

bool PartsAgree(const Json& look, uint64_t customers) {
  uint64_t in_cells = 0;
  for (size_t i = 1; i < look["map"]["cells"].size(); i += 2) in_cells += look["map"]["cells"][i].get<uint64_t>();
  uint64_t in_bins = look["distribution"]["missing"].get<uint64_t>();
  for (const Json& count : look["distribution"]["counts"]) in_bins += count.get<uint64_t>();
  uint64_t in_types = 0;
  for (const Json& type : look["selected"]["types"]) in_types += type["count"].get<uint64_t>();
  uint64_t in_rfm = 0;
  for (const Json& cell : look["rfm"]["value"]["cells"]) in_rfm += cell["count"].get<uint64_t>();
  const bool agree = in_cells == customers && in_bins == customers && in_types == customers && in_rfm == customers &&
                     look["table"]["total"] == customers;
  std::printf("%s: customers %llu, in the map %llu, in the distribution %llu, in types %llu, in RFM cells %llu\n",
              agree ? "parts agree" : "WRONG", static_cast<unsigned long long>(customers),
              static_cast<unsigned long long>(in_cells), static_cast<unsigned long long>(in_bins),
              static_cast<unsigned long long>(in_types), static_cast<unsigned long long>(in_rfm));
  return agree;
}

struct Bench {
  Session& session;
  std::string only;
};

void Measure(Bench& bench, const char* name, int runs, Json request,
             const std::function<void(Json&, int run)>& change) {
  if (std::string_view(name).find(bench.only) == std::string_view::npos) return;
  std::vector<double> seconds;
  uint64_t answers = kFnvBasis;
  for (int run = 0; run < runs; ++run) {
    change(request, run);
    const std::string text = request.dump();
    const double begin = Now();
    const std::string answer = bench.session.Call(text);
    seconds.push_back(Now() - begin);
    for (const char c : answer) answers = (answers ^ static_cast<unsigned char>(c)) * kFnvPrime;
    if (!answer.starts_with("{\"ok\":true")) {
      std::printf("REFUSED: %s\n", answer.c_str());
      std::exit(kWrong);
    }
  }
  const double first = seconds[0];
  std::sort(seconds.begin(), seconds.end());
  std::printf("  %-44s %8.2f %8.2f %8.2f %8.2f  %016llx\n", name, first * 1e3, seconds.front() * 1e3,
              seconds[seconds.size() / 2] * 1e3, seconds.back() * 1e3, static_cast<unsigned long long>(answers));
  std::fflush(stdout);
}

int Run(int count, char** words) {
  int customers = 100'000;
  int runs = kRunsUsual;
  std::string only;
  for (int i = 1; i + 1 < count; i += 2) {
    if (std::strcmp(words[i], "--customers") == 0) {
      customers = std::atoi(words[i + 1]);
    } else if (std::strcmp(words[i], "--runs") == 0) {
      runs = std::atoi(words[i + 1]);
    } else if (std::strcmp(words[i], "--only") == 0) {
      only = words[i + 1];
    } else {
      return kWrongUsage;
    }
  }
  if (customers < 100 || runs < 1 || count % 2 == 0) return kWrongUsage;
  Session session;
  {
    const std::string file = MakeShipments(static_cast<uint32_t>(customers));
    Import(session, file);
  }
  const Json request = LookRequest(session);
  if (!PartsAgree(Ask(session, request), static_cast<uint64_t>(customers))) return kWrong;

  std::printf("one look, %d customers, %d runs               ms: first      min   median      max  answers\n",
              customers, runs);
  Bench bench{session, only};
  const auto threshold = [](Json& look, int run) {
    look["settings"]["cvac"]["thresholds"]["cv_manual"] = 10 + 0.25 * (run % 40);
  };
  const auto filtered = [&request](const Json& filter) {
    Json look = request;
    look["view"]["filters"].push_back(filter);
    return look;
  };
  Measure(bench, "nothing changes", runs, request, [](Json&, int) {});
  Measure(bench, "threshold dragged", runs, request, threshold);
  Measure(bench, "threshold dragged, one type", runs, filtered({{"by", "type"}, {"is", {"loyal", "core"}}}), threshold);
  Json sorted = filtered({{"by", "type"}, {"is", {"loyal", "general"}}});
  sorted["view"]["sort"] = {{"column", "amount"}, {"descending", true}};
  Measure(bench, "threshold dragged, two types, by amount", runs, sorted, threshold);
  Measure(bench, "threshold dragged, quantile of the other axis", runs, request, [](Json& look, int run) {
    look["settings"]["cvac"]["thresholds"]["mode"] = "quantile";
    look["settings"]["cvac"]["thresholds"]["cv_quantile"] = 0.4 + 0.01 * (run % 40);
  });
  Measure(bench, "weight dragged", runs, request,
          [](Json& look, int run) { look["settings"]["cvac"]["cv_weights"]["judgements"][0] = 1 + 0.1 * (run % 40); });
  Measure(bench, "curve dragged", runs, request, [](Json& look, int run) {
    look["settings"]["cvac"]["attributes"]["tenure"]["points"][1][1] = 3 + 0.01 * (run % 100);
  });
  Measure(bench, "weight dragged, two types, by amount", runs, sorted,
          [](Json& look, int run) { look["settings"]["cvac"]["cv_weights"]["judgements"][0] = 1 + 0.1 * (run % 40); });
  Json by_cv = request;
  by_cv["view"]["sort"] = {{"column", "cv"}, {"descending", true}};
  Measure(bench, "weight dragged, by CV", runs, by_cv,
          [](Json& look, int run) { look["settings"]["cvac"]["cv_weights"]["judgements"][0] = 1 + 0.1 * (run % 40); });
  const auto cut = [](Json& look, int run) {
    look["settings"]["rfm"]["cuts"] = "fixed";
    look["settings"]["rfm"]["monetary_yuan"][1] = 300 + 10 * (run % 40);
  };
  Measure(bench, "RFM cut dragged", runs, request, cut);
  Measure(bench, "RFM cut dragged, one segment", runs, filtered({{"by", "rfm_segment"}, {"is", {"lost", "new"}}}), cut);
  const auto abc_cut = [](Json& look, int run) { look["settings"]["abc"]["a_percent"] = 60 + 0.5 * (run % 40); };
  Measure(bench, "ABC cut dragged", runs, request, abc_cut);
  Measure(bench, "ABC cut dragged, one class", runs, filtered({{"by", "abc_class"}, {"is", {"B"}}}), abc_cut);
  Measure(bench, "type filter toggled", runs, sorted, [](Json& look, int run) {
    constexpr const char* kTypes[] = {"core", "contested", "loyal", "general"};
    look["view"]["filters"][0]["is"] = Json::array({kTypes[run % 4]});
  });
  Measure(bench, "map zoomed", runs, request, [](Json& look, int run) {
    look["map"]["window"] = {{"acFrom", 0}, {"acTo", 20 - 0.1 * (run % 50)}, {"cvFrom", 0}, {"cvTo", 30}};
  });
  Measure(bench, "area of 200 corners drawn", runs, request, [](Json& look, int run) {
    Json points = Json::array();
    for (int i = 0; i < 100; ++i) points.push_back({8 + 0.1 * i, 5 + 0.01 * run + 0.2 * (i % 3)});
    for (int i = 100; i > 0; --i) points.push_back({8 + 0.1 * i, 20 + 0.2 * (i % 3)});
    look["view"]["filters"] = Json::array({{{"by", "area"}, {"points", points}}});
  });
  Measure(bench, "sorted by another column", runs, request, [](Json& look, int run) {
    constexpr const char* kColumns[] = {"cv", "ac", "amount", "recency_days", "tenure_months"};
    look["view"]["sort"] = {{"column", kColumns[run % 5]}, {"descending", run % 2 == 0}};
  });
  Measure(bench, "sorted by name, turned around", runs, request, [](Json& look, int run) {
    look["view"]["sort"] = {{"column", "customer_name"}, {"descending", run % 2 == 0}};
  });
  // Each run begins with another order, so that every one is a first time.
  Measure(bench, "sorted by five columns in turn", runs, request, [](Json& look, int run) {
    constexpr const char* kColumns[] = {"customer_name", "cv", "ac", "tenure_months", "recency_days"};
    look["view"]["sort"] = {{"column", kColumns[run % 5]}, {"descending", false}};
  });
  Measure(bench, "searched", runs, request,
          [](Json& look, int run) { look["view"]["search"] = std::to_string(100 + run); });
  Measure(bench, "searched by initials", runs, request,
          [](Json& look, int run) { look["view"]["search"] = "kh" + std::to_string(run); });
  Json window = {{"do", "customers.window"},
                 {"settings", sorted["settings"]},
                 {"view", sorted["view"]},
                 {"columns", request["table"]["columns"]},
                 {"offset", 0},
                 {"limit", 50},
                 {"language", "zh"}};
  const auto scroll = [customers](Json& rows, int run) { rows["offset"] = (customers / 40) * (run % 30); };
  Measure(bench, "table scrolled, two types, by amount", runs, window, scroll);
  window["view"] = {
      {"filters", Json::array()}, {"search", ""}, {"sort", {{"column", "customer_name"}, {"descending", true}}}};
  Measure(bench, "table scrolled, by name", runs, window, scroll);
  Measure(bench, "another distribution", runs, request, [](Json& look, int run) {
    constexpr const char* kColumns[] = {"cv", "ac", "amount", "recency_days", "tenure_months"};
    look["distribution"] = kColumns[run % 5];
  });
  return kDone;
}

}  // namespace
}  // namespace loyalane::bench

int main(int count, char** words) {
  const int code = loyalane::bench::Run(count, words);
  if (code == loyalane::bench::kWrongUsage)
    std::fprintf(stderr, "usage: loyalane_bench_look [--customers N] [--runs N] [--only TEXT]\n");
  return code;
}

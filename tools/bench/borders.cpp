#include "borders.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "ingest/record_start.h"
#include "profile/shipment_aggregate.h"

namespace loyalane::bench {
namespace {

constexpr int kGuesses = 100;
constexpr size_t kAboveBytes = 64 << 10;  // as PartOptions
constexpr size_t kBehindBytes = 64 << 10;
constexpr size_t kReaders = 3;

template <typename Work>
double MiddleOf(int runs, Work&& work) {
  std::vector<double> milliseconds;
  for (int run = 0; run < runs; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  return milliseconds[milliseconds.size() / 2];
}

size_t Guess(std::string_view file, const ingest::ReadPlan& plan) {
  size_t found = 0;
  for (size_t i = 1; i <= kGuesses; ++i) {
    const size_t at = file.size() / (kGuesses + 1) * i;
    if (at < kAboveBytes || file.size() - at < kBehindBytes) continue;
    const std::string_view head = file.substr(at - kAboveBytes, kAboveBytes + kBehindBytes);
    const auto start = ingest::GuessRecordStart({plan.delimiter, plan.encoding}, head, kAboveBytes,
                                                static_cast<uint32_t>(plan.headers.size()), false);
    found += start.has_value() ? 1 : 0;
  }
  return found;
}

// Batches go to the three in turn; the pools are the same, so that renumbering, which workers would need, is left out.
double Combining(std::string_view file, const ingest::ReadPlan& plan, const ingest::WantedFields& wanted) {
  const Window window{ToDay({2025, 1, 1}), ToDay({2027, 12, 31})};
  std::vector<profile::ShipmentAggregate> parts;
  for (size_t i = 0; i < kReaders; ++i) parts.emplace_back(window);
  ingest::ImportPools pools;
  size_t batches = 0;
  ingest::RowReader reader(plan, pools, wanted,
                           [&](const model::EventBatch& batch) { parts[batches++ % kReaders].Add(batch); });
  static_cast<void>(reader.Feed(file));
  static_cast<void>(reader.Finish());
  return MiddleOf(1, [&] {
    for (size_t i = 1; i < kReaders; ++i) parts[0].Combine(parts[i], pools.texts);
  });
}

}  // namespace

void MeasureBorders(std::string_view file, const ingest::ReadPlan& plan, const ingest::WantedFields& wanted, int runs) {
  size_t found = 0;
  const double guesses = MiddleOf(runs, [&] { found = Guess(file, plan); });
  auto quotes = std::count(file.begin(), file.end(), '"');
  const double counting = MiddleOf(runs, [&] { quotes = std::count(file.begin(), file.end(), '"'); });
  std::vector<double> combined;
  for (int run = 0; run < runs; ++run) combined.push_back(Combining(file, plan, wanted));
  std::sort(combined.begin(), combined.end());
  std::printf("borders, ms\n");
  std::printf("  a guess                            %8.3f (%zu of %d found)\n", guesses / kGuesses, found, kGuesses);
  std::printf("  counting quotes                    %8.1f (%lld of them)\n", counting, static_cast<long long>(quotes));
  std::printf("  combining %zu aggregates             %8.1f\n", kReaders, combined[combined.size() / 2]);
}

}  // namespace loyalane::bench

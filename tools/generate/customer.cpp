#include "generate/customer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "generate/alias_table.h"
#include "generate/random.h"
#include "generate/vocabulary.h"

namespace loyalane::generate {
namespace {

constexpr uint64_t kCustomerStream = 1;
constexpr uint32_t kNumbers = 10'000'000;
// Steps without a common factor with their ring visit every place once before they repeat.
constexpr uint64_t kNumberStep = 7'368'787;
constexpr uint32_t kSyllableCount = std::size(kSyllables);
constexpr uint32_t kTradeCount = std::size(kTrades);
constexpr uint32_t kFormCount = std::size(kForms);
constexpr uint32_t kNamesPerCity = kSyllableCount * kSyllableCount * kTradeCount * kFormCount;
constexpr uint64_t kNameStep = 173'647;
static_assert(kNamesPerCity == 324'000, "kNameStep has no common factor with 2^5 x 3^4 x 5^3; choose again");

struct Share {
  Behaviour behaviour;
  uint32_t percent;
};
// The largest 2 % keep the company going; the tail shows everything that can happen to a customer.
constexpr Share kHeadShares[] = {{Behaviour::kSteady, 60},
                                 {Behaviour::kGrowing, 14},
                                 {Behaviour::kDeclining, 14},
                                 {Behaviour::kDormant, 6},
                                 {Behaviour::kNew, 6}};
constexpr Share kTailShares[] = {{Behaviour::kSteady, 40},  {Behaviour::kGrowing, 10}, {Behaviour::kDeclining, 12},
                                 {Behaviour::kMonthly, 15}, {Behaviour::kDormant, 12}, {Behaviour::kNew, 8},
                                 {Behaviour::kSeasonal, 3}};

constexpr Share kContractShares[] = {
    {Behaviour::kSteady, 56}, {Behaviour::kGrowing, 20}, {Behaviour::kDeclining, 14}, {Behaviour::kNew, 10}};
constexpr Share kBranchHeadShares[] = {{Behaviour::kSteady, 70}, {Behaviour::kSeasonal, 30}};
constexpr Share kBranchTailShares[] = {
    {Behaviour::kSteady, 22},  {Behaviour::kGrowing, 8}, {Behaviour::kDeclining, 12}, {Behaviour::kMonthly, 8},
    {Behaviour::kDormant, 10}, {Behaviour::kNew, 6},     {Behaviour::kSeasonal, 34}};

Behaviour PickBehaviour(std::span<const Share> shares, uint32_t percent) {
  for (const Share& share : shares) {
    if (percent < share.percent) return share.behaviour;
    percent -= share.percent;
  }
  return Behaviour::kSteady;
}

std::span<const Share> SharesOf(Market market, bool is_head) {
  switch (market) {
    case Market::kCourier:
      break;
    case Market::kContract:
      return kContractShares;
    case Market::kBranch:
      if (is_head) return kBranchHeadShares;
      return kBranchTailShares;
  }
  if (is_head) return kHeadShares;
  return kTailShares;
}

constexpr uint8_t kBranchCity = 1;  // 苏州市

// The largest tenth sends cartons and freight more often than the others.
uint16_t PickWeight(CustomerDice& dice, bool is_large, Market market) {
  const uint32_t kind = dice.Below(100);
  if (market == Market::kBranch && kind < 95) return static_cast<uint16_t>(3 + dice.Below(20));  // under 2.3 kg
  if (kind < (is_large ? 25u : 60u)) return static_cast<uint16_t>(5 + dice.Below(25));           // parcels to 3 kg
  if (kind < (is_large ? 70u : 88u)) return static_cast<uint16_t>(30 + dice.Below(120));         // cartons to 15 kg
  return static_cast<uint16_t>(150 + dice.Below(450));                                           // freight to 60 kg
}

uint8_t PickProduct(CustomerDice& dice, bool needs_cold) {
  const uint32_t kind = dice.Below(100);
  if (needs_cold && kind < 50) return kColdChain;
  if (kind < 55) return kStandard;
  if (kind < 82) return kEconomy;
  return kind < 95 ? kSameCity : kInternational;
}

}  // namespace

std::vector<Customer> MakeCustomers(const Spec& spec, int32_t days) {
  std::array<uint64_t, std::size(kCities)> traffic{};
  std::transform(std::begin(kCities), std::end(kCities), traffic.begin(), [](const City& city) { return city.weight; });
  const AliasTable cities(traffic);
  std::array<uint32_t, std::size(kCities)> named{};

  const auto day_count = static_cast<uint32_t>(days);
  const uint64_t number_offset = SeedFor(spec.seed, kCustomerStream) % kNumbers;
  const uint32_t head = std::max(1u, spec.customers / 50);
  std::vector<Customer> customers(spec.customers);
  for (uint32_t i = 0; i < spec.customers; ++i) {
    CustomerDice dice(SeedFor(spec.seed, kCustomerStream, i));
    Customer& customer = customers[i];
    customer.number = static_cast<uint32_t>((i * kNumberStep + number_offset) % kNumbers);
    customer.city = static_cast<uint8_t>(cities.Pick(dice.Bits64()));
    if (spec.market == Market::kBranch) customer.city = kBranchCity;
    const uint64_t city_offset = SeedFor(spec.seed, kCustomerStream, ~uint64_t{customer.city});
    uint64_t name = (named[customer.city]++ * kNameStep + city_offset % kNamesPerCity) % kNamesPerCity;
    customer.syllable_a = static_cast<uint8_t>(name % kSyllableCount);
    name /= kSyllableCount;
    customer.syllable_b = static_cast<uint8_t>(name % kSyllableCount);
    name /= kSyllableCount;
    customer.trade = static_cast<uint8_t>(name % kTradeCount);
    customer.form = static_cast<uint8_t>(name / kTradeCount);
    const uint32_t style = dice.Below(50);
    customer.name_style = style == 0 ? Customer::kWithComma : style == 1 ? Customer::kWithQuotes : Customer::kPlain;
    customer.branch = static_cast<uint8_t>(dice.Below(std::size(kBranches)));

    const uint32_t kind = dice.Below(100);
    customer.behaviour = i == 0 || spec.steady_customers ? Behaviour::kSteady  // so that every day has a sender
                                                         : PickBehaviour(SharesOf(spec.market, i < head), kind);
    const uint32_t turn_permille =
        customer.behaviour == Behaviour::kDormant ? 250 + dice.Below(500) : 600 + dice.Below(380);
    customer.turn_day = static_cast<uint16_t>(day_count * turn_permille / 1000);
    customer.monthly_day = static_cast<uint8_t>(1 + dice.Below(28));

    customer.weight_mean_hg =
        static_cast<uint16_t>(PickWeight(dice, i < spec.customers / 10, spec.market) * spec.weight_factor);
    customer.discount_permille = static_cast<uint16_t>(700 + dice.Below(301));
    customer.ontime_permille = static_cast<uint16_t>(860 + dice.Below(136));
    const uint32_t loyalty = dice.Below(1000);
    const bool leaving = customer.behaviour == Behaviour::kDeclining || customer.behaviour == Behaviour::kDormant;
    // Every third customer splits the work between carriers, however large; of a branch, every second one.
    const bool is_split = dice.Below(spec.market == Market::kBranch ? 2 : 3) == 0;
    customer.loyalty_permille = static_cast<uint16_t>(leaving || is_split ? loyalty / 2 : loyalty);
    const std::string_view industry = kTrades[customer.trade].industry;
    const bool needs_cold = industry == kTrades[8].industry || industry == kTrades[12].industry;  // food, medicine
    customer.product_main = PickProduct(dice, needs_cold);
    customer.product_other = PickProduct(dice, needs_cold);
  }
  return customers;
}

}  // namespace loyalane::generate

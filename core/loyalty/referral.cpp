#include "loyalty/referral.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/sort.h"
#include "loyalty/join_keys.h"

namespace loyalane::loyalty {
namespace {

auto OrderOf(const ReferralClaim& claim) {
  return std::tie(claim.claimed_on, claim.referrer, claim.referee, claim.choice);
}
auto OrderOf(const ReferralPayment& payment) {
  return std::tie(payment.customer, payment.day, payment.document, payment.amount);
}
// Refunds that name their document come first on a day, so that the others take what is left.
auto OrderOf(const ReferralRefund& refund) {
  return std::make_tuple(std::cref(refund.customer), refund.day, refund.document.empty(), std::cref(refund.document),
                         refund.amount, std::cref(refund.id));
}

// What is known by `as_of`, in order, each once. Counts what is later and what was given again.
template <typename Fact, typename DayOf>
std::vector<const Fact*> KnownFacts(const std::vector<Fact>& facts, Day as_of, DayOf day_of, uint64_t& later,
                                    uint64_t& repeated) {
  std::vector<const Fact*> known;
  for (const Fact& fact : facts) {
    if (day_of(fact) > as_of) {
      ++later;
    } else {
      known.push_back(&fact);
    }
  }
  Sort(known, [](const Fact* a, const Fact* b) { return OrderOf(*a) < OrderOf(*b); });
  const auto end =
      std::unique(known.begin(), known.end(), [](const Fact* a, const Fact* b) { return OrderOf(*a) == OrderOf(*b); });
  repeated += static_cast<uint64_t>(known.end() - end);
  known.erase(end, known.end());
  return known;
}

struct Keys {
  std::string phone, credit_code, account, address;
};
Keys KeysOf(const ReferralParty& party) {
  return {PhoneKey(party.phone), CreditCodeKey(party.credit_code), AccountKey(party.account),
          AddressKey(party.pickup_address)};
}

struct Match {
  std::string_view zh, en;
};
// What two different customers have in common that one person or one firm has. Empty: nothing.
std::optional<Match> FirstMatch(const Keys& a, const Keys& b) {
  const auto same = [](const std::string& x, const std::string& y) { return !x.empty() && x == y; };
  if (same(a.credit_code, b.credit_code)) return Match{"统一社会信用代码", "credit code"};
  if (same(a.account, b.account)) return Match{"付款账号", "payer account"};
  if (same(a.phone, b.phone)) return Match{"电话", "phone"};
  if (same(a.address, b.address)) return Match{"取件地址", "pickup address"};
  return std::nullopt;
}

constexpr size_t kLoopStepsShown = 12;

struct FirstPayment {
  std::string customer;
  Day day;
};

// What orders two rows about one party, so that it does not matter which came first.
auto Details(const ReferralParty& party) {
  const auto number = [](const std::optional<Day>& day) { return day ? day->since_epoch : INT32_MAX; };
  return std::make_tuple(number(party.registered_on), number(party.first_shipment_on), std::cref(party.phone),
                         std::cref(party.credit_code), std::cref(party.account), std::cref(party.pickup_address));
}
std::pair<std::string, std::vector<std::pair<int32_t, int32_t>>> Details(const ReferralMember& member) {
  std::vector<std::pair<int32_t, int32_t>> spans;
  for (const DaySpan& span : member.card_held) {
    spans.emplace_back(span.from.since_epoch, span.to ? span.to->since_epoch : INT32_MAX);
  }
  return {member.customer, std::move(spans)};
}

// Judges claims in their order; keeps what the accepted ones have said.
class ClaimJudge {
 public:
  ClaimJudge(const ReferralProgramme& programme, const ReferralFacts& facts,
             const std::vector<const ReferralPayment*>& payments)
      : programme_(programme) {
    for (const ReferralParty& party : facts.parties) {
      // Of two rows about one customer the one that orders first is taken, so that their order does not matter.
      const auto [at, is_new] = parties_.emplace(party.customer, &party);
      if (!is_new && Details(party) < Details(*at->second)) at->second = &party;
    }
    for (const auto& [customer, party] : parties_) keys_.emplace(customer, KeysOf(*party));
    for (const ReferralMember& member : facts.members) {
      const auto [at, is_new] = members_.emplace(member.member, &member);
      if (!is_new && Details(member) < Details(*at->second)) at->second = &member;
    }
    for (const ReferralPayment* known : payments) {
      const ReferralPayment& payment = *known;
      if (payment.amount.minor <= 0) continue;
      NoteFirst(by_customer_, payment.customer, payment);
      const auto keys = keys_.find(payment.customer);
      if (keys == keys_.end()) continue;
      if (!keys->second.credit_code.empty()) NoteFirst(by_credit_code_, keys->second.credit_code, payment);
      if (!keys->second.account.empty()) NoteFirst(by_account_, keys->second.account, payment);
    }
  }

  // The reason why it does not count; nothing: it is accepted.
  std::optional<Error> Judge(const ReferralClaim& claim) {
    if (claim.claimed_on < programme_.start || (programme_.end && claim.claimed_on > *programme_.end)) {
      return Error(ErrorId::kReferralOutsideDates).With("day", ToIso(claim.claimed_on));
    }
    const std::string_view choice = IdOf(claim.choice);
    if (std::find(programme_.choices.begin(), programme_.choices.end(), choice) == programme_.choices.end()) {
      return Error(ErrorId::kReferralChoiceNotOffered).With("choice", std::string(choice));
    }
    const auto member = members_.find(claim.referrer);
    if (member == members_.end()) return Error(ErrorId::kReferralPartyUnknown).With("party", claim.referrer);
    if (!parties_.contains(claim.referee)) {
      return Error(ErrorId::kReferralPartyUnknown).With("party", claim.referee);
    }
    const std::string& own = member->second->customer;
    if (std::optional<Error> refused = JudgeSelf(own, claim.referee)) return refused;
    if (std::optional<Error> refused = JudgeNewness(claim)) return refused;
    if (const auto earlier = accepted_.find(claim.referee); earlier != accepted_.end()) {
      return Error(ErrorId::kReferralDuplicate)
          .With("customer", claim.referee)
          .With("day", ToIso(earlier->second->claimed_on))
          .With("member", earlier->second->referrer);
    }
    if (std::optional<Error> refused = JudgeLoop(own, claim.referee)) return refused;
    accepted_.emplace(claim.referee, &claim);
    if (!own.empty()) {
      brought_by_.emplace(claim.referee, own);
      shortcut_.emplace(claim.referee, own);
    }
    return std::nullopt;
  }

  [[nodiscard]] const ReferralParty& Party(const std::string& customer) const { return *parties_.at(customer); }
  [[nodiscard]] const ReferralMember& Member(const std::string& member) const { return *members_.at(member); }

 private:
  using FirstPayments = std::map<std::string, FirstPayment, std::less<>>;

  static void NoteFirst(FirstPayments& firsts, const std::string& key, const ReferralPayment& payment) {
    const auto [at, is_new] = firsts.emplace(key, FirstPayment{payment.customer, payment.day});
    if (!is_new && std::tie(payment.day, payment.customer) < std::tie(at->second.day, at->second.customer)) {
      at->second = {payment.customer, payment.day};
    }
  }

  [[nodiscard]] std::optional<Error> JudgeSelf(const std::string& own, const std::string& referee) const {
    const auto refused = [](Match match) {
      return Error(ErrorId::kReferralSelf).With("match", std::string(match.zh)).With("match_en", std::string(match.en));
    };
    if (own.empty()) return std::nullopt;
    if (own == referee) return refused({"客户", "customer"});
    const auto own_keys = keys_.find(own);
    if (own_keys == keys_.end()) return std::nullopt;
    const std::optional<Match> match = FirstMatch(own_keys->second, keys_.at(referee));
    return match ? std::optional<Error>(refused(*match)) : std::nullopt;
  }

  // Whether the referee, or a firm with its credit code or payer account, had paid before the claim.
  [[nodiscard]] std::optional<Error> JudgeNewness(const ReferralClaim& claim) const {
    const Keys& keys = keys_.at(claim.referee);
    const std::array<std::pair<const FirstPayments*, const std::string*>, 3> looks = {
        {{&by_customer_, &claim.referee}, {&by_credit_code_, &keys.credit_code}, {&by_account_, &keys.account}}};
    for (const auto& [firsts, key] : looks) {
      const auto first = firsts->find(*key);
      if (first == firsts->end() || first->second.day >= claim.claimed_on) continue;
      return Error(ErrorId::kReferralExistingPayer)
          .With("customer", first->second.customer)
          .With("day", ToIso(first->second.day));
    }
    return std::nullopt;
  }

  // Every customer is brought by one at most, so customers form trees, and nobody has brought the referee yet. It would
  // close a loop if it is the root of the referrer's tree.
  [[nodiscard]] std::optional<Error> JudgeLoop(const std::string& own, const std::string& referee) {
    if (RootOf(own) != referee) return std::nullopt;
    constexpr std::string_view kArrow = " \u2192 ";
    std::string path = referee;
    std::string steps;
    size_t shown = 0;
    for (const std::string* at = &own; *at != referee; at = &brought_by_.find(*at)->second) {
      if (++shown > kLoopStepsShown) {
        steps.insert(0, std::string(kArrow) + "\u2026");
        break;
      }
      steps.insert(0, std::string(kArrow) + *at);
    }
    path.append(steps).append(kArrow).append(referee);
    return Error(ErrorId::kReferralLoop).With("path", path);
  }

  // Who stands at the beginning of the chain that brought the customer. Shortcuts keep long chains cheap.
  std::string RootOf(const std::string& customer) {
    std::vector<std::string*> passed;
    const std::string* at = &customer;
    for (auto up = shortcut_.find(*at); up != shortcut_.end(); up = shortcut_.find(*at)) {
      passed.push_back(&up->second);
      at = &up->second;
    }
    std::string root = *at;
    for (std::string* const step : passed) *step = root;
    return root;
  }

  const ReferralProgramme& programme_;
  std::map<std::string, const ReferralParty*, std::less<>> parties_;
  std::map<std::string, Keys, std::less<>> keys_;
  std::map<std::string, const ReferralMember*, std::less<>> members_;
  FirstPayments by_customer_, by_credit_code_, by_account_;
  std::map<std::string, const ReferralClaim*, std::less<>> accepted_;  // by referee
  std::map<std::string, std::string, std::less<>> brought_by_;         // customer -> customer
  std::map<std::string, std::string, std::less<>> shortcut_;           // the same, but further up
};

Money Min(Money a, Money b) { return a < b ? a : b; }

// The deals of one referee, played day by day.
class DealPlay {
 public:
  DealPlay(const ReferralProgramme& programme, const ReferralMember& member, std::vector<Error>& row_issues)
      : programme_(programme), member_(member), row_issues_(row_issues) {}

  void Pay(const ReferralPayment& payment) {
    if (payment.document.empty() || payment.amount.minor <= 0 || by_document_.contains(payment.document)) {
      row_issues_.push_back(Error(ErrorId::kReferralPaymentUnusable)
                                .With("customer", payment.customer)
                                .With("day", ToIso(payment.day))
                                .With("document", payment.document)
                                .With("amount", ToDecimal(payment.amount)));
      return;
    }
    ReferralAward award{.document = payment.document,
                        .paid_on = payment.day,
                        .active_on = payment.day + programme_.hold_days,
                        .paid = payment.amount,
                        .refunded = {},
                        .granted = {},
                        .value = {},
                        .reversed = {},
                        .lines = {}};
    by_document_.emplace(payment.document, awards_.size());
    awards_.push_back(std::move(award));
    paid_so_far_ += payment.amount;
    ReferralAward& added = awards_.back();
    if (!ContainDay(member_.card_held, payment.day)) {
      added.state = AwardState::kRefused;
      added.why = Error(ErrorId::kReferralNoCard).With("day", ToIso(payment.day)).With("member", member_.member);
      return;
    }
    added.granted = added.value = Rate(added, paid_so_far_);
    added.lines.push_back({payment.day, AwardLine::Kind::kGranted, added.granted});
  }

  void Refund(const ReferralRefund& refund) {
    Money left = refund.amount;
    size_t first_touched = awards_.size();
    const auto take = [&](size_t index) {
      ReferralAward& award = awards_[index];
      const Money taken = Min(left, award.paid - award.refunded);
      award.refunded += taken;
      paid_so_far_ = paid_so_far_ - taken;
      left = left - taken;
      first_touched = index;
    };
    if (refund.document.empty()) {
      for (size_t i = awards_.size(); i > 0 && left.minor > 0; --i) take(i - 1);
    } else if (const auto deal = by_document_.find(refund.document); deal != by_document_.end() && left.minor > 0) {
      take(deal->second);
    }
    if (left.minor != 0) {
      row_issues_.push_back(Error(ErrorId::kReferralRefundUnmatched)
                                .With("customer", refund.customer)
                                .With("day", ToIso(refund.day))
                                .With("amount", ToDecimal(left))
                                .With("document", refund.document));
    }
    Rerate(refund, first_touched);
  }

  std::vector<ReferralAward> Finish(Day as_of) {
    for (ReferralAward& award : awards_) {
      if (award.state == AwardState::kRefused) continue;
      Settle(award, as_of);
    }
    return std::move(awards_);
  }

 private:
  // `so_far`: what the customer had paid with this deal, less refunds.
  [[nodiscard]] Money Rate(const ReferralAward& award, Money so_far) const {
    const Money own = award.paid - award.refunded;
    if (own.minor <= 0) return {};
    return AwardOf(programme_.bands, programme_.basis == ReferralBasis::kCumulative ? so_far : own);
  }

  // Deals are in the order of payment. What is left of an earlier one may move the band of a later one.
  void Rerate(const ReferralRefund& refund, size_t first) {
    Money so_far = paid_so_far_;
    for (size_t i = first; i < awards_.size(); ++i) so_far = so_far - (awards_[i].paid - awards_[i].refunded);
    for (size_t i = first; i < awards_.size(); ++i) {
      ReferralAward& award = awards_[i];
      so_far += award.paid - award.refunded;
      const Money rated = Rate(award, so_far);
      if (award.state == AwardState::kRefused || rated >= award.value) continue;
      const Money change = rated - award.value;
      award.value = rated;
      award.lines.push_back(
          {refund.day, rated.minor == 0 ? AwardLine::Kind::kReversed : AwardLine::Kind::kRerated, change});
    }
  }

  static void Settle(ReferralAward& award, Day as_of) {
    award.reversed = award.granted - award.value;
    if (award.active_on <= as_of) {
      // A refund on the day of release comes before it.
      const auto after = std::find_if(award.lines.begin(), award.lines.end(),
                                      [&](const AwardLine& line) { return line.day > award.active_on; });
      Money released;
      for (auto line = award.lines.begin(); line != after; ++line) released += line->amount;
      if (released.minor > 0) {
        award.lines.insert(after, {award.active_on, AwardLine::Kind::kReleased, released});
      }
    }
    if (award.value.minor == 0) {
      award.state = AwardState::kClawedBack;
      award.why =
          Error(ErrorId::kReferralClawedBack).With("document", award.document).With("award", ToDecimal(award.granted));
      return;
    }
    award.state = award.active_on <= as_of ? AwardState::kActive : AwardState::kPending;
    if (award.reversed.minor > 0) {
      award.why = Error(ErrorId::kReferralRerated)
                      .With("document", award.document)
                      .With("left", ToDecimal(award.paid - award.refunded))
                      .With("from", ToDecimal(award.granted))
                      .With("to", ToDecimal(award.value));
    }
  }

  const ReferralProgramme& programme_;
  const ReferralMember& member_;
  std::vector<Error>& row_issues_;
  std::vector<ReferralAward> awards_;
  std::map<std::string, size_t, std::less<>> by_document_;
  Money paid_so_far_;  // less refunds
};

// Awards in the order of payment; one that would lift a member above the cap is refused whole, since part of an award
// could lie below the least one.
void ApplyCap(Money cap, std::vector<ReferralOutcome>& outcomes) {
  std::vector<std::pair<const ReferralClaim*, ReferralAward*>> awards;
  for (ReferralOutcome& outcome : outcomes) {
    for (ReferralAward& award : outcome.awards) {
      if (award.state != AwardState::kRefused) awards.emplace_back(&outcome.claim, &award);
    }
  }
  Sort(awards, [](const auto& a, const auto& b) {
    return std::tie(a.second->paid_on, a.first->referee, a.second->document) <
           std::tie(b.second->paid_on, b.first->referee, b.second->document);
  });
  std::map<std::string_view, Money> granted;
  for (const auto& [claim, award] : awards) {
    Money& sum = granted[claim->referrer];
    if (sum + award->granted <= cap) {
      sum += award->granted;
      continue;
    }
    award->granted = award->value = award->reversed = {};
    award->lines.clear();
    award->state = AwardState::kRefused;
    award->why = Error(ErrorId::kReferralCapReached).With("member", claim->referrer).With("cap", ToDecimal(cap));
  }
}

void AddUp(const ReferralAward& award, ReferralTotals& totals) {
  totals.granted += award.granted;
  totals.reversed += award.reversed;
  (award.state == AwardState::kActive ? totals.active : totals.pending) += award.value;
}

ReferralState StateOf(const ReferralOutcome& outcome, const ReferralParty& party, Day as_of) {
  if (outcome.totals.active.minor > 0) return ReferralState::kRewardActive;
  const bool has_pending = outcome.totals.pending.minor > 0;
  if (outcome.totals.granted.minor > 0 && !has_pending) return ReferralState::kClawedBack;
  if (!outcome.awards.empty()) return ReferralState::kInvoicePaid;
  if (party.first_shipment_on && *party.first_shipment_on <= as_of) return ReferralState::kFirstShipment;
  if (party.registered_on && *party.registered_on <= as_of) return ReferralState::kRegistered;
  return ReferralState::kInvited;
}

// The facts of one customer in a vector that is ordered by customer.
template <typename Fact>
std::pair<const Fact* const*, const Fact* const*> OfCustomer(const std::vector<const Fact*>& facts,
                                                             const std::string& customer) {
  const auto first = std::lower_bound(facts.begin(), facts.end(), customer,
                                      [](const Fact* fact, const std::string& name) { return fact->customer < name; });
  const auto last = std::upper_bound(first, facts.end(), customer,
                                     [](const std::string& name, const Fact* fact) { return name < fact->customer; });
  return {facts.data() + (first - facts.begin()), facts.data() + (last - facts.begin())};
}

}  // namespace

std::string_view IdOf(ReferralChoice choice) { return choice == ReferralChoice::kVoucher ? "voucher" : "gift"; }

std::string_view IdOf(ReferralState state) {
  constexpr std::string_view kIds[] = {"invited",       "registered", "first_shipment", "invoice_paid",
                                       "reward_active", "rejected",   "clawed_back"};
  return kIds[static_cast<size_t>(state)];
}

Status CheckReferralProgramme(const ReferralProgramme& programme) {
  const auto unusable = [&](std::string key, std::string value, std::string expected, std::string expected_en) {
    return Error(ErrorId::kReferralSettingUnusable)
        .With("programme", programme.id)
        .With("key", std::move(key))
        .With("value", std::move(value))
        .With("expected", std::move(expected))
        .With("expected_en", std::move(expected_en));
  };
  const auto is_cash = [](const std::string& choice) { return choice == "cash" || choice == "现金"; };
  if (programme.cash_redeemable || std::any_of(programme.choices.begin(), programme.choices.end(), is_cash)) {
    return Error(ErrorId::kReferralCashRefused).With("programme", programme.id);
  }
  for (const std::string& choice : programme.choices) {
    if (choice != IdOf(ReferralChoice::kVoucher) && choice != IdOf(ReferralChoice::kGift)) {
      return unusable("choices", choice, "voucher 或 gift", "voucher or gift");
    }
  }
  if (programme.choices.empty()) return unusable("choices", "[]", "至少一种奖励", "at least one reward");
  if (programme.hold_days < 0) {
    return unusable("hold_days", std::to_string(programme.hold_days), "0 或更多", "0 or more");
  }
  if (programme.valid_days < 0) {
    return unusable("valid_days", std::to_string(programme.valid_days), "0 或更多", "0 or more");
  }
  if (programme.end && *programme.end < programme.start) {
    return unusable("end", ToIso(*programme.end), "不早于起日的日期", "a day no earlier than the start");
  }
  if (programme.cap && *programme.cap < kReferralAwardMin) {
    return unusable("cap", ToDecimal(*programme.cap), "至少 20 元", "at least 20 yuan");
  }
  const auto bands_unusable = [&](std::string detail, size_t band) {
    return Error(ErrorId::kReferralBandsUnusable)
        .With("programme", programme.id)
        .With("detail", std::move(detail))
        .With("band", std::to_string(band));  // the first one that is wrong, from 0
  };
  if (programme.bands.empty()) return bands_unusable("[]", 0);
  for (size_t i = 0; i < programme.bands.size(); ++i) {
    const SpendBand& band = programme.bands[i];
    const bool is_placed = i == 0 ? band.from.minor == 0 : band.from > programme.bands[i - 1].from;
    const bool is_rising = i == 0 || band.award >= programme.bands[i - 1].award;
    if (!is_placed || !is_rising || band.award < kReferralAwardMin || band.award > kReferralAwardMax) {
      return bands_unusable(ToDecimal(band.from) + " \u2192 " + ToDecimal(band.award), i);
    }
  }
  return Done{};
}

Money AwardOf(const std::vector<SpendBand>& bands, Money spend) {
  Money award;
  if (spend.minor <= 0) return award;
  for (const SpendBand& band : bands) {
    if (spend >= band.from) award = band.award;
  }
  return award;
}

Result<ReferralResult> RunReferral(const ReferralProgramme& programme, const ReferralFacts& facts, Day as_of) {
  if (Status checked = CheckReferralProgramme(programme); !checked) return checked.error();
  ReferralResult result;
  uint64_t money_repeated = 0;
  const std::vector<const ReferralClaim*> claims = KnownFacts(
      facts.claims, as_of, [](const ReferralClaim& claim) { return claim.claimed_on; }, result.claims_after_as_of,
      result.claims_repeated);
  const auto day_of = [](const auto& fact) { return fact.day; };
  const std::vector<const ReferralPayment*> payments =
      KnownFacts(facts.payments, as_of, day_of, result.money_after_as_of, money_repeated);
  const std::vector<const ReferralRefund*> refunds =
      KnownFacts(facts.refunds, as_of, day_of, result.money_after_as_of, money_repeated);

  ClaimJudge judge(programme, facts, payments);
  for (const ReferralClaim* known : claims) {
    const ReferralClaim& claim = *known;
    ReferralOutcome outcome;
    outcome.claim = claim;
    outcome.refusal = judge.Judge(claim);
    if (outcome.refusal) {
      outcome.state = ReferralState::kRejected;
      result.outcomes.push_back(std::move(outcome));
      continue;
    }
    DealPlay play(programme, judge.Member(claim.referrer), result.row_issues);
    auto [payment, last_payment] = OfCustomer(payments, claim.referee);
    auto [refund, last_refund] = OfCustomer(refunds, claim.referee);
    while (payment != last_payment || refund != last_refund) {
      // Payments of a day come before its refunds.
      if (refund == last_refund || (payment != last_payment && (*payment)->day <= (*refund)->day)) {
        play.Pay(**payment++);
      } else {
        play.Refund(**refund++);
      }
    }
    outcome.awards = play.Finish(as_of);
    result.outcomes.push_back(std::move(outcome));
  }
  if (programme.cap) ApplyCap(*programme.cap, result.outcomes);
  for (ReferralOutcome& outcome : result.outcomes) {
    if (outcome.refusal) continue;
    for (const ReferralAward& award : outcome.awards) {
      AddUp(award, outcome.totals);
      AddUp(award, result.totals);
    }
    outcome.state = StateOf(outcome, judge.Party(outcome.claim.referee), as_of);
  }
  return result;
}

Share ReferredShareOfNew(const ReferralResult& result, const std::vector<ReferralParty>& parties, Window window) {
  std::set<std::string_view> referred;
  for (const ReferralOutcome& outcome : result.outcomes) {
    if (!outcome.refusal) referred.insert(outcome.claim.referee);
  }
  // A customer may stand in several rows; the first shipment is the earliest of them.
  std::map<std::string_view, Day> first_shipments;
  for (const ReferralParty& party : parties) {
    if (!party.first_shipment_on) continue;
    const auto [at, is_new] = first_shipments.emplace(party.customer, *party.first_shipment_on);
    if (!is_new) at->second = std::min(at->second, *party.first_shipment_on);
  }
  Share share;
  for (const auto& [customer, day] : first_shipments) {
    if (!window.Contains(day)) continue;
    ++share.denominator;
    if (referred.contains(customer)) ++share.numerator;
  }
  return share;
}

}  // namespace loyalane::loyalty

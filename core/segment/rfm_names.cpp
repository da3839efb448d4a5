#include "segment/rfm_names.h"

#include <array>

namespace loyalane::segment {
namespace {

using Codes = std::string_view;

struct Definition {
  RfmSegment segment;
  std::string_view id, zh, en;
  Codes codes;  // of the R x F x M map, separated by blanks
};

// 忠实客户, not 忠诚: 忠诚型客户 is a type of the CV x AC matrix.
constexpr std::array<Definition, kRfmSegmentCount> kDefinitions = {{
    {RfmSegment::kChampions, "champions", "冠军客户", "Champions", "555 554 544 545 454 455 445"},
    {RfmSegment::kLoyal, "loyal", "忠实客户", "Loyal", "543 444 435 355 354 345 344 335"},
    {RfmSegment::kPotentialLoyalist, "potential_loyalist", "潜在忠实客户", "Potential loyalist",
     "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"},
    {RfmSegment::kNew, "new", "新客户", "New", "512 511 422 421 412 411 311"},
    {RfmSegment::kPromising, "promising", "有望客户", "Promising",
     "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"},
    {RfmSegment::kNeedAttention, "need_attention", "需要关注", "Need attention", "535 534 443 434 343 334 325 324"},
    {RfmSegment::kAboutToSleep, "about_to_sleep", "即将沉睡", "About to sleep", "331 321 312 221 213 231 241 251"},
    {RfmSegment::kAtRisk, "at_risk", "有流失风险", "At risk",
     "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"},
    {RfmSegment::kCannotLose, "cannot_lose", "不能失去", "Cannot lose", "155 154 144 214 215 115 114 113"},
    {RfmSegment::kHibernating, "hibernating", "休眠客户", "Hibernating", "332 322 233 232 223 222 132 123 122 212 211"},
    {RfmSegment::kLost, "lost", "流失客户", "Lost", "111 112 121 131 141 151"},
}};

constexpr int IndexOf(int r, int f, int m) { return (r - 1) * 25 + (f - 1) * 5 + (m - 1); }

struct CodeMap {
  std::array<RfmSegment, 125> segments{};
  bool complete_and_disjoint = false;
};
constexpr CodeMap MakeCodeMap() {
  CodeMap map;
  for (RfmSegment& segment : map.segments) segment = RfmSegment::kNone;
  int count = 0;
  bool disjoint = true;
  for (const Definition& definition : kDefinitions) {
    for (size_t at = 0; at < definition.codes.size(); at += 4) {
      const auto digit = [&](size_t i) { return definition.codes[at + i] - '0'; };
      RfmSegment& place = map.segments[static_cast<size_t>(IndexOf(digit(0), digit(1), digit(2)))];
      if (place != RfmSegment::kNone) disjoint = false;
      place = definition.segment;
      ++count;
    }
  }
  map.complete_and_disjoint = disjoint && count == 125;
  return map;
}
constexpr CodeMap kCodeMap = MakeCodeMap();
static_assert(kCodeMap.complete_and_disjoint, "each of the 125 codes has exactly one name");

}  // namespace

RfmSegment RfmSegmentOf(int r, int f, int m) { return kCodeMap.segments[static_cast<size_t>(IndexOf(r, f, m))]; }

RfmSegment RfSegmentOf(int r, int f) {
  if (r <= 2) return f <= 2 ? RfmSegment::kHibernating : f <= 4 ? RfmSegment::kAtRisk : RfmSegment::kCannotLose;
  if (r == 5 && f >= 4) return RfmSegment::kChampions;
  if (f >= 4) return RfmSegment::kLoyal;
  if (r == 3) return f == 3 ? RfmSegment::kNeedAttention : RfmSegment::kAboutToSleep;
  if (f >= 2) return RfmSegment::kPotentialLoyalist;
  return r == 4 ? RfmSegment::kPromising : RfmSegment::kNew;
}

int ToFiveScale(int score, int bins) {
  // 1 + (score - 1) * 4 / (bins - 1), rounded half up.
  const int steps = bins - 1;
  return 1 + (2 * (score - 1) * 4 + steps) / (2 * steps);
}

std::string_view IdOf(RfmSegment segment) {
  return segment == RfmSegment::kNone ? std::string_view() : kDefinitions[static_cast<size_t>(segment)].id;
}

std::string_view NameOf(RfmSegment segment, Language language) {
  if (segment == RfmSegment::kNone) return {};
  const Definition& definition = kDefinitions[static_cast<size_t>(segment)];
  return language == Language::kZh ? definition.zh : definition.en;
}

}  // namespace loyalane::segment

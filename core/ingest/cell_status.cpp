#include "ingest/cell_status.h"

#include <array>
#include <string>

#include "ingest/cell_text.h"

namespace loyalane::ingest {
namespace {

using model::CodeSystem;
using model::ShipmentStatus;

struct Word {
  std::string_view text;
  ShipmentStatus status;
};

// The first word that the cell contains decides, so the longer and the more telling stand first.
constexpr std::array<Word, 64> kWords = {{
    // What has not happened, or failed.
    {"待揽", ShipmentStatus::kCreated},
    {"未揽", ShipmentStatus::kCreated},
    {"待取件", ShipmentStatus::kCreated},
    {"失败", ShipmentStatus::kException},
    {"not delivered", ShipmentStatus::kInTransit},
    {"退回签收", ShipmentStatus::kReturned},
    {"退货签收", ShipmentStatus::kReturned},
    {"退件签收", ShipmentStatus::kReturned},
    {"已退回", ShipmentStatus::kReturned},
    {"returned", ShipmentStatus::kReturned},
    {"拒收", ShipmentStatus::kRefused},
    {"拒签", ShipmentStatus::kRefused},
    {"refused", ShipmentStatus::kRefused},
    {"退回", ShipmentStatus::kReturning},
    {"退签", ShipmentStatus::kReturning},
    {"退件", ShipmentStatus::kReturning},
    {"退货", ShipmentStatus::kReturning},
    {"return", ShipmentStatus::kReturning},
    {"销单", ShipmentStatus::kCancelled},
    {"取消", ShipmentStatus::kCancelled},
    {"作废", ShipmentStatus::kCancelled},
    {"cancel", ShipmentStatus::kCancelled},
    {"异常", ShipmentStatus::kException},
    {"疑难", ShipmentStatus::kException},
    {"问题件", ShipmentStatus::kException},
    {"滞留", ShipmentStatus::kException},
    {"破损", ShipmentStatus::kException},
    {"exception", ShipmentStatus::kException},
    {"未签收", ShipmentStatus::kInTransit},
    {"待签收", ShipmentStatus::kInTransit},
    {"undelivered", ShipmentStatus::kInTransit},
    {"未妥投", ShipmentStatus::kException},
    {"已签收", ShipmentStatus::kDelivered},
    {"签收", ShipmentStatus::kDelivered},
    {"妥投", ShipmentStatus::kDelivered},
    {"代签", ShipmentStatus::kDelivered},
    {"delivered", ShipmentStatus::kDelivered},
    {"驿站", ShipmentStatus::kAtLocker},
    {"快递柜", ShipmentStatus::kAtLocker},
    {"入柜", ShipmentStatus::kAtLocker},
    {"自提", ShipmentStatus::kAtLocker},
    {"派送", ShipmentStatus::kOutForDelivery},
    {"派件", ShipmentStatus::kOutForDelivery},
    {"out for delivery", ShipmentStatus::kOutForDelivery},
    {"out_for_delivery", ShipmentStatus::kOutForDelivery},
    {"locker", ShipmentStatus::kAtLocker},
    {"forward", ShipmentStatus::kForwarded},
    {"转投", ShipmentStatus::kForwarded},
    {"转寄", ShipmentStatus::kForwarded},
    {"清关", ShipmentStatus::kCustoms},
    {"海关", ShipmentStatus::kCustoms},
    {"customs", ShipmentStatus::kCustoms},
    {"在途", ShipmentStatus::kInTransit},
    {"运输中", ShipmentStatus::kInTransit},
    {"中转", ShipmentStatus::kInTransit},
    {"转运", ShipmentStatus::kInTransit},
    {"transit", ShipmentStatus::kInTransit},
    {"揽", ShipmentStatus::kPickedUp},
    {"已取件", ShipmentStatus::kPickedUp},
    {"已收件", ShipmentStatus::kPickedUp},
    {"收寄", ShipmentStatus::kPickedUp},
    {"picked", ShipmentStatus::kPickedUp},
    {"下单", ShipmentStatus::kCreated},
    {"created", ShipmentStatus::kCreated},
}};

struct Code {
  CodeSystem system;
  int32_t code;
  ShipmentStatus status;
};

constexpr std::array<Code, 33> kCodes = {{
    {CodeSystem::kKuaidi100, 0, ShipmentStatus::kInTransit},
    {CodeSystem::kKuaidi100, 1, ShipmentStatus::kPickedUp},
    {CodeSystem::kKuaidi100, 2, ShipmentStatus::kException},
    {CodeSystem::kKuaidi100, 3, ShipmentStatus::kDelivered},
    {CodeSystem::kKuaidi100, 4, ShipmentStatus::kReturning},
    {CodeSystem::kKuaidi100, 5, ShipmentStatus::kOutForDelivery},
    {CodeSystem::kKuaidi100, 6, ShipmentStatus::kReturning},
    {CodeSystem::kKuaidi100, 7, ShipmentStatus::kForwarded},
    {CodeSystem::kKuaidi100, 8, ShipmentStatus::kCustoms},
    {CodeSystem::kKuaidi100, 14, ShipmentStatus::kRefused},
    {CodeSystem::kKuaidi100, 202, ShipmentStatus::kException},
    {CodeSystem::kKuaidi100, 203, ShipmentStatus::kRefused},
    {CodeSystem::kKuaidi100, 209, ShipmentStatus::kException},
    {CodeSystem::kKdniao, 0, ShipmentStatus::kUnknown},
    {CodeSystem::kKdniao, 1, ShipmentStatus::kPickedUp},
    {CodeSystem::kKdniao, 2, ShipmentStatus::kInTransit},
    {CodeSystem::kKdniao, 3, ShipmentStatus::kDelivered},
    {CodeSystem::kKdniao, 4, ShipmentStatus::kException},
    {CodeSystem::kKdniao, 202, ShipmentStatus::kOutForDelivery},
    {CodeSystem::kKdniao, 211, ShipmentStatus::kAtLocker},
    {CodeSystem::kKdniao, 304, ShipmentStatus::kDelivered},
    {CodeSystem::kKdniao, 404, ShipmentStatus::kRefused},
    {CodeSystem::kKdniao, 406, ShipmentStatus::kReturned},
    {CodeSystem::kKdniao, 412, ShipmentStatus::kException},
    {CodeSystem::kSf, 50, ShipmentStatus::kPickedUp},
    {CodeSystem::kSf, 30, ShipmentStatus::kInTransit},
    {CodeSystem::kSf, 31, ShipmentStatus::kInTransit},
    {CodeSystem::kSf, 44, ShipmentStatus::kOutForDelivery},
    {CodeSystem::kSf, 33, ShipmentStatus::kException},
    {CodeSystem::kSf, 70, ShipmentStatus::kException},
    {CodeSystem::kSf, 80, ShipmentStatus::kDelivered},
    {CodeSystem::kSf, 99, ShipmentStatus::kForwarded},
    {CodeSystem::kSf, 648, ShipmentStatus::kReturning},
}};

constexpr std::array<std::string_view, 4> kSystemNames = {"none", "kuaidi100", "kdniao", "sf"};

}  // namespace

std::optional<ShipmentStatus> ParseStatus(std::string_view cell, CodeSystem system) {
  std::string text;
  FoldWidth(TrimUtf8(cell), text);
  text = Simplified(text);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  int32_t code = 0;
  bool numeric = !text.empty() && text.size() <= 4;
  for (const char c : text) {
    if (c < '0' || c > '9') numeric = false;
    if (numeric) code = code * 10 + (c - '0');
  }
  if (numeric) {
    if (system == CodeSystem::kNone) return std::nullopt;
    for (const Code& entry : kCodes) {
      if (entry.system == system && entry.code == code) return entry.status;
    }
    return ShipmentStatus::kUnknown;
  }
  for (const Word& word : kWords) {
    if (text.find(word.text) != std::string::npos) return word.status;
  }
  return ShipmentStatus::kUnknown;
}

std::optional<CodeSystem> ParseCodeSystem(std::string_view name) {
  for (size_t i = 0; i < kSystemNames.size(); ++i) {
    if (kSystemNames[i] == name) return static_cast<CodeSystem>(i);
  }
  return std::nullopt;
}

std::string_view CodeSystemName(CodeSystem system) { return kSystemNames[static_cast<size_t>(system)]; }

}  // namespace loyalane::ingest

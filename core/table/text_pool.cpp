#include "table/text_pool.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace loyalane::table {
namespace {

constexpr size_t kBlockBytes = 64 * 1024;
constexpr int kSlotBitsAtFirst = 6;

}  // namespace

uint64_t text_pool_internal::HashAnySize(std::string_view bytes) {
  uint64_t h = bytes.size() * 0xBF58476D1CE4E5B9ULL;
  const char* at = bytes.data();
  size_t left = bytes.size();
  if (left >= 8) {
    // Two chains that do not wait for each other.
    uint64_t other = ~h;
    for (; left > 16; left -= 16, at += 16) {
      h = std::rotl((h ^ LoadEight(at)) * 0x94D049BB133111EBULL, 29);
      other = std::rotl((other ^ LoadEight(at + 8)) * 0xD6E8FEB86659FD93ULL, 31);
    }
    if (left > 8) h = Mix(h ^ LoadEight(at)) * 0x94D049BB133111EBULL;
    other = (other ^ LoadEight(bytes.data() + bytes.size() - 8)) * 0xD6E8FEB86659FD93ULL;
    return Mix((h * 0x94D049BB133111EBULL) ^ std::rotl(other, 32));
  }
  uint64_t tail = 0;
  for (size_t i = 0; i < left; ++i) tail |= static_cast<uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return Mix((h ^ tail) * 0x94D049BB133111EBULL);
}

TextPool::TextPool()
    : slots_(size_t{1} << kSlotBitsAtFirst, Slot{0, kNoText}),
      mask_((uint64_t{1} << kSlotBitsAtFirst) - 1),
      shift_(32 - kSlotBitsAtFirst) {}

TextId TextPool::Find(std::string_view text, uint64_t hash) const {
  const auto tag = static_cast<uint32_t>(hash >> 32);
  for (uint64_t i = PlaceOf(tag);; i = (i + 1) & mask_) {
    const Slot& slot = slots_[i];
    if (slot.id == kNoText) return kNoText;
    if (slot.tag == tag && (*this)[slot.id] == text) return slot.id;
  }
}

TextId TextPool::Add(std::string_view text, uint64_t hash) {
  const auto tag = static_cast<uint32_t>(hash >> 32);
  uint64_t i = PlaceOf(tag);
  for (; slots_[i].id != kNoText; i = (i + 1) & mask_) {
    if (slots_[i].tag == tag && (*this)[slots_[i].id] == text) return slots_[i].id;
  }
  const TextId id = size_;
  Keep(text);
  slots_[i] = {tag, id};
  if (uint64_t{size_} * 8 > slots_.size() * 5) Grow();
  return id;
}

void TextPool::AddMany(std::span<const std::string_view> texts, TextId* ids) {
  constexpr size_t kGroupTexts = 64;
  std::array<uint64_t, kGroupTexts> hashes;
  std::array<TextId, kGroupTexts> known;
  for (size_t from = 0; from < texts.size(); from += kGroupTexts) {
    const std::span<const std::string_view> group = texts.subspan(from, std::min(kGroupTexts, texts.size() - from));
    for (size_t i = 0; i < group.size(); ++i) {
      hashes[i] = HashBytes(group[i]);
      PrefetchSlot(hashes[i]);
    }
    for (size_t i = 0; i < group.size(); ++i) {
      known[i] = Guess(hashes[i]);
      if (known[i] != kNoText) PrefetchText(known[i]);
    }
    for (size_t i = 0; i < group.size(); ++i) {
      if (known[i] != kNoText) BringNear((*this)[known[i]].data());
    }
    for (size_t i = 0; i < group.size(); ++i) ids[from + i] = Add(group[i], hashes[i]);
  }
}

void TextPool::Grow() {
  std::vector<Slot> grown(slots_.size() * 2, Slot{0, kNoText});
  mask_ = grown.size() - 1;
  --shift_;
  // Slots lie in the order of their tags, so this writes as it reads: from front to back.
  for (const Slot& slot : slots_) {
    if (slot.id == kNoText) continue;
    uint64_t i = PlaceOf(slot.tag);
    while (grown[i].id != kNoText) i = (i + 1) & mask_;
    grown[i] = slot;
  }
  slots_ = std::move(grown);
}

void TextPool::Keep(std::string_view text) {
  if (size_ % kTextsPerBlock == 0) texts_.emplace_back(new Text[kTextsPerBlock]);
  Text& kept = texts_[size_ / kTextsPerBlock][size_ % kTextsPerBlock];
  ++size_;
  if (text.size() <= kInlineBytes) {
    if (!text.empty()) std::memcpy(kept.raw, text.data(), text.size());
    kept.raw[15] = static_cast<unsigned char>(text.size());
    return;
  }
  if (text.size() > block_left_) {
    const size_t bytes = text.size() > kBlockBytes ? text.size() : kBlockBytes;
    blocks_.emplace_back(new char[bytes]);
    block_at_ = blocks_.back().get();
    block_left_ = bytes;
  }
  const char* data = block_at_;
  const auto bytes = static_cast<uint32_t>(text.size());
  std::memcpy(block_at_, text.data(), text.size());
  block_at_ += text.size();
  block_left_ -= text.size();
  std::memcpy(kept.raw, &data, sizeof data);
  std::memcpy(kept.raw + 8, &bytes, sizeof bytes);
  kept.raw[15] = Text::kFar;
}

}  // namespace loyalane::table

// LotQueue: lots of one member in an order that is known when they are listed: by a rank (a day, or months), then the
// day on which they were earned, then their number.
//
//   queue.Add({rank, earned, lot});
//   const LotQueue::Place* next = queue.First(is_there);   // null: none
//
// Nothing is ever taken out of the middle: First drops the places in front of which `is_there` says that the lot has
// left them. What is added in order, as most lots are, costs no more than a list; all else is a heap, O(log n).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/date.h"

namespace loyalane::loyalty {

class LotQueue {
 public:
  struct Place {
    int32_t rank = 0;
    Day earned;
    uint32_t lot = 0;
    friend constexpr auto operator<=>(const Place&, const Place&) = default;
  };

  void Clear() {
    run_.clear();
    run_begin_ = 0;
    heap_.clear();
  }
  void Add(Place place) {
    if (run_.empty() || run_.back() <= place) {
      run_.push_back(place);
    } else {
      heap_.push_back(place);
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    }
  }
  // The first place whose lot is still there.
  template <class IsThere>
  [[nodiscard]] const Place* First(IsThere&& is_there) {
    while (const Place* first = First()) {
      if (is_there(*first)) return first;
      DropFirst();
    }
    return nullptr;
  }
  [[nodiscard]] const Place* First() const {
    if (heap_.empty()) return run_begin_ < run_.size() ? &run_[run_begin_] : nullptr;
    return run_begin_ < run_.size() && run_[run_begin_] < heap_.front() ? &run_[run_begin_] : &heap_.front();
  }
  void DropFirst() {
    if (First() == heap_.data()) {
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
      heap_.pop_back();
    } else if (++run_begin_ == run_.size()) {
      run_.clear();
      run_begin_ = 0;
    }
  }

 private:
  std::vector<Place> run_;  // in order; what is in front of run_begin_ is gone
  size_t run_begin_ = 0;
  std::vector<Place> heap_;
};

}  // namespace loyalane::loyalty

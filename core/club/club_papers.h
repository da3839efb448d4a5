// ClubStatements: the statements of a closed month, one page a member, in pieces. As HTML that prints (A4, a page a
// member) or as CSV, one row a line. Reads the club that gave it; good until that changes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "club/club.h"

namespace loyalane::club {

class ClubStatements {
 public:
  enum class Form : uint8_t { kHtml, kCsv, kExcel };

  // The next piece, of at most kMembersPerPiece members; empty at the end. Valid until the next call.
  [[nodiscard]] std::string_view Read();
  [[nodiscard]] size_t members() const { return order_.size(); }

  static constexpr size_t kMembersPerPiece = 200;

 private:
  friend class Club;
  void Begin();
  void Page(size_t row);
  void Lines(size_t row);

  const Club* club_ = nullptr;
  std::shared_ptr<const void> keeps_;  // what `data_` lies in
  const ClubData* data_ = nullptr;
  loyalty::MonthReport report_;
  std::vector<size_t> order_;  // rows of `data_`
  Form form_ = Form::kHtml;
  Language language_ = Language::kZh;
  std::vector<nlohmann::ordered_json> vouchers_;  // open ones of each of `order_`
  size_t at_ = 0;
  bool begun_ = false, ended_ = false;
  std::string piece_;
};

}  // namespace loyalane::club

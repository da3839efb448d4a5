// A person who is erased, and how he is taken out of what people have written down: what is his goes whole, and a text
// of somebody else's that names him loses the name. docs/club-registers.md, "Erasing a person"
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace loyalane::workspace {

struct ErasedPerson {
  std::string member;              // the number that the ledger keeps
  std::vector<std::string> codes;  // customer codes under which he is written down
  std::vector<std::string> names;  // names, telephone, address, credit code: as files and forms have them
};

// A register's document without him.
struct Removal {
  nlohmann::ordered_json document;
  int64_t rows = 0;    // entries that lost something
  int64_t values = 0;  // values removed
};

// Stands where a name stood. Never longer than one, so that a text stays within its limits.
inline constexpr std::string_view kErasedMark = "**";

class PersonEraser {
 public:
  explicit PersonEraser(const ErasedPerson& person);

  // Whether a reference means him: by member number or customer code.
  [[nodiscard]] bool Is(std::string_view reference) const;
  // Whether somebody who was written down by name is he: the whole text is a name of his.
  [[nodiscard]] bool IsNamed(std::string_view name) const;

  // Takes a value that is his. An empty one counts nothing.
  void Take(std::string& value, std::string_view instead = {});
  // Counts an entry of his that goes as a whole.
  void CountGone(int64_t values);
  // Replaces what names him in a text of somebody else's; such a text counts as one value. Numbers and Latin words only
  // where they stand alone; the member number and codes only where they are no short number.
  void Cleanse(std::string& text);
  // "<something> <reference>" of a log, or a reference alone.
  void CleanseReference(std::string& of);

  // Between two entries: what was counted since belongs to one.
  void EndRow();
  [[nodiscard]] int64_t rows() const { return rows_; }
  [[nodiscard]] int64_t values() const { return values_; }

 private:
  const ErasedPerson& person_;
  std::vector<std::string_view> needles_;  // the longest first
  int64_t rows_ = 0, values_ = 0, values_of_rows_ = 0;
};

}  // namespace loyalane::workspace

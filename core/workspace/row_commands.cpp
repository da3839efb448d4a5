#include "workspace/row_commands.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "document/plan_json.h"
#include "document/settings.h"
#include "intake/read_json.h"
#include "model/catalogue.h"

namespace loyalane::workspace {
namespace {

using Json = nlohmann::ordered_json;
using intake::RejectedRow;
using intake::RowWish;
using intake::ScanSource;

constexpr size_t kCsvPieceBytes = size_t{1} << 20;

Error Bad(const char* key, const Json& value, const char* expected) {
  return Error(ErrorId::kJsonBadValue)
      .With("key", key)
      .With("value", value.is_null() ? "" : value.dump(-1, ' ', false, Json::error_handler_t::replace))
      .With("expected", expected);
}

const Json& At(const Json& json, const char* key) {
  static const Json kNone;
  const auto it = json.is_object() ? json.find(key) : json.end();
  return it == json.end() ? kNone : *it;
}

Result<std::vector<ScanSource>> SourcesIn(const Json& command) {
  const Json& entries = At(command, "sources");
  if (!entries.is_array() || entries.empty()) return Bad("sources", entries, "[{name, size, plan}]");
  std::vector<ScanSource> sources;
  for (const Json& entry : entries) {
    const Json& name = At(entry, "name");
    if (!name.is_string()) return Bad("sources.name", name, "text");
    Result<document::TravelledPlan> plan = document::PlanFromJson(At(entry, "plan"));
    if (!plan) {
      Error error = plan.error();
      error.place.file = name.get<std::string>();
      return error;
    }
    const Json& size = At(entry, "size");
    sources.push_back(
        {name.get<std::string>(), size.is_number_unsigned() ? size.get<uint64_t>() : 0, std::move(plan->plan)});
  }
  return sources;
}

Result<std::optional<Day>> DayIn(const Json& window, const char* key, const char* name) {
  const Json& text = At(window, key);
  if (text.is_null()) return std::optional<Day>();
  const auto day = text.is_string() ? ParseIsoDay(text.get<std::string>()) : std::nullopt;
  if (!day) return Bad(name, text, "YYYY-MM-DD, null");
  return std::optional<Day>(day);
}

Result<RowWish> WishIn(const Json& command) {
  RowWish wish;
  const Json& customer = At(command, "customer");
  if (!customer.is_string() || customer.get_ref<const std::string&>().empty()) return Bad("customer", customer, "text");
  wish.customer = customer.get<std::string>();
  const Json& window = At(command, "window");
  const Result<std::optional<Day>> from = DayIn(window, "from", "window.from");
  if (!from) return from.error();
  const Result<std::optional<Day>> to = DayIn(window, "to", "window.to");
  if (!to) return to.error();
  wish.from = *from;
  wish.to = *to;
  if (const Json& json = At(command, "settings"); !json.is_null()) {
    Result<document::Settings> settings = document::ParseSettings(json.dump());
    if (!settings) return settings.error();
    wish.money = std::move(settings->money);
    wish.customers = std::move(settings->customers);
  }
  if (const Json& limit = At(command, "limit"); limit.is_number_unsigned()) {
    wish.limit = static_cast<size_t>(std::min<uint64_t>(limit.get<uint64_t>(), intake::kRowsOfCustomerMax));
  } else if (!limit.is_null()) {
    return Bad("limit", limit, "0..1000");
  }
  return wish;
}

Result<std::vector<std::vector<RejectedRow>>> RowsIn(const Json& lists, size_t sources) {
  constexpr const char* kExpected = "[[{row, cause}]]";
  if (!lists.is_array() || lists.size() != sources) return Bad("rows", Json(), kExpected);
  std::vector<std::vector<RejectedRow>> rows;
  for (const Json& list : lists) {
    if (!list.is_array()) return Bad("rows", list, kExpected);
    std::vector<RejectedRow>& of_source = rows.emplace_back();
    for (const Json& entry : list) {
      const Json& row = At(entry, "row");
      const Json& cause = At(entry, "cause");
      const bool ascends =
          row.is_number_unsigned() && (of_source.empty() || row.get<uint64_t>() > of_source.back().row);
      if (!ascends || !cause.is_string()) return Bad("rows", entry, kExpected);
      of_source.push_back({row.get<uint64_t>(), cause.get<std::string>(), At(entry, "read") == true});
    }
  }
  return rows;
}

}  // namespace

Json FoundRowsJson(const intake::FoundRows& found) {
  Json files = Json::array();
  for (const intake::FoundInFile& file : found.files) {
    Json rows = Json::array();
    for (const intake::FoundRow& row : file.rows) {
      Json entry = Json::object();
      entry["row"] = row.row;
      entry["cells"] = row.cells;
      entry["inWindow"] = row.in_window;
      rows.push_back(std::move(entry));
    }
    Json entry = Json::object();
    entry["name"] = file.name;
    entry["dataset"] = std::string(model::DatasetOf(file.dataset).name);
    entry["total"] = file.total;
    entry["headers"] = file.headers;
    entry["rows"] = std::move(rows);
    files.push_back(std::move(entry));
  }
  Json json = Json::object();
  json["total"] = found.total;
  json["inWindow"] = found.in_window;
  json["amountInWindow"] = ToDecimal(found.amount_in_window);
  json["files"] = std::move(files);
  return json;
}

Json RejectedRowsJson(const std::vector<std::vector<RejectedRow>>& rejected) {
  Json lists = Json::array();
  for (const std::vector<RejectedRow>& rows : rejected) {
    Json list = Json::array();
    for (const RejectedRow& row : rows) {
      Json entry = Json::object();
      entry["row"] = row.row;
      entry["cause"] = row.cause;
      if (row.was_read) entry["read"] = true;
      list.push_back(std::move(entry));
    }
    lists.push_back(std::move(list));
  }
  return lists;
}

void RowCommands::Stop() {
  scan_.reset();
  search_ = nullptr;
  rejected_ = nullptr;
  reading_ = false;
  read_all_ = false;
  hash_.reset();
  workbook_.reset();
  written_.reset();
  csv_.clear();
  csv_at_ = 0;
}

Result<Json> RowCommands::Run(std::string_view name, const Json& command) {
  if (name == "rows.begin") return Begin(command);
  if (name == "hash.begin") {
    Stop();
    hash_.emplace();
    return Json::object();
  }
  const bool of_rows = name.starts_with("rows.");
  const bool is_known =
      of_rows ? name == "rows.next" || name == "rows.endRead" || name == "rows.finish" : name == "hash.end";
  if (!is_known) return Error(ErrorId::kCommandUnknown).With("name", std::string(name));
  const bool in_order = name == "hash.end"       ? hash_.has_value()
                        : scan_ == nullptr       ? false
                        : name == "rows.endRead" ? reading_
                        : name == "rows.finish"  ? read_all_
                                                 : !reading_;
  if (!in_order) return Error(ErrorId::kNothingLoaded);
  Json answer = Json::object();
  if (name == "hash.end") {
    answer["sha256"] = hash_->Finish();
    Stop();
  } else if (name == "rows.next") {
    const Result<std::optional<intake::SourceRead>> next = scan_->Next();
    if (!next) {
      Stop();
      return next.error();
    }
    reading_ = next->has_value();
    read_all_ = !reading_;
    return intake::ReadJson(*next);
  } else if (name == "rows.endRead") {
    reading_ = false;
    const Status ended = scan_->EndRead(intake::OutcomeIn(command));
    if (!ended) {
      Stop();
      return ended.error();
    }
  } else {
    return Finish();
  }
  return answer;
}

Result<Json> RowCommands::Begin(const Json& command) {
  Stop();
  Result<std::vector<ScanSource>> sources = SourcesIn(command);
  if (!sources) return sources.error();
  if (const Json& lists = At(command, "rows"); !lists.is_null()) {
    Result<std::vector<std::vector<RejectedRow>>> rows = RowsIn(lists, sources->size());
    if (!rows) return rows.error();
    as_workbook_ = At(command, "form") == Json("xlsx");
    const Json& language = At(command, "language");
    const bool english = language.is_string() && language.get_ref<const std::string&>() == "en";
    auto rejected = std::make_unique<intake::RejectedRows>(std::move(*sources), std::move(*rows),
                                                           english ? Language::kEn : Language::kZh);
    rejected_ = rejected.get();
    scan_ = std::move(rejected);
    return Json::object();
  }
  const Result<RowWish> wish = WishIn(command);
  if (!wish) return wish.error();
  auto search = std::make_unique<intake::RowSearch>(std::move(*sources), *wish);
  search_ = search.get();
  scan_ = std::move(search);
  return Json::object();
}

Json RowCommands::Finish() {
  if (rejected_ != nullptr) {
    const intake::RejectedRows* rejected = rejected_;
    std::unique_ptr<intake::SourceScan> scan = std::move(scan_);
    Stop();
    if (as_workbook_) {
      workbook_.emplace(rejected->Sheets());
      written_ = std::move(scan);
    } else {
      csv_ = rejected->Csv();
    }
    return Json::object();
  }
  Json answer = FoundRowsJson(search_->found());
  Stop();
  return answer;
}

Result<RowCommands::Fed> RowCommands::Feed(std::string_view bytes) {
  if (hash_) {
    hash_->Add(bytes);
    return Fed{0, ingest::Feeding::kMore};
  }
  if (!reading_) return Error(ErrorId::kNothingLoaded);
  const Result<ingest::Feeding> fed = scan_->Feed(bytes);
  if (!fed) {
    Stop();
    return fed.error();
  }
  return Fed{scan_->rows_so_far(), *fed};
}

report::WorkbookPiece RowCommands::Read() {
  using Kind = report::WorkbookPiece::Kind;
  if (workbook_) {
    const report::WorkbookPiece piece = workbook_->Read();
    if (piece.kind == Kind::kEnd) Stop();
    return piece;
  }
  if (csv_at_ == csv_.size()) {
    csv_.clear();
    csv_at_ = 0;
    return {Kind::kEnd, {}};
  }
  const std::string_view piece = std::string_view(csv_).substr(csv_at_, kCsvPieceBytes);
  csv_at_ += piece.size();
  return {Kind::kPlain, piece};
}

}  // namespace loyalane::workspace

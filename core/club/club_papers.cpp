#include "club/club_papers.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "club/club_read.h"
#include "club/vouchers_register.h"
#include "document/command_json.h"
#include "document/json_fields.h"
#include "report/csv_writer.h"

namespace loyalane::club {
namespace {

using document::Json;
using document::TextOf;
using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::GiftRequest;
using loyalty::MemberMonth;
using loyalty::MonthReport;
using loyalty::PointsMoved;
using report::CsvForm;
using report::CsvWriter;

CsvForm FormOf(bool spreadsheet) { return spreadsheet ? CsvForm::kSpreadsheet : CsvForm::kPlain; }

// A column of a paper: a key of the row, and whether it holds a number.
struct Column {
  const char* key;
  const char* name;
};

std::string CellOf(const Json& row, const char* key) {
  const auto found = row.find(key);
  if (found == row.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_boolean()) return found->get<bool>() ? "yes" : "no";
  return found->dump();
}

std::string TableCsv(const Json& rows, std::span<const Column> columns, bool spreadsheet) {
  std::string out;
  CsvWriter writer(FormOf(spreadsheet), out);
  writer.Begin();
  for (const Column& column : columns) writer.Text(column.name);
  writer.EndRow();
  for (const Json& row : rows) {
    for (const Column& column : columns) {
      const auto found = row.find(column.key);
      const bool is_number = found != row.end() && found->is_number();
      is_number ? writer.Number(CellOf(row, column.key)) : writer.Text(CellOf(row, column.key));
    }
    writer.EndRow();
  }
  return out;
}

constexpr Column kVoucherColumns[] = {{"voucher", "voucher"},    {"member", "member_id"}, {"customer", "customer_id"},
                                      {"name", "customer_name"}, {"event", "event"},      {"what", "what"},
                                      {"value", "value"},        {"day", "day"},          {"lastDay", "last_day"}};
constexpr Column kGiftColumns[] = {{"status", "status"},
                                   {"document", "document"},
                                   {"member", "member_id"},
                                   {"customer", "customer_id"},
                                   {"name", "customer_name"},
                                   {"sku", "gift"},
                                   {"gift", "gift_name"},
                                   {"quantity", "quantity"},
                                   {"stock", "stock"},
                                   {"deliveredOn", "delivered_on"},
                                   {"deliveredBy", "delivered_by"}};
constexpr Column kRefusedColumns[] = {{"document", "document"}, {"member", "member_id"}, {"name", "customer_name"},
                                      {"day", "day"},           {"reward", "reward"},    {"id", "id"},
                                      {"text", "reason"},       {"remedy", "remedy"}};
constexpr Column kReferralColumns[] = {{"referrer", "member_id"},
                                       {"name", "customer_name"},
                                       {"referee", "referred_customer"},
                                       {"claimedOn", "claimed_on"},
                                       {"state", "state"},
                                       {"award", "award"},
                                       {"paidOn", "paid_on"},
                                       {"activeOn", "active_on"},
                                       {"paid", "paid"},
                                       {"refunded", "refunded"},
                                       {"granted", "granted"},
                                       {"value", "value"},
                                       {"awardState", "award_state"},
                                       {"choice", "choice"},
                                       {"givenAs", "given_as"},
                                       {"givenIn", "given_in"},
                                       {"id", "id"},
                                       {"text", "reason"}};
constexpr Column kCardColumns[] = {{"status", "status"},        {"member", "member_id"},
                                   {"customer", "customer_id"}, {"name", "customer_name"},
                                   {"amount", "amount"},        {"formComplete", "form_complete"}};

// One row an award; a claim without any has one row.
Json ReferralRows(const Json& claims) {
  Json rows = Json::array();
  for (const Json& claim : claims) {
    Json row = Json::object();
    for (const char* key : {"referrer", "name", "referee", "claimedOn", "state", "choice"}) row[key] = claim[key];
    const auto tell = [&row](const Json& why) {
      for (const char* key : {"id", "text"}) row[key] = why.is_object() ? why[key] : Json();
    };
    tell(claim["refusal"]);
    if (claim["awards"].empty()) rows.push_back(row);
    for (const Json& award : claim["awards"]) {
      for (const char* key :
           {"award", "paidOn", "activeOn", "paid", "refunded", "granted", "value", "choice", "givenAs", "givenIn"})
        row[key] = award[key];
      row["awardState"] = award["state"];
      tell(award["why"]);
      rows.push_back(row);
    }
  }
  return rows;
}

void AppendHtml(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

struct Said {
  const char *zh, *en;
  [[nodiscard]] const char* In(Language language) const { return language == Language::kEn ? en : zh; }
};
constexpr Said kTitle = {"积分对账单", "Points statement"};
constexpr Said kMember = {"会员", "Member"};
constexpr Said kTier = {"等级", "Tier"};
constexpr Said kLinesTitle = {"本月明细", "This month"};
constexpr Said kNoLines = {"本月没有变动。", "Nothing happened this month."};
constexpr Said kExpiringTitle = {"即将到期", "Expiring soon"};
constexpr Said kVouchersTitle = {"可用的券", "Vouchers to use"};
constexpr Said kFooter = {"券和积分不兑现金；券抵用时不找零。",
                          "Points and vouchers are never paid out in cash; a voucher gives no change."};
constexpr std::array<Said, 7> kMoves = {{{"期初", "Opening"},
                                         {"获得", "Earned"},
                                         {"使用", "Spent"},
                                         {"到期", "Expired"},
                                         {"冲回", "Taken back"},
                                         {"核销", "Written off"},
                                         {"期末", "Closing"}}};
constexpr std::array<Said, 5> kHeads = {
    {{"日期", "Day"}, {"事项", "What"}, {"单据", "Source"}, {"积分", "Points"}, {"余额", "Balance"}}};
constexpr std::array<Said, 3> kVoucherHeads = {
    {{"券号", "Voucher"}, {"金额（元）", "Yuan"}, {"有效期至", "Valid through"}}};
constexpr std::array<Said, 2> kExpiryHeads = {{{"有效期至", "Valid through"}, {"积分", "Points"}}};
constexpr Said kNoEnd = {"不限", "no end"};

constexpr std::array<std::pair<std::string_view, Said>, 11> kKindWords = {{{"opening", {"期初转入", "Taken over"}},
                                                                           {"earn", {"获得", "Earned"}},
                                                                           {"grant", {"赠送", "Granted"}},
                                                                           {"restore", {"退回", "Given back"}},
                                                                           {"expiry", {"延期", "New expiry"}},
                                                                           {"refund", {"冲回", "Taken back"}},
                                                                           {"charge", {"扣除", "Charged"}},
                                                                           {"spend", {"兑换", "Redeemed"}},
                                                                           {"given", {"发券", "Given"}},
                                                                           {"withdrawn", {"收回", "Taken back"}},
                                                                           {"expired", {"到期", "Expired"}}}};

std::string KindIn(const std::string& kind, Language language) {
  for (const auto& [id, said] : kKindWords) {
    if (id == kind) return said.In(language);
  }
  return kind;
}

std::array<int64_t, 7> MovesOf(const PointsMoved& moved) {
  return {moved.opening.units,    moved.earned.units,      moved.spent.units,  moved.expired.units,
          moved.taken_back.units, moved.written_off.units, moved.closing.units};
}

constexpr std::string_view kStyle =
    "body{margin:0;font:11pt/1.5 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;color:#1d2129}"
    "section{box-sizing:border-box;max-width:190mm;margin:0 auto;padding:12mm 0;break-after:page}"
    "section:last-of-type{break-after:auto}header{display:flex;justify-content:space-between;align-items:baseline;"
    "border-bottom:2px solid #1d2129;padding-bottom:2mm}h1{font-size:16pt;margin:0}h2{font-size:11pt;margin:6mm 0 1mm}"
    "p{margin:1mm 0}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #c9cdd4;padding:1mm 2mm;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}th{font-weight:600}thead{display:table-header-group}"
    "tr{break-inside:avoid}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".d{white-space:nowrap}footer{margin-top:6mm;color:#4e5969;font-size:9pt}@page{size:A4;margin:12mm}"
    "@media print{section{padding:0}}";

}  // namespace

const VouchersRegister& Club::Vouchers() const {
  // Made by this program and never another class (club_register.cpp).
  return *static_cast<const VouchersRegister*>(Registers().Of(RegisterName::kVouchers));
}

void Club::AddAwardGifts(const MonthReport& report, const ClubData& club, std::vector<GiftRequest>& requests,
                         Json& answer) const {
  std::map<uint32_t, size_t> row_of;
  for (size_t i = 0; i < club.input.members.size(); ++i) row_of[club.input.members[i].member] = i;
  std::set<std::pair<uint32_t, table::TextId>> withdrawn;
  for (const loyalty::Fact& fact : report.given) {
    if (fact.entry.kind == EntryKind::kWithdrawn) withdrawn.emplace(fact.member, fact.entry.of);
  }
  Json open = Json::array();
  for (const loyalty::Fact& fact : report.given) {
    const bool is_gift =
        fact.entry.kind == EntryKind::kGiven && ledger_->rules()[fact.entry.rule] == loyalty::kAwardGiftRule;
    if (!is_gift || withdrawn.contains({fact.member, fact.entry.source})) continue;
    const ClubMemberRow& member = club.members[row_of[fact.member]];
    const std::string award(ledger_->sources()[fact.entry.source]);
    const std::string gift = Vouchers().GiftOf(award);
    if (!gift.empty()) {
      requests.push_back({"award:" + award, fact.entry.day, member.id, loyalty::MemberState::kActive, gift, 1});
      continue;
    }
    Json line = Json::object();
    line["award"] = award;
    line["member"] = member.id;
    line["customer"] = member.customer;
    line["name"] = member.name;
    line["value"] = ToDecimal(Money{fact.entry.points});
    open.push_back(std::move(line));
  }
  answer["giftsToChoose"] = std::move(open);
}

void Club::AddGifts(const loyalty::GiftRun& gifts, const std::vector<loyalty::Gift>& stock,
                    const std::vector<GiftRequest>& requests, const ClubData& club, const loyalty::ClubRows& rows,
                    Language language, Json& answer) const {
  std::map<std::string_view, const ClubMemberRow*> members;
  for (const ClubMemberRow& row : club.members) members.emplace(row.id, &row);
  std::map<std::string_view, const GiftRequest*> by_id;
  for (const GiftRequest& request : requests) by_id.emplace(request.id, &request);
  std::map<std::string_view, const loyalty::GiftRow*> catalogue;
  for (const loyalty::GiftRow& row : rows.gifts) catalogue.emplace((*rows.texts)[row.sku], &row);
  const auto line_of = [&](const std::string& document, const std::string& member, const std::string& sku,
                           int64_t quantity) {
    Json line = Json::object();
    line["document"] = document;
    line["member"] = member;
    line["sku"] = sku;
    line["quantity"] = quantity;
    const auto row = members.find(member);
    line["customer"] = row == members.end() ? std::string() : row->second->customer;
    line["name"] = row == members.end() ? std::string() : row->second->name;
    const auto gift = catalogue.find(sku);
    const bool has_name = gift != catalogue.end() && gift->second->name != table::kNoText;
    line["gift"] = has_name ? std::string((*rows.texts)[gift->second->name]) : std::string();
    const auto on_hand =
        std::find_if(stock.begin(), stock.end(), [&](const loyalty::Gift& one) { return one.id == sku; });
    line["stock"] = on_hand == stock.end() ? int64_t{0} : on_hand->stock;
    return line;
  };
  Json picks = Json::array();
  for (const loyalty::GiftPick& pick : gifts.picks)
    picks.push_back(line_of(pick.request, pick.member, pick.gift, pick.quantity));
  Json unserved = Json::array();
  for (const loyalty::GiftRefusal& refusal : gifts.refusals) {
    const auto request = by_id.find(refusal.request);
    if (request != by_id.end())
      unserved.push_back(
          line_of(refusal.request, request->second->member, request->second->gift, request->second->quantity));
  }
  Json shortage = Json::array();
  for (const loyalty::GiftShortage& one : gifts.shortage) {
    Json line = Json::object();
    line["sku"] = one.gift;
    line["wanted"] = one.wanted;
    line["stock"] = one.stock;
    line["short"] = one.short_by();
    line.update(document::ErrorTexts(Error(ErrorId::kGiftStockOut)
                                         .With("gift", one.gift)
                                         .With("wanted", std::to_string(one.wanted))
                                         .With("left", std::to_string(one.stock)),
                                     language));
    shortage.push_back(std::move(line));
  }
  Json delivered = Json::array();
  for (const GiftRequest& request : requests) {
    const GiftDeliveredNote* const note = Vouchers().DeliveryOf(request.id);
    if (note == nullptr) continue;
    Json line = line_of(request.id, request.member, request.gift, request.quantity);
    line["deliveredOn"] = ToIso(note->day);
    line["deliveredBy"] = note->who;
    delivered.push_back(std::move(line));
  }
  answer["picks"] = std::move(picks);
  answer["delivered"] = std::move(delivered);
  answer["unserved"] = std::move(unserved);
  answer["gifts"] = std::move(shortage);
}

// Vouchers and gifts that the month gives, and what it takes back.
void Club::AddGiven(const MonthReport& report, const ClubData& club, Json& answer) const {
  std::map<uint32_t, size_t> row_of;
  for (size_t i = 0; i < club.input.members.size(); ++i) row_of[club.input.members[i].member] = i;
  Json lines = Json::array();
  int64_t issued = 0;
  Money value, withdrawn;
  for (const loyalty::Fact& fact : report.given) {
    const Entry& entry = fact.entry;
    const bool is_given = entry.kind == EntryKind::kGiven;
    Entry given = entry;
    if (!is_given) given.source = entry.of;
    const bool is_gift = ledger_->rules()[entry.rule] == loyalty::kAwardGiftRule;
    const ClubMemberRow& member = club.members[row_of[fact.member]];
    Json line = Json::object();
    line["voucher"] = loyalty::VoucherIdOf(*ledger_, fact.member, given);
    line["member"] = member.id;
    line["customer"] = member.customer;
    line["name"] = member.name;
    line["event"] = is_given ? "issued" : "withdrawn";
    line["what"] = is_gift ? "gift" : "voucher";
    line["value"] = ToDecimal(Money{entry.points});
    line["day"] = ToIso(entry.day);
    const bool has_end = is_given && !is_gift && !entry.lives.is_never();
    line["lastDay"] = has_end ? Json(ToIso(entry.day + (entry.lives.days() - 1))) : Json();
    lines.push_back(std::move(line));
    if (is_gift) continue;
    issued += is_given ? 1 : 0;
    (is_given ? value : withdrawn) += Money{entry.points};
  }
  answer["vouchers"] = std::move(lines);
  answer["vouchersIssued"] = issued;
  answer["vouchersValue"] = ToDecimal(value);
  answer["vouchersWithdrawn"] = ToDecimal(withdrawn);
}

Json Club::VouchersOf(std::string_view member) const {
  Json lines = Json::array();
  const Result<loyalty::VoucherStock> stock = Vouchers().StockOf(*ledger_);
  if (!stock) return lines;
  const Day today = Vouchers().Today(*ledger_, loyalty::kNoDay);
  for (const loyalty::Voucher& voucher : stock->book.vouchers()) {
    if (voucher.member == member) lines.push_back(VoucherJson(voucher, today));
  }
  return lines;
}

// What is owed in vouchers on a day, apart from the points.
Result<Json> Club::VoucherLiability(Day on) const {
  const Result<loyalty::VoucherStock> stock = Vouchers().StockOf(*ledger_);
  if (!stock) return stock.error();
  Json answer = VoucherTotalsJson(loyalty::TotalsOn(stock->book.vouchers(), on));
  answer["asOf"] = ToIso(on);
  return answer;
}

Result<std::string> Club::ExpiryCsv(Day month, Ground& ground, bool spreadsheet) {
  const Result<MonthReport> report = Run(month, loyalty::RunMode::kDry, ground);
  if (!report) return report.error();
  const ClubData& club = read_->club;
  std::string out;
  CsvWriter writer(FormOf(spreadsheet), out);
  writer.Begin();
  for (const char* name : {"member_id", "customer_id", "customer_name", "last_day", "points"}) writer.Text(name);
  writer.EndRow();
  for (const size_t i : MembersById(club)) {
    for (const loyalty::ExpiryNotice& notice : report->members[i].expiring) {
      writer.Text(club.members[i].id);
      writer.Text(club.members[i].customer);
      writer.Text(club.members[i].name);
      writer.Text(ToIso(notice.last_day));
      writer.Number(std::to_string(notice.points.units));
      writer.EndRow();
    }
  }
  return out;
}

Result<std::string> Club::Paper(const Json& command, Ground& ground) {
  const std::string what = TextOf(command, "what");
  const bool spreadsheet = TextOf(command, "form") == "excel";
  const Result<Day> month = document::MonthIn(command, "month");
  if (!month) return month.error();
  if (what == "club.members") return MembersCsv(*month, ground, spreadsheet);
  if (what == "club.cardsDue" || what == "club.cardsNear")
    return CardsCsv(*month, what == "club.cardsNear", ground, spreadsheet);
  if (what == "club.expiry") return ExpiryCsv(*month, ground, spreadsheet);
  const bool is_known = what == "club.vouchers" || what == "club.gifts" || what == "club.refused" ||
                        what == "club.referrals" || what == "club.cards";
  if (!is_known) return Error(ErrorId::kCommandUnknown).With("name", what);
  Json wish = Json::object();
  wish["month"] = TextOf(command, "month");
  wish["language"] = TextOf(command, "language");
  const Result<Json> run = RunMonth(wish, ground);
  if (!run) return run.error();
  if (what == "club.vouchers") return TableCsv((*run)["vouchers"], kVoucherColumns, spreadsheet);
  if (what == "club.refused") return TableCsv((*run)["refused"], kRefusedColumns, spreadsheet);
  Json rows = Json::array();
  const auto add = [&rows](const Json& lines, const char* status) {
    for (const Json& line : lines) {
      Json row = line;
      row["status"] = status;
      rows.push_back(std::move(row));
    }
  };
  if (what == "club.cards") {
    add((*run)["cards"]["issue"], "issue");
    add((*run)["cards"]["near"], "near");
    return TableCsv(rows, kCardColumns, spreadsheet);
  }
  if (what == "club.gifts") {
    add((*run)["picks"], "pick");
    add((*run)["unserved"], "short");
    add((*run)["delivered"], "delivered");
    for (const Json& line : (*run)["giftsToChoose"]) {
      Json row = line;
      row["status"] = "choose";
      row["document"] = "award:" + CellOf(line, "award");
      row["quantity"] = 1;
      rows.push_back(std::move(row));
    }
    return TableCsv(rows, kGiftColumns, spreadsheet);
  }
  // As of the month's end: what the run has just read.
  const ClubSight sight{.data = *ground.Data(),
                        .club = &read_->club,
                        .programme = programme_,
                        .ledger = *ledger_,
                        .language = document::LanguageOf(command)};
  Json question = Json::object();
  question["part"] = "referrals";
  question["all"] = true;
  const Result<Json> referrals = Vouchers().View(question, sight);
  if (!referrals) return referrals.error();
  return TableCsv(ReferralRows((*referrals)["rows"]), kReferralColumns, spreadsheet);
}

Result<std::shared_ptr<ClubStatements>> Club::Statements(const Json& command, Ground& ground) {
  const Result<Day> month = document::MonthIn(command, "month");
  if (!month) return month.error();
  const std::string form = TextOf(command, "form");
  const std::string filter = TextOf(command, "filter");
  if (!form.empty() && form != "html" && form != "csv" && form != "excel")
    return document::BadText("form", form, "html, csv, excel");
  if (!filter.empty() && filter != "all" && filter != "moved" && filter != "expiring")
    return document::BadText("filter", filter, "all, moved, expiring");
  Result<MonthReport> report = Run(*month, loyalty::RunMode::kDry, ground);
  if (!report) return report.error();
  if (!report->was_closed) return Error(ErrorId::kMonthNotClosed).With("month", report->period);
  std::set<std::string> chosen;
  if (const auto members = command.find("members"); members != command.end() && members->is_array()) {
    for (const Json& id : *members) {
      if (id.is_string()) chosen.insert(id.get<std::string>());
    }
  }
  const std::string search = TextOf(command, "search");
  auto statements = std::make_shared<ClubStatements>();
  statements->club_ = this;
  statements->keeps_ = read_;
  statements->data_ = &read_->club;
  statements->form_ = form == "csv"     ? ClubStatements::Form::kCsv
                      : form == "excel" ? ClubStatements::Form::kExcel
                                        : ClubStatements::Form::kHtml;
  statements->language_ = document::LanguageOf(command);
  std::set<uint32_t> has_given;
  for (const loyalty::Fact& fact : report->given) has_given.insert(fact.member);
  std::vector<size_t>& order = statements->order_;
  const ClubData& club = read_->club;
  for (const size_t i : MembersById(club)) {
    const ClubMemberRow& member = club.members[i];
    const MemberMonth& told = report->members[i];
    const PointsMoved& moved = told.moved;
    const bool has_moved = moved.earned.units != 0 || moved.spent.units != 0 || moved.expired.units != 0 ||
                           moved.taken_back.units != 0 || moved.written_off.units != 0 ||
                           has_given.contains(told.member);
    if (!chosen.empty() && !chosen.contains(member.id)) continue;
    if (filter == "moved" && !has_moved) continue;
    if (filter == "expiring" && told.expiring.empty()) continue;
    const bool fits = search.empty() || member.id.find(search) != std::string::npos ||
                      member.customer.find(search) != std::string::npos ||
                      member.name.find(search) != std::string::npos;
    if (fits) order.push_back(i);
  }
  const Result<loyalty::VoucherStock> stock = Vouchers().StockOf(*ledger_);
  if (!stock) return stock.error();
  std::map<std::string_view, size_t> place;
  for (size_t k = 0; k < order.size(); ++k) place.emplace(club.members[order[k]].id, k);
  statements->vouchers_.assign(order.size(), Json::array());
  for (const loyalty::Voucher& voucher : stock->book.vouchers()) {
    const auto at = place.find(voucher.member);
    if (at != place.end() && loyalty::StateOn(voucher, report->month.to) == loyalty::VoucherState::kOpen)
      statements->vouchers_[at->second].push_back(VoucherJson(voucher, report->month.to));
  }
  statements->report_ = std::move(report).value();
  return statements;
}

std::string_view ClubStatements::Read() {
  piece_.clear();
  if (!begun_) Begin();
  const size_t end = std::min(order_.size(), at_ + kMembersPerPiece);
  for (; at_ < end; ++at_) form_ == Form::kHtml ? Page(order_[at_]) : Lines(order_[at_]);
  if (at_ == order_.size() && !ended_) {
    ended_ = true;
    if (form_ == Form::kHtml) piece_ += "</body>\n</html>\n";
  }
  return piece_;
}

void ClubStatements::Begin() {
  begun_ = true;
  if (form_ == Form::kHtml) {
    piece_ += "<!doctype html>\n<html lang=\"";
    piece_ += language_ == Language::kEn ? "en" : "zh-CN";
    piece_ += "\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
    piece_ += kTitle.In(language_);
    piece_ += " " + report_.period + "</title>\n<style>";
    piece_ += kStyle;
    piece_ += "</style>\n</head>\n<body>\n";
    return;
  }
  CsvWriter writer(FormOf(form_ == Form::kExcel), piece_);
  writer.Begin();
  for (const char* name : {"member_id", "customer_id", "customer_name", "kind", "posted_on", "day", "rule", "source",
                           "points", "amount", "balance"})
    writer.Text(name);
  writer.EndRow();
}

namespace {

// The lines of a member that were posted in the month.
Json LinesOfMonth(const Json& all, Window month) {
  Json lines = Json::array();
  const std::string from = ToIso(month.from);
  const std::string to = ToIso(month.to);
  for (const Json& line : all) {
    const std::string posted = CellOf(line, "postedOn");
    if (from <= posted && posted <= to) lines.push_back(line);
  }
  return lines;
}

}  // namespace

Json Club::LinesOf(uint32_t member, Day as_of, Language language) const {
  const std::span<const Entry> entries = ledger_->EntriesOf(member);
  loyalty::MemberAccount account(programme_.ledger);
  std::vector<loyalty::Posting> trace;
  account.TraceInto(&trace);
  account.Start(entries, ledger_->period_starts());
  account.RunTo(as_of);
  return EntryLines(account, trace, entries, as_of, language);
}

void ClubStatements::Lines(size_t row) {
  const ClubMemberRow& member = data_->members[row];
  const MemberMonth& told = report_.members[row];
  CsvWriter writer(FormOf(form_ == Form::kExcel), piece_);
  const auto begin = [&](std::string_view kind) {
    writer.Text(member.id);
    writer.Text(member.customer);
    writer.Text(member.name);
    writer.Text(kind);
  };
  const auto end = [&](const std::string& points, const std::string& amount, const std::string& balance) {
    writer.Number(points);
    writer.Number(amount);
    writer.Number(balance);
    writer.EndRow();
  };
  const auto plain = [&](std::string_view kind, Day day, const std::string& points, const std::string& balance) {
    begin(kind);
    writer.Text(ToIso(day));
    writer.Text(ToIso(day));
    writer.Text("");
    writer.Text("");
    end(points, "", balance);
  };
  plain("balance_before", report_.month.from, "", std::to_string(told.moved.opening.units));
  for (const Json& line : LinesOfMonth(club_->LinesOf(told.member, report_.month.to, language_), report_.month)) {
    begin(CellOf(line, "kind"));
    for (const char* key : {"postedOn", "day", "rule", "source"}) writer.Text(CellOf(line, key));
    end(CellOf(line, "points"), CellOf(line, "amount"), CellOf(line, "balance"));
  }
  plain("balance_after", report_.month.to, "", std::to_string(told.moved.closing.units));
  for (const loyalty::ExpiryNotice& notice : told.expiring)
    plain("expires_after", notice.last_day, std::to_string(notice.points.units), "");
}

void ClubStatements::Page(size_t row) {
  const ClubMemberRow& member = data_->members[row];
  const MemberMonth& told = report_.members[row];
  const auto text = [this](std::string_view value) { AppendHtml(value, piece_); };
  const auto head = [&](std::span<const Said> heads, size_t first_number) {
    piece_ += "<table><thead><tr>";
    for (size_t i = 0; i < heads.size(); ++i) {
      piece_ += i >= first_number ? "<th class=\"n\">" : "<th>";
      text(heads[i].In(language_));
      piece_ += "</th>";
    }
    piece_ += "</tr></thead><tbody>\n";
  };
  const auto cell = [&](std::string_view value, const char* kind = "") {
    piece_ += *kind == '\0' ? "<td>" : std::string("<td class=\"") + kind + "\">";
    text(value);
    piece_ += "</td>";
  };
  const auto title = [&](const Said& said) {
    piece_ += "<h2>";
    text(said.In(language_));
    piece_ += "</h2>\n";
  };
  piece_ += "<section>\n<header><h1>";
  text(kTitle.In(language_));
  piece_ += "</h1><p>" + ToIso(report_.month.from) + " – " + ToIso(report_.month.to) + "</p></header>\n<p><strong>";
  text(member.name.empty() ? member.id : member.name);
  piece_ += "</strong></p>\n<p>";
  text(kMember.In(language_));
  piece_ += " ";
  text(member.id);
  const auto& tiers = club_->programme().tiers.tiers;
  if (told.tier < tiers.size()) {
    const bool has_en = language_ == Language::kEn && !tiers[told.tier].name_en.empty();
    piece_ += " · ";
    text(kTier.In(language_));
    piece_ += " ";
    text(has_en ? tiers[told.tier].name_en : tiers[told.tier].name);
  }
  piece_ += "</p>\n";
  head(kMoves, 0);
  piece_ += "<tr>";
  for (const int64_t points : MovesOf(told.moved)) cell(std::to_string(points), "n");
  piece_ += "</tr>\n</tbody></table>\n";
  title(kLinesTitle);
  const Json lines = LinesOfMonth(club_->LinesOf(told.member, report_.month.to, language_), report_.month);
  if (lines.empty()) {
    piece_ += "<p>";
    text(kNoLines.In(language_));
    piece_ += "</p>\n";
  } else {
    head(kHeads, 3);
    for (const Json& line : lines) {
      const std::string amount = CellOf(line, "amount");
      piece_ += "<tr>";
      cell(CellOf(line, "day"), "d");
      cell(KindIn(CellOf(line, "kind"), language_) + " · " + CellOf(line, "ruleName"));
      cell(CellOf(line, "source"));
      cell(amount.empty() ? CellOf(line, "points") : "¥" + amount, "n");
      cell(CellOf(line, "balance"), "n");
      piece_ += "</tr>\n";
    }
    piece_ += "</tbody></table>\n";
  }
  if (!told.expiring.empty()) {
    title(kExpiringTitle);
    head(kExpiryHeads, 1);
    for (const loyalty::ExpiryNotice& notice : told.expiring) {
      piece_ += "<tr>";
      cell(ToIso(notice.last_day), "d");
      cell(std::to_string(notice.points.units), "n");
      piece_ += "</tr>\n";
    }
    piece_ += "</tbody></table>\n";
  }
  if (!vouchers_[at_].empty()) {
    title(kVouchersTitle);
    head(kVoucherHeads, 1);
    for (const Json& voucher : vouchers_[at_]) {
      const std::string last = CellOf(voucher, "lastDay");
      piece_ += "<tr>";
      cell(CellOf(voucher, "id"));
      cell(CellOf(voucher, "value"), "n");
      cell(last.empty() ? kNoEnd.In(language_) : last, "n");
      piece_ += "</tr>\n";
    }
    piece_ += "</tbody></table>\n";
  }
  piece_ += "<footer>";
  text(kFooter.In(language_));
  piece_ += "</footer>\n</section>\n";
}

}  // namespace loyalane::club

#include "intake/import_job.h"

#include <algorithm>

namespace loyalane::intake {
namespace {

using model::DatasetId;
using model::FieldId;

constexpr Day kNoDaySeen{INT32_MIN};
// Of the packed file; its text is three to six times as much.
constexpr uint64_t kKeptFileBytesMax = uint64_t{24} * 1024 * 1024;

Window WindowOf(const document::Settings& settings, Day as_of) {
  if (!settings.window) return TwelveMonthsUntil(as_of);
  const Day earliest = ToDay({kYearMin, 1, 1});
  if (!settings.window->days) return {earliest, as_of};
  return {settings.window->days->from, std::min(settings.window->days->to, as_of)};
}

bool NamesMembers(const ingest::ReadPlan& plan) {
  return plan.customer_key == FieldId::kMemberNo || plan.customer_key == FieldId::kReferrerMember;
}

// Not proof, but no two months and no two carriers have it in common. Without money, or with a row or two, files are
// alike by chance.
bool IsSameContent(const SourceReport& a, const SourceReport& b) {
  constexpr uint64_t kRowsMin = 2;
  const bool has_money = a.amount_read != Money{} || a.facts.amount.value_or(Money{}) != Money{};
  return has_money && a.plan.dataset == b.plan.dataset && a.rows_in >= kRowsMin && a.rows_in == b.rows_in &&
         a.amount_read == b.amount_read && a.facts.keys == b.facts.keys && a.facts.days == b.facts.days &&
         a.facts.amount == b.facts.amount;
}

}  // namespace

ingest::WantedFields WantedOf(DatasetId dataset, bool keeps_shipment_rows) {
  ingest::WantedFields wanted;
  const auto want = [&wanted](std::initializer_list<FieldId> fields) {
    for (const FieldId field : fields) wanted.set(static_cast<size_t>(field));
  };
  switch (dataset) {
    case DatasetId::kShipments:
      want({FieldId::kWaybillNo, FieldId::kShipTime, FieldId::kPromisedTime, FieldId::kDeliveredTime, FieldId::kAmount,
            FieldId::kStatus, FieldId::kCurrency});
      if (keeps_shipment_rows) want({FieldId::kTaxAmount, FieldId::kProduct, FieldId::kPayMethod});
      break;
    case DatasetId::kCustomers:
      want({FieldId::kOpenedOn, FieldId::kOutlet, FieldId::kAccountManager, FieldId::kContactName, FieldId::kIndustry,
            FieldId::kGroupName, FieldId::kMemberNo});
      break;
    case DatasetId::kCarrierShare:
      want({FieldId::kCarrier, FieldId::kShare, FieldId::kMindRank, FieldId::kShareAsOf});
      break;
    case DatasetId::kSurvey:
      want({FieldId::kScore, FieldId::kAnsweredAt});
      break;
    case DatasetId::kAttributes:
      want({FieldId::kAvgSpend, FieldId::kPurchaseCycleDays, FieldId::kMonthlyContribution, FieldId::kChoiceShare,
            FieldId::kSatisfaction, FieldId::kMindRank, FieldId::kTenureMonths, FieldId::kRecencyDays});
      break;
    default:
      // Checked and counted (dataset_tally.h): every value that can be wrong; texts cannot, and only the club reads
      // them.
      for (const model::DatasetField& entry : model::DatasetOf(dataset).fields) {
        const model::FieldType type = model::FieldOf(entry.field).type;
        const bool is_text = type == model::FieldType::kText || type == model::FieldType::kKey;
        if (!is_text || ingest::MaySayTotals(entry.field) || model::IsOfClub(dataset)) want({entry.field});
      }
      break;
  }
  return wanted;
}

bool HasMembers(const std::vector<ImportSource>& sources) {
  return std::any_of(sources.begin(), sources.end(),
                     [](const ImportSource& source) { return source.plan.dataset == DatasetId::kMembers; });
}

ImportJob::ImportJob(std::vector<ImportSource> sources, const document::Settings& settings, ImportWishes wishes)
    : sources_(std::move(sources)), settings_(settings), wishes_(wishes), kept_texts_(sources_.size()) {
  // A window that ends on a day is a view as of that day.
  if (!settings_.as_of && settings_.window && settings_.window->days) settings_.as_of = settings_.window->days->to;
  Day as_of = kNoDaySeen;
  if (settings_.as_of) {
    as_of = *settings_.as_of;
  } else {
    for (const ImportSource& source : sources_) {
      if (source.plan.dataset == DatasetId::kShipments && source.last_ship_day_seen)
        as_of = std::max(as_of, *source.last_ship_day_seen);
    }
  }
  BeginPass(as_of);
}

void ImportJob::BeginPass(Day as_of) {
  ++pass_;
  at_ = 0;
  as_of_ = as_of;
  if (as_of == kNoDaySeen) as_of_ = ToDay({kYearMin, 1, 1});
  window_ = WindowOf(settings_, as_of_);
  pools_ = std::make_shared<ingest::ImportPools>();
  std::vector<RowSettlement::Source> settled;
  for (const ImportSource& source : sources_) settled.push_back({source.name, &source.plan});
  settlement_ = std::make_unique<RowSettlement>(settings_.money, settings_.customers, settled, window_);
  club_ = std::make_unique<loyalty::ClubReader>();
  if (wishes_.keeps_shipment_rows)
    club_settlement_ = std::make_unique<RowSettlement>(settings_.money, settings_.customers, settled,
                                                       Window{ToDay({kYearMin, 1, 1}), as_of_});
  shipments_.reset();
  customers_.reset();
  survey_.reset();
  carrier_share_.reset();
  attributes_.reset();
  reports_.clear();
  tallies_.clear();
}

Result<std::optional<SourceRead>> ImportJob::Next() {
  if (const Status can_settle = settlement_->Check(); !can_settle) return can_settle.error();
  while (true) {
    if (!feed_) {
      if (at_ == sources_.size() && pass_ == 1 && !settings_.as_of && shipments_ != nullptr) {
        // The latest ship date is known for certain only now.
        const Day last = shipments_->counts().last_day;
        if (last != kNoDaySeen && last != as_of_) BeginPass(last);
      }
      if (at_ >= sources_.size()) return std::optional<SourceRead>();
      BeginSource();
      if (const std::string& kept = kept_texts_[at_]; pass_ > 1 && !kept.empty()) {
        const Status fed = feed_->rows().Feed(kept);
        if (!fed) return Placed(fed.error());
        const Status ended = EndSource();
        if (!ended) return ended.error();
        continue;
      }
    }
    if (const auto request = feed_->Next()) return std::optional(SourceRead{at_, *request});
    const Status ended = EndSource();
    if (!ended) return ended.error();
  }
}

void ImportJob::BeginSource() {
  const ImportSource& source = sources_[at_];
  const ingest::ReadPlan& plan = source.plan;
  hash_ = Sha256();
  // A second pass over a workbook would unpack and parse it again.
  const bool keeps = pass_ == 1 && !settings_.as_of && plan.format != ingest::FileFormat::kDelimited &&
                     source.size_bytes <= kKeptFileBytesMax;
  feed_ = std::make_unique<TableFeed>(
      plan, source.size_bytes,
      ingest::RowReader(ingest::TextPlanOf(plan), *pools_, WantedOf(plan.dataset, wishes_.keeps_shipment_rows),
                        [this, sink = SinkOf(plan.dataset, static_cast<uint32_t>(at_))](model::EventBatch& batch) {
                          Take(sink, batch);
                        }),
      keeps ? &kept_texts_[at_] : nullptr);
  tallies_.emplace_back(plan.dataset);
  settlement_->BeginSource(at_);
  if (club_settlement_) club_settlement_->BeginSource(at_);
  club_->BeginFile(static_cast<uint32_t>(at_), NamesMembers(plan));
  after_as_of_ = {};
}

void ImportJob::Take(const ingest::BatchSink& sink, model::EventBatch& batch) {
  settlement_->Merge(batch, pools_->customers);
  sink(batch);
  tallies_.back().Add(batch);
}

bool ImportJob::can_be_parted() const { return feed_ && ingest::RowReader::CanBeParted(sources_[at_].plan); }

void ImportJob::TakeParts() {
  const ingest::ReadPlan& plan = sources_[at_].plan;
  feed_->TakeParts(
      plan, *pools_,
      [this, sink = SinkOf(plan.dataset, static_cast<uint32_t>(at_))](model::EventBatch& batch) { Take(sink, batch); });
}

Result<ImportJob::PartTaken> ImportJob::TakePart(std::string_view message) {
  ingest::PartTaker& parts = *feed_->parts();
  const Result<bool> taken = parts.Take(message);
  if (!taken) return Placed(taken.error());
  return PartTaken{*taken, parts.next(), *taken ? std::string() : parts.carry()};
}

void ImportJob::NoteAfterAsOf(const model::EventBatch& batch, uint64_t rows) {
  after_as_of_.rows += rows;
  const int64_t* shipped = batch.Column(FieldId::kShipTime);
  const int64_t* amount = batch.Column(FieldId::kAmount);
  for (uint32_t row = 0; row < batch.rows; ++row) {
    const Day day = Instant::FromPacked(shipped[row]).day();
    if (day <= window_.to) continue;
    if (amount != nullptr && amount[row] != model::kNull) after_as_of_.amount += Money{amount[row]};
    if (after_as_of_.listed.size() < ingest::kIssueSamplesMax)
      after_as_of_.listed.push_back({batch.source_row[row], day});
  }
}

ingest::BatchSink ImportJob::SinkOf(DatasetId dataset, uint32_t file) {
  switch (dataset) {
    case DatasetId::kShipments:
      if (!shipments_) shipments_ = std::make_unique<profile::ShipmentAggregate>(window_);
      return [this](const model::EventBatch& batch) {
        const uint64_t before = shipments_->counts().rows_after_as_of;
        shipments_->Add(batch, settlement_->Amounts(batch));
        const uint64_t after = shipments_->counts().rows_after_as_of - before;
        if (after > 0) NoteAfterAsOf(batch, after);
        if (club_settlement_)
          club_->AddShipments(batch, club_settlement_->Amounts(batch), as_of_,
                              settlement_->tax_basis() == profile::TaxBasis::kIncluded);
      };
    case DatasetId::kCustomers:
      if (!customers_) customers_ = std::make_unique<profile::CustomersAggregate>();
      return [this, file](const model::EventBatch& batch) {
        customers_->Add(batch, file);
        club_->Add(batch);
      };
    case DatasetId::kSurvey:
      if (!survey_) survey_ = std::make_unique<profile::SurveyAggregate>();
      return [this](const model::EventBatch& batch) { survey_->Add(batch); };
    case DatasetId::kCarrierShare:
      if (!carrier_share_) carrier_share_ = std::make_unique<profile::CarrierShareAggregate>();
      return [this, file](const model::EventBatch& batch) { carrier_share_->Add(batch, file); };
    case DatasetId::kAttributes:
      if (!attributes_) attributes_ = std::make_unique<profile::AttributesAggregate>();
      return [this](const model::EventBatch& batch) { attributes_->Add(batch); };
    case DatasetId::kCharges:
      if (!wishes_.keeps_shipment_rows) break;
      return [this](const model::EventBatch& batch) { club_->Add(batch); };
    default:
      if (!model::IsOfClub(dataset)) break;
      return [this](const model::EventBatch& batch) { club_->Add(batch); };
  }
  return [](const model::EventBatch&) {};
}

Error ImportJob::Placed(Error error) const {
  error.place.file = sources_[at_].name;
  return error;
}

Result<ingest::Feeding> ImportJob::Feed(std::string_view bytes) {
  if (wishes_.hashes) hash_.Add(bytes);
  Result<ingest::Feeding> fed = feed_->Feed(bytes);
  if (!fed) return Placed(fed.error());
  return fed;
}

Status ImportJob::EndRead(ingest::ReadOutcome outcome) {
  const Status ended = feed_->EndRead(outcome);
  return ended ? ended : Placed(ended.error());
}

Status ImportJob::EndSource() {
  const Status status = feed_->Finish();
  if (!status) return Placed(status.error());
  const ingest::RowTotals& rows = feed_->totals();
  const ImportSource& source = sources_[at_];
  SourceReport report;
  report.name = source.name;
  report.size_bytes = source.size_bytes;
  report.sha256 = source.sha256;
  if (wishes_.hashes && source.plan.format == ingest::FileFormat::kDelimited) report.sha256 = hash_.Finish();
  report.plan = source.plan;
  report.rows_in = rows.rows_in;
  report.rows_used = rows.rows_used;
  report.amount_read = {rows.amount_read_minor};
  report.amount_used = {rows.amount_used_minor};
  report.issues = rows.issues;
  for (const auto& [id, count] : feed_->Notices()) report.issues.Count(id, count);
  report.notices = source.notices;
  report.columns = source.columns;
  if (report.rows_in == report.issues.count(ErrorId::kBlankRow)) return Placed(Error(ErrorId::kHeaderOnly));
  const uint32_t ship_column = source.plan.ColumnOf(FieldId::kShipTime).value_or(ingest::kNoColumn);
  for (const auto& [row, day] : after_as_of_.listed)
    report.issues.Add(ErrorId::kAfterAsOf, row, ship_column, ToIso(day));
  report.issues.Count(ErrorId::kAfterAsOf, after_as_of_.rows - after_as_of_.listed.size());
  report.rows_used -= after_as_of_.rows;
  report.amount_used = report.amount_used + -after_as_of_.amount;
  const RowSettlement::SourceOutcome settled = settlement_->EndSource(report.issues, report.notices);
  report.rows_used -= settled.rows;
  if (club_settlement_) {
    ingest::IssueLog over_all_days;
    std::vector<Error> told;
    static_cast<void>(club_settlement_->EndSource(over_all_days, told));
    const uint64_t before_window =
        over_all_days.count(ErrorId::kBeforeFirstRate) - report.issues.count(ErrorId::kBeforeFirstRate);
    if (before_window > 0)
      report.notices.push_back(Error(ErrorId::kClubShipmentWithoutRate).With("rows", std::to_string(before_window)));
  }
  report.amount_used = report.amount_used + -settled.amount;
  report.tax_converted = settled.tax_converted;
  report.currency_converted = settled.currency_converted;
  // A pass whose as_of is only a guess may find every row behind it; the next pass knows better.
  const bool as_of_is_final = settings_.as_of.has_value() || pass_ > 1;
  if (report.rows_used == 0 && (as_of_is_final || report.issues.count(ErrorId::kAfterAsOf) == 0)) {
    ErrorId top = ErrorId::kBlankRow;
    for (size_t i = 0; i < static_cast<size_t>(ErrorId::kCount); ++i) {
      const auto id = static_cast<ErrorId>(i);
      if (TextOf(id).severity == Severity::Row && report.issues.count(id) > report.issues.count(top)) top = id;
    }
    return Placed(Error(ErrorId::kNoRowUsable)
                      .With("rows", std::to_string(report.rows_in))
                      .With("reason", "@" + std::string(IdOf(top))));
  }
  reports_.push_back(std::move(report));
  feed_.reset();
  ++at_;
  return Done{};
}

// What the club found in rows goes to the reports of their files.
void ImportJob::FinishClub(ImportedData& data) {
  const auto stands_for = [this](uint32_t customer) {
    // The pool has all customers that settings name only once their codes were looked up.
    return settlement_->StandsFor(customer, pools_->customers);
  };
  loyalty::ClubReader::Outcome club =
      std::move(*club_).Finish(std::shared_ptr<const table::TextPool>(pools_, &pools_->customers),
                               std::shared_ptr<const table::TextPool>(pools_, &pools_->texts), stands_for);
  for (const loyalty::ClubReader::Found& found : club.found) {
    SourceReport& report = data.sources[found.place.file];
    const std::optional<uint32_t> column = report.plan.ColumnOf(found.field);
    const std::optional<uint32_t> key = report.plan.ColumnOf(report.plan.customer_key);
    report.issues.Add(found.id, found.place.row, column ? *column : key.value_or(ingest::kNoColumn), found.value);
    if (TextOf(found.id).severity == Severity::Row) --report.rows_used;
  }
  data.club = std::move(club.rows);
  data.club.waybills = std::shared_ptr<const table::TextPool>(pools_, &pools_->waybills);
}

Result<ImportedData> ImportJob::Finish() {
  profile::ProfileInputs inputs;
  inputs.customers = &pools_->customers;
  inputs.texts = &pools_->texts;
  inputs.shipments = shipments_.get();
  inputs.customer_facts = customers_.get();
  inputs.survey = survey_.get();
  inputs.carrier_share = carrier_share_.get();
  inputs.attributes = attributes_.get();
  inputs.names_instead = settlement_->NamesInstead();
  Result<profile::MoneyTotals> money = settlement_->Totals();
  if (!money) return money.error();
  inputs.currency = money->currency;
  if (club_settlement_) {
    const Result<profile::MoneyTotals> over_all_days = club_settlement_->Totals();
    if (!over_all_days) return over_all_days.error();
  }
  if (!shipments_ && !settings_.as_of) {
    // No shipments to date the run: the latest statement about the customers does.
    if (survey_) {
      for (const profile::SurveyAnswer& answer : survey_->answers()) as_of_ = std::max(as_of_, answer.answered);
    }
    if (carrier_share_) {
      for (const profile::CarrierStatement& said : carrier_share_->statements())
        as_of_ = std::max(as_of_, Day{said.said.day});
    }
    window_ = WindowOf(settings_, as_of_);
  }
  profile::BuiltProfile built = profile::BuildProfileTable(inputs, settings_.profile, as_of_, window_);
  ImportedData data;
  std::vector<TalliedSource> tallied;
  for (size_t i = 0; i < reports_.size(); ++i) tallied.push_back({&reports_[i].plan, &tallies_[i]});
  const std::vector<SourceFacts> facts = FactsOf(tallied);
  for (size_t i = 0; i < reports_.size(); ++i) {
    reports_[i].facts = facts[i];
    if (std::optional<Error> notice = StrangersNotice(facts[i])) reports_[i].notices.push_back(std::move(*notice));
    for (size_t earlier = 0; earlier < i; ++earlier) {
      if (!IsSameContent(reports_[earlier], reports_[i])) continue;
      reports_[i].notices.push_back(Error(ErrorId::kSameFileTwice).With("other", reports_[earlier].name));
      break;
    }
  }
  data.sources = std::move(reports_);
  FinishClub(data);
  data.table = std::move(built.table);
  data.notices = settlement_->Notices();
  data.notices.insert(data.notices.end(), built.notices.begin(), built.notices.end());
  data.money = std::move(money).value();
  data.tax_basis = settlement_->tax_basis();
  data.merges = settlement_->Merges(pools_->texts);
  if (shipments_) data.shipment_counts = shipments_->counts();
  data.has_as_of = settings_.as_of || as_of_ > ToDay({kYearMin, 1, 1});
  return data;
}

}  // namespace loyalane::intake

#include "workspace/session.h"

#include <nlohmann/json.hpp>

#include "workspace/mapping_json.h"
#include "workspace/plan_json.h"
#include "workspace/result_json.h"
#include "workspace/version.h"

namespace loyalane::workspace {
namespace {

constexpr size_t kExportRowsPerPiece = 4096;
constexpr size_t kWindowRowsMax = 1000;

std::string Answer(const Json& result) {
  return Json{{"ok", true}, {"result", result}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}
std::string Failure(const Error& error) {
  return Json{{"ok", false}, {"error", ErrorJson(error)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string TextIn(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}
uint64_t NumberIn(const Json& json, const char* key, uint64_t otherwise) {
  const auto it = json.find(key);
  return it != json.end() && it->is_number_unsigned() ? it->get<uint64_t>() : otherwise;
}
Language LanguageIn(const Json& json) { return TextIn(json, "language") == "en" ? Language::kEn : Language::kZh; }

Error BadValue(const char* key, std::string value, const char* expected) {
  return Error(ErrorId::kJsonBadValue).With("key", key).With("value", std::move(value)).With("expected", expected);
}

}  // namespace

class Session::Impl {
 public:
  std::string Call(std::string_view text) {
    const Json command = Json::parse(text, nullptr, false);
    if (!command.is_object())
      return Failure(Error(ErrorId::kJsonSyntax).With("detail", std::string(text.substr(0, 80))));
    const std::string name = TextIn(command, "do");
    if (name == "version")
      return Answer({{"version", kVersion}, {"build", BuildName()}, {"features", Json::array({ScannerName()})}});
    if (name == "catalogue") return Answer(CatalogueJson());
    if (name == "settings.get") return Answer(Json::parse(ToJson(workspace_.settings()), nullptr, false));
    if (name == "settings.set") return SetSettings(command);
    if (name == "import.begin") return BeginImport(command);
    if (name == "import.next") return NextSource();
    if (name == "import.endSource") return EndSource();
    if (name == "import.commit") return CommitImport();
    if (name == "export.begin") return BeginExport(command);
    const Result<const ImportedData*> data = workspace_.Data();
    if (!data) return Failure(data.error());
    if (name == "import.report") return Answer(ImportReportJson(**data, IssueRows::kLeftOut));
    if (name == "issues.window") {
      return Answer(IssuesJson(**data, NumberIn(command, "offset", 0),
                               std::min<size_t>(NumberIn(command, "limit", 100), kWindowRowsMax),
                               TextIn(command, "id")));
    }
    if (name == "segment.summary") {
      const auto result = workspace_.Segment();
      return result ? Answer(SegmentSummaryJson(**data, **result)) : Failure(result.error());
    }
    if (name == "rfm.summary") {
      const auto result = workspace_.Rfm();
      return result ? Answer(RfmSummaryJson(**result)) : Failure(result.error());
    }
    if (name == "abc.summary") {
      const auto result = workspace_.Abc();
      return result ? Answer(AbcSummaryJson(**result)) : Failure(result.error());
    }
    if (name.ends_with(".window")) return WindowOf(name.substr(0, name.size() - 7), command);
    return Failure(Error(ErrorId::kCommandUnknown).With("name", name));
  }

  std::string Probe(std::string_view spec_text, std::string_view head, std::string_view tail) {
    const Json spec = Json::parse(spec_text, nullptr, false);
    if (!spec.is_object())
      return Failure(Error(ErrorId::kJsonSyntax).With("detail", std::string(spec_text.substr(0, 80))));
    const std::string name = TextIn(spec, "name");
    // A mapping profile, or single wishes beside the name.
    Json mapping = spec.value("mapping", Json::object());
    for (const auto& [key, wish] : {std::pair("dataset", "dataset"), std::pair("encoding", "encoding"),
                                    std::pair("delimiter", "delimiter"), std::pair("headerRow", "header")}) {
      if (const auto it = spec.find(wish); it != spec.end() && !it->is_null()) mapping[key] = *it;
    }
    Result<ingest::ReadWishes> wishes = ParseMapping(mapping.dump());
    if (!wishes) return Failure(wishes.error());
    const uint64_t size = NumberIn(spec, "size", head.size());
    Result<ingest::FileProbe> probe = ingest::ProbeFile({size, head, tail}, *wishes);
    if (!probe) {
      Error error = probe.error();
      error.place.file = name;
      return Failure(error);
    }
    for (auto* list : {&probe->problems, &probe->notices}) {
      for (Error& error : *list) error.place.file = name;
    }
    return Answer(ProbeJson(name, size, *probe));
  }

  std::string ImportFeed(std::string_view bytes) {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    const Status fed = job_->Feed(bytes);
    if (!fed) {
      job_.reset();
      return Failure(fed.error());
    }
    return Answer({{"rows", job_->rows_so_far()}, {"bytes", bytes.size()}});
  }

  std::string_view ExportRead() {
    piece_.clear();
    if (issues_export_) {
      piece_.swap(*issues_export_);
      issues_export_.reset();
      export_table_.reset();
      return piece_;
    }
    if (!export_table_ || export_at_ > export_table_->rows.size() || export_done_) return {};
    const size_t end = std::min(export_at_ + kExportRowsPerPiece, export_table_->rows.size());
    report::WriteCsv(*export_table_, export_form_, export_at_, end, piece_);
    export_at_ = end;
    if (end == export_table_->rows.size()) export_done_ = true;
    return piece_;
  }

 private:
  std::string SetSettings(const Json& command) {
    const auto it = command.find("settings");
    Result<Settings> settings = ParseSettings(it == command.end() ? "{}" : it->dump());
    if (!settings) return Failure(settings.error());
    const Status applied = workspace_.ApplySegmentSettings(settings->cvac, settings->rfm, settings->abc);
    if (!applied) return Failure(applied.error());
    export_table_.reset();
    return Answer(Json::object());
  }

  // The plan of a source travels as the mapping that the probe handed out (perhaps corrected by hand), with what the
  // probe saw.
  std::string BeginImport(const Json& command) {
    Settings settings = workspace_.settings();
    if (const auto it = command.find("settings"); it != command.end()) {
      Result<Settings> parsed = ParseSettings(it->dump());
      if (!parsed) return Failure(parsed.error());
      settings = std::move(parsed).value();
    }
    if (const std::string as_of = TextIn(command, "asOf"); !as_of.empty()) {
      const auto day = ParseIsoDay(as_of);
      if (!day) return Failure(BadValue("asOf", as_of, "YYYY-MM-DD"));
      settings.as_of = day;
    }
    const auto sources_json = command.find("sources");
    if (sources_json == command.end() || !sources_json->is_array() || sources_json->empty()) {
      return Failure(BadValue("sources", "", "[{name, size, plan}]"));
    }
    std::vector<ImportSource> sources;
    for (const Json& entry : *sources_json) {
      const auto plan = entry.find("plan");
      Result<TravelledPlan> travelled = PlanFromJson(plan == entry.end() ? Json() : *plan);
      if (!travelled) {
        Error error = travelled.error();
        error.place.file = TextIn(entry, "name");
        return Failure(error);
      }
      sources.push_back({TextIn(entry, "name"),
                         NumberIn(entry, "size", 0),
                         std::move(travelled->plan),
                         travelled->last_ship_day,
                         std::move(travelled->notices),
                         {}});
    }
    job_settings_ = settings;
    job_ = std::make_unique<ImportJob>(std::move(sources), settings, false);
    return Answer(Json::object());
  }

  std::string NextSource() {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    const auto source = job_->Next();
    return source ? Answer({{"source", *source}}) : Answer({{"done", true}});
  }

  std::string EndSource() {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    const Status ended = job_->EndSource();
    if (!ended) {
      job_.reset();
      return Failure(ended.error());
    }
    return Answer(Json::object());
  }

  std::string CommitImport() {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    Result<ImportedData> data = job_->Finish();
    job_.reset();
    if (!data) return Failure(data.error());
    export_table_.reset();
    workspace_.Commit(std::move(data).value(), job_settings_);
    return Answer(ImportReportJson(**workspace_.Data(), IssueRows::kLeftOut));
  }

  std::string WindowOf(const std::string& name, const Json& command) {
    const Result<report::ResultTable> table = workspace_.Table(name, LanguageIn(command));
    if (!table) return Failure(table.error());
    const size_t offset = NumberIn(command, "offset", 0);
    const size_t limit = std::min<size_t>(NumberIn(command, "limit", 100), kWindowRowsMax);
    Json columns = Json::array();
    for (const report::TableColumn& column : table->columns) columns.push_back(column.name);
    Json rows = Json::array();
    std::string cell;
    for (size_t i = offset; i < std::min(offset + limit, table->rows.size()); ++i) {
      Json row = Json::array();
      for (const report::TableColumn& column : table->columns) {
        cell.clear();
        column.append(table->rows[i], cell);
        row.push_back(cell);
      }
      rows.push_back(row);
    }
    return Answer({{"total", table->rows.size()}, {"columns", columns}, {"rows", rows}});
  }

  std::string BeginExport(const Json& command) {
    const Result<const ImportedData*> data = workspace_.Data();
    if (!data) return Failure(data.error());
    const auto excel = command.find("excel");
    export_form_ = excel != command.end() && excel->is_boolean() && excel->get<bool>() ? report::CsvForm::kSpreadsheet
                                                                                       : report::CsvForm::kPlain;
    const std::string what = TextIn(command, "what");
    export_at_ = 0;
    export_done_ = false;
    issues_export_.reset();
    if (what == "issues") {
      issues_export_.emplace();
      WriteIssuesCsv(**data, export_form_, LanguageIn(command), *issues_export_);
      return Answer(Json::object());
    }
    Result<report::ResultTable> table = workspace_.Table(what, LanguageIn(command));
    if (!table) return Failure(table.error());
    export_table_ = std::move(table).value();
    return Answer({{"rows", export_table_->rows.size()}});
  }

  Workspace workspace_;
  std::unique_ptr<ImportJob> job_;
  Settings job_settings_;
  std::optional<report::ResultTable> export_table_;
  std::optional<std::string> issues_export_;
  report::CsvForm export_form_ = report::CsvForm::kPlain;
  size_t export_at_ = 0;
  bool export_done_ = false;
  std::string piece_;
};

Session::Session() : impl_(std::make_unique<Impl>()) {}
Session::~Session() = default;
std::string Session::Call(std::string_view command) { return impl_->Call(command); }
std::string Session::Probe(std::string_view spec, std::string_view head, std::string_view tail) {
  return impl_->Probe(spec, head, tail);
}
std::string Session::ImportFeed(std::string_view bytes) { return impl_->ImportFeed(bytes); }
std::string_view Session::ExportRead() { return impl_->ExportRead(); }

}  // namespace loyalane::workspace

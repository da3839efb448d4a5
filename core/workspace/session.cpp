#include "workspace/session.h"

#include <nlohmann/json.hpp>

#include "workspace/customer_card.h"
#include "workspace/export_job.h"
#include "workspace/look.h"
#include "workspace/mapping_json.h"
#include "workspace/plan_json.h"
#include "workspace/result_json.h"
#include "workspace/row_commands.h"
#include "workspace/version.h"

namespace loyalane::workspace {
namespace {

constexpr size_t kWindowRowsMax = 1000;

std::string Answer(const Json& result) {
  return Json{{"ok", true}, {"result", result}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}
// `result` is JSON text already.
std::string AnswerText(const Result<std::string>& result);
std::string Failure(const Error& error) {
  return Json{{"ok", false}, {"error", ErrorJson(error)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string AnswerText(const Result<std::string>& result) {
  return result ? "{\"ok\":true,\"result\":" + *result + "}" : Failure(result.error());
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
    if (name == "settings.default") return AnswerText(ToJson(Settings{}));
    if (name == "import.begin") return BeginImport(command);
    if (name == "import.next") return NextSource();
    if (name == "import.endSource") return EndSource();
    if (name == "import.commit") return CommitImport();
    if (name == "export.begin") return BeginExport(command);
    if (name.starts_with("rows.") || name.starts_with("hash.")) return RunRows(name, command);
    const Result<const ImportedData*> data = workspace_.Data();
    if (!data) return Failure(data.error());
    if (name == "import.report") return Answer(ImportReportJson(**data, IssueRows::kLeftOut));
    if (name == "issues.window") {
      return Answer(IssuesJson(**data, NumberIn(command, "offset", 0),
                               std::min<size_t>(NumberIn(command, "limit", 100), kWindowRowsMax),
                               TextIn(command, "id")));
    }
    if (name == "issues.rejected") return Answer(RejectedRowsJson(ListRejected(**data, LanguageIn(command))));
    if (name == "segment.summary") {
      const auto result = workspace_.Segment();
      return result ? AnswerText(SegmentSummaryJson(**data, **result)) : Failure(result.error());
    }
    if (name == "look" || name == "customers.window" || name == "customer") {
      if (const Status applied = ApplySettings(command); !applied) return Failure(applied.error());
      if (name == "look") return AnswerText(looker_.Look(workspace_, command));
      if (name == "customers.window") return AnswerText(looker_.Window(workspace_, command));
      return AnswerText(CustomerCardJson(workspace_, TextIn(command, "id")));
    }
    if (name == "effect") {
      const Result<Settings> settings = SettingsIn(command);
      return settings ? AnswerText(EffectJson(workspace_, *settings)) : Failure(settings.error());
    }
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

  std::string Feed(std::string_view bytes) {
    if (rows_.running()) {
      const Result<uint64_t> rows = rows_.Feed(bytes);
      return rows ? Answer({{"rows", *rows}, {"bytes", bytes.size()}}) : Failure(rows.error());
    }
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    const Status fed = job_->Feed(bytes);
    if (!fed) {
      job_.reset();
      return Failure(fed.error());
    }
    return Answer({{"rows", job_->rows_so_far()}, {"bytes", bytes.size()}});
  }

  std::string_view ExportRead() {
    if (const std::string_view piece = rows_.Read(); !piece.empty()) return piece;
    if (!export_) return {};
    const std::string_view piece = export_->Read();
    if (piece.empty()) export_.reset();
    return piece;
  }

 private:
  // Those of the request; those in use where it names none.
  Result<Settings> SettingsIn(const Json& command) {
    const auto it = command.find("settings");
    if (it == command.end()) return workspace_.settings();
    if (*it != settings_json_) {
      Result<Settings> parsed = ParseSettings(it->dump());
      if (!parsed) return parsed.error();
      settings_json_ = *it;
      settings_parsed_ = std::move(parsed).value();
    }
    return settings_parsed_;
  }

  Status ApplySettings(const Json& command) {
    const Result<Settings> settings = SettingsIn(command);
    if (!settings) return settings.error();
    const Settings& now = workspace_.settings();
    if (settings->cvac != now.cvac || settings->rfm != now.rfm || settings->abc != now.abc) export_.reset();
    return workspace_.Apply(*settings);
  }

  // A second scan takes the place of an import that has not ended, and of an export.
  std::string RunRows(const std::string& name, const Json& command) {
    if (name.ends_with(".begin")) {
      job_.reset();
      export_.reset();
    }
    const Result<Json> answer = rows_.Run(name, command);
    return answer ? Answer(*answer) : Failure(answer.error());
  }

  // The plan of a source travels as the mapping that the probe handed out (perhaps corrected by hand), with what the
  // probe saw.
  std::string BeginImport(const Json& command) {
    rows_.Stop();
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
    export_.reset();
    workspace_.Commit(std::move(data).value(), job_settings_);
    return Answer(ImportReportJson(**workspace_.Data(), IssueRows::kLeftOut));
  }

  std::string BeginExport(const Json& command) {
    rows_.Stop();
    if (const Status applied = ApplySettings(command); !applied) return Failure(applied.error());
    ExportRequest request{TextIn(command, "what"), report::TableForm::kCsv, LanguageIn(command), {}};
    const std::string form = TextIn(command, "form");
    if (form == "excel") request.form = report::TableForm::kExcel;
    if (form == "json") request.form = report::TableForm::kJson;
    if (const auto hashes = command.find("hashes"); hashes != command.end()) {
      for (const Json& hash : *hashes) request.hashes.push_back(hash.is_string() ? hash.get<std::string>() : "");
    }
    Result<ExportJob> begun = ExportJob::Begin(workspace_, request);
    if (!begun) return Failure(begun.error());
    export_ = std::move(begun).value();
    return Answer({{"rows", export_->rows()}});
  }

  Workspace workspace_;
  Looker looker_;
  Json settings_json_;  // of the last request that had some, with what they say
  Settings settings_parsed_;
  std::unique_ptr<ImportJob> job_;
  Settings job_settings_;
  std::optional<ExportJob> export_;
  RowCommands rows_;
};

Session::Session() : impl_(std::make_unique<Impl>()) {}
Session::~Session() = default;
std::string Session::Call(std::string_view command) { return impl_->Call(command); }
std::string Session::Probe(std::string_view spec, std::string_view head, std::string_view tail) {
  return impl_->Probe(spec, head, tail);
}
std::string Session::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
std::string_view Session::ExportRead() { return impl_->ExportRead(); }

}  // namespace loyalane::workspace

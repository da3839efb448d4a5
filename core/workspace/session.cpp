#include "workspace/session.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "ingest/part_reader.h"
#include "report/typed_columns.h"
#include "workspace/any_json.h"
#include "workspace/archive_job.h"
#include "workspace/club.h"
#include "workspace/club_papers.h"
#include "workspace/customer_card.h"
#include "workspace/export_job.h"
#include "workspace/json_fields.h"
#include "workspace/ledger_file.h"
#include "workspace/look.h"
#include "workspace/mapping_json.h"
#include "workspace/merges.h"
#include "workspace/plan_json.h"
#include "workspace/probe_job.h"
#include "workspace/programme_json.h"
#include "workspace/project_job.h"
#include "workspace/project_recovery.h"
#include "workspace/read_json.h"
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
bool TruthIn(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_boolean() && it->get<bool>();
}
Language LanguageIn(const Json& json) { return TextIn(json, "language") == "en" ? Language::kEn : Language::kZh; }

// "504b0304" as the bytes that it names.
std::string BytesOfHex(const std::string& hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(static_cast<unsigned>(digit(hex[i])) << 4U | static_cast<unsigned>(digit(hex[i + 1])));
  return bytes;
}

std::string HexOfBytes(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4U];
    hex += kDigits[static_cast<unsigned char>(c) & 0x0FU];
  }
  return hex;
}

Error BadValue(const char* key, std::string value, const char* expected) {
  return Error(ErrorId::kJsonBadValue).With("key", key).With("value", std::move(value)).With("expected", expected);
}

}  // namespace

class Session::Impl {
 public:
  Impl() {
    project_.StreamLedger([this] { return LedgerSink(); }, [this] { return LedgerSource(); });
  }

  std::string Call(std::string_view text) {
    const Json command = ParseAnyJson(text);
    if (!command.is_object())
      return Failure(Error(ErrorId::kJsonSyntax).With("detail", std::string(text.substr(0, 80))));
    const std::string name = TextIn(command, "do");
    if (name == "version")
      return Answer({{"version", kVersion}, {"build", BuildName()}, {"features", Json::array({ScannerName()})}});
    if (name == "catalogue") return Answer(CatalogueJson());
    if (name == "settings.default") return AnswerText(ToJson(Settings{}));
    if (name.starts_with("probe.")) return RunProbe(name, command);
    if (name.starts_with("archive.")) return RunArchive(name, command);
    if (name == "mapping.write") return WriteMapping(command);
    if (name == "import.begin") return BeginImport(command);
    if (name == "import.next") return NextRead();
    if (name == "import.endRead") return EndRead(command);
    if (name == "import.parts") return TakeParts();
    if (name == "import.commit") return CommitImport();
    if (name.starts_with("part.")) return RunPart(name, command);
    if (name == "export.begin") return BeginExport(command);
    if (name == "export.packed") return ExportPacked(command);
    if (name.starts_with("project.")) return RunProject(name, command);
    if (name.starts_with("rows.") || name.starts_with("hash.")) return RunRows(name, command);
    // Rules and what is written down by hand need no data; what does says so itself.
    if (name.starts_with("club.")) {
      // A file that is being written is of one state of the ledger.
      if (name == "club.run" || name == "club.post" || name == "club.exit" || name == "club.programme")
        project_.StopWriting();
      statements_.reset();
      const Result<Json> answer = club_.Call(std::string_view(name).substr(5), command, workspace_);
      if (answer && name == "club.run") KeepRun(*answer);
      return answer ? Answer(*answer) : Failure(answer.error());
    }
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
    if (name == "look" || name == "customers.window" || name == "customer" || name == "merges.read" ||
        name == "groups.read") {
      if (const Status applied = ApplySettings(command); !applied) return Failure(applied.error());
      if (name == "look") return AnswerText(looker_.Look(workspace_, command));
      if (name == "customers.window") return AnswerText(looker_.Window(workspace_, command));
      if (name == "merges.read") return AnswerText(MergesJson(workspace_));
      if (name == "groups.read") return AnswerText(GroupsJson(workspace_));
      return AnswerText(CustomerCardJson(workspace_, TextIn(command, "id")));
    }
    if (name == "effect") {
      const Result<Settings> settings = SettingsIn(command);
      return settings ? AnswerText(EffectJson(workspace_, *settings)) : Failure(settings.error());
    }
    return Failure(Error(ErrorId::kCommandUnknown).With("name", name));
  }

  std::string Feed(std::string_view bytes) {
    switch (reading_) {
      case Reading::kNothing:
        break;
      case Reading::kProbe:
        return Fed(bytes, probe_->Feed(bytes), 0);
      case Reading::kArchive:
        return Fed(bytes, archive_->Feed(bytes), 0);
      case Reading::kImport: {
        const Result<ingest::Feeding> fed = job_->Feed(bytes);
        if (!fed) StopReading();
        return Fed(bytes, fed, fed ? job_->rows_so_far() : 0);
      }
      case Reading::kParts:
        return FedPart(bytes);
      case Reading::kPart:
        return Fed(bytes, part_->Feed(bytes), part_->rows_so_far());
      case Reading::kProject:
        return Fed(bytes, project_.Feed(bytes), 0);
      case Reading::kRecovery:
        return Fed(bytes, recovery_->reader().Feed(bytes), 0);
      case Reading::kRows: {
        const Result<RowCommands::Fed> fed = rows_.Feed(bytes);
        if (!fed) return Failure(fed.error());
        return Fed(bytes, fed->feeding, fed->rows);
      }
    }
    return Failure(Error(ErrorId::kNothingLoaded));
  }

  std::string_view ExportRead() {
    piece_ = {report::WorkbookPiece::Kind::kEnd, {}};
    if (part_ && !part_message_.empty()) {
      piece_ = {report::WorkbookPiece::Kind::kPlain, std::exchange(part_message_, {})};
    } else if (rows_.has_output()) {
      piece_ = rows_.Read();
    } else if (project_.has_output()) {
      piece_ = project_.Read();
    } else if (has_paper_) {
      has_paper_ = false;
      piece_ = {report::WorkbookPiece::Kind::kPlain, paper_};
    } else if (statements_) {
      const std::string_view bytes = statements_->Read();
      if (bytes.empty()) {
        statements_.reset();
      } else {
        piece_ = {report::WorkbookPiece::Kind::kPlain, bytes};
      }
    } else if (export_) {
      piece_ = export_->Read();
      if (piece_.kind == report::WorkbookPiece::Kind::kEnd) export_.reset();
    }
    return piece_.bytes;
  }
  std::string_view ExportKind() const {
    constexpr std::array<std::string_view, 4> kKinds = {"plain", "pack", "packEnd", "end"};
    return kKinds[static_cast<size_t>(piece_.kind)];
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
    const segment::CvAcSettings now_cvac = now.cvac;
    if (settings->cvac != now.cvac || settings->rfm != now.rfm || settings->abc != now.abc) export_.reset();
    Status applied = workspace_.Apply(*settings);
    if (applied && settings->cvac != now_cvac) club_.Forget();
    return applied;
  }

  // One job reads at a time: beginning another ends it.
  void StopReading() {
    reading_ = Reading::kNothing;
    probe_.reset();
    archive_.reset();
    job_.reset();
    part_.reset();
    part_message_ = {};
    rows_.Stop();
    project_.StopReading();
    // What it found may be under way into a file.
    if (recovery_) project_.StopWriting();
    recovery_.reset();
    ledger_reader_.reset();
  }

  static std::string Fed(std::string_view bytes, const Result<ingest::Feeding>& fed, uint64_t rows) {
    if (!fed) return Failure(fed.error());
    return Answer({{"rows", rows}, {"bytes", bytes.size()}, {"enough", *fed == ingest::Feeding::kEnough}});
  }
  static std::string Ended(const Status& ended) { return ended ? Answer(Json::object()) : Failure(ended.error()); }

  // A second scan takes the place of an import that has not ended, and of an export.
  std::string RunRows(const std::string& name, const Json& command) {
    if (name.ends_with(".begin")) {
      StopReading();
      export_.reset();
      reading_ = Reading::kRows;
    }
    const Result<Json> answer = rows_.Run(name, command);
    return answer ? Answer(*answer) : Failure(answer.error());
  }

  // A mapping profile, with single wishes beside it: those go before it.
  static Result<ingest::ReadWishes> WishesIn(const Json& command) {
    Json mapping = command.value("mapping", Json::object());
    for (const auto& [key, wish] :
         {std::pair("dataset", "dataset"), std::pair("encoding", "encoding"), std::pair("delimiter", "delimiter"),
          std::pair("headerRow", "header"), std::pair("headerRows", "headerRows"), std::pair("sheet", "sheet"),
          std::pair("billMonth", "billMonth"), std::pair("dateOrder", "dateOrder"), std::pair("taxBasis", "taxBasis"),
          std::pair("taxRate", "taxRate"), std::pair("rules", "rules")}) {
      if (const auto it = command.find(wish); it != command.end() && !it->is_null()) mapping[key] = *it;
    }
    return ParseMapping(mapping.dump());
  }

  std::string RunProbe(const std::string& name, const Json& command) {
    if (name == "probe.begin") {
      StopReading();
      Result<ingest::ReadWishes> wishes = WishesIn(command);
      if (!wishes) return Failure(wishes.error());
      probed_name_ = TextIn(command, "name");
      probed_bytes_ = NumberIn(command, "size", 0);
      probe_ = std::make_unique<ProbeJob>(probed_name_, probed_bytes_, std::move(wishes).value());
      reading_ = Reading::kProbe;
      return Answer(Json::object());
    }
    if (!probe_) return Failure(Error(ErrorId::kNothingLoaded));
    if (name == "probe.next") return Answer(ReadJson(probe_->Next()));
    if (name == "probe.endRead") return Ended(probe_->EndRead(OutcomeIn(command)));
    if (name != "probe.finish") return Failure(Error(ErrorId::kCommandUnknown).With("name", name));
    const Result<ProbedFile> probed = probe_->Finish();
    StopReading();
    return probed ? Answer(ProbeJson(probed_name_, probed_bytes_, *probed)) : Failure(probed.error());
  }

  std::string RunArchive(const std::string& name, const Json& command) {
    if (name == "archive.begin") {
      StopReading();
      archive_ = std::make_unique<ArchiveJob>(TextIn(command, "name"), NumberIn(command, "size", 0),
                                              BytesOfHex(TextIn(command, "head")));
      reading_ = Reading::kArchive;
      return Answer({{"archive", archive_->is_archive()}});
    }
    if (!archive_) return Failure(Error(ErrorId::kNothingLoaded));
    if (name == "archive.next") {
      Json answer = ReadJson(archive_->Next());
      answer["data"] = archive_->is_data();
      return Answer(answer);
    }
    if (name == "archive.endRead") return Ended(archive_->EndRead(OutcomeIn(command)));
    if (name == "archive.list") return Answer(ArchiveListJson(*archive_));
    if (name == "archive.open") return Ended(archive_->Open(NumberIn(command, "entry", UINT32_MAX)));
    return Failure(Error(ErrorId::kCommandUnknown).With("name", name));
  }

  // Saving takes the place of an export, opening that of an import that has not ended.
  std::string RunProject(const std::string& name, const Json& command) {
    constexpr std::string_view kRecover = "project.recover.";
    if (name.starts_with(kRecover)) return RunRecovery(std::string_view(name).substr(kRecover.size()), command);
    if (name == "project.read.begin") {
      StopReading();
      reading_ = Reading::kProject;
    } else if (name == "project.write.begin") {
      rows_.Stop();
      export_.reset();
    }
    const std::string_view what = std::string_view(name).substr(std::string_view("project.").size());
    if (what == "write.begin") return BeginProject(command);
    if (what == "read.finish") {
      project_.Remember();
      project_.StopWriting();
    }
    const Result<Json> answer = project_.Run(what, command);
    if (!answer) return Failure(answer.error());
    if (what == "read.finish") {
      statements_.reset();
      if (const Status taken = TakeClub(*answer); !taken) {
        project_.GoBack();
        return Failure(taken.error());
      }
    }
    return Answer(*answer);
  }

  // The report of a month that was closed goes with the club's file.
  void KeepRun(const Json& report) {
    if (const auto part = RunAsPart(report)) project_.Keep(part->first, kRunVersion, part->second);
  }

  // What is good of a damaged file. Its club is nobody's yet: it is written as a file of its own.
  std::string RunRecovery(std::string_view what, const Json& command) {
    if (what == "begin") {
      StopReading();
      recovery_ = std::make_unique<ProjectRecovery>(TextIn(command, "name"), NumberIn(command, "size", 0));
      reading_ = Reading::kRecovery;
      return Answer(Json::object());
    }
    if (!recovery_) return Failure(Error(ErrorId::kNothingLoaded));
    if (what == "next") return Answer(ReadJson(recovery_->reader().Next()));
    if (what == "endRead") return Ended(recovery_->reader().EndRead(OutcomeIn(command)));
    if (what == "finish") {
      if (recovery_->reader().Next()) return Failure(Error(ErrorId::kNothingLoaded));
      reading_ = Reading::kNothing;
      const Result<Json> told = recovery_->Finish(LanguageIn(command));
      return told ? Answer(*told) : Failure(told.error());
    }
    if (what != "write")
      return Failure(Error(ErrorId::kCommandUnknown).With("name", "project.recover." + std::string(what)));
    rows_.Stop();
    export_.reset();
    const Status begun = project_.Write(recovery_->Parts());
    return begun ? Answer(Json::object()) : Failure(begun.error());
  }

  PartSink LedgerSink() {
    ledger_reader_ = std::make_unique<LedgerReader>();
    PartSink sink;
    sink.version_max = kLedgerVersion;
    sink.take = [this](std::string_view bytes) { return ledger_reader_->Feed(bytes); };
    return sink;
  }
  std::optional<PartSource> LedgerSource() {
    const bool is_empty = club_.ledger().size() == 0 && club_.ledger().periods().empty();
    if (is_empty && !has_ledger_part_) return std::nullopt;
    auto writer = std::make_shared<LedgerWriter>(club_.ledger(), club_.programme().ledger);
    return PartSource{std::string(kLedgerPart), LedgerVersionOf(club_.ledger()),
                      [writer](std::string& out) -> Result<bool> { return writer->Read(out); }};
  }

  // The club's programme and ledger go into the file that is saved ...
  std::string BeginProject(const Json& command) {
    Json with_club = command;
    if (with_club.contains("project") && with_club["project"].is_object())
      with_club["project"]["programme"] = ParseAnyJson(WriteProgramme(club_.programme()));
    for (size_t i = 0; i < kRegisterCount; ++i) {
      const auto name = static_cast<RegisterName>(i);
      if (club_.registers().Of(name) == nullptr) continue;
      const Json document = club_.registers().Document(name);
      if (document.is_null()) {
        project_.Drop(PartOf(name));
      } else {
        project_.Keep(PartOf(name), kRegisterVersion, DumpJson(document));
      }
    }
    const Result<Json> answer = project_.Run("write.begin", with_club);
    return answer ? Answer(*answer) : Failure(answer.error());
  }

  // ... and come out of the one that is opened. What is there stays when they cannot.
  Status TakeClub(const Json& answer) {
    std::optional<loyalty::Programme> programme;
    if (const auto project = answer.find("project"); project != answer.end()) {
      const auto found = project->find("programme");
      if (found != project->end() && found->is_object()) {
        Result<loyalty::Programme> parsed = ParseProgramme(found->dump());
        if (!parsed) return parsed.error();
        programme = std::move(parsed).value();
      }
    }
    loyalty::Ledger ledger;
    if (ledger_reader_) {
      Result<loyalty::Ledger> read = ledger_reader_->Finish();
      if (!read) return read.error();
      ledger = std::move(read).value();
    }
    // All registers are read before anything is taken.
    ClubRegisters registers;
    for (size_t i = 0; i < kRegisterCount; ++i) {
      const auto name = static_cast<RegisterName>(i);
      const std::string* const text = project_.TextOf(PartOf(name));
      if (text == nullptr || registers.Of(name) == nullptr) continue;
      Status read = registers.TakeText(name, *text);
      if (!read) return read;
    }
    Status taken =
        club_.SetProgramme(programme ? std::move(*programme) : loyalty::PresetProgramme(loyalty::Preset::kMinimal));
    if (!taken) return taken;
    has_ledger_part_ = ledger_reader_ != nullptr;
    club_.SetLedger(std::move(ledger));
    club_.SetRegisters(std::move(registers));
    return Done{};
  }

  static std::string WriteMapping(const Json& command) {
    const auto plan = command.find("plan");
    const Result<TravelledPlan> travelled = PlanFromJson(plan == command.end() ? Json() : *plan);
    return travelled ? AnswerText(ToJson(travelled->plan)) : Failure(travelled.error());
  }

  // The plan of a source travels as the mapping that the probe handed out (perhaps corrected by hand), with what the
  // probe saw.
  std::string BeginImport(const Json& command) {
    StopReading();
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
                         {},
                         {}});
    }
    job_settings_ = settings;
    keeps_shipment_rows_ = TruthIn(command, "keepsShipmentRows") || HasMembers(sources);
    job_ = std::make_unique<ImportJob>(std::move(sources), settings,
                                       ImportWishes{.keeps_shipment_rows = keeps_shipment_rows_});
    reading_ = Reading::kImport;
    return Answer(Json::object());
  }

  std::string NextRead() {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    const Result<std::optional<SourceRead>> next = job_->Next();
    if (!next) {
      StopReading();
      return Failure(next.error());
    }
    Json answer = ReadJson(*next);
    if (job_->can_be_parted()) answer["parts"] = true;
    return Answer(answer);
  }

  // The read that was asked for comes in parts; Feed takes their messages.
  std::string TakeParts() {
    if (!job_ || !job_->can_be_parted()) return Failure(Error(ErrorId::kNothingLoaded));
    job_->TakeParts();
    reading_ = Reading::kParts;
    return Answer({{"keepsShipmentRows", keeps_shipment_rows_}});
  }

  std::string FedPart(std::string_view message) {
    const Result<ImportJob::PartTaken> part = job_->TakePart(message);
    if (!part) {
      StopReading();
      return Failure(part.error());
    }
    Json answer = {{"rows", job_->rows_so_far()}, {"bytes", message.size()}, {"next", part->next}};
    if (!part->taken) answer["carry"] = HexOfBytes(part->carry);
    return Answer(answer);
  }

  // One part of a file after another, for the session that imports it.
  std::string RunPart(const std::string& name, const Json& command) {
    if (name == "part.begin") {
      StopReading();
      const auto plan = command.find("plan");
      const Result<TravelledPlan> travelled = PlanFromJson(plan == command.end() ? Json() : *plan);
      if (!travelled) return Failure(travelled.error());
      part_ = std::make_unique<ingest::PartReader>(
          static_cast<uint32_t>(NumberIn(command, "reader", 0)), travelled->plan, NumberIn(command, "size", 0),
          WantedOf(travelled->plan.dataset, TruthIn(command, "keepsShipmentRows")));
      reading_ = Reading::kPart;
      return Answer(Json::object());
    }
    if (!part_) return Failure(Error(ErrorId::kNothingLoaded));
    if (name == "part.read") {
      ingest::PartWish wish;
      wish.from = NumberIn(command, "from", 0);
      wish.to = NumberIn(command, "to", 0);
      wish.anew = command.value("anew", false);
      if (command.value("follow", false)) wish.start = ingest::PartWish::Start::kFollow;
      if (command.contains("carry")) {
        wish.start = ingest::PartWish::Start::kExact;
        wish.carry = BytesOfHex(TextIn(command, "carry"));
      }
      part_message_ = {};
      return Answer({{"from", part_->Begin(wish)}});
    }
    if (name != "part.finish") return Failure(Error(ErrorId::kCommandUnknown).With("name", name));
    part_message_ = part_->Finish();
    return Answer({{"bytes", part_message_.size()}});
  }

  std::string EndRead(const Json& command) {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    if (reading_ == Reading::kParts) reading_ = Reading::kImport;
    const Status ended = job_->EndRead(OutcomeIn(command));
    if (!ended) StopReading();
    return Ended(ended);
  }

  std::string CommitImport() {
    if (!job_) return Failure(Error(ErrorId::kNothingLoaded));
    Result<ImportedData> data = job_->Finish();
    StopReading();
    if (!data) return Failure(data.error());
    export_.reset();
    statements_.reset();
    workspace_.Commit(std::move(data).value(), job_settings_);
    club_.Forget();
    return Answer(ImportReportJson(**workspace_.Data(), IssueRows::kLeftOut));
  }

  // The papers of a month, as `loyalty run` writes them.
  std::string BeginPaper(const Json& command) {
    if (TextIn(command, "what") != "club.statements") return BeginTable(club_.Paper(command, workspace_));
    Result<std::shared_ptr<ClubStatements>> statements = club_.Statements(command, workspace_);
    if (!statements) return Failure(statements.error());
    export_.reset();
    statements_ = std::move(statements).value();
    return Answer({{"members", statements_->members()}});
  }

  // A table of the club, whole.
  std::string BeginTable(Result<std::string> table) {
    if (!table) return Failure(table.error());
    export_.reset();
    paper_ = std::move(table).value();
    has_paper_ = true;
    return Answer(Json::object());
  }

  std::string BeginExport(const Json& command) {
    rows_.Stop();
    project_.StopWriting();
    has_paper_ = false;
    statements_.reset();
    if (TextIn(command, "what") == "club.exit")
      return BeginTable(club_.ExitTable(command, TextIn(command, "form") == "excel"));
    if (TextIn(command, "what").starts_with("club.")) return BeginPaper(command);
    if (const Status applied = ApplySettings(command); !applied) return Failure(applied.error());
    ExportRequest request{TextIn(command, "what"), report::TableForm::kCsv, LanguageIn(command), {}};
    const std::string form = TextIn(command, "form");
    if (form == "excel") request.form = report::TableForm::kExcel;
    if (form == "json") request.form = report::TableForm::kJson;
    if (form == "xlsx") request.form = report::TableForm::kWorkbook;
    if (form == "columns") request.form = report::TableForm::kColumns;
    if (const auto hashes = command.find("hashes"); hashes != command.end()) {
      for (const Json& hash : *hashes) request.hashes.push_back(hash.is_string() ? hash.get<std::string>() : "");
    }
    Result<ExportJob> begun = ExportJob::Begin(workspace_, request);
    if (!begun) return Failure(begun.error());
    export_ = std::move(begun).value();
    Json answer = {{"rows", export_->rows()}};
    if (request.form == report::TableForm::kColumns && export_->table() != nullptr) {
      for (const report::TableColumn& column : export_->table()->columns)
        answer["columns"].push_back({{"name", column.name}, {"type", report::TypeOf(column)}});
    }
    return Answer(answer);
  }

  std::string ExportPacked(const Json& command) {
    const uint64_t bytes = NumberIn(command, "bytes", 0);
    if (rows_.has_output()) {
      rows_.Packed(bytes);
    } else if (project_.has_output()) {
      const Status packed = project_.Packed(bytes);
      if (!packed) return Failure(packed.error());
    } else if (export_ && piece_.kind == report::WorkbookPiece::Kind::kPackEnd) {
      export_->Packed(bytes);
    } else {
      return Failure(Error(ErrorId::kNothingLoaded));
    }
    return Answer(Json::object());
  }

  enum class Reading : uint8_t { kNothing, kProbe, kArchive, kImport, kParts, kPart, kRows, kProject, kRecovery };

  Workspace workspace_;
  Club club_;
  Looker looker_;
  Json settings_json_;  // of the last request that had some, with what they say
  Settings settings_parsed_;
  Reading reading_ = Reading::kNothing;
  bool keeps_shipment_rows_ = false;  // of the import under way
  std::unique_ptr<ProbeJob> probe_;
  std::string probed_name_;
  uint64_t probed_bytes_ = 0;
  std::unique_ptr<ArchiveJob> archive_;
  std::unique_ptr<ImportJob> job_;
  Settings job_settings_;
  std::unique_ptr<ingest::PartReader> part_;
  std::string_view part_message_;               // of part_, until it is read
  std::string paper_;                           // stands until the next export
  bool has_paper_ = false;                      // to be written
  std::shared_ptr<ClubStatements> statements_;  // being written; not after the club has changed
  std::optional<ExportJob> export_;
  report::WorkbookPiece piece_{report::WorkbookPiece::Kind::kEnd, {}};
  RowCommands rows_;
  std::unique_ptr<LedgerReader> ledger_reader_;  // of the project file under way; none: it has no ledger
  bool has_ledger_part_ = false;                 // the file that was opened, even when it is empty
  std::unique_ptr<ProjectRecovery> recovery_;
  ProjectJob project_;
};

Session::Session() : impl_(std::make_unique<Impl>()) {}
Session::~Session() = default;
std::string Session::Call(std::string_view command) { return impl_->Call(command); }
std::string Session::Feed(std::string_view bytes) { return impl_->Feed(bytes); }
std::string_view Session::ExportRead() { return impl_->ExportRead(); }
std::string_view Session::ExportKind() const { return impl_->ExportKind(); }

}  // namespace loyalane::workspace

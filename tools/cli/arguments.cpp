#include "arguments.h"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace loyalane::cli {
namespace {

void AddOutput(CLI::App* verb, Arguments& arguments) {
  verb->add_option("--out", arguments.out, "Where the result goes: a file, or - for standard output (default)");
  verb->add_flag("--json", arguments.json, "Print the summary as JSON");
}

void AddFormat(CLI::App* verb, Arguments& arguments) {
  verb->add_option("--format", arguments.format, "The table as csv (default), json or xlsx")
      ->check(CLI::IsMember({"csv", "json", "xlsx"}));
}

void AddReading(CLI::App* verb, Arguments& arguments) {
  verb->add_option("--encoding", arguments.encoding,
                   "utf-8, gb18030, big5, utf-16le, utf-16be, windows-1252 (default: detected)");
  verb->add_option("--delimiter", arguments.delimiter, "The delimiter: , ; | or tab (default: detected)");
  verb->add_option("--sheet", arguments.sheet, "Of a workbook: the sheet to read (default: the first visible one)");
  verb->add_option("--header", arguments.header, "Row of the header, 1-based, or none (default: detected; scan: none)");
  verb->add_option("--chunk-bytes", arguments.chunk_bytes,
                   "Read files in pieces of so many bytes; the result is the same for any number")
      ->check(CLI::Range(uint64_t{1}, uint64_t{1} << 30));
}

// One option a dataset: --shipments FILE..., --carrier-share FILE...
void AddDatasets(CLI::App* verb, std::vector<std::vector<std::string>>& paths) {
  paths.resize(model::kDatasetCount);
  for (const model::Dataset& dataset : model::Datasets()) {
    std::string option = "--" + std::string(dataset.name);
    for (char& c : option) {
      if (c == '_') c = '-';
    }
    verb->add_option(option, paths[static_cast<size_t>(dataset.id)], std::string(dataset.en) + " file(s)");
  }
}

void AddLoyalty(CLI::App* verb, Arguments& arguments) {
  const std::string_view name = verb->get_name();
  verb->add_option("--map", arguments.maps,
                   "Mapping profile (JSON); one that names a dataset applies to its files only");
  verb->add_option("--project", arguments.project, "A .loyalane file with programme and ledger, or a JSON project");
  verb->add_option("--config", arguments.config, "Settings (JSON)");
  verb->add_option("--as-of", arguments.as_of, "YYYY-MM-DD (default: the latest ship date)");
  verb->add_option("--window", arguments.window, "FROM..TO or all, of the figures beside the club");
  verb->add_option(
      "--programme", arguments.programme,
      "A programme (JSON), or monthly-settlement, customer-club, growth-levels, minimal (default: the project's, else "
      "minimal)");
  if (name == "run") {
    verb->add_option("--month", arguments.month, "YYYY-MM (default: the month after the last closed one)");
    verb->add_flag("--apply", arguments.apply, "Post the entries and close the month; without it nothing changes");
    verb->add_option("--save", arguments.save, "Write programme and ledger there, as a .loyalane file");
    verb->add_option("--papers", arguments.papers,
                     "Write there (a folder): expiry, vouchers, gifts, refused, referrals, cards (CSV), and the "
                     "statements of a closed month (HTML and CSV)");
    verb->add_flag("--excel", arguments.excel,
                   "CSV for spreadsheets: BOM, CRLF, text that looks like a formula neutralised");
  }
  if (name == "statement") {
    CLI::Option* const member = verb->add_option("--member", arguments.member, "The member's number");
    CLI::Option* const month = verb->add_option("--month", arguments.month,
                                                "YYYY-MM, closed: the statements of its members, one after another");
    verb->add_option("--filter", arguments.filter, "all (default), moved (in the month) or expiring (soon)")
        ->check(CLI::IsMember({"all", "moved", "expiring"}))
        ->needs(month);
    verb->add_flag("--html", arguments.html, "One document that prints a page a member, instead of CSV")->needs(month);
    verb->add_flag("--excel", arguments.excel,
                   "CSV for spreadsheets: BOM, CRLF, text that looks like a formula neutralised");
    month->excludes(member);
    verb->callback([member, month] {
      if (member->count() + month->count() == 0) throw CLI::RequiredError("--member or --month");
    });
  }
  if (name == "liability") {
    verb->add_option("--from", arguments.from_month, "YYYY-MM (default: the first closed month)");
    verb->add_option("--to", arguments.to_month, "YYYY-MM (default: the last closed month)");
  }
  if (name == "exit") {
    verb->add_option("--plan", arguments.exit_plan, "The plan (JSON; default: the one in the project)");
    verb->add_option("--on", arguments.exit_on, "YYYY-MM-DD: the day of asking")->required();
    verb->add_option("--complete", arguments.exit_complete,
                     "stop_recruiting, city_autonomy, merge, hand_over or close: done on that day");
    verb->add_flag("--settle", arguments.apply, "Take all points off, converted or paid out");
    verb->add_option("--list", arguments.exit_list, "Write who is settled, and what becomes of him in a merger (CSV)");
    verb->add_option("--save", arguments.save, "Write programme and ledger there, as a .loyalane file");
  }
  if (name == "register") {
    verb->add_option("NAME", arguments.register_name, "Which register")
        ->required()
        ->check(CLI::IsMember({"members", "partners", "events", "vouchers", "launch", "exit"}));
    verb->add_option("--act", arguments.acts, "{\"do\": …} or a file of it; may be given more than once, in order")
        ->take_all();
    verb->add_option("--cards", arguments.cards, "members: who gets a card (due) or is near, as a CSV table")
        ->check(CLI::IsMember({"due", "near"}));
    verb->add_option("--month", arguments.month, "YYYY-MM, for --cards (default: the next month to run)");
    verb->add_flag("--excel", arguments.excel, "For spreadsheets: with BOM and CRLF");
    verb->add_option("--view", arguments.view, "Print what this question (JSON, or a file of it) is answered");
    verb->add_option("--save", arguments.save, "Write the club there, as a .loyalane file");
  }
  if (name == "post") {
    verb->add_option("WHAT", arguments.post_what, "grant, charge, extend or undo")
        ->required()
        ->check(CLI::IsMember({"grant", "charge", "extend", "undo"}));
    CLI::Option* const member = verb->add_option("--member", arguments.member, "The member's number");
    CLI::Option* const all = verb->add_flag("--all", arguments.post_all,
                                            "extend, undo: for all members that have not left, at once; tells how many "
                                            "members and points without --apply");
    verb->add_option("--expiring-until", arguments.post_expiring,
                     "extend --all: YYYY-MM-DD; points alone that end on or before that day")
        ->needs(all);
    verb->add_flag("--apply", arguments.apply, "with --all: enter it")->needs(all);
    all->excludes(member);
    verb->callback([member, all] {
      if (member->count() + all->count() == 0) throw CLI::RequiredError("--member or --all");
    });
    verb->add_option("--day", arguments.post_day, "YYYY-MM-DD; of a closed month: posted into the open one")
        ->required();
    verb->add_option("--who", arguments.post_who, "Who enters it")->required();
    verb->add_option("--reason", arguments.post_reason, "Why")->required();
    verb->add_option("--quantity", arguments.post_points, "grant, charge: how many points");
    verb->add_option("--until", arguments.post_until, "grant, extend: YYYY-MM-DD, the last day (default: without end)");
    verb->add_flag("--qualifies", arguments.post_qualifies, "grant: counts towards tiers");
    verb->add_option("--lot", arguments.post_lot,
                     "extend: RULE:SOURCE as the statement has them (default: all that end before)");
    verb->add_option("--number", arguments.post_number, "undo: the posting, such as H0003");
    verb->add_option("--save", arguments.save, "Write the club there, as a .loyalane file; without it nothing changes");
  }
  if (name == "recover") {
    verb->add_option("--save", arguments.save, "Write what is good there, as a new .loyalane file");
  }
  if (name == "simulate") {
    verb->add_option("--first-month", arguments.month, "YYYY-MM (default: the first month with shipments)");
    verb->add_option("--months", arguments.months, "1..120 (default 36); beyond the history it is repeated");
    verb->add_option("--lift-percent", arguments.lift_percent,
                     "More amount of each shipment: an assumption (default 0)");
    verb->add_option("--redeem-percent", arguments.redeem_percent,
                     "Of the active points each month (default 0: the redemptions of the files)");
    verb->add_option("--margin-percent", arguments.margin_percent, "Of what the lift brings (default 20)");
    verb->add_option("--cost-per-100", arguments.cost_per_100, "Yuan (default: the programme's value)");
    verb->add_option("--monthly-cost", arguments.monthly_cost, "Yuan a month: staff, platform, messages");
  }
}

}  // namespace

std::optional<Arguments> ParseArguments(int argc, char** argv, int* exit_code) {
  Arguments arguments;
  std::vector<std::vector<std::string>> paths;
  std::string language = "zh";
  CLI::App app("Loyalane: customer segmentation and loyalty for courier and 3PL companies");
  app.require_subcommand(1);
  app.fallthrough(false);

  CLI::App* scan = app.add_subcommand("scan", "The cells of a file exactly as read");
  scan->add_option("FILE", arguments.scan_file, "The file")->required();
  scan->add_option("--format", arguments.format, "The cells as csv (default) or json")
      ->check(CLI::IsMember({"csv", "json"}));
  scan->add_option("--out", arguments.out, "Where the result goes: a file, or - for standard output (default)");
  AddReading(scan, arguments);

  CLI::App* loyalty = app.add_subcommand(
      "loyalty", "The loyalty club: run, statement, post, liability, simulate, exit, register, recover");
  loyalty->require_subcommand(1);
  for (const auto& [name, text] :
       {std::pair("run", "A month of the club: one row a member; --apply posts and closes it, --save keeps the ledger"),
        std::pair("statement", "One member's ledger: every lot, debit and expiry"),
        std::pair("post", "A posting by hand: points given or taken off, an end put off, or one of these taken back"),
        std::pair("recover", "What is good of a damaged project file: told, and with --save written as a new file"),
        std::pair("liability", "What the club owes in points, month by month: an estimate for planning"),
        std::pair("simulate", "A programme replayed over the shipments of the files"),
        std::pair("register", "What the club writes down by hand: members, partners, events, vouchers, launch, exit"),
        std::pair("exit", "The plan for leaving the club: steps and locks, what is unsettled, notices, a merger")}) {
    CLI::App* verb = loyalty->add_subcommand(name, text);
    AddDatasets(verb, paths);
    AddReading(verb, arguments);
    AddOutput(verb, arguments);
    AddLoyalty(verb, arguments);
  }

  for (const auto& [name, text] :
       {std::pair("import", "Map and read files without scoring: rows in, used, excluded by reason"),
        std::pair("profile", "What is known about each customer"),
        std::pair("segment", "Customer value x availability: four types"),
        std::pair("rfm", "Recency, frequency, money"), std::pair("abc", "ABC classes by value"),
        std::pair("rows", "The rows of the files that are one customer's")}) {
    CLI::App* verb = app.add_subcommand(name, text);
    AddDatasets(verb, paths);
    AddReading(verb, arguments);
    AddOutput(verb, arguments);
    verb->add_option("--map", arguments.maps,
                     "Mapping profile (JSON); one that names a dataset applies to its files only");
    verb->add_option(
        "--project", arguments.project,
        "Files, mappings and settings of a run: a manifest, one written by hand (JSON), or a .loyalane file");
    verb->add_option("--config", arguments.config, "Settings (JSON)");
    verb->add_option("--as-of", arguments.as_of, "YYYY-MM-DD (default: the latest ship date)");
    verb->add_option("--window", arguments.window, "FROM..TO or all (default: the 12 months that end on as-of)");
    verb->add_flag("--excel", arguments.excel,
                   "CSV for spreadsheets: BOM, CRLF, text that looks like a formula neutralised");
    if (std::string_view(name) != "import" && std::string_view(name) != "rows") AddFormat(verb, arguments);
    if (std::string_view(name) == "import") {
      verb->add_option("--report", arguments.report, "Write the import report (JSON) there");
      verb->add_option("--rejected", arguments.rejected,
                       "Write there the rows left out, with their cause and their cells (a workbook where the name "
                       "ends in .xlsx, else CSV for spreadsheets)");
    }
    if (std::string_view(name) == "rows") {
      verb->add_option("--customer", arguments.customer, "The customer's code, as the other verbs print it")
          ->required();
      verb->add_option("--limit", arguments.limit, "List at most so many rows of each file (default: 1000)")
          ->check(CLI::Range(0, 1000));
    }
    if (std::string_view(name) == "segment") {
      verb->add_option("--previous", arguments.previous, "Output of the last run, so that types do not flip on noise");
      verb->add_option("--manifest", arguments.manifest, "Write there what anyone needs to get the same bytes again");
    }
  }
  CLI::App* schema = app.add_subcommand("schema", "JSON Schemas of settings, mapping and programme; columns of a verb");
  schema->add_option("--columns", arguments.columns, "Print the columns that this verb writes")
      ->check(CLI::IsMember({"profile", "segment", "rfm", "abc"}));
  schema->add_option("--of", arguments.schema_of, "all, settings, mapping, programme or fields")
      ->check(CLI::IsMember({"all", "settings", "mapping", "programme", "fields"}));
  CLI::App* version = app.add_subcommand("version", "Version, build, features");
  version->add_flag("--json", arguments.json, "As JSON");
  std::vector<CLI::App*> verbs = loyalty->get_subcommands({});
  for (CLI::App* verb : app.get_subcommands({})) {
    if (verb != loyalty) verbs.push_back(verb);
  }
  for (CLI::App* verb : verbs) {
    verb->add_option("--language", language, "zh or en: messages and the reason column")
        ->check(CLI::IsMember({"zh", "en"}));
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 prints help to stdout and complaints to stderr; only help is a success.
    *exit_code = app.exit(error) == 0 ? kExitDone : kExitWrongUsage;
    return std::nullopt;
  }
  arguments.verb = app.get_subcommands().front()->get_name();
  if (arguments.verb == "loyalty") arguments.loyalty_verb = loyalty->get_subcommands().front()->get_name();
  arguments.language = language == "en" ? Language::kEn : Language::kZh;
  for (size_t i = 0; i < paths.size(); ++i) {
    for (std::string& path : paths[i]) arguments.files.push_back({static_cast<model::DatasetId>(i), std::move(path)});
  }
  const bool reads = arguments.verb != "scan" && arguments.verb != "schema" && arguments.verb != "version";
  const bool is_register = arguments.loyalty_verb == "register";
  if (reads && !is_register && arguments.files.empty() && arguments.project.empty()) {
    std::fprintf(stderr, "loyalane %s: name at least one file, for example --shipments FILE (loyalane %s --help)\n",
                 arguments.verb.c_str(), arguments.verb.c_str());
    *exit_code = kExitWrongUsage;
    return std::nullopt;
  }
  return arguments;
}

}  // namespace loyalane::cli

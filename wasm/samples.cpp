// The module loyalane_samples: the generator behind plain functions, for as long as one list or one sample takes. Types
// and what calls it: web/src/engine/worker/samples.ts.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "generate/samples.h"

// A function that JavaScript sees by that name.
#define LOYALANE_EXPORT(name) extern "C" __attribute__((used, export_name(name)))

namespace {

using loyalane::generate::Sample;
using loyalane::generate::SampleFile;

// The module is made anew for each use, so this is what an object's members would be.
std::string text;
std::optional<loyalane::generate::SampleFileWriter> writer;

void AppendJson(std::string_view string) {
  text += '"';
  for (const char c : string) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  text += '"';
}

void AppendJson(const char* key, std::string_view string) {
  AppendJson(key);
  text += ':';
  AppendJson(string);
  text += ',';
}

void AppendJson(const char* key, uint64_t number) {
  AppendJson(key);
  text += ':' + std::to_string(number) + ',';
}

uint32_t TextBytes() { return static_cast<uint32_t>(text.size()); }

}  // namespace

// Where the text lies of which List() or Read() gave the length; good until the next call.
LOYALANE_EXPORT("text") const char* Text() { return text.data(); }

// JSON, UTF-8: [Sample] as in protocol.ts.
LOYALANE_EXPORT("list") uint32_t List() {
  text = '[';
  for (const Sample& sample : loyalane::generate::Samples()) {
    text += text.size() == 1 ? "{" : ",{";
    AppendJson("id", sample.id);
    AppendJson("zh", sample.zh);
    AppendJson("en", sample.en);
    AppendJson("zhAbout", sample.zh_about);
    AppendJson("enAbout", sample.en_about);
    AppendJson("rows", sample.spec.rows);
    AppendJson("customers", sample.spec.customers);
    AppendJson("programme", sample.programme());
    AppendJson("closedMonths", sample.closed_months);
    AppendJson("files");
    text += ":[";
    for (const SampleFile& file : sample.files) {
      text += &file == sample.files.data() ? "{\"name\":" : ",{\"name\":";
      AppendJson(file.name);
      text += '}';
    }
    text += "]}";
  }
  text += ']';
  return TextBytes();
}

// Starts a file of a sample, both by their places in the list; it takes the place of the one before. 0 when there is
// none.
LOYALANE_EXPORT("begin") uint32_t Begin(uint32_t sample, uint32_t file) {
  writer.reset();
  const auto samples = loyalane::generate::Samples();
  if (sample >= samples.size() || file >= samples[sample].files.size()) return 0;
  writer.emplace(samples[sample].spec, samples[sample].files[file].table);
  return 1;
}

// Makes the next piece of it, about a megabyte; 0 bytes at the end.
LOYALANE_EXPORT("read") uint32_t Read() {
  text.clear();
  if (writer && !writer->Next(text)) writer.reset();
  return TextBytes();
}

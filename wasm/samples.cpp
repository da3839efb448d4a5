#include "samples.h"

#include <nlohmann/json.hpp>

#include "workspace/result_json.h"

namespace loyalane::wasm {

using workspace::Json;

namespace {

std::string Text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string EngineSamples::List() const {
  Json list = Json::array();
  for (const generate::Sample& sample : generate::Samples()) {
    Json entry = Json::object();
    for (const auto& [key, text] : {std::pair("id", sample.id), std::pair("zh", sample.zh), std::pair("en", sample.en),
                                    std::pair("zhAbout", sample.zh_about), std::pair("enAbout", sample.en_about)}) {
      entry[key] = std::string(text);
    }
    entry["rows"] = sample.spec.rows;
    entry["customers"] = sample.spec.customers;
    entry["files"] = Json::array();
    for (const generate::SampleFile& file : sample.files) {
      Json named = Json::object();
      named["name"] = std::string(file.name);
      entry["files"].push_back(std::move(named));
    }
    list.push_back(std::move(entry));
  }
  return Text(list);
}

std::string EngineSamples::Begin(const std::string& id, uint32_t file) {
  writer_.reset();
  const generate::Sample* sample = generate::FindSample(id);
  const bool known = sample != nullptr && file < sample->files.size();
  Json answer = Json::object();
  answer["ok"] = known;
  if (known) {
    writer_.emplace(sample->spec, sample->files[file].table);
    answer["result"] = Json::object();
  } else {
    const Error error = Error(ErrorId::kSampleUnknown).With("name", id + " " + std::to_string(file));
    answer["error"] = workspace::ErrorJson(error);
  }
  return Text(answer);
}

emscripten::val EngineSamples::Read() {
  piece_.clear();
  if (writer_ && !writer_->Next(piece_)) writer_.reset();
  return emscripten::val(
      emscripten::typed_memory_view(piece_.size(), reinterpret_cast<const unsigned char*>(piece_.data())));
}

}  // namespace loyalane::wasm

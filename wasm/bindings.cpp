// The engine's border to JavaScript: registration only. What the texts mean: workspace/session.h; types:
// web/src/engine/engine.d.ts.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>
#include <vector>

#include "workspace/session.h"

namespace {

// A session with the memory that bytes cross in. Views are valid until the next call: memory may grow.
class EngineSession {
 public:
  std::string Call(const std::string& command) { return session_.Call(command); }
  emscripten::val Buffer(uint32_t bytes) {
    if (bytes > buffer_.size()) buffer_.resize(bytes);
    return emscripten::val(emscripten::typed_memory_view(bytes, buffer_.data()));
  }
  std::string Feed(uint32_t bytes) {
    return session_.Feed(
        std::string_view(reinterpret_cast<const char*>(buffer_.data()), buffer_.size()).substr(0, bytes));
  }
  emscripten::val ExportRead() {
    const std::string_view piece = session_.ExportRead();
    return emscripten::val(
        emscripten::typed_memory_view(piece.size(), reinterpret_cast<const unsigned char*>(piece.data())));
  }
  std::string ExportKind() const { return std::string(session_.ExportKind()); }

 private:
  loyalane::workspace::Session session_;
  std::vector<unsigned char> buffer_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(loyalane) {
  emscripten::class_<EngineSession>("Session")
      .constructor<>()
      .function("call", &EngineSession::Call)
      .function("buffer", &EngineSession::Buffer)
      .function("feed", &EngineSession::Feed)
      .function("exportRead", &EngineSession::ExportRead)
      .function("exportKind", &EngineSession::ExportKind);
}

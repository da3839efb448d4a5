// The text of a file in chunks, 8 MB each and four in flight: what gives the JavaScript parsers their bytes soonest.

const kPieceBytes = 8 << 20;
const kInFlight = 4;

export async function* textChunks(file) {
  const decoder = new TextDecoder();
  const queue = [];
  let next = 0;
  const ask = () => {
    queue.push(file.slice(next, Math.min(next + kPieceBytes, file.size)).arrayBuffer());
    next += kPieceBytes;
  };
  while (next < file.size && queue.length < kInFlight) ask();
  while (queue.length > 0) {
    const bytes = await queue.shift();
    if (next < file.size) ask();
    yield decoder.decode(bytes, { stream: true });
  }
}

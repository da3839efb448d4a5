// Only reads a file, in one of several ways: the yardstick. Every byte reaches this worker's memory; nothing is done with it.

import { answerWith } from './answer.js';

/** Slices of `pieceBytes`, `inFlight` of them asked for ahead. */
async function slices(file, { from, to, pieceBytes, inFlight }) {
  const queue = [];
  let next = from;
  let read = 0;
  const ask = () => {
    queue.push(file.slice(next, Math.min(next + pieceBytes, to)).arrayBuffer());
    next += pieceBytes;
  };
  while (next < to && queue.length < inFlight) ask();
  while (queue.length > 0) {
    const bytes = await queue.shift();
    if (next < to) ask();
    read += bytes.byteLength;
  }
  return read;
}

/** A stream into one buffer of `pieceBytes` that is given back each time. */
async function stream(file, { from, to, pieceBytes }) {
  const reader = file.slice(from, to).stream().getReader({ mode: 'byob' });
  let buffer = new ArrayBuffer(pieceBytes);
  let read = 0;
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer, 0, pieceBytes));
    if (done) return read;
    read += value.byteLength;
    buffer = value.buffer;
  }
}

/** One blocking read after another. */
function blocking(file, { from, to, pieceBytes }) {
  const reader = new FileReaderSync();
  let read = 0;
  for (let at = from; at < to; at += pieceBytes)
    read += reader.readAsArrayBuffer(file.slice(at, Math.min(at + pieceBytes, to))).byteLength;
  return read;
}

answerWith(async (file, params) => {
  const read = await { slices, stream, blocking }[params.way](file, params);
  if (read !== params.to - params.from) throw new Error(`${read} bytes of ${params.to - params.from}`);
  return {};
});

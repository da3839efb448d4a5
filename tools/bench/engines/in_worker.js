// The page's side of an engine that lives in a worker of its own (engines/workers), or in several that share the file's bytes.

import { digestOf } from './job.js';

let workers = [];
const ask = (worker, message) =>
  new Promise((done, failed) => {
    worker.onmessage = ({ data }) => (data.failure ? failed(new Error(data.failure)) : done(data));
    worker.onerror = ({ message: what }) => failed(new Error(what));
    if (message) worker.postMessage(message);
  });

export async function start({ worker, workers: count = 1 }) {
  workers = Array.from({ length: count }, () => new Worker(worker));
  await Promise.all(workers.map((one) => ask(one)));
}

export async function read(file, { params = {} }) {
  const share = Math.ceil(file.size / workers.length);
  const answers = await Promise.all(
    workers.map((worker, at) =>
      ask(worker, {
        file,
        params: { ...params, from: at * share, to: Math.min((at + 1) * share, file.size) },
      }),
    ),
  );
  return { phases: answers[0].phases };
}

export async function check() {
  const { table } = await ask(workers[0], {});
  return table && { customers: table.ids.length, digest: await digestOf(table) };
}

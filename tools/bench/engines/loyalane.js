// Loyalane's engine, without its page: the only file of the bench that knows how it is called. Today it is called as the page does it
// (web/src/state/workbench.ts): look at the file, import it, and make the look that holds the first screen, RFM included.

import { checkOf } from './tables.js';

const kLook = {
  view: { filters: [], search: '', sort: null },
  map: { window: null, columns: 96, rows: 64 },
  distribution: 'monthly_contribution',
  table: { columns: ['waybills', 'amount'], offset: 0, limit: 50 },
  language: 'zh',
};

let worker = null;
let settings = null;
let lastId = 0;

const request = (name, params) =>
  new Promise((done, failed) => {
    const id = ++lastId;
    worker.onmessage = ({ data }) => {
      if (data.id !== id || data.kind === 'progress') return;
      if (data.kind === 'result') done(data.result);
      else failed(new Error(JSON.stringify(data.failure)));
    };
    worker.onerror = ({ message }) => failed(new Error(message));
    worker.postMessage({ id, name, params });
  });

/** `page`: the built page's text, out of which worker and module are taken. */
export async function start({ page }) {
  const html = await (await fetch(page)).text();
  const block = (id) => new RegExp(`<script[^>]*id="${id}"[^>]*>([^<]*)</script>`).exec(html)[1].trim();
  const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const script = new Blob([bytes(block('loyalane-engine-worker'))], { type: 'text/javascript' });
  worker = new Worker(URL.createObjectURL(script));
  await request('engine.start', { module: bytes(block('loyalane-engine-module')), script });
  settings = await request('settings.read', {});
}

export async function read(dropped) {
  const begin = performance.now();
  const { files } = await request('file.unpack', { file: dropped });
  const probe = await request('file.probe', { file: files[0], overrides: {} });
  const looked = performance.now();
  const sources = [{ file: files[0], dataset: probe.dataset, plan: probe.plan }];
  const { report, summary } = await request('import.run', { sources, settings });
  const imported = performance.now();
  const look = await request('look.read', { ...kLook, settings });
  if (!look.rfm.value) throw new Error(JSON.stringify(look.rfm.error));
  const end = performance.now();
  return {
    phases: { look: looked - begin, import: imported - looked, score: end - imported },
    told: {
      lines: report.used,
      customers: summary.customers,
      amount: Math.round(Number(report.amountTotal) * 100),
    },
  };
}

/** Its tables as text, for the check: what the export buttons save. */
export async function check() {
  const csv = async (what) => (await request('export.run', { settings, what, form: 'csv', language: 'zh' })).text();
  return checkOf(await csv('profile'), await csv('rfm'));
}

// The table of error ids against the documents and the tests: docs/error-ids.md says what the table says, and every id is provoked by a test.
// `node tools/checks/check_errors.mjs --write` writes the document.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kLine = /^LOYALANE_ERROR\((\w+), "([A-Z]+-\d{3})", (Fatal|Row|Notice), "(.*?)", "(.*?)", "(.*?)", "(.*?)"\)$/;
const kTable = 'core/base/error_ids.def';
const kDocument = 'docs/error-ids.md';
const kMeaning = { Fatal: 'stops the command', Row: 'leaves the row out', Notice: 'is told' };

export function errorsOf(table) {
  return table
    .split('\n')
    .filter((line) => line.startsWith('LOYALANE_ERROR('))
    .map((line) => {
      const parts = kLine.exec(line);
      if (!parts) throw new Error(`${kTable}: not a line of the table: ${line}`);
      const [, symbol, id, severity, zh, en, zhRemedy, enRemedy] = parts;
      return { symbol, id, severity, zh, en, zhRemedy, enRemedy };
    });
}

const cell = (text) => text.replaceAll('|', '\\|');

export function documentOf(errors) {
  const rows = errors.map(
    ({ id, severity, zh, en, zhRemedy, enRemedy }) =>
      `| ${id} | ${kMeaning[severity]} | ${cell(zh)}<br>${cell(en)} | ${cell(zhRemedy)}<br>${cell(enRemedy)} |`,
  );
  return `# Error ids

Written by \`node tools/checks/check_errors.mjs --write\` out of \`${kTable}\`. An id keeps its meaning for ever; scripts may rely on it.
Words in braces stand for what the message names.

| id | the error | 说明 / says | 怎么办 / remedy |
|---|---|---|---|
${rows.join('\n')}
`;
}

/** files: path → {text}. */
export function checkErrors(files) {
  const problems = [];
  const table = files.get(kTable)?.text;
  if (table === undefined) return [`${kTable}: missing`];
  const errors = errorsOf(table);
  if (files.get(kDocument)?.text !== documentOf(errors)) {
    problems.push(`${kDocument}: differs from the table; run node tools/checks/check_errors.mjs --write`);
  }
  const tests = [...files]
    .filter(([name]) => name.startsWith('tests/') && /\.(cpp|mjs|ts)$/.test(name))
    .map(([, { text }]) => text ?? '');
  for (const { symbol, id } of errors) {
    const named = new RegExp(`\\b(${symbol}|${id})\\b`);
    if (!tests.some((text) => named.test(text))) problems.push(`${kTable}: no test provokes ${id} (${symbol})`);
  }
  return problems;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === '--write') {
  const top = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
  writeFileSync(path.join(top, kDocument), documentOf(errorsOf(readFileSync(path.join(top, kTable), 'utf8'))));
}

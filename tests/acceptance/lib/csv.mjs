// A small RFC 4180 reader and writer for what the tests read and make. Written for the tests alone: it shares nothing with the
// program under test.
import assert from 'node:assert/strict';

/** Records as arrays of strings. Strict: a quote may only open a field, and must be closed. */
export function parseCsv(text, delimiter = ',') {
  const records = [];
  let fields = [];
  let field = '';
  let at = 0;
  let fieldOpen = false;
  const endField = () => {
    fields.push(field);
    field = '';
    fieldOpen = false;
  };
  while (at < text.length) {
    const c = text[at];
    if (c === '"' && !fieldOpen && field === '') {
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        assert.notEqual(close, -1, 'a quote is never closed');
        field += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
      fieldOpen = true;
    } else if (c === delimiter) {
      endField();
      at += 1;
    } else if (c === '\n' || c === '\r') {
      endField();
      records.push(fields);
      fields = [];
      at += c === '\r' && text[at + 1] === '\n' ? 2 : 1;
    } else {
      assert.notEqual(c, '"', 'a quote inside an unquoted field');
      field += c;
      fieldOpen = true;
      at += 1;
    }
  }
  if (field !== '' || fields.length > 0 || fieldOpen) {
    endField();
    records.push(fields);
  }
  return records;
}

/** Header row + objects keyed by it. Every row must have as many cells as the header. */
export function parseTable(text) {
  const [header, ...rows] = parseCsv(text);
  const objects = rows.map((row, index) => {
    assert.equal(row.length, header.length, `row ${index + 2} has ${row.length} cells, the header ${header.length}`);
    return Object.fromEntries(header.map((name, column) => [name, row[column]]));
  });
  return { header, rows: objects, by: (id) => objects.find((row) => row.customer_id === id) };
}

export function toCsv(records) {
  const cell = (value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return records.map((record) => record.map(cell).join(',') + '\n').join('');
}

// What every reader is asked: the rows of the workbook as an array of arrays of typed values, header first. The worker answers with
// what it found in them, so that no time is spent on carrying them to the page.

const kCustomer = 1;
const kShipped = 3;
const kAmount = 8;

/** Answers each file that the page posts with what `read` makes of it. */
export function answerWith(read) {
  self.onmessage = async ({ data: file }) => {
    try {
      const begin = performance.now();
      const table = await read(file);
      const readMilliseconds = performance.now() - begin;
      const rows = table.slice(1);
      const customers = new Set(rows.map((row) => row[kCustomer])).size;
      const amountFen = rows.reduce((sum, row) => sum + Math.round(row[kAmount] * 100), 0);
      const dates = rows.every((row) => row[kShipped] instanceof Date);
      self.postMessage({ readMilliseconds, found: { rows: rows.length, customers, amountFen }, dates });
    } catch (reason) {
      self.postMessage({ failure: String(reason) });
    }
  };
  self.postMessage('ready');
}

import * as XLSX from 'xlsx';
import { answerWith } from './answer.js';

// `dense` and no HTML, formulas or formatted text: the fastest way that it has.
answerWith(async (file) => {
  const book = XLSX.read(await file.arrayBuffer(), {
    dense: true,
    cellDates: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
  });
  return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, raw: true });
});

import ExcelJS from 'exceljs';
import { answerWith } from './answer.js';

answerWith(async (file) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await file.arrayBuffer());
  const rows = [];
  // Its columns count from 1.
  book.worksheets[0].eachRow((row) => rows.push(row.values.slice(1)));
  return rows;
});

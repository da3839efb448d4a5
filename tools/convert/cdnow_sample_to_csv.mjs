// Turns CDNOW_sample.txt (Fader and Hardie; no header, blank-separated: master id, sample id, YYYYMMDD, CDs, dollars) into a CSV with
// the columns customer_id, ship_date, amount. The sample id names the customer and keeps its leading zeros; amounts keep their digits.
//
//   node tools/convert/cdnow_sample_to_csv.mjs CDNOW_sample.txt cdnow_sample.csv
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const [input, output] = process.argv.slice(2);
if (!input || !output) {
  console.error('usage: node cdnow_sample_to_csv.mjs IN OUT');
  process.exit(2);
}

const records = ['customer_id,ship_date,amount'];
readFileSync(input, 'latin1')
  .split(/\r?\n/)
  .forEach((line, index) => {
    if (line.trim() === '') return;
    const match = /^\s*(\d+)\s+(\d+)\s+(\d{4})(\d{2})(\d{2})\s+(\d+)\s+(\d+\.\d{2})\s*$/.exec(line);
    if (!match) {
      console.error(`line ${index + 1} is not of the expected form: ${line}`);
      process.exit(1);
    }
    const [, , sampleId, year, month, date, , dollars] = match;
    records.push(`${sampleId},${year}-${month}-${date},${dollars}`);
  });
writeFileSync(output, `${records.join('\n')}\n`);

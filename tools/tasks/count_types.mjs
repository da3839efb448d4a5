// Reads the cells of a `segment` result (JSON of `loyalane scan`) on stdin and prints how many customers each type has.
import { text } from 'node:stream/consumers';

const kTypes = {
  core: '核心型 core        (value high, attraction high)',
  contested: '争取型 contested   (value high, attraction low)',
  loyal: '忠诚型 loyal       (value low, attraction high)',
  general: '一般   general     (value low, attraction low)',
};

const [header, ...rows] = JSON.parse(await text(process.stdin));
const column = header.indexOf('type');
if (column === -1) throw new Error('the result has no column "type"');
const counts = new Map(Object.keys(kTypes).map((type) => [type, 0]));
for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
for (const [type, count] of counts) console.log(`${String(count).padStart(6)}  ${kTypes[type] ?? type}`);
console.log(`${String(rows.length).padStart(6)}  customers`);

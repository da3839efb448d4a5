import Papa from 'papaparse';
import { answerWith } from './answer.js';
import { Customers } from './customers.js';

// It reads the File itself, in chunks, as its documentation has it for large files; we are in a worker already. `fastMode` splits
// without looking at quotes and may not be used, because W1 has them. No header and no types: objects and guesses cost more.
answerWith(
  (file, { chunkSize = Papa.LocalChunkSize }) =>
    new Promise((done, failed) => {
      const customers = new Customers();
      let isFirst = true;
      Papa.parse(file, {
        chunkSize,
        delimiter: ',',
        newline: '\n',
        quoteChar: '"',
        header: false,
        dynamicTyping: false,
        skipEmptyLines: false,
        chunk({ data }) {
          for (let row = isFirst ? 1 : 0; row < data.length; ++row) {
            const cells = data[row];
            if (cells.length < 12) continue; // what follows the last line break
            customers.add(cells[0], cells[1], cells[3], cells[4], cells[5], cells[10]);
          }
          isFirst = false;
        },
        complete: () => done({ table: customers.table() }),
        error: failed,
      });
    }),
);

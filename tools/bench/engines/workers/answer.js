// How a worker of the bench is asked: a File comes in, `read` makes the table, "done" goes out. The table is asked for afterwards, so
// that no time is spent on carrying it to the page.

export function answerWith(read) {
  let table = null;
  self.onmessage = async ({ data: { file, params } }) => {
    try {
      if (!file) return self.postMessage({ table });
      const { phases = {}, ...result } = await read(file, params);
      table = result.table ?? null;
      self.postMessage({ phases });
    } catch (reason) {
      self.postMessage({ failure: String(reason) });
    }
  };
  self.postMessage({ ready: true });
}

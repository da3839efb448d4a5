/** The flags of a row of `segment`, sorted. */
export const flagsOf = (row) =>
  row.flags
    .split(/[;| ]+/)
    .filter((flag) => flag !== '')
    .sort();

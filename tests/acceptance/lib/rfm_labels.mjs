/** "Can't lose", "cannot_lose" and "Cannot Lose" are one name: letters only, lower case. */
export const labelOf = (name) =>
  name
    .toLowerCase()
    .replace("can't", 'cannot')
    .replace(/[^a-z]/g, '');

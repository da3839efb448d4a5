// Hands bytes to the browser as a download.

/** A download has certainly begun by then, and the bytes may be let go. */
const kKeepBytesMilliseconds = 60_000;

export function saveFile(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), kKeepBytesMilliseconds);
}

/** A picture's file name out of what it shows: parts joined, characters that a file name may not have made "-". */
export const pictureName = (...parts: readonly (string | null | undefined)[]): string =>
  `${parts
    .filter(Boolean)
    .join('-')
    .replace(/[\\/:*?"<>|\s]+/g, '-')}.png`;

// Gives the user a picture as a file.

/** A download has certainly begun by then, and the bytes may be let go. */
const kLetGoMilliseconds = 60_000;

/** `name` without ending; characters that a file name may not have become "-". */
export function savePicture(picture: Blob, name: string): void {
  const address = URL.createObjectURL(picture);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[\\/:*?"<>|\s]+/g, '-')}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), kLetGoMilliseconds);
}

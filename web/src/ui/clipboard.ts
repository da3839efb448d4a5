// Puts text on the clipboard, also text that is still being made: the browser only lets a press of a key or button do that, so the
// promise is handed over at once.

import { focusedElement } from './focus.ts';

/** The dialog on top, through shadow roots; null when none is open. */
function openDialog(): HTMLDialogElement | null {
  let found: HTMLDialogElement | null = null;
  for (let at: Element | null = focusedElement(); at;) {
    found ??= at.closest('dialog[open]');
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return found;
}

/** The way of old, for frames that may not use the clipboard's interface. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  const focused = focusedElement();
  // Under an open dialog the rest of the page cannot be focused.
  (openDialog() ?? document.body).append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else works in a sandboxed frame
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

/** Rejects when the text could not be made or the browser does not allow it. */
export async function copyText(text: Promise<string>): Promise<void> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': text.then((made) => new Blob([made], { type: 'text/plain' })) }),
    ]);
  } catch {
    const made = await text;
    try {
      await navigator.clipboard.writeText(made);
    } catch (reason) {
      if (!copyBySelection(made)) throw reason;
    }
  }
}

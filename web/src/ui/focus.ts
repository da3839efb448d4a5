// Where the focus is, so that it can be given back.

/** The focused element, through shadow roots; null when it is nowhere in particular. */
export function focusedElement(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

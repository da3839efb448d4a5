// `.value=${typed(text)}`: the property follows the state like Lit's `live`, but for a field in which somebody is typing. Answers of the
// engine draw a screen again at any moment; what is half written must not be taken away by that.
import { noChange } from 'lit';
import { setCommittedValue } from 'lit/directive-helpers.js';
import { Directive, PartType, directive, type PartInfo, type PropertyPart } from 'lit/directive.js';

class Typed extends Directive {
  #field: HTMLInputElement | null = null;
  #isTyping = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.PROPERTY || part.name !== 'value') throw new Error('typed() is for .value only');
  }

  render(text: string): string {
    return text;
  }

  override update(part: PropertyPart, [text]: [string]): string | typeof noChange {
    const field = part.element as HTMLInputElement;
    if (this.#field !== field) {
      this.#field = field;
      const stop = (): void => void (this.#isTyping = false);
      field.addEventListener('input', () => (this.#isTyping = true));
      // Before the screen's own listener, which may draw again.
      field.addEventListener('change', stop, { capture: true });
      field.addEventListener('blur', stop, { capture: true });
    }
    if (this.#isTyping || field.value === text) return noChange;
    setCommittedValue(part);
    return text;
  }
}

export const typed = directive(Typed);

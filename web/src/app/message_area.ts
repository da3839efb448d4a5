// Problems that the user has to know about, until closed. Announced as they come.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { translate } from '../i18n/translate.ts';
import { problemText } from '../state/problem_text.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import '../ui/problem_card.ts';

/** Whether the focus is in a field, looking through shadow roots. */
function isTyping(root: DocumentOrShadowRoot): boolean {
  const { activeElement } = root;
  if (activeElement?.shadowRoot) return isTyping(activeElement.shadowRoot);
  return activeElement?.matches('input, textarea, select') ?? false;
}

@customElement('loyalane-message-area')
export class MessageArea extends LitElement {
  static override styles = [
    controls,
    css`
      section {
        display: grid;
        gap: var(--care-space-2);
      }
      section.told {
        margin-bottom: var(--care-space-3);
      }
      section:focus {
        outline: none;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** The newest message that was shown; a later one is brought into view. */
  #newest = 0;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { messages } = this.#store.state;
    const newest = Math.max(0, ...messages.map(({ id }) => id));
    const isNew = newest > this.#newest;
    this.#newest = Math.max(this.#newest, newest);
    if (!isNew) return;
    const section = this.renderRoot.querySelector('section');
    section?.scrollIntoView({ block: 'nearest' });
    // Whoever is typing goes on; the region is announced all the same.
    if (!isTyping(document)) section?.focus({ preventScroll: true });
  }

  override render(): TemplateResult {
    const { language, messages } = this.#store.state;
    return html`<section
      class=${messages.length > 0 ? 'told' : ''}
      role="alert"
      tabindex="-1"
      aria-label=${translate(language, 'message.region')}
    >
      ${repeat(
        messages,
        ({ id }) => id,
        ({ id, problem }) => {
          const text = problemText(language, problem);
          return html`<loyalane-problem-card
            .problemId=${text.id}
            .place=${text.place}
            .sentence=${text.sentence}
            .remedy=${text.remedy}
            .remedyLabel=${translate(language, 'message.remedy')}
            .closeLabel=${translate(language, 'message.dismissShort')}
            .closeName=${translate(language, 'message.dismiss')}
            @close=${() => this.workbench.closeMessage(id)}
          ></loyalane-problem-card>`;
        },
      )}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-message-area': MessageArea;
  }
}

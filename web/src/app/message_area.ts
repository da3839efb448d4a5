// Problems that the user has to know about, until closed. Announced as they come.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { translate } from '../i18n/translate.ts';
import { problemText } from '../state/problem_text.ts';
import { StoreController } from '../state/store.ts';
import type { Workbench } from '../state/workbench.ts';
import { controls } from '../ui/controls.ts';
import '../ui/problem_card.ts';

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
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, messages } = this.#store.state;
    return html`<section
      class=${messages.length > 0 ? 'told' : ''}
      role="alert"
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

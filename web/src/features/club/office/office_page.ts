// The members' office: members by state, the card run, benefits and representatives, the audience; or one member.

import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { translate } from '../../../i18n/translate.ts';
import { StoreController } from '../../../state/store.ts';
import type { Workbench } from '../../../state/workbench.ts';
import { controls } from '../../../ui/controls.ts';
import '../../../ui/segmented.ts';
import './office_benefits.ts';
import './office_cards.ts';
import './office_funnel.ts';
import './office_list.ts';
import './office_member.ts';

const kParts = ['list', 'cards', 'benefits', 'funnel'] as const;
type Part = (typeof kParts)[number];

/** Where the reader was, when he comes back from a member. */
let lastPart: Part = 'list';

@customElement('loyalane-office')
export class OfficePage extends LitElement {
  static override styles = [
    controls,
    css`
      .parts {
        overflow-x: auto;
        padding: 2px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private shownPart: Part = lastPart;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, club } = this.#store.state;
    if (club.member !== null) {
      return html`<loyalane-office-member .workbench=${this.workbench}></loyalane-office-member>`;
    }
    return html`
      <div class="stack">
        <div class="parts no-print">
          <loyalane-segmented
            .label=${translate(language, 'club.page.office')}
            .value=${this.shownPart}
            .options=${kParts.map((id) => ({ id, label: translate(language, `club.office.part.${id}`) }))}
            @choose=${({ detail }: CustomEvent<Part>) => (this.shownPart = lastPart = detail)}
          ></loyalane-segmented>
        </div>
        ${this.#part()}
      </div>
    `;
  }

  #part(): TemplateResult {
    const { workbench } = this;
    switch (this.shownPart) {
      case 'list':
        return html`<loyalane-office-list .workbench=${workbench}></loyalane-office-list>`;
      case 'cards':
        return html`<loyalane-office-cards .workbench=${workbench}></loyalane-office-cards>`;
      case 'benefits':
        return html`<loyalane-office-benefits .workbench=${workbench}></loyalane-office-benefits>`;
      case 'funnel':
        return html`<loyalane-office-funnel .workbench=${workbench}></loyalane-office-funnel>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-office': OfficePage;
  }
}

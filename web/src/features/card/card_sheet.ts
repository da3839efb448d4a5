// The card on paper. It stands beside the page, unseen, as long as a card is open: paper then shows it and nothing else, in any
// number of pages.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/type_mark.ts';
import { bodyStyles, cardBody, monthsTable, typeName, type Told } from './card_body.ts';

export interface SheetTold {
  readonly language: Language;
  readonly told: Told;
  /** As-of date, window. */
  readonly note: string;
}

@customElement('loyalane-card-sheet')
export class CardSheet extends LitElement {
  static override styles = [
    controls,
    bodyStyles,
    css`
      header {
        display: grid;
        gap: var(--care-space-1);
        margin-bottom: var(--care-space-3);
        padding-bottom: var(--care-space-2);
        border-bottom: 1px solid var(--care-line-strong);
      }
      section.months {
        margin-top: var(--care-space-3);
      }
      table.months th,
      table.months td {
        height: auto;
        padding-block: 2px;
      }
    `,
  ];

  @property({ attribute: false }) sheet: SheetTold | null = null;

  override render(): TemplateResult | typeof nothing {
    if (!this.sheet) return nothing;
    const { language, told, note } = this.sheet;
    const { card } = told;
    return html`
      <header>
        <h1>${card.name === '' ? card.id : card.name}</h1>
        <p>
          ${translate(language, 'card.code')} ${card.id} ·
          <loyalane-type-mark .type=${card.type} .label=${typeName(language, told, card.type)}></loyalane-type-mark>
        </p>
        <p class="small muted">${note}</p>
      </header>
      ${cardBody(language, told)}
      ${
        card.months.length > 0
          ? html`<section class="months">
              <h3>${translate(language, 'card.months')}</h3>
              ${monthsTable(language, told)}
            </section>`
          : nothing
      }
    `;
  }
}

const sheetOnly = css`
  @media screen {
    loyalane-card-sheet {
      display: none;
    }
  }
  @media print {
    body > :not(loyalane-card-sheet) {
      display: none !important;
    }
  }
`;

/** Puts the sheet beside the page, and takes it away again. */
export class SheetBeside {
  #sheet: CardSheet | null = null;

  show(sheet: SheetTold): void {
    if (!this.#sheet) {
      this.#sheet = document.createElement('loyalane-card-sheet');
      document.body.append(this.#sheet);
      if (sheetOnly.styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheetOnly.styleSheet];
    }
    this.#sheet.sheet = sheet;
  }

  hide(): void {
    this.#sheet?.remove();
    this.#sheet = null;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheetOnly.styleSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-card-sheet': CardSheet;
  }
}

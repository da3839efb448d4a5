// What will be read: each field that counts, the column it comes from, its first values as they are understood, and what it is for.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import type { Preview, PreviewLine } from './mapping_facts.ts';
import type { Reading } from './reading.ts';

/** So many of the samples are shown; more would only repeat. */
const kValuesShown = 3;

@customElement('loyalane-reading-preview')
export class ReadingPreview extends LitElement {
  static override styles = [
    controls,
    css`
      summary {
        cursor: pointer;
        color: var(--care-accent);
        font-weight: 600;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(250px, 100%), 1fr));
        margin-top: var(--care-space-2);
        border: 1px solid var(--care-line);
        border-radius: var(--care-radius);
        overflow: hidden;
      }
      .line {
        display: grid;
        align-content: start;
        gap: 2px;
        margin: 0 -1px -1px 0;
        padding: var(--care-space-2);
        border-right: 1px solid var(--care-line);
        border-bottom: 1px solid var(--care-line);
        min-width: 0;
      }
      .line.changed {
        background: var(--care-surface-selected, var(--care-surface-hover));
      }
      dt {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--care-space-2);
      }
      .from {
        color: var(--care-text-muted);
        font-size: var(--care-font-size-small);
        overflow-wrap: anywhere;
      }
      .values {
        display: grid;
        gap: 2px;
        font-variant-numeric: tabular-nums;
      }
      .values > span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .others {
        margin-top: var(--care-space-2);
      }
    `,
  ];

  @property() language: Language = 'zh';
  @property({ attribute: false }) preview!: Preview;
  /** Unfolds the values, which then stay until the user folds them. */
  @property({ type: Boolean }) isOpen = true;
  #wasOpened = false;

  protected override willUpdate(): void {
    this.#wasOpened ||= this.isOpen;
  }

  override render(): TemplateResult | typeof nothing {
    const { language, preview } = this;
    if (preview.lines.length === 0) return nothing;
    return html`
      <details ?open=${this.#wasOpened}>
        <summary>${translate(language, 'import.preview')}</summary>
        <dl>${preview.lines.map((line) => this.#line(line))}</dl>
        ${
          preview.others.length > 0
            ? html`<p class="small muted others">
                ${translate(language, 'import.notUsed', {
                  fields: preview.others
                    .map((field) => pick(language, field))
                    .join(translate(language, 'list.separator')),
                })}
              </p>`
            : nothing
        }
      </details>
    `;
  }

  #line({ field, column, values, isChanged, isWaiting }: PreviewLine): TemplateResult {
    const { language } = this;
    const header = column.header === '' ? translate(language, 'mapping.emptyHeader') : column.header;
    return html`
      <div class="line ${isChanged ? 'changed' : ''}">
        <dt>
          <strong>${pick(language, field)}</strong>
          <span class="from">← ${header}</span>
          ${isChanged ? html`<span class="tag">${translate(language, 'import.changedTag')}</span>` : nothing}
        </dt>
        <dd class="values">
          ${
            values.length === 0
              ? html`<span class="muted">${translate(language, 'import.noSamples')}</span>`
              : values.slice(0, kValuesShown).map(({ sample, reading }) => this.#value(sample, reading, isWaiting))
          }
        </dd>
        <dd class="small muted">${textOr(language, `import.use.${field.id}`, '')}</dd>
      </div>
    `;
  }

  #value(sample: string, reading: Reading, isWaiting: boolean): TemplateResult {
    const { language } = this;
    switch (reading.is) {
      case 'missing':
        return html`<span class="muted" title=${sample}
          >${translate(language, 'import.readsMissing', { sample })}</span
        >`;
      case 'unreadable':
        return html`<span class="warning" title=${sample}>
          <span aria-hidden="true">${isWaiting ? '?' : '!'}</span>
          ${translate(language, isWaiting ? 'import.readsLater' : 'import.readsNot', { sample })}
        </span>`;
      case 'read':
        return reading.text === sample
          ? html`<span title=${sample}>${sample}</span>`
          : html`<span title=${`${sample} → ${reading.text}`}>
              <span class="muted">${sample}</span>
              <span aria-hidden="true">→</span
              ><span class="visually-hidden">${translate(language, 'import.readsAs')}</span>
              ${reading.text}
            </span>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-reading-preview': ReadingPreview;
  }
}

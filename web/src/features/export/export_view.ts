// The last step: everything that can be taken away, each with what it is for, and the report for paper. Bytes come from the engine:
// the same that the command line writes.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExportForm } from '../../engine/protocol.ts';
import { translateCount } from '../../i18n/plural.ts';
import { textOr, translate } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { State } from '../../state/state.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/empty.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/progress.ts';
import {
  fileName,
  hindranceOf,
  hookOf,
  kExportGroups,
  kExportItems,
  rowsOf,
  type ExportGroup,
  type ExportItem,
} from './export_items.ts';
import { PrintedReport } from './printed_report.ts';
import { saveFile } from '../../ui/save_file.ts';

/** Groups below the customer list and the report. */
const kLaterGroups = kExportGroups.filter((group): group is Exclude<ExportGroup, 'list'> => group !== 'list');
/** Groups that take the whole width; the others stand beside each other. */
const kWide: ReadonlySet<ExportGroup> = new Set(['again']);

@customElement('loyalane-export-view')
export class ExportView extends LitElement {
  static override styles = [
    controls,
    css`
      .heading {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .heading > div {
        flex: 1 1 320px;
      }
      .about {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--care-space-3);
      }
      .groups {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--care-space-3);
        align-items: start;
      }
      section.group {
        display: grid;
        gap: var(--care-space-3);
      }
      section.wide {
        grid-column: 1 / -1;
      }
      section.tall {
        grid-row: span 2;
      }
      .item {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--care-space-1) var(--care-space-3);
        align-items: center;
      }
      .item + .item {
        margin-top: var(--care-space-3);
        padding-top: var(--care-space-3);
        border-top: 1px solid var(--care-line);
      }
      .item :is(h2, h3) {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--care-space-2);
      }
      .item :is(h2, h3) .muted {
        font-weight: 400;
      }
      .item .why {
        grid-column: 1 / -1;
      }
      .buttons {
        justify-content: flex-end;
      }
      /* Beside each other there is no room for text and four buttons in a line. */
      section.group:not(.wide) .item {
        grid-template-columns: minmax(0, 1fr);
      }
      section.group:not(.wide) .buttons {
        justify-content: flex-start;
      }
      code {
        display: block;
        margin-top: var(--care-space-1);
        padding: var(--care-space-2);
        border-radius: var(--care-radius);
        background: var(--care-surface-sunken);
        font: var(--care-font-size-small) / 1.5 var(--care-font-mono, monospace);
        overflow-wrap: anywhere;
        user-select: all;
      }
      .state {
        display: grid;
        align-items: center;
        min-height: 56px;
        margin-bottom: calc(-1 * var(--care-space-2));
      }
      .told {
        display: flex;
        align-items: center;
        gap: var(--care-space-2);
        min-height: 32px;
      }
      @media (max-width: 860px) {
        .groups {
          grid-template-columns: minmax(0, 1fr);
        }
        section.tall {
          grid-row: auto;
        }
      }
      @media (max-width: 520px) {
        .item {
          grid-template-columns: minmax(0, 1fr);
        }
        .buttons {
          justify-content: flex-start;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** Pictures of the charts for the printed report, in reading order. */
  @property({ attribute: false }) pictures: readonly Blob[] = [];
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** On paper the page is the report, whichever way printing began. */
  readonly #report = new PrintedReport();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#report.leave();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.isConnected && this.#store.state.result) this.#report.stand(this.workbench, this.pictures);
    else this.#report.leave();
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const { language, result } = state;
    if (!result) {
      return html`
        <loyalane-empty
          icon="download"
          .heading=${translate(language, 'export.empty')}
          .text=${translate(language, 'segment.emptyHint')}
        >
          <button class="primary" type="button" @click=${() => this.workbench.go('import')}>
            ${translate(language, 'segment.goImport')}
          </button>
        </loyalane-empty>
      `;
    }
    const { asOf, window: span } = result.report;
    return html`
      <div class="stack">
        <div class="heading">
          <div>
            <h1 tabindex="-1">${translate(language, 'export.title')}</h1>
            <p class="muted about">
              ${asOf === null ? nothing : html`<span>${translate(language, 'export.asOf', { day: asOf })}</span>`}
              ${
                span.from !== null && span.to !== null
                  ? html`<span>${translate(language, 'segment.window', { from: span.from, to: span.to })}</span>`
                  : nothing
              }
              <span>${translate(language, 'export.allCustomers')}</span>
            </p>
          </div>
          <button type="button" data-go="segment" @click=${() => this.workbench.go('segment')}>
            ${icon('arrow-left')} ${translate(language, 'export.back')}
          </button>
        </div>
        ${this.#state(state)}
        ${kExportItems
          .filter(({ group }) => group === 'list')
          .map((item) => html`<section class="card" aria-labelledby=${item.id}>${this.#item(state, item)}</section>`)}
        <section class="card" aria-labelledby="report">
          <div class="item">
            <div>
              <h2 id="report">${translate(language, 'export.reportCard')}</h2>
              <p class="small">${translate(language, 'export.reportWhat')}</p>
            </div>
            <div class="row buttons">
              <button type="button" data-export="report" @click=${() => void this.#report.print()}>
                ${icon('print')} ${translate(language, 'export.print')}
              </button>
            </div>
          </div>
        </section>
        <div class="groups">${kLaterGroups.map((group) => this.#group(state, group))}</div>
      </div>
    `;
  }

  /** What is being written, with the way out, or what was written last; its height is always there. */
  #state({ language, task, exporting, exported }: State): TemplateResult {
    return html`
      <div class="state" role="status">
        ${
          task?.kind === 'hash' || task?.kind === 'rejected'
            ? html`<loyalane-progress
                .label=${translate(language, task.kind === 'hash' ? 'export.hashing' : 'issues.collecting')}
                .value=${task.share}
              >
                <button type="button" data-action="cancel" @click=${() => this.workbench.cancelTask()}>
                  ${translate(language, 'run.cancel')}
                </button>
              </loyalane-progress>`
            : exporting
              ? html`<p class="told muted">${translate(language, 'export.running')}</p>`
              : exported
                ? html`<p class="told success">
                    ${icon('check')} ${translate(language, 'export.done', { name: exported })}
                  </p>`
                : html`<p class="told muted">${translate(language, 'export.hint')}</p>`
        }
      </div>
    `;
  }

  #group(state: State, group: Exclude<ExportGroup, 'list'>): TemplateResult {
    const { language } = state;
    return html`
      <section
        class="card group ${kWide.has(group) ? 'wide' : group === 'figures' ? 'tall' : ''}"
        aria-labelledby=${group}
      >
        <h2 id=${group}>${translate(language, `export.group.${group}`)}</h2>
        <div class="items">
          ${kExportItems.filter((item) => item.group === group).map((item) => this.#item(state, item))}
        </div>
      </section>
    `;
  }

  #item(state: State, item: ExportItem): TemplateResult {
    const { language } = state;
    const { id, forms } = item;
    const rows = rowsOf(id, state);
    const hindrance = hindranceOf(id, state);
    const name = html`
      ${translate(language, `export.item.${id}`)}
      ${
        rows === null || hindrance
          ? nothing
          : html`<span class="small muted">${translateCount(language, 'export.rows', rows)}</span>`
      }
    `;
    return html`
      <div class="item">
        <div>
          ${item.group === 'list' ? html`<h2 id=${id}>${name}</h2>` : html`<h3>${name}</h3>`}
          <p class="small">${translate(language, `export.what.${id}`)}</p>
          ${id === 'manifest' ? this.#again(state) : nothing}
        </div>
        <div class="row buttons">
          ${(forms.length === 0 ? [null] : forms).map((form) => this.#button(state, item, form, hindrance !== null))}
        </div>
        ${hindrance === null ? nothing : this.#why(state, item, hindrance)}
      </div>
    `;
  }

  /** The command that gives the same bytes again. */
  #again({ language, result }: State): TemplateResult {
    const name = this.#name('manifest', null, 'json');
    return html`
      <p class="small">${translate(language, result?.isSample ? 'export.againSample' : 'export.again')}</p>
      <code>loyalane segment --project ${name} --out -</code>
    `;
  }

  #button(state: State, item: ExportItem, form: ExportForm | null, isHindered: boolean): TemplateResult {
    const { language, exporting, task } = state;
    const label = form === null ? translate(language, 'export.save') : translate(language, `export.form.${form}`);
    const isMain = item.id === 'segment' && form === 'xlsx';
    return html`
      <button
        type="button"
        class=${isMain ? 'primary' : ''}
        data-export=${hookOf(item.id, form)}
        aria-label=${`${translate(language, `export.item.${item.id}`)} ${label}`}
        title=${form === 'excel' || form === 'xlsx' ? translate(language, `export.${form}Hint`) : nothing}
        ?disabled=${exporting || task !== null || isHindered}
        @click=${() => void this.#save(item, form)}
      >
        ${label}
      </button>
    `;
  }

  #why({ language, shown }: State, { id }: ExportItem, hindrance: 'nothing' | 'rfm' | 'abc'): TemplateResult {
    const of = hindrance === 'nothing' ? undefined : shown?.value[hindrance];
    if (!of || !('error' in of)) {
      return html`<p class="small success why">${textOr(language, `export.none.${id}`, '')}</p>`;
    }
    const { id: errorId, sentence, remedy } = problemText(language, { from: 'engine', error: of.error });
    return html`<div class="small warning why">
      <p>${sentence} <span class="muted">${errorId}</span></p>
      <p>${remedy}</p>
    </div>`;
  }

  #name(id: ExportItem['id'], form: ExportForm | null, extension: ExportItem['extension']): string {
    const { language, result } = this.#store.state;
    return fileName(translate(language, `export.name.${id}`), form, result?.report.asOf ?? null, language, extension);
  }

  async #save({ id, extension }: ExportItem, form: ExportForm | null): Promise<void> {
    const name = this.#name(id, form, extension);
    const bytes = await this.#bytes(id, form ?? 'csv', name);
    if (bytes) saveFile(bytes, name);
  }

  #bytes(id: ExportItem['id'], form: ExportForm, name: string): Promise<Blob | null> {
    switch (id) {
      case 'manifest':
        return this.workbench.exportManifest(name);
      case 'rejected':
        return this.workbench.exportRejected(name, form === 'xlsx' ? 'xlsx' : 'excel');
      case 'settings': {
        const { settings } = this.#store.state.document;
        const text = `${JSON.stringify(settings, null, 2)}\n`;
        return Promise.resolve(settings ? new Blob([text], { type: 'application/json' }) : null);
      }
      case 'segment':
      case 'rfm':
      case 'abc':
      case 'profile':
      case 'issues':
      case 'merges':
      case 'groups':
      case 'workbook':
        return this.workbench.export(id, form, name);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-export-view': ExportView;
  }
}

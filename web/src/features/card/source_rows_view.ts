// The rows of the files behind a customer: found by a second scan, shown as they stand there, and added up against the figure.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImportProgress, SourceRows } from '../../engine/protocol.ts';
import { formatBytes, formatCount, formatMoney } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/data_grid.ts';
import type { GridColumn } from '../../ui/data_grid.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/problem_card.ts';
import '../../ui/progress.ts';
import type { FetchRows } from '../../ui/row_cache.ts';
import { amountsAgree, rowCells } from './source_rows.ts';

/** Rows of each file that are listed at most. */
const kRowsListed = 200;

type SourceFile = SourceRows['files'][number];

/** Only lines of shipments count into an amount. */
const hasAmounts = ({ dataset }: SourceFile): boolean => dataset === 'shipments';

type Scan =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly progress: ImportProgress | null }
  | { readonly is: 'cancelled' }
  | { readonly is: 'done'; readonly rows: SourceRows }
  | { readonly is: 'failed'; readonly problem: Problem };

@customElement('loyalane-source-rows')
export class SourceRowsView extends LitElement {
  static override styles = [
    controls,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      .sum {
        display: flex;
        gap: var(--care-space-2);
        align-items: flex-start;
      }
      .sum .icon {
        flex: none;
        margin-top: 3px;
      }
      .file {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-1);
      }
      h4 {
        margin: 0;
        font-size: var(--care-font-size);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property() customer = '';
  /** The figure that the rows are added up against, as exported. */
  @property() amount = '';
  @property() currency = '';

  @state() private scan: Scan = { is: 'idle' };

  readonly #store = new StoreController(this, () => this.workbench.store);
  #running: AbortController | null = null;
  #generation: number | null = null;
  /** One function for each file, so that its table is not a new one at every turn. */
  readonly #fetches = new WeakMap<SourceFile, { readonly language: Language; readonly fetch: FetchRows }>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const generation = this.#store.state.result?.generation ?? null;
    if (changed.has('customer') || generation !== this.#generation) this.#reset();
    this.#generation = generation;
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { scan } = this;
    const isRunning = scan.is === 'running';
    // One button throughout, so that the keyboard stays where it is.
    return html`<section aria-labelledby="rows">
      <h3 id="rows">${translate(language, 'card.rows')}</h3>
      <div class="row no-print">
        <button type="button" data-rows @click=${isRunning ? this.#cancel : this.#find}>
          ${isRunning ? icon('stop') : icon('table')}
          ${translate(language, isRunning ? 'card.rowsCancel' : scan.is === 'idle' ? 'card.rowsFind' : 'card.rowsAgain')}
        </button>
        ${scan.is === 'idle' ? html`<span class="small muted grow">${translate(language, 'card.rowsHint')}</span>` : nothing}
      </div>
      ${isRunning ? this.#progress(language, scan.progress) : nothing}
      <div role="status">
        ${scan.is === 'cancelled' ? html`<p class="muted">${translate(language, 'card.rowsCancelled')}</p>` : nothing}
        ${scan.is === 'done' ? this.#sum(language, scan.rows) : nothing}
      </div>
      ${scan.is === 'failed' ? this.#problem(language, scan.problem) : nothing}
      ${scan.is === 'done' ? scan.rows.files.filter(({ total }) => total > 0).map((file) => this.#file(language, file)) : nothing}
    </section>`;
  }

  #progress(language: Language, progress: ImportProgress | null): TemplateResult {
    return html`<loyalane-progress
      .label=${progress ? translate(language, 'card.rowsReading', { name: progress.fileName }) : translate(language, 'card.rows')}
      .value=${progress && progress.bytesTotal > 0 ? progress.bytes / progress.bytesTotal : null}
      .detail=${
        progress
          ? translate(language, 'card.rowsBytes', {
              done: formatBytes(language, progress.bytes),
              total: formatBytes(language, progress.bytesTotal),
              rows: formatCount(language, progress.rows),
            })
          : ''
      }
    ></loyalane-progress>`;
  }

  #sum(language: Language, rows: SourceRows): TemplateResult {
    if (rows.total === 0) return html`<p class="muted">${translate(language, 'card.rowsNone')}</p>`;
    const told = {
      count: formatCount(language, rows.inWindow),
      amount: formatMoney(language, rows.amountInWindow, this.currency),
    };
    switch (amountsAgree(rows.amountInWindow, this.amount)) {
      case true:
        return html`<p class="sum success">
          ${icon('check')} <span>${translate(language, 'card.rowsAgree', told)}</span>
        </p>`;
      case false:
        return html`<p class="sum warning">
          ${icon('warning')}
          <span>
            ${translate(language, 'card.rowsDiffer', { ...told, expected: formatMoney(language, this.amount, this.currency) })}
          </span>
        </p>`;
      case null:
        return html`<p class="sum">${translate(language, 'card.rowsSum', told)}</p>`;
    }
  }

  #problem(language: Language, problem: Problem): TemplateResult {
    const { id, place, sentence, remedy } = problemText(language, problem);
    return html`<loyalane-problem-card
      role="alert"
      .problemId=${id}
      .place=${place}
      .sentence=${sentence}
      .remedy=${remedy}
      .remedyLabel=${translate(language, 'message.remedy')}
    ></loyalane-problem-card>`;
  }

  #file(language: Language, file: SourceFile): TemplateResult {
    const dataset = this.#store.state.catalogue?.datasets.find(({ id }) => id === file.dataset);
    const told = { name: file.name, dataset: dataset ? pick(language, dataset) : file.dataset };
    const title =
      file.total === 1
        ? translate(language, 'card.rowsOfOne', told)
        : translate(language, 'card.rowsOf', { ...told, total: formatCount(language, file.total) });
    const columns: readonly GridColumn[] = [
      { id: 'row', label: translate(language, 'card.row'), numeric: true },
      ...(hasAmounts(file) ? [{ id: 'counts', label: translate(language, 'card.rowCounts'), numeric: false }] : []),
      ...file.headers.map((header, at) => ({
        id: `c${at}`,
        label: header === '' ? translate(language, 'card.noHeader', { number: String(at + 1) }) : header,
        numeric: false,
      })),
    ];
    return html`<div class="file">
      <h4>
        ${title}
        ${
          file.rows.length < file.total
            ? html`<span class="small muted">
                ${translate(language, 'card.rowsFirst', { count: formatCount(language, file.rows.length) })}
              </span>`
            : nothing
        }
      </h4>
      <loyalane-grid
        .columns=${columns}
        .fetchRows=${this.#fetchOf(language, file)}
        .rowsShown=${9}
        .label=${title}
        .loadingText=${translate(language, 'grid.loading')}
        .emptyText=${translate(language, 'grid.empty')}
      ></loyalane-grid>
    </div>`;
  }

  #fetchOf(language: Language, file: SourceFile): FetchRows {
    const known = this.#fetches.get(file);
    if (known?.language === language) return known.fetch;
    const counts = (isIn: boolean): string => translate(language, isIn ? 'card.rowInside' : 'card.rowOutside');
    const cells = rowCells(file.rows, hasAmounts(file) ? counts : null);
    const fetch: FetchRows = (offset, limit) =>
      Promise.resolve({ total: cells.length, rows: cells.slice(offset, offset + limit) });
    this.#fetches.set(file, { language, fetch });
    return fetch;
  }

  readonly #find = async (): Promise<void> => {
    const running = new AbortController();
    this.#running = running;
    this.scan = { is: 'running', progress: null };
    const isMine = (): boolean => this.#running === running;
    try {
      const rows = await this.workbench.customerRows(
        this.customer,
        kRowsListed,
        (progress) => {
          if (isMine()) this.scan = { is: 'running', progress };
        },
        running.signal,
      );
      if (isMine()) this.scan = { is: 'done', rows };
    } catch (reason) {
      if (isMine())
        this.scan = running.signal.aborted ? { is: 'cancelled' } : { is: 'failed', problem: problemOf(reason) };
    }
  };

  readonly #cancel = (): void => {
    this.#running?.abort();
  };

  #reset(): void {
    const running = this.#running;
    this.#running = null;
    running?.abort();
    this.scan = { is: 'idle' };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-source-rows': SourceRowsView;
  }
}

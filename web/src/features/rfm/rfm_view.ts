// Recency × frequency as a heat map whose cells are buttons, the eleven segments beside it, and the cuts in plain words below.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { kPicturePixels, makePicture } from '../../charts/picture.ts';
import { kRampSteps, readChartLook } from '../../charts/chart_look.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import type { EngineError, Filter, RfmLook, RfmSegmentLook, Settings } from '../../engine/protocol.ts';
import { formatCount, formatFigure, formatMoney, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { problemText } from '../../state/problem_text.ts';
import { resultNotes } from '../../state/result_notes.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/empty.ts';
import '../../ui/info.ts';
import '../../ui/share_bar.ts';
import {
  cellToggled,
  chosenCells,
  chosenSegments,
  isCellIn,
  rfmRows,
  scoreRanges,
  segmentsTogether,
  toggled,
  withCuts,
  type RfmCell,
  type RfmPlace,
  type ScoreRange,
} from './rfm_grid.ts';
import { drawRfm } from './rfm_picture.ts';
import { kRfmSteps, rfmStyles } from './rfm_styles.ts';

const kMapPixels = 420;
/** Too few customers for quantiles (core/base/error_ids.def). */
const kTooFewCustomers = 'SEGMENT-106';

const kArrowSteps: Readonly<Record<string, RfmPlace>> = {
  ArrowLeft: { r: -1, f: 0 },
  ArrowRight: { r: 1, f: 0 },
  ArrowUp: { r: 0, f: 1 },
  ArrowDown: { r: 0, f: -1 },
};

/** The segments whose customers ship less than they did. */
const kSlipping = ['at_risk', 'cannot_lose'];

@customElement('loyalane-rfm-view')
export class RfmView extends LitElement {
  static override styles = [controls, ...rfmStyles];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** Heat map and segments as a picture with title, as-of date, window and filters; null while there are none. */
  async toPng(): Promise<Blob | null> {
    const { language, shown } = this.#store.state;
    if (!shown || !('value' in shown.value.rfm)) return null;
    const rfm = shown.value.rfm.value;
    const look = readChartLook(this, kPicturePixels.width, kPicturePixels.drawingHeight);
    return makePicture(
      {
        title: translate(language, 'rfm.title'),
        subtitle: this.#answer(language, rfm),
        notes: resultNotes(this.#store.state),
      },
      look,
      (context, width, height) =>
        drawRfm(
          context,
          { width, height },
          rfmRows(rfm, kRampSteps),
          rfm.segments.map((segment) => ({
            name: pick(language, segment),
            figures: this.#figures(language, segment),
            share: segment.share,
          })),
          {
            axisR: translate(language, 'rfm.axisR'),
            axisF: translate(language, 'rfm.axisF'),
            count: (count) => formatCount(language, count),
            share: (share) => formatShare(language, share),
          },
          look,
        ),
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { language, shown, document } = this.#store.state;
    if (!shown) return nothing;
    const { rfm } = shown.value;
    if ('error' in rfm) return this.#problem(language, rfm.error, shown.request.settings);
    const look = rfm.value;
    const { filters } = document.view;
    return html`
      <loyalane-chart-frame
        .heading=${translate(language, 'rfm.title')}
        .subtitle=${look.customers === 0 ? '' : this.#answer(language, look)}
        .define=${'rfm'}
        .hasPng=${look.customers > 0}
        .height=${kMapPixels}
        @png=${this.#save}
      >
        ${
          look.customers === 0
            ? html`<loyalane-empty
                slot="chart"
                .icon=${'chart'}
                .heading=${translate(language, 'rfm.subtitleNobody')}
              ></loyalane-empty>`
            : html`<div slot="chart" class="room">
                <div class="both">${this.#map(language, look, filters)} ${this.#segments(language, look, filters)}</div>
              </div>`
        }
        ${this.#table(language, look)}
        <div slot="note" class="stack">
          <div class="row hint no-print">
            <span class="muted small grow">${translate(language, 'rfm.hint')}</span>
            <button
              type="button"
              class="quiet clear"
              ?disabled=${chosenCells(filters).length + chosenSegments(filters).length === 0}
              @click=${this.#clear}
            >
              ${translate(language, 'rfm.clear')}
            </button>
          </div>
          ${this.#cuts(language, look, shown.request.settings)}
        </div>
      </loyalane-chart-frame>
    `;
  }

  #answer(language: Language, look: RfmLook): string {
    if (look.customers === 0) return translate(language, 'rfm.subtitleNobody');
    const champions = segmentsTogether(look, ['champions']);
    const slipping = segmentsTogether(look, kSlipping);
    return translate(language, 'rfm.subtitle', {
      champions: formatCount(language, champions.count),
      championsShare: formatShare(language, champions.share),
      slipping: formatCount(language, slipping.count),
      slippingShare: formatShare(language, slipping.share),
    });
  }

  #figures(language: Language, { count, share }: RfmSegmentLook): string {
    return translateCount(language, 'rfm.segmentCount', count, { share: formatShare(language, share) });
  }

  #map(language: Language, look: RfmLook, filters: readonly Filter[]): TemplateResult {
    const chosen = chosenCells(filters);
    const rows = rfmRows(look, kRampSteps);
    return html`
      <div>
        <table class="map" aria-describedby="map-about" @keydown=${this.#moved}>
          <caption class="visually-hidden">
            ${translate(language, 'rfm.grid')}
          </caption>
          <colgroup>
            <col class="heads" />
          </colgroup>
          <tbody>
            ${rows.map(
              (cells) => html`
                <tr>
                  <th scope="row">F${cells[0]?.f}</th>
                  ${cells.map((cell) => html`<td>${this.#cell(language, cell, isCellIn(chosen, cell))}</td>`)}
                </tr>
              `,
            )}
          </tbody>
          <tfoot>
            <tr>
              <td></td>
              ${rows[0]?.map(({ r }) => html`<th scope="col">R${r}</th>`)}
            </tr>
          </tfoot>
        </table>
        <div class="axes small muted">
          <span>${translate(language, 'rfm.axisF')} · ${translate(language, 'rfm.axisR')}</span>
          <span class="scale" aria-hidden="true">
            ${translate(language, 'rfm.few')} ${kRfmSteps.map((step) => html`<i class="step-${step}"></i>`)}
            ${translate(language, 'rfm.many')}
          </span>
        </div>
        <p id="map-about" class="visually-hidden">
          ${translate(language, 'rfm.description', {
            bins: formatCount(language, look.bins),
            customers: formatCount(language, look.customers),
          })}
        </p>
      </div>
    `;
  }

  #cell(language: Language, cell: RfmCell, isChosen: boolean): TemplateResult {
    const count = formatCount(language, cell.count);
    const share = formatShare(language, cell.share);
    return html`
      <button
        type="button"
        class="cell ${cell.step > 0 ? `step-${cell.step}` : ''}"
        data-cell="${cell.r}-${cell.f}"
        aria-pressed=${String(isChosen)}
        ?disabled=${cell.count === 0 && !isChosen}
        @click=${() => this.#toggleCell(cell)}
      >
        <span class="visually-hidden">R${cell.r} F${cell.f}</span>
        <span class="count">${count}<span class="visually-hidden">${translate(language, 'rfm.customers')}</span></span>
        <span class="share">${share}</span>
      </button>
    `;
  }

  #segments(language: Language, look: RfmLook, filters: readonly Filter[]): TemplateResult {
    const chosen = chosenSegments(filters);
    const shareMax = Math.max(0.0001, ...look.segments.map(({ share }) => share));
    return html`
      <div class="segments" role="group" aria-label=${translate(language, 'rfm.segments')}>
        ${look.segments.map((segment) => {
          const isChosen = chosen.includes(segment.id);
          return html`
            <button
              type="button"
              class="segment"
              data-segment=${segment.id}
              aria-pressed=${String(isChosen)}
              ?disabled=${segment.count === 0 && !isChosen}
              @click=${() => this.#toggleSegment(segment.id)}
            >
              <span class="name">${pick(language, segment)}</span>
              <span class="small muted numeric">${this.#figures(language, segment)}</span>
              <loyalane-share-bar .share=${segment.share / shareMax}></loyalane-share-bar>
            </button>
          `;
        })}
      </div>
    `;
  }

  #cuts(language: Language, look: RfmLook, { rfm }: Settings): TemplateResult {
    const isFixed = rfm.cuts === 'fixed';
    const scales = [
      {
        name: translate(language, 'rfm.recency'),
        isWhole: true,
        ranges: scoreRanges(look.recency, look.bins, { isWhole: true, isReversed: true }),
      },
      {
        name: translate(language, `rfm.frequency.${rfm.frequency}`),
        isWhole: true,
        ranges: scoreRanges(look.frequency, look.bins, { isWhole: true, isReversed: false }),
      },
      {
        name: translate(language, 'rfm.monetary'),
        isWhole: false,
        ranges: scoreRanges(look.monetary, look.bins, { isWhole: false, isReversed: false }),
      },
    ];
    return html`
      ${look.notices.map((error) => {
        const { id, sentence, remedy } = problemText(language, { from: 'engine', error });
        return html`<p class="small warning">${sentence} ${remedy} <span class="muted">${id}</span></p>`;
      })}
      <details class="how">
        <summary>${translate(language, 'rfm.cuts')}</summary>
        <div class="row">
          <span class="muted small grow"> ${translate(language, isFixed ? 'rfm.cutsFixed' : 'rfm.cutsQuantile')} </span>
          <button type="button" class="quiet no-print" @click=${() => this.#setCuts(isFixed ? 'quantile' : 'fixed')}>
            ${translate(language, isFixed ? 'rfm.useQuantile' : 'rfm.useFixed')}
          </button>
        </div>
        <div class="cuts" tabindex="0" role="region" aria-label=${translate(language, 'rfm.cuts')}>
          <table class="table small">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'rfm.score')}</th>
                ${scales.map(({ name }) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${Array.from({ length: look.bins }, (_, at) => {
                const score = look.bins - at;
                return html`
                  <tr>
                    <th scope="row">${score}</th>
                    ${scales.map(({ ranges, isWhole }) => {
                      const range = ranges.find((one) => one.score === score);
                      if (!range) return html`<td></td>`;
                      const count = formatCount(language, range.customers);
                      return html`<td>
                        ${this.#rangeText(language, range, isWhole)}
                        <span class="muted">${translate(language, 'rfm.size', { count })}</span>
                      </td>`;
                    })}
                  </tr>
                `;
              })}
            </tbody>
          </table>
        </div>
        <p class="muted small">${translate(language, 'rfm.cutsNote')}</p>
      </details>
    `;
  }

  #rangeText(language: Language, { from, to, isEmpty }: ScoreRange, isWhole: boolean): string {
    const value = (of: number): string => formatFigure(language, of);
    if (isEmpty) return translate(language, 'rfm.noRange');
    if (from === null) return `≤ ${value(to ?? 0)}`;
    // The last whole number before the first of this score, so that both kinds of scale read alike.
    if (to === null) return `> ${value(isWhole ? from - 1 : from)}`;
    return isWhole && from === to ? value(from) : `${value(from)}–${value(to)}`;
  }

  #table(language: Language, look: RfmLook): TemplateResult {
    const heads = [
      translate(language, 'rfm.columnCount'),
      translate(language, 'rfm.columnShare'),
      translate(language, 'rfm.columnAmount'),
    ];
    return html`
      <div slot="table" class="stack">
        <table class="table">
          <caption>
            ${translate(language, 'rfm.tableSegments')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'rfm.columnSegment')}</th>
              <th scope="col" class="numeric">${heads[0]}</th>
              <th scope="col" class="numeric">${heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            ${look.segments.map(
              (segment) => html`
                <tr>
                  <th scope="row">${pick(language, segment)}</th>
                  <td class="numeric">${formatCount(language, segment.count)}</td>
                  <td class="numeric">${formatShare(language, segment.share)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
        <table class="table">
          <caption>
            ${translate(language, 'rfm.tableCells')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'rfm.columnR')}</th>
              <th scope="col">${translate(language, 'rfm.columnF')}</th>
              ${heads.map((head) => html`<th scope="col" class="numeric">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rfmRows(look, kRampSteps).flatMap((cells) =>
              cells.map(
                ({ r, f, count, share, amount }) => html`
                  <tr>
                    <th scope="row">R${r}</th>
                    <td>F${f}</td>
                    <td class="numeric">${formatCount(language, count)}</td>
                    <td class="numeric">${formatShare(language, share)}</td>
                    <td class="numeric">${formatMoney(language, amount, null)}</td>
                  </tr>
                `,
              ),
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  /** Too few for quantiles is told with its way out; anything else as the engine says it. */
  #problem(language: Language, error: EngineError, { rfm }: Settings): TemplateResult {
    if (error.id !== kTooFewCustomers) {
      const { sentence, remedy } = problemText(language, { from: 'engine', error });
      return html`<section class="card">
        <loyalane-empty .icon=${'chart'} .heading=${sentence} .text=${remedy}>
          ${
            rfm.cuts === 'fixed'
              ? html`<button type="button" @click=${() => this.#setCuts('quantile')}>
                  ${translate(language, 'rfm.useQuantile')}
                </button>`
              : nothing
          }
        </loyalane-empty>
      </section>`;
    }
    const { customers = '', minimum = '' } = error.params;
    const text = translate(language, 'rfm.tooFewText', { customers, minimum });
    return html`
      <section class="card">
        <loyalane-empty
          .icon=${'chart'}
          .heading=${translate(language, 'rfm.tooFewTitle')}
          .text=${`${text}${language === 'zh' ? '' : ' '}${translate(language, 'rfm.tooFewSettings')}`}
        >
          <button type="button" class="primary" data-action="fixed-cuts" @click=${() => this.#setCuts('fixed')}>
            ${translate(language, 'rfm.useFixed')}
          </button>
        </loyalane-empty>
      </section>
    `;
  }

  #toggleCell(cell: RfmCell): void {
    const cells = chosenCells(this.#store.state.document.view.filters);
    this.workbench.setFilter({ by: 'rfm_cell', is: cellToggled(cells, cell) });
  }

  /** Arrow keys go to the next cell that can be pressed; Tab still visits each. */
  readonly #moved = (event: KeyboardEvent): void => {
    const step = kArrowSteps[event.key];
    const from = (event.target as HTMLElement).closest<HTMLButtonElement>('[data-cell]')?.dataset.cell;
    if (!step || from === undefined) return;
    event.preventDefault();
    let [r = 0, f = 0] = from.split('-').map(Number);
    for (;;) {
      r += step.r;
      f += step.f;
      const next = this.renderRoot.querySelector<HTMLButtonElement>(`[data-cell="${r}-${f}"]`);
      if (!next) return;
      if (next.disabled) continue;
      next.focus();
      return;
    }
  };

  #toggleSegment(id: string): void {
    const segments = chosenSegments(this.#store.state.document.view.filters);
    this.workbench.setFilter({ by: 'rfm_segment', is: toggled(segments, id) });
  }

  #setCuts(cuts: Settings['rfm']['cuts']): void {
    this.workbench.edit('settings', (document) =>
      document.settings
        ? { ...document, settings: { ...document.settings, rfm: withCuts(document.settings.rfm, cuts) } }
        : document,
    );
  }

  /** One step of undo for both conditions. */
  readonly #clear = (): void =>
    this.workbench.edit('filter', (document) => ({
      ...document,
      view: {
        ...document.view,
        filters: document.view.filters.filter(({ by }) => by !== 'rfm_cell' && by !== 'rfm_segment'),
      },
    }));

  readonly #save = async (): Promise<void> => {
    const picture = await this.toPng();
    const { language, result } = this.#store.state;
    if (picture) saveFile(picture, pictureName(translate(language, 'rfm.file'), result?.report.asOf));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-rfm-view': RfmView;
  }
}

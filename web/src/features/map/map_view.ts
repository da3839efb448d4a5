// The map of customer value over availability with all that is done on it: thresholds, zoom, lasso, types, customers.
// Every figure comes from state.shown, so that map, counts and table agree in every frame.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../../charts/axis_map.ts';
import type { AxisMap, AxisMapEvents } from '../../charts/axis_map.ts';
import { densityClasses } from '../../charts/axis_map_density.ts';
import { boundsOf, rectangleCorners, type Corners } from '../../charts/axis_map_lasso.ts';
import { kTypes, rampStep } from '../../charts/axis_map_paint.ts';
import { kRampSteps } from '../../charts/chart_look.ts';
import { pictureName, saveFile } from '../../ui/save_file.ts';
import type { Look, MapWindow, TypeId } from '../../engine/protocol.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { textOf, textOr, translate, type Key, type Language } from '../../i18n/translate.ts';
import { resultNotes } from '../../state/result_notes.ts';
import type { Shown, State } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import '../../ui/chart_frame.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import '../../ui/segmented.ts';
import '../../ui/type_mark.ts';
import './area_form.ts';
import { rangeTable, typeRows } from './map_table.ts';
import { answerIn, mapTextsIn, quadrantsIn, rangeText, thresholdFigure, typeName } from './map_words.ts';

const kChartPixels = 480;
const kZoomStep = 1.5;

const areaOf = ({ document }: State): Corners | null => {
  const filter = document.view.filters.find((one) => one.by === 'area');
  return filter?.points ?? null;
};

@customElement('loyalane-map-view')
export class MapView extends LitElement {
  static override styles = [
    controls,
    css`
      .legend {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px var(--care-space-3);
        min-height: 24px;
        font-size: var(--care-font-size-small);
        color: var(--care-text-muted);
      }
      .legend > * {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        white-space: nowrap;
      }
      .classes {
        flex-wrap: wrap;
        gap: 2px var(--care-space-2);
      }
      .class {
        display: inline-flex;
        align-items: center;
        gap: 4px;
      }
      .where {
        white-space: nowrap;
      }
      .swatch {
        flex: none;
        width: 14px;
        height: 14px;
      }
      .swatch rect {
        stroke: var(--care-line-strong);
        stroke-width: 1;
      }
      .ramp-1 {
        fill: var(--care-ramp-1);
      }
      .ramp-2 {
        fill: var(--care-ramp-2);
      }
      .ramp-3 {
        fill: var(--care-ramp-3);
      }
      .ramp-4 {
        fill: var(--care-ramp-4);
      }
      .ramp-5 {
        fill: var(--care-ramp-5);
      }
      .ramp-6 {
        fill: var(--care-ramp-6);
      }
      .ramp-7 {
        fill: var(--care-ramp-7);
      }
      .hatched rect,
      .hollow circle {
        fill: none;
        stroke: currentcolor;
      }
      .hatched path {
        stroke: currentcolor;
      }
      .hollow circle {
        stroke-width: 1.75;
      }
      .term {
        white-space: nowrap;
      }
      .tables {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-3);
        padding: var(--care-space-2);
      }
      .scroll {
        overflow-x: auto;
      }
      .ranges th,
      .ranges td {
        white-space: nowrap;
      }
      caption {
        padding: var(--care-space-1) 0;
        font-weight: 600;
        text-align: left;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);

  /** What of the state the last rendering used. */
  #rendered: readonly unknown[] = [];

  @state() private mode: 'chart' | 'table' = 'chart';
  @state() private hand: 'hand' | 'lasso' = 'hand';
  @state() private isFormOpen = false;
  @query('loyalane-axis-map') private readonly map!: AxisMap | null;

  /** The map as a picture with title, window and as-of date; null while there is none. */
  async toPng(): Promise<Blob | null> {
    return (await this.map?.toPng()) ?? null;
  }

  /** A threshold under the hand changes the state before its look has come; until then there is nothing new to show. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    const { language, shown, document, result } = this.#store.state;
    const inputs = [language, shown, document, result];
    const isSame = changed.size === 0 && inputs.every((input, at) => input === this.#rendered[at]);
    this.#rendered = inputs;
    return !isSame;
  }

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#store;
    const { language, shown, document } = state;
    if (!shown) return nothing;
    const look = shown.value;
    const title = translate(language, 'map.title');
    const subtitle = answerIn(language, look);
    const area = areaOf(state);
    return html`
      <loyalane-chart-frame
        .heading=${title}
        .subtitle=${subtitle}
        .define=${'thresholds'}
        .mode=${this.mode}
        .height=${kChartPixels}
        .items=${[
          { id: 'rectangle', label: translate(language, 'map.rectangle') },
          { id: 'clearArea', label: translate(language, 'map.clearArea'), disabled: area === null },
          { id: 'reset', label: translate(language, 'map.reset') },
        ]}
        @mode=${(event: CustomEvent<'chart' | 'table'>) => (this.mode = event.detail)}
        @png=${() => void this.#save()}
        @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}
      >
        <div slot="tools" class="toolbar">${this.#tools(language, document.mapWindow !== null)}</div>
        ${this.#legend(language, shown)}
        <loyalane-axis-map
          slot="chart"
          .look=${look.map}
          .thresholds=${look.summary.thresholds}
          .band=${shown.request.settings.cvac.stability.band}
          .window=${document.mapWindow}
          .area=${area}
          .quadrants=${quadrantsIn(language, look, document.view.filters)}
          .mode=${this.hand}
          .texts=${mapTextsIn(language, look)}
          .pictureText=${{ title, subtitle, notes: resultNotes(state) }}
          @threshold-drag=${({ detail }: AxisMapEvents['threshold-drag']) => this.workbench.dragThresholds(detail)}
          @threshold-end=${() => this.workbench.endDrag()}
          @threshold-cancel=${() => this.workbench.cancelDrag()}
          @threshold-reset=${() => this.#reset()}
          @window-change=${({ detail }: AxisMapEvents['window-change']) => this.workbench.setMapWindow(detail)}
          @area-change=${({ detail }: AxisMapEvents['area-change']) => this.#select(detail)}
          @type-toggle=${({ detail }: AxisMapEvents['type-toggle']) => this.#toggle(detail)}
          @point-open=${({ detail }: AxisMapEvents['point-open']) => this.workbench.openCustomer(detail)}
        ></loyalane-axis-map>
        ${this.mode === 'table' ? this.#tables(language, look, state.result?.report.currency ?? '') : nothing}
        <p slot="note" class="muted small no-print">
          ${this.mode === 'table' ? nothing : this.#hint(language, look)}
          ${(['cv', 'ac'] as const).map((id) => {
            const label = translate(language, id === 'cv' ? 'segment.axisCv' : 'segment.axisAc');
            return html`<span class="term">${label}<loyalane-info .of=${id} .label=${label}></loyalane-info></span>`;
          })}
        </p>
      </loyalane-chart-frame>
      <loyalane-map-area-form
        .language=${language}
        .open=${this.isFormOpen}
        .extent=${look.map.extent}
        .start=${area ? boundsOf(area) : look.map.window}
        @select=${(event: CustomEvent<MapWindow>) => this.#select(rectangleCorners(event.detail))}
        @close=${() => (this.isFormOpen = false)}
      ></loyalane-map-area-form>
    `;
  }

  #tools(language: Language, isZoomed: boolean): TemplateResult {
    const button = (name: 'zoom-in' | 'zoom-out' | 'whole', label: string, isOff: boolean, act: () => void) => html`
      <button type="button" class="icon-button" aria-label=${label} title=${label} ?disabled=${isOff} @click=${act}>
        ${icon(name)}
      </button>
    `;
    return html`
      <loyalane-segmented
        compact
        .label=${translate(language, 'map.mode')}
        .options=${[
          { id: 'hand', label: translate(language, 'map.hand'), icon: 'hand' },
          { id: 'lasso', label: translate(language, 'map.lasso'), icon: 'lasso' },
        ]}
        .value=${this.hand}
        @choose=${(event: CustomEvent<string>) => (this.hand = event.detail === 'lasso' ? 'lasso' : 'hand')}
      ></loyalane-segmented>
      ${button('zoom-in', translate(language, 'map.zoomIn'), false, () => this.map?.zoomBy(kZoomStep))}
      ${button('zoom-out', translate(language, 'map.zoomOut'), !isZoomed, () => this.map?.zoomBy(1 / kZoomStep))}
      ${button('whole', translate(language, 'map.whole'), !isZoomed, () => this.workbench.setMapWindow(null))}
    `;
  }

  #legend(language: Language, { value: look, request }: Shown): TemplateResult {
    const { points, cellMax } = look.map;
    const { band } = request.settings.cvac.stability;
    const bounds = densityClasses(cellMax, kRampSteps);
    return html`
      <div slot="legend" class="legend">
        ${
          points
            ? kTypes.map(
                (type) => html`
                  <loyalane-type-mark .type=${type} .label=${typeName(language, look, type)}></loyalane-type-mark>
                `,
              )
            : html`
                <span class="classes">
                  ${translate(language, 'map.density')}
                  ${bounds.map(
                    (from, at) =>
                      html`<span class="class">
                        <svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">
                          <rect
                            class="ramp-${rampStep(kRampSteps, bounds.length, at) + 1}"
                            x="0.5"
                            y="0.5"
                            width="13"
                            height="13"
                          />
                        </svg>
                        ${rangeText(language, from, (bounds[at + 1] ?? cellMax + 1) - 1)}
                      </span>`,
                  )}
                </span>
              `
        }
        ${
          points
            ? html`
                <span>
                  <svg class="swatch hollow" viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="5" /></svg>
                  ${translate(language, 'map.borderline')}
                </span>
              `
            : nothing
        }
        ${
          band > 0
            ? html`
                <span>
                  <svg class="swatch hatched" viewBox="0 0 14 14" aria-hidden="true">
                    <rect x="0.5" y="0.5" width="13" height="13" />
                    <path d="M0 5L5 0M0 10L10 0M0 14L14 0M4 14L14 4M9 14L14 9" />
                  </svg>
                  ${translate(language, 'map.band', { share: formatShare(language, band) })}
                  <loyalane-info of="borderline" .label=${translate(language, 'flag.borderline')}></loyalane-info>
                </span>
              `
            : nothing
        }
      </div>
    `;
  }

  #hint(language: Language, { map }: Look): string {
    if (this.hand === 'lasso') return translate(language, 'map.hintLasso');
    const hint = translate(language, 'map.hint');
    return map.points ? `${hint} ${translate(language, 'map.hintPoints')}` : hint;
  }

  #tables(language: Language, look: Look, currency: string): TemplateResult {
    const { cv, ac, mode } = look.summary.thresholds;
    const ranges = rangeTable(language, look.map);
    const head = (key: Key, isNumeric = true): TemplateResult =>
      html`<th scope="col" class=${isNumeric ? 'numeric' : ''}>${textOf(language, key)}</th>`;
    return html`
      <div slot="table" class="tables">
        <div class="scroll" tabindex="0" role="region" aria-label=${translate(language, 'map.tableTypes')}>
          <table class="table">
            <caption>
              ${translate(language, 'map.tableTypes')}
            </caption>
            <thead>
              <tr>
                ${head('map.tableType', false)}${head('map.tableWhere', false)}${head('map.tableCount')}
                ${head('map.tableShare')}${head('map.tableSelected')}${head('map.tableAmount')}
                ${head('map.tableAmountShare')}
              </tr>
            </thead>
            <tbody>
              ${typeRows(language, look, currency).map(
                (row) => html`
                  <tr>
                    <th scope="row">
                      <loyalane-type-mark .type=${row.type} .label=${row.name}></loyalane-type-mark>
                    </th>
                    <td class="where">${row.where}</td>
                    <td class="numeric">${row.count}</td>
                    <td class="numeric">${row.share}</td>
                    <td class="numeric">${row.selected}</td>
                    <td class="numeric">${row.amount}</td>
                    <td class="numeric">${row.amountShare}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
        <p>
          ${translate(language, 'map.tableThresholds', {
            cv: thresholdFigure(language, cv),
            ac: thresholdFigure(language, ac),
            mode: textOr(language, `mode.${mode}`, mode),
          })}
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label=${translate(language, 'map.tableBins')}>
          <table class="table ranges">
            <caption>
              ${translate(language, 'map.tableBins')}
              <span class="muted small">
                ${translate(language, 'map.tableBinsHint', { count: formatCount(language, look.map.customers) })}
              </span>
            </caption>
            <thead>
              <tr>
                ${head('map.tableBinsCorner', false)}
                ${ranges.heads.map((text) => html`<th scope="col" class="numeric">${text}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${ranges.rows.map(
                (row) => html`
                  <tr>
                    <th scope="row">${row.head}</th>
                    ${row.counts.map((count) => html`<td class="numeric">${formatCount(language, count)}</td>`)}
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      </div>
    `;
  }

  #choose(id: string): void {
    if (id === 'rectangle') this.isFormOpen = true;
    if (id === 'reset') this.#reset();
    if (id === 'clearArea') {
      const at = this.#store.state.document.view.filters.findIndex(({ by }) => by === 'area');
      if (at >= 0) this.workbench.dropFilter(at);
    }
  }

  #select(points: Corners): void {
    this.workbench.setFilter({ by: 'area', points });
  }

  #toggle(type: TypeId): void {
    const chosen = this.#store.state.document.view.filters.find((filter) => filter.by === 'type')?.is ?? [];
    const is = kTypes.filter((one) => chosen.includes(one) !== (one === type));
    this.workbench.setFilter({ by: 'type', is });
  }

  /** The thresholds that an analysis starts with: 18 points and 14 %. */
  #reset(): void {
    this.workbench.cancelDrag();
    this.workbench.edit('thresholds', (document) => {
      const { settings } = document;
      if (!settings || settings.cvac.thresholds.mode === 'fixed') return document;
      const thresholds = { ...settings.cvac.thresholds, mode: 'fixed' } as const;
      return { ...document, settings: { ...settings, cvac: { ...settings.cvac, thresholds } } };
    });
  }

  async #save(): Promise<void> {
    const { language, result } = this.#store.state;
    const picture = await this.toPng();
    const name = translate(language, 'map.file');
    if (picture) saveFile(picture, pictureName(name, result?.report.asOf));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-map-view': MapView;
  }
}

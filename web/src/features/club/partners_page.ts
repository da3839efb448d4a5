// The merchant alliance: the offer sheet of a day, merchants, whom they fit, members per merchant, and what is owed to merchants.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RegisterAct } from '../../engine/protocol.ts';
import type {
  AreasView,
  CostView,
  FilesView,
  FitView,
  MerchantRow,
  OfferRow,
  OffersView,
  SettlementView,
} from '../../engine/registers.ts';
import { formatCount, formatFigure, formatMoney } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { Asked } from '../../state/asked.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { segmentName } from './names.ts';
import { problemLine, whyAndRemedy } from './problem_line.ts';
import { dayOrNull, listOf, type OpenForm, type RegisterField, type Values } from './register_form.ts';
import './register_form.ts';
import { sheetSave, sheetStyles, sheetTable } from './register_sheet.ts';

const kModes = ['own', 'shared', 'outsourced'] as const;
const kFilesQuestion = { view: 'import' } as const;
type Sheet = 'offers' | 'settlement';

interface PartnersView {
  readonly merchants: { readonly rows: readonly MerchantRow[] };
  readonly offers: OffersView;
  readonly areas: AreasView;
  readonly settlement: SettlementView;
  readonly cost: CostView;
  readonly files: FilesView;
}

@customElement('loyalane-club-partners')
export class PartnersPage extends LitElement {
  static override styles = [
    controls,
    sheetStyles,
    css`
      @media screen {
        .areas .scroll {
          max-height: 340px;
          overflow-y: auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  /** Empty: the last day that the data know. */
  @state() private day = '';
  @state() private area = '';
  @state() private offersShown: 'valid' | 'expiring' | 'all' = 'valid';
  @state() private form: OpenForm | null = null;
  @state() private member = '';
  @state() private segment = '';
  @state() private printed: Sheet | null = null;
  @state() private failure: Problem | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  readonly #asked = new Asked<PartnersView>(this);
  readonly #fit = new Asked<FitView>(this);

  get #offersQuestion(): Readonly<Record<string, unknown>> & { readonly view: string } {
    return {
      view: 'offers',
      ...(this.day !== '' && { day: this.day }),
      ...(this.offersShown === 'all' ? { all: true } : { area: this.area }),
      ...(this.offersShown === 'expiring' && { expiring: true }),
    };
  }
  get #fitQuestion(): Readonly<Record<string, unknown>> & { readonly view: string } {
    return { view: 'fit', member: this.member, segment: this.segment };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club, document } = this.#store.state;
    const offers = this.#offersQuestion;
    // The register is part of the key: an undo changes it too.
    const of = [language, club.revision, JSON.stringify(document.registers.partners ?? null)];
    this.#asked.want(JSON.stringify([offers, of]), () => this.#ask(offers));
    this.#fit.want(JSON.stringify([this.#fitQuestion, of]), () =>
      this.workbench.club.view<FitView>('partners', this.#fitQuestion),
    );
  }

  async #ask(offers: Readonly<Record<string, unknown>>): Promise<PartnersView> {
    const { club } = this.workbench;
    const day = this.day === '' ? {} : { day: this.day };
    const [merchants, sheet, areas, settlement, cost, files] = await Promise.all([
      club.view<PartnersView['merchants']>('partners', { view: 'merchants', ...day }),
      club.view<OffersView>('partners', offers),
      club.view<AreasView>('partners', { view: 'areas' }),
      club.view<SettlementView>('partners', { view: 'settlement' }),
      club.view<CostView>('partners', { view: 'cost' }),
      club.view<FilesView>('partners', kFilesQuestion),
    ]);
    return { merchants, offers: sheet, areas, settlement, cost, files };
  }

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { value, problem } = this.#asked;
    if (problem) return problemLine(language, problem);
    if (!value) return html`<p class="card muted" role="status">${translate(language, 'club.loading')}</p>`;
    return html`
      <div class=${`stack${this.printed ? ' one' : ''}`} data-ready aria-busy=${this.#asked.isAsking}>
        ${this.failure ? problemLine(language, this.failure) : nothing} ${this.#offers(language, value)}
        ${this.#files(language, value)} ${this.#merchants(language, value)} ${this.#settlement(language, value)}
        <div class="pair">${this.#fits(language)} ${this.#areas(language, value)} ${this.#cost(language, value)}</div>
      </div>
      <loyalane-register-form
        .workbench=${this.workbench}
        .form=${this.form}
        @close=${() => (this.form = null)}
      ></loyalane-register-form>
    `;
  }

  // --- what the files have ---

  #files(language: Language, { files }: PartnersView): TemplateResult | typeof nothing {
    const { inFiles, merchants, offers, rows } = files;
    if (inFiles === 0) return nothing;
    const many = (count: number): string => formatCount(language, count);
    const toDo = merchants.added + merchants.changed + offers.added + offers.changed;
    return html`
      <section class="card stack no-print" aria-labelledby="files" data-files>
        <div class="head">
          <div>
            <h2 id="files">${translate(language, 'partners.files')}</h2>
            <p data-counts>
              ${translate(language, 'partners.filesCounts', {
                rows: many(inFiles),
                merchants: many(merchants.added),
                offers: many(offers.added),
                changed: many(merchants.changed + offers.changed),
                same: many(merchants.same + offers.same),
              })}
            </p>
          </div>
          <div class="row">
            ${
              rows.length === 0
                ? nothing
                : sheetSave(
                    language,
                    this.workbench,
                    'partners',
                    kFilesQuestion,
                    translate(language, 'partners.filesBad'),
                    this.#failed,
                  )
            }
            <button
              type="button"
              class="primary"
              data-action="import-merchants"
              ?disabled=${toDo === 0}
              @click=${() => {
                this.form = {
                  register: 'partners',
                  heading: translate(language, 'partners.import'),
                  button: translate(language, 'partners.import'),
                  text: translate(language, 'partners.importText'),
                  fields: [],
                  act: () => ({ do: 'import' }),
                };
              }}
            >
              ${translate(language, toDo === 0 ? 'partners.imported' : 'partners.import')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? nothing
            : html`<details ?open=${toDo > 0}>
                <summary class="warning">
                  ${icon('warning')} ${translate(language, 'partners.filesRefused', { count: many(rows.length) })}
                </summary>
                ${sheetTable(
                  'files',
                  [
                    { label: translate(language, 'partners.fileRow') },
                    { label: translate(language, 'partners.merchant') },
                    { label: translate(language, 'partners.offer') },
                    { label: translate(language, 'partners.fileWhy') },
                  ],
                  rows.map(
                    (row) => html`
                      <tr data-refused=${row.row}>
                        <td>${row.file} · ${many(row.row)}</td>
                        <td>${row.merchant}</td>
                        <td>${row.offer}</td>
                        <td class="wide">
                          ${whyAndRemedy(language, row.text, row.remedy)} <span class="small muted">${row.id}</span>
                        </td>
                      </tr>
                    `,
                  ),
                )}
              </details>`
        }
      </section>
    `;
  }

  // --- the offer sheet ---

  #offers(language: Language, { offers, merchants }: PartnersView): TemplateResult {
    const areas = [...new Set(merchants.rows.map(({ area }) => area))].filter((area) => area !== '').sort();
    const { rows } = offers;
    return html`
      <section class=${`card stack${this.printed === 'offers' ? ' printed' : ''}`} aria-labelledby="offers">
        <div class="head">
          <div>
            <h2 id="offers">${translate(language, 'partners.offers')}</h2>
            <p class="small muted">
              ${translate(language, 'partners.offersLead', { day: offers.day })}
              ${this.area === '' ? nothing : html`· ${this.area}`}
            </p>
          </div>
          <div class="row no-print">
            ${this.#print(language, 'offers')}
            ${sheetSave(
              language,
              this.workbench,
              'partners',
              this.#offersQuestion,
              `${translate(language, 'partners.offers')}-${offers.day}`,
              this.#failed,
            )}
            <button
              type="button"
              class="primary"
              data-action="add-offer"
              ?disabled=${merchants.rows.length === 0}
              @click=${() => this.#openOffer(language, null)}
            >
              ${translate(language, 'partners.addOffer')}
            </button>
          </div>
        </div>
        <div class="row no-print">
          <label class="row">
            <span>${translate(language, 'partners.day')}</span>
            <input
              type="date"
              data-field="day"
              .value=${offers.day}
              @change=${(event: Event) => (this.day = (event.target as HTMLInputElement).value)}
            />
          </label>
          <label class="row">
            <span>${translate(language, 'partners.area')}</span>
            <select
              ?disabled=${this.offersShown === 'all'}
              @change=${(event: Event) => (this.area = (event.target as HTMLSelectElement).value)}
            >
              <option value="" ?selected=${this.area === ''}>${translate(language, 'partners.allAreas')}</option>
              ${areas.map((area) => html`<option value=${area} ?selected=${area === this.area}>${area}</option>`)}
            </select>
          </label>
          <label class="row">
            <span>${translate(language, 'partners.show')}</span>
            <select
              data-field="shown"
              @change=${(event: Event) =>
                (this.offersShown = (event.target as HTMLSelectElement).value as 'valid' | 'expiring' | 'all')}
            >
              ${(['valid', 'expiring', 'all'] as const).map(
                (shown) => html`
                  <option value=${shown} ?selected=${shown === this.offersShown}>
                    ${translate(language, `partners.show.${shown}`, { days: String(offers.within) })}
                  </option>
                `,
              )}
            </select>
          </label>
        </div>
        ${
          this.offersShown !== 'expiring' && offers.expiring > 0
            ? html`<p class="warning no-print">
                ${icon('warning')}
                ${translateCount(language, 'partners.expiring', offers.expiring, { days: String(offers.within) })}
              </p>`
            : nothing
        }
        ${
          rows.length === 0
            ? html`<p class="muted">
                ${translate(language, merchants.rows.length === 0 ? 'partners.noMerchants' : 'partners.noOffers')}
              </p>`
            : sheetTable(
                'offers',
                [
                  { label: translate(language, 'partners.merchant') },
                  { label: translate(language, 'partners.area') },
                  { label: translate(language, 'partners.offer') },
                  { label: translate(language, 'partners.valid') },
                  { label: translate(language, 'partners.contact') },
                  { label: translate(language, 'register.actions'), isActs: true },
                ],
                rows.map((row) => this.#offerRow(language, row)),
              )
        }
      </section>
    `;
  }

  #offerRow(language: Language, row: OfferRow): TemplateResult {
    return html`
      <tr class=${row.state === 'over' || row.state === 'future' ? 'off' : ''} data-offer=${row.id}>
        <td>
          ${row.merchantName || row.merchant}
          ${row.categories.map((category) => html`<span class="small muted">${category} </span>`)}
        </td>
        <td>${row.area}</td>
        <td class="wide">${row.text} <span class="small muted">${row.id}</span></td>
        <td class="day">
          ${row.from} – ${row.to ?? translate(language, 'partners.noEnd')}
          ${
            row.state === 'expiring'
              ? html`<span class="tag warning"
                  >${translateCount(language, 'partners.daysLeft', row.daysLeft ?? 0)}</span
                >`
              : row.state === 'valid'
                ? nothing
                : html`<span class="tag">${translate(language, `partners.state.${row.state}`)}</span>`
          }
        </td>
        <td>${row.contact}</td>
        <td class="acts">
          <button type="button" class="quiet" data-action="edit-offer" @click=${() => this.#openOffer(language, row)}>
            ${translate(language, 'register.edit')}
          </button>
          <button
            type="button"
            class="quiet"
            @click=${() =>
              this.#openRemoval(language, `${row.merchantName || row.merchant} · ${row.text || row.id}`, {
                do: 'offer_remove',
                id: row.id,
              })}
          >
            ${translate(language, 'register.remove')}
          </button>
        </td>
      </tr>
    `;
  }

  #openOffer(language: Language, row: OfferRow | null): void {
    const merchants = this.#asked.value?.merchants.rows ?? [];
    const fields: readonly RegisterField[] = [
      {
        id: 'merchant',
        label: translate(language, 'partners.merchant'),
        kind: 'choice',
        value: row?.merchant ?? merchants[0]?.id ?? '',
        choices: merchants.map(({ id, name }) => ({ id, label: name === '' ? id : `${name} (${id})` })),
      },
      { id: 'id', label: translate(language, 'register.number'), kind: 'text', value: row?.id ?? '', isNeeded: true },
      {
        id: 'text',
        label: translate(language, 'partners.offer'),
        kind: 'text',
        value: row?.text ?? '',
        isNeeded: true,
        hint: translate(language, 'partners.offerHint'),
      },
      {
        id: 'from',
        label: translate(language, 'partners.from'),
        kind: 'day',
        value: row?.from ?? this.#asked.value?.offers.day ?? '',
        isNeeded: true,
      },
      {
        id: 'to',
        label: translate(language, 'partners.to'),
        kind: 'day',
        value: row?.to ?? '',
        hint: translate(language, 'partners.toHint'),
      },
    ];
    this.form = {
      register: 'partners',
      heading: translate(language, row ? 'partners.editOffer' : 'partners.addOffer'),
      button: translate(language, 'register.keep'),
      fields,
      act: ({ id, merchant, text, from, to = '' }) => ({
        do: 'offer',
        was: row?.id ?? '',
        offer: { id, merchant, text, from, to: dayOrNull(to) },
      }),
    };
  }

  // --- merchants ---

  #merchants(language: Language, { merchants, cost }: PartnersView): TemplateResult {
    const { rows } = merchants;
    return html`
      <section class="card stack" aria-labelledby="merchants">
        <div class="head">
          <div>
            <h2 id="merchants">${translate(language, 'partners.merchants')}</h2>
            <p class="small muted">${translate(language, 'partners.merchantsLead')}</p>
          </div>
          <div class="row no-print">
            ${sheetSave(
              language,
              this.workbench,
              'partners',
              { view: 'merchants' },
              translate(language, 'partners.merchants'),
              this.#failed,
            )}
            <button
              type="button"
              data-action="add-merchant"
              class=${rows.length === 0 ? 'primary' : ''}
              @click=${() => this.#openMerchant(language, null, cost.mode)}
            >
              ${translate(language, 'partners.addMerchant')}
            </button>
          </div>
        </div>
        ${
          rows.length === 0
            ? html`<p class="muted">${translate(language, 'partners.noMerchants')}</p>`
            : sheetTable(
                'merchants',
                [
                  { label: translate(language, 'partners.merchant') },
                  { label: translate(language, 'partners.area') },
                  { label: translate(language, 'partners.categories') },
                  { label: translate(language, 'partners.mode') },
                  { label: translate(language, 'partners.price'), isNumeric: true },
                  { label: translate(language, 'partners.validOffers'), isNumeric: true },
                  { label: translate(language, 'register.actions'), isActs: true },
                ],
                rows.map(
                  (row) => html`
                    <tr data-merchant=${row.id}>
                      <td>${row.name} <span class="small muted">${row.id}</span></td>
                      <td>${row.area}</td>
                      <td>${row.categories.join(translate(language, 'list.separator'))}</td>
                      <td>${translate(language, `partners.mode.${row.mode}`)}</td>
                      <td class="numeric">${this.#money(language, row.pricePer1000)}</td>
                      <td class="numeric">${formatCount(language, row.offers)}</td>
                      <td class="acts">
                        <button
                          type="button"
                          class="quiet"
                          data-action="edit-merchant"
                          @click=${() => this.#openMerchant(language, row, row.mode)}
                        >
                          ${translate(language, 'register.edit')}
                        </button>
                        <button
                          type="button"
                          class="quiet"
                          data-action="remove-merchant"
                          @click=${() =>
                            this.#openRemoval(language, row.name || row.id, { do: 'merchant_remove', id: row.id })}
                        >
                          ${translate(language, 'register.remove')}
                        </button>
                      </td>
                    </tr>
                  `,
                ),
              )
        }
      </section>
    `;
  }

  #openMerchant(language: Language, row: MerchantRow | null, mode: string): void {
    const text = (id: 'name' | 'area' | 'contact', hint?: 'partners.areaHint', isNeeded = false): RegisterField => ({
      id,
      label: translate(language, `partners.${id}`),
      kind: 'text',
      value: row?.[id] ?? '',
      isNeeded,
      ...(hint && { hint: translate(language, hint) }),
    });
    this.form = {
      register: 'partners',
      heading: translate(language, row ? 'partners.editMerchant' : 'partners.addMerchant'),
      button: translate(language, 'register.keep'),
      fields: [
        {
          id: 'id',
          label: translate(language, 'register.number'),
          kind: 'text',
          value: row?.id ?? '',
          isNeeded: true,
          hint: translate(language, 'partners.idHint'),
        },
        text('name', undefined, true),
        text('area', 'partners.areaHint'),
        text('contact'),
        {
          id: 'categories',
          label: translate(language, 'partners.categories'),
          kind: 'list',
          value: row?.categories.join(', ') ?? '',
          hint: translate(language, 'partners.categoriesHint'),
        },
        {
          id: 'mode',
          label: translate(language, 'partners.mode'),
          kind: 'choice',
          value: mode,
          choices: kModes.map((id) => ({ id, label: translate(language, `partners.mode.${id}`) })),
        },
        {
          id: 'price',
          label: translate(language, 'partners.price'),
          kind: 'money',
          value: row?.pricePer1000 ?? '',
          isNeeded: true,
          hint: translate(language, 'partners.priceHint'),
        },
      ],
      act: ({ id, name, area, contact, categories = '', mode: by, price }: Values) => ({
        do: 'merchant',
        was: row?.id ?? '',
        merchant: { id, name, area, contact, categories: listOf(categories), mode: by, pricePer1000: price },
      }),
    };
  }

  #openRemoval(language: Language, what: string, act: RegisterAct): void {
    this.form = {
      register: 'partners',
      heading: translate(language, 'register.removeTitle', { what }),
      button: translate(language, 'register.remove'),
      isDanger: true,
      fields: [],
      act: () => act,
    };
  }

  // --- settlement ---

  #settlement(language: Language, { settlement, merchants }: PartnersView): TemplateResult {
    const { rows, rewards } = settlement;
    const nameOf = (id: string): string => merchants.rows.find((one) => one.id === id)?.name ?? id;
    return html`
      <section class=${`card stack${this.printed === 'settlement' ? ' printed' : ''}`} aria-labelledby="settlement">
        <div class="head">
          <div>
            <h2 id="settlement">${translate(language, 'partners.settlement')}</h2>
            <p class="small muted">${translate(language, 'partners.settlementLead')}</p>
          </div>
          ${
            rows.length === 0
              ? nothing
              : html`<div class="row no-print">
                  ${this.#print(language, 'settlement')}
                  ${sheetSave(
                    language,
                    this.workbench,
                    'partners',
                    { view: 'settlement' },
                    translate(language, 'partners.settlement'),
                    this.#failed,
                  )}
                </div>`
          }
        </div>
        ${settlement.problems.map(
          ({ id, text, remedy }) =>
            html`<p class="warning">
              ${icon('warning')} ${whyAndRemedy(language, text, remedy)} <span class="small">${id}</span>
            </p>`,
        )}
        ${
          rows.length === 0
            ? html`<p class="muted">
                ${
                  rewards.length === 0
                    ? translate(language, 'partners.noRewards')
                    : translate(language, 'partners.noPostings', {
                        rewards: rewards
                          .map(({ id, merchant }) => `${id} → ${nameOf(merchant)}`)
                          .join(translate(language, 'list.separator')),
                      })
                }
              </p>`
            : html`
                <dl class="facts">
                  <div>
                    <dt>${translate(language, 'partners.points')}</dt>
                    <dd data-sum="points">${formatCount(language, settlement.points)}</dd>
                  </div>
                  ${(['open', 'settled', 'amount'] as const).map(
                    (id) =>
                      html`<div>
                        <dt>${translate(language, `partners.sum.${id}`)}</dt>
                        <dd data-sum=${id}>${this.#money(language, settlement[id])}</dd>
                      </div>`,
                  )}
                </dl>
                ${sheetTable(
                  'settlement',
                  [
                    { label: translate(language, 'partners.month') },
                    { label: translate(language, 'partners.merchant') },
                    { label: translate(language, 'partners.points'), isNumeric: true },
                    { label: translate(language, 'partners.price'), isNumeric: true },
                    { label: translate(language, 'partners.sum.amount'), isNumeric: true },
                    { label: translate(language, 'partners.settledOn') },
                  ],
                  rows.map(
                    (row) => html`
                      <tr data-settlement=${`${row.merchant} ${row.month}`}>
                        <td class="day">${row.month}</td>
                        <td>${row.merchantName} <span class="small muted">${row.merchant}</span></td>
                        <td class="numeric">${formatCount(language, row.points)}</td>
                        <td class="numeric">${this.#money(language, row.pricePer1000)}</td>
                        <td class="numeric">${this.#money(language, row.amount)}</td>
                        <td>
                          ${
                            row.settledOn === null
                              ? html`<button
                                  type="button"
                                  class="no-print"
                                  data-action="settle"
                                  @click=${() => this.#openSettle(language, row)}
                                >
                                  ${translate(language, 'partners.settle')}
                                </button>`
                              : html`${row.settledOn} <span class="small muted">${row.settledBy}</span> ${
                                    row.settledPoints === row.points
                                      ? nothing
                                      : html`<span class="tag warning"
                                          >${translate(language, 'partners.otherPoints', {
                                            points: formatCount(language, row.settledPoints ?? 0),
                                          })}</span
                                        >`
                                  }`
                          }
                        </td>
                      </tr>
                    `,
                  ),
                )}
              `
        }
      </section>
    `;
  }

  #openSettle(language: Language, row: SettlementView['rows'][number]): void {
    this.form = {
      register: 'partners',
      heading: translate(language, 'partners.settleTitle', { merchant: row.merchantName, month: row.month }),
      button: translate(language, 'partners.settle'),
      text: translate(language, 'partners.settleText', {
        points: formatCount(language, row.points),
        amount: this.#money(language, row.amount),
      }),
      fields: [],
      act: () => ({ do: 'settle', merchant: row.merchant, month: row.month }),
    };
  }

  // --- whom they fit, areas, cost ---

  #fits(language: Language): TemplateResult {
    const { value, problem } = this.#fit;
    return html`
      <section class="card stack" aria-labelledby="fit">
        <div class="head">
          <div>
            <h2 id="fit">${translate(language, 'partners.fit')}</h2>
            <p class="small muted">${translate(language, 'partners.fitLead')}</p>
          </div>
        </div>
        <div class="row no-print">
          <label class="row">
            <span>${translate(language, 'partners.member')}</span>
            <input
              type="text"
              autocomplete="off"
              data-field="fit-member"
              size="12"
              .value=${this.member}
              @change=${(event: Event) => (this.member = (event.target as HTMLInputElement).value.trim())}
            />
          </label>
          <label class="row">
            <span>${translate(language, 'partners.segment')}</span>
            <select
              data-field="fit-segment"
              ?disabled=${this.member !== ''}
              @change=${(event: Event) => (this.segment = (event.target as HTMLSelectElement).value)}
            >
              <option value="" ?selected=${this.segment === ''}>${translate(language, 'partners.allMembers')}</option>
              ${(this.#store.state.result?.summary.types ?? []).map(
                ({ id }) => html`
                  <option value=${id} ?selected=${id === this.segment}>${segmentName(this.#store.state, id)}</option>
                `,
              )}
            </select>
          </label>
          ${
            this.member === '' || problem
              ? nothing
              : html`<button
                  type="button"
                  class="quiet"
                  data-action="edit-tags"
                  @click=${() => this.#openTags(language)}
                >
                  ${translate(language, 'partners.editTags')}
                </button>`
          }
        </div>
        ${problem ? problemLine(language, problem) : nothing}
        ${
          value?.tags === undefined
            ? nothing
            : html`<p class="small">
                ${translate(language, 'partners.tagsAre', {
                  area: value.area === undefined || value.area === '' ? '–' : value.area,
                  tags:
                    value.tags
                      .map((tag) => segmentName(this.#store.state, tag))
                      .join(translate(language, 'list.separator')) || '–',
                })}
              </p>`
        }
        ${
          !value
            ? nothing
            : value.rows.length === 0
              ? html`<p class="muted">${translate(language, 'partners.noFit')}</p>`
              : sheetTable(
                  'fit',
                  [
                    { label: translate(language, 'partners.merchant') },
                    { label: translate(language, 'partners.area') },
                    { label: translate(language, 'partners.matched'), isNumeric: true },
                    ...(this.member === ''
                      ? [{ label: translate(language, 'partners.members'), isNumeric: true }]
                      : []),
                  ],
                  value.rows.slice(0, 50).map(
                    (row) => html`
                      <tr data-fit=${row.merchant}>
                        <td>
                          ${row.merchantName || row.merchant}
                          <span class="small muted">${row.categories.join(translate(language, 'list.separator'))}</span>
                        </td>
                        <td>${row.area}</td>
                        <td class="numeric">${row.matched.num} / ${row.matched.den}</td>
                        ${
                          this.member === ''
                            ? html`<td class="numeric">
                                ${formatCount(language, row.members.num)} / ${formatCount(language, row.members.den)}
                              </td>`
                            : nothing
                        }
                      </tr>
                    `,
                  ),
                )
        }
        <div class="row no-print">
          ${sheetSave(
            language,
            this.workbench,
            'partners',
            this.#fitQuestion,
            translate(language, 'partners.fit'),
            this.#failed,
          )}
        </div>
      </section>
    `;
  }

  #openTags(language: Language): void {
    const { member } = this;
    const register = this.#store.state.document.registers.partners as
      | {
          readonly members?: readonly {
            readonly member: string;
            readonly area: string;
            readonly tags: readonly string[];
          }[];
        }
      | undefined;
    const known = register?.members?.find((one) => one.member === member);
    this.form = {
      register: 'partners',
      heading: translate(language, 'partners.tagsTitle', { member }),
      button: translate(language, 'register.keep'),
      fields: [
        {
          id: 'area',
          label: translate(language, 'partners.area'),
          kind: 'text',
          value: known?.area ?? '',
          hint: translate(language, 'partners.memberAreaHint'),
        },
        {
          id: 'tags',
          label: translate(language, 'partners.tags'),
          kind: 'list',
          value: known?.tags.join(', ') ?? '',
          hint: translate(language, 'partners.categoriesHint'),
        },
      ],
      act: ({ area, tags = '' }) => ({ do: 'member', member: { member, area, tags: listOf(tags) } }),
    };
  }

  #areas(language: Language, { areas }: PartnersView): TemplateResult {
    const perMerchant = (members: number, merchants: number): string =>
      merchants === 0 ? '–' : formatFigure(language, members / merchants, 1);
    return html`
      <section class="card stack areas" aria-labelledby="areas">
        <div class="head">
          <div>
            <h2 id="areas">${translate(language, 'partners.areas')}</h2>
            <p class="small muted">${translate(language, 'partners.areasLead')}</p>
          </div>
        </div>
        <dl class="facts">
          ${areas.classes.map(
            ({ memberClass, members }) =>
              html`<div>
                <dt>${memberClass === '' ? translate(language, 'partners.noClass') : memberClass}</dt>
                <dd>${formatCount(language, members.num)} / ${formatCount(language, members.den)}</dd>
              </div>`,
          )}
          <div>
            <dt>${translate(language, 'partners.perMerchant')}</dt>
            <dd>${perMerchant(areas.members, areas.merchants)}</dd>
          </div>
        </dl>
        ${sheetTable(
          'areas',
          [
            { label: translate(language, 'partners.area') },
            { label: translate(language, 'partners.members'), isNumeric: true },
            { label: translate(language, 'partners.merchants'), isNumeric: true },
            { label: translate(language, 'partners.perMerchant'), isNumeric: true },
          ],
          areas.rows.map(
            (row) => html`
              <tr>
                <td>${row.area === '' ? translate(language, 'partners.noArea') : row.area}</td>
                <td class="numeric">${formatCount(language, row.members)}</td>
                <td class="numeric">${formatCount(language, row.merchants)}</td>
                <td class="numeric">${perMerchant(row.members, row.merchants)}</td>
              </tr>
            `,
          ),
        )}
      </section>
    `;
  }

  #cost(language: Language, { cost }: PartnersView): TemplateResult {
    return html`
      <section class="card stack" aria-labelledby="cost">
        <div class="head">
          <div>
            <h2 id="cost">${translate(language, 'partners.cost')}</h2>
            <p class="small muted">${translate(language, 'partners.costLead')}</p>
          </div>
          <button
            type="button"
            class="no-print"
            data-action="edit-alliance"
            @click=${() => this.#openAlliance(language, cost)}
          >
            ${translate(language, 'register.edit')}
          </button>
        </div>
        <p>${translate(language, `partners.mode.${cost.mode}`)} ${cost.with === '' ? nothing : html`· ${cost.with}`}</p>
        <p>
          ${translate(language, 'partners.costSum', {
            offer: this.#money(language, cost.supplierOffer),
            cards: formatCount(language, cost.cards),
            card: this.#money(language, cost.cardUnitCost),
          })}
          <strong data-sum="cost">${this.#money(language, cost.total)}</strong>
        </p>
      </section>
    `;
  }

  #openAlliance(language: Language, cost: CostView): void {
    this.form = {
      register: 'partners',
      heading: translate(language, 'partners.cost'),
      button: translate(language, 'register.keep'),
      fields: [
        {
          id: 'mode',
          label: translate(language, 'partners.mode'),
          kind: 'choice',
          value: cost.mode,
          choices: kModes.map((id) => ({ id, label: translate(language, `partners.mode.${id}`) })),
        },
        { id: 'with', label: translate(language, 'partners.with'), kind: 'text', value: cost.with },
        {
          id: 'offer',
          label: translate(language, 'partners.supplierOffer'),
          kind: 'money',
          value: cost.supplierOffer,
          isNeeded: true,
        },
        {
          id: 'card',
          label: translate(language, 'partners.cardUnitCost'),
          kind: 'money',
          value: cost.cardUnitCost,
          isNeeded: true,
        },
      ],
      act: ({ mode, with: partner, offer, card }) => ({
        do: 'alliance',
        alliance: { mode, with: partner, supplierOffer: offer, cardUnitCost: card },
      }),
    };
  }

  // --- small things ---

  #money(language: Language, amount: string): string {
    return formatMoney(language, amount, this.#store.state.result?.report.currency ?? null);
  }

  /** Paper holds one sheet alone. */
  #print(language: Language, sheet: Sheet): TemplateResult {
    return html`
      <button
        type="button"
        data-print=${sheet}
        @click=${async () => {
          this.printed = sheet;
          await this.updateComplete;
          window.print();
          this.printed = null;
        }}
      >
        ${icon('print')} ${translate(language, 'club.print')}
      </button>
    `;
  }

  readonly #failed = (reason: unknown): void => {
    this.failure = problemOf(reason);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-partners': PartnersPage;
  }
}

// Customers that may be one, with the evidence: the user says which of the two stays, or that they are two. What was merged can be split
// again. Groups below. The engine is asked once the panel comes into view.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CustomerGroups, ExportSubject, Merges, MergeSuggestion, Settings } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { saveFile } from '../../ui/save_file.ts';
import './groups_view.ts';
import './merge_pair.ts';
import type { PairAnswer } from './merge_pair.ts';
import { fewerBy, pairOf, withMembers, withMerges, withoutMerge, type Decision } from './who_edits.ts';

/** Pairs that stand there at first, and that come with each further look. */
const kPairsShown = 10;

/** What the engine said, and of which data and settings. */
interface Known {
  readonly generation: number;
  readonly customers: Settings['customers'];
  readonly merges: Merges;
  readonly groups: CustomerGroups['groups'];
  /** Names of customers that were merged, and of those that they became. */
  readonly names: ReadonlyMap<string, string>;
}

@customElement('loyalane-who-view')
export class WhoView extends LitElement {
  static override styles = [
    controls,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .head > div:first-child {
        flex: 1 1 280px;
      }
      .pairs > li {
        padding: var(--care-space-3) 0;
      }
      .pairs > li + li {
        border-top: 1px solid var(--care-line);
      }
      .bar {
        position: sticky;
        bottom: 0;
        margin: 0 calc(-1 * var(--care-space-3));
        padding: var(--care-space-2) var(--care-space-3);
        border-top: 1px solid var(--care-line);
        background: var(--care-surface);
      }
      .bar p {
        flex: 1 1 240px;
      }
      .bar .toolbar {
        margin-left: auto;
      }
      .applied li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-1) var(--care-space-3);
        border-bottom: 1px solid var(--care-line);
        overflow-wrap: anywhere;
      }
      .nothing {
        display: grid;
        gap: var(--care-space-1);
        padding: var(--care-space-2) 0;
      }
      .waiting {
        min-height: 160px;
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  @state() private known: Known | null = null;
  @state() private problem: Problem | null = null;
  @state() private shownPairs = kPairsShown;
  /** By pair: what is chosen and not merged yet. */
  @state() private chosen: ReadonlyMap<string, Decision> = new Map();
  @state() private isInView = false;
  #asked: { readonly generation: number; readonly customers: Settings['customers'] } | null = null;
  #observer: IntersectionObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.isInView = true;
      },
      { rootMargin: '200px' },
    );
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { result, document } = this.#store.state;
    if (!this.isInView || !result || !document.settings) return;
    const { generation } = result;
    const { customers } = document.settings;
    if (this.#asked?.generation === generation && this.#asked.customers === customers) return;
    this.#asked = { generation, customers };
    void this.#ask(generation, customers);
  }

  override render(): TemplateResult | typeof nothing {
    const { language, result, document, exporting, task } = this.#store.state;
    const { settings } = document;
    if (!result || !settings) return nothing;
    const { currency } = result.report;
    const { known } = this;
    const isBusy = exporting || task !== null;
    return html`
      <section class="card stack" aria-labelledby="who">
        <div class="head">
          <div>
            <h2 id="who">${translate(language, 'who.title')}</h2>
            <p class="small muted">${translate(language, 'who.lead')}</p>
          </div>
          <div class="toolbar">
            ${this.#save(language, 'merges', isBusy)}
            ${known && known.groups.length > 0 ? this.#save(language, 'groups', isBusy) : nothing}
          </div>
        </div>
        ${this.#problemLine(language)}
        ${
          known
            ? html`${this.#suggestions(language, known, settings, currency)} ${this.#applied(language, settings, known)}
                <div>
                  <h3>${translate(language, 'who.groups')}</h3>
                  <loyalane-groups-view
                    .workbench=${this.workbench}
                    .language=${language}
                    .currency=${currency}
                    .settings=${settings}
                    .groups=${known.groups}
                  ></loyalane-groups-view>
                </div>`
            : html`<p class="waiting muted" role="status">
                ${this.problem ? nothing : translate(language, 'who.loading')}
              </p>`
        }
      </section>
    `;
  }

  #problemLine(language: Language): TemplateResult | typeof nothing {
    if (!this.problem) return nothing;
    const { id, sentence, remedy } = problemText(language, this.problem);
    return html`<p class="warning" role="alert">${sentence} ${remedy} <span class="small">${id}</span></p>`;
  }

  #save(language: Language, what: Extract<ExportSubject, 'merges' | 'groups'>, isBusy: boolean): TemplateResult {
    const isMerges = what === 'merges';
    return html`
      <button
        type="button"
        data-export=${what}
        ?disabled=${isBusy}
        @click=${async () => {
          const asOf = this.#store.state.result?.report.asOf;
          const base = translate(language, isMerges ? 'who.saveName' : 'who.groupsSaveName');
          const name = `${base}${asOf ? `-${asOf}` : ''}-${language}.xlsx`;
          const bytes = await this.workbench.export(what, 'xlsx', name);
          if (bytes) saveFile(bytes, name);
        }}
      >
        ${icon('download')} ${translate(language, isMerges ? 'who.save' : 'who.groupsSave')}
      </button>
    `;
  }

  #suggestions(language: Language, { merges }: Known, settings: Settings, currency: string): TemplateResult {
    const { notSame } = this.#store.state.document;
    const isMerged = (id: string): boolean => settings.customers.merges.some(({ from }) => from.includes(id));
    const isGrouped = ({ kind, into, from }: MergeSuggestion): boolean =>
      kind === 'group' &&
      settings.customers.groups.some(({ members }) => members.includes(into.id) && members.includes(from.id));
    const open = merges.suggestions.filter(
      (one) => !notSame.includes(pairOf(one)) && !isMerged(one.into.id) && !isMerged(one.from.id) && !isGrouped(one),
    );
    const dismissed = merges.suggestions.filter((one) => notSame.includes(pairOf(one))).length;
    const rest = open.length - this.shownPairs;
    return html`
      <div>
        <h3>
          ${translate(language, 'who.suggestions')}
          ${
            open.length > 0
              ? html`<span class="small muted">
                  ${translateCount(language, 'who.suggestionsCount', merges.total - merges.suggestions.length + open.length)}
                </span>`
              : nothing
          }
        </h3>
        ${
          dismissed > 0
            ? html`<p class="small muted" data-dismissed>
                ${translateCount(language, 'who.dismissed', dismissed)}
                <button
                  class="quiet"
                  type="button"
                  @click=${() => this.workbench.edit('whoIsWho', (document) => ({ ...document, notSame: [] }))}
                >
                  ${translate(language, 'who.showAgain')}
                </button>
              </p>`
            : nothing
        }
        ${
          open.length === 0
            ? html`<p class="nothing">
                <span class="success">${icon('check')} ${translate(language, 'who.none')}</span>
                <span class="small muted">${translate(language, 'who.noneText')}</span>
              </p>`
            : html`<ul class="pairs">
                ${repeat(
                  open.slice(0, this.shownPairs),
                  pairOf,
                  (one) =>
                    html`<li>
                      <loyalane-merge-pair
                        .language=${language}
                        .currency=${currency}
                        .suggestion=${one}
                        .kept=${this.chosen.get(pairOf(one))?.into ?? ''}
                        @pair-answer=${({ detail }: CustomEvent<PairAnswer>) => this.#answer(one, detail)}
                      ></loyalane-merge-pair>
                    </li>`,
                )}
              </ul>`
        }
        ${
          rest > 0
            ? html`<button type="button" @click=${() => (this.shownPairs += kPairsShown)}>
                ${translate(language, 'who.more', { count: formatCount(language, Math.min(rest, kPairsShown)) })}
              </button>`
            : nothing
        }
      </div>
      ${open.some(({ kind }) => kind === 'merge') ? this.#bar(language, settings) : nothing}
    `;
  }

  /** What the chosen merges will do, before they are done. */
  #bar(language: Language, settings: Settings): TemplateResult {
    const decisions = [...this.chosen.values()];
    const isIdle = decisions.length === 0;
    return html`
      <div class="bar row">
        <p role="status" class=${isIdle ? 'small muted' : ''}>
          ${
            isIdle
              ? translate(language, 'who.chooseHint')
              : translateCount(language, 'who.chosen', decisions.length, {
                  fewer: formatCount(language, fewerBy(settings, decisions)),
                })
          }
        </p>
        <div class="toolbar">
          <button type="button" ?disabled=${isIdle} @click=${() => (this.chosen = new Map())}>
            ${translate(language, 'who.clear')}
          </button>
          <button
            class="primary"
            type="button"
            data-action="merge"
            ?disabled=${isIdle || this.#store.state.run !== null}
            @click=${() => {
              this.chosen = new Map();
              this.workbench.changeSettings((now) => withMerges(now, decisions), 'whoIsWho');
            }}
          >
            ${translate(language, 'who.apply')}
          </button>
        </div>
      </div>
    `;
  }

  #applied(language: Language, { customers }: Settings, { names }: Known): TemplateResult | typeof nothing {
    if (customers.merges.length === 0) return nothing;
    const named = (id: string): TemplateResult => {
      const name = names.get(id) ?? '';
      return name === '' || name === id
        ? html`<strong>${id}</strong>`
        : html`<strong>${name}</strong> <span class="small muted">${id}</span>`;
    };
    const words = (id: string): string => [names.get(id) ?? '', id].filter((word) => word !== '').join(' ');
    return html`
      <div>
        <h3>${translate(language, 'who.applied')}</h3>
        <ul class="applied">
          ${customers.merges.flatMap(({ into, from }) =>
            from.map(
              (id) => html`
                <li>
                  <span
                    >${named(id)}
                    <span class="muted">${translate(language, 'who.appliedInto')}</span> ${named(into)}</span
                  >
                  <button
                    type="button"
                    class="quiet"
                    data-split=${id}
                    aria-label=${translate(language, 'who.splitOf', { from: words(id), into: words(into) })}
                    @click=${() => this.workbench.changeSettings((now) => withoutMerge(now, id), 'whoIsWho')}
                  >
                    ${translate(language, 'who.split')}
                  </button>
                </li>
              `,
            ),
          )}
        </ul>
      </div>
    `;
  }

  #answer(suggestion: MergeSuggestion, answer: PairAnswer): void {
    const pair = pairOf(suggestion);
    const { into, from } = suggestion;
    const chosen = new Map(this.chosen);
    chosen.delete(pair);
    if (answer === 'notSame') {
      this.workbench.edit('whoIsWho', (document) => ({ ...document, notSame: [...document.notSame, pair] }));
    } else if (answer === 'group') {
      const groups = this.known?.groups ?? [];
      const of = (id: string): string | undefined =>
        groups.find(({ members }) => members.some((member) => member.id === id))?.name;
      const name = of(into.id) ?? of(from.id) ?? (into.name || into.id);
      this.workbench.changeSettings((now) => withMembers(now, name, [into.id, from.id]), 'whoIsWho');
    } else if (answer.keep !== '') {
      chosen.set(pair, { into: answer.keep, from: answer.keep === into.id ? from.id : into.id });
    }
    this.chosen = chosen;
  }

  async #ask(generation: number, customers: Settings['customers']): Promise<void> {
    const isCurrent = (): boolean => this.#asked?.generation === generation && this.#asked.customers === customers;
    try {
      const merges = await this.workbench.merges();
      const { groups } = await this.workbench.groups();
      const applied = customers.merges.length > 0 ? await this.workbench.appliedMerges() : [];
      if (!isCurrent()) return;
      const names = new Map(
        applied.flatMap(({ into, from }) => [into, from]).map(({ id, name }) => [id, name] as const),
      );
      this.known = { generation, customers, merges, groups, names };
      this.problem = null;
    } catch (reason) {
      if (isCurrent()) this.problem = problemOf(reason);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-who-view': WhoView;
  }
}

// The members of a month as a table: searched, ordered, opened. Rows come in windows as they come into view.

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ClubMemberRow, ClubOrder } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import { problemText } from '../../state/problem_text.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/data_grid.ts';
import type { GridColumn, GridSort } from '../../ui/data_grid.ts';
import type { GridCell, GridRow } from '../../ui/grid_cell.ts';
import type { FetchRows } from '../../ui/row_cache.ts';
import { segmentName, tierName } from './names.ts';

/** A search starts so long after the last key. */
const kSearchPauseMilliseconds = 150;
const kNamePixelsMax = 220;

const kColumns = [
  'id',
  'name',
  'segment',
  'tierName',
  'tierHint',
  'opening',
  'earned',
  'spent',
  'expired',
  'takenBack',
  'closing',
  'active',
  'expiringPoints',
  'pending',
  'state',
] as const;
type ColumnId = (typeof kColumns)[number];
const kTexts: readonly ColumnId[] = ['id', 'name', 'state', 'segment', 'tierName', 'tierHint'];

/** The engine's orders, by the column whose header asks for them. */
const kOrders: Partial<Record<ColumnId, ClubOrder>> = {
  id: 'id',
  closing: 'closing',
  earned: 'earned',
  expiringPoints: 'expiring',
};

@customElement('loyalane-club-members')
export class MembersTable extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--care-space-2);
      }
      input[type='search'] {
        width: min(420px, 100%);
      }
      .body {
        min-height: calc(var(--care-row-height) * 5);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property() month = '';
  /** What the rows are of, beside the month: a change asks for all anew. */
  @property() of = '';
  @property({ attribute: false }) order: GridSort = { column: 'closing', descending: true };
  @state() private search = '';
  @state() private total: number | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #fetch: FetchRows | null = null;
  #fetchKey = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { language, club } = this.#store.state;
    const key = JSON.stringify([this.month, this.of, this.search, this.order, language, club.revision]);
    if (key === this.#fetchKey) return;
    this.#fetchKey = key;
    this.#fetch = this.#fetchOf(language, key);
  }

  override render(): TemplateResult {
    const { language, club } = this.#store.state;
    return html`
      <div class="row">
        <input
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-label=${translate(language, 'club.members.search')}
          placeholder=${translate(language, 'club.members.search')}
          .value=${live(this.search)}
          @input=${this.#typed}
        />
        <span class="small muted" role="status">
          ${this.total === null ? '' : translate(language, 'club.members.count', { count: formatCount(language, this.total) })}
        </span>
      </div>
      <div class="body">
        <loyalane-grid
          openable
          .columns=${kColumns.map((id): GridColumn => ({
            id,
            label: translate(language, `club.column.${id}`),
            numeric: !kTexts.includes(id),
            sortable: kOrders[id] !== undefined,
            ...(id === 'name' && { maxPixels: kNamePixelsMax }),
          }))}
          .fetchRows=${this.#fetch}
          .scrollKey=${this.#fetchKey}
          .sort=${this.order}
          .currentKey=${club.member}
          .label=${translate(language, 'club.members.title')}
          .emptyText=${translate(language, 'club.members.none')}
          .loadingText=${translate(language, 'grid.loading')}
          .failureText=${(reason: unknown) => problemText(language, problemOf(reason)).sentence}
          @sort=${({ detail: { column } }: CustomEvent<{ column: string }>) => this.#sorted(column)}
          @open=${({ detail: { key } }: CustomEvent<{ key: string }>) => this.workbench.club.go('members', key)}
        ></loyalane-grid>
      </div>
    `;
  }

  #fetchOf(language: Language, key: string): FetchRows {
    const { month, search, order: wished } = this;
    const order = kOrders[wished.column as ColumnId] ?? 'closing';
    return async (offset, limit) => {
      const window = { from: offset, to: offset + limit };
      const { total, rows } = await this.workbench.club.members(month, window, order, wished.descending, search);
      if (key === this.#fetchKey) this.total = total;
      return { total, rows: rows.map((row) => this.#row(language, row)) };
    };
  }

  #row(language: Language, row: ClubMemberRow): GridRow {
    const { club } = this.#store.state;
    return kColumns.map((id): GridCell => {
      switch (id) {
        case 'id':
        case 'name':
          return row[id];
        case 'tierName': {
          const tier = club.state?.programme.tiers.tiers[row.tier];
          return tier ? tierName(language, tier) : row.tierName;
        }
        case 'state':
          return translate(language, `club.state.${row.state}`);
        case 'segment': {
          const text = segmentName(this.#store.state, row.segment);
          return text === row.segment ? text : { text, mark: row.segment };
        }
        case 'tierHint':
          if (row.mayLoseTier) return { text: translate(language, 'club.hint.mayLose'), tone: 'warn' };
          if (row.nearTier) {
            const points = formatCount(language, row.nextTierMissing ?? 0);
            return { text: translate(language, 'club.hint.near', { points }), tone: 'good' };
          }
          return row.heldPoints > 0
            ? {
                text: translate(language, 'club.hint.held', { points: formatCount(language, row.heldPoints) }),
                tone: 'warn',
              }
            : '';
        case 'expiringPoints':
          return row[id] > 0
            ? { text: formatCount(language, row[id]), tone: 'warn', kind: 'number' }
            : formatCount(language, row[id]);
        case 'opening':
        case 'earned':
        case 'spent':
        case 'expired':
        case 'takenBack':
        case 'closing':
        case 'active':
        case 'pending':
          return formatCount(language, row[id]);
      }
    });
  }

  #sorted(column: string): void {
    if (kOrders[column as ColumnId] === undefined) return;
    const isSame = this.order.column === column;
    this.order = { column, descending: isSame ? !this.order.descending : column !== 'id' };
  }

  readonly #typed = (event: InputEvent): void => {
    const { value } = event.target as HTMLInputElement;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (event.isComposing) return;
    this.#timer = setTimeout(() => (this.search = value), kSearchPauseMilliseconds);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-members': MembersTable;
  }
}

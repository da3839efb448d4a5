// What was left out and what was used with a doubt: grouped by cause, with counts, the first row numbers, remedy, and the rows behind
// each; a cause that a rule can settle offers it, with what it will do; the left-out rows can be saved as they stood, each with its cause.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { IssueGroup } from '../../engine/protocol.ts';
import { issueTitle } from '../../i18n/issue_title.ts';
import { translateCount } from '../../i18n/plural.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/progress.ts';
import './issue_rows.ts';
import { rowNumbers, type RowNumbers } from './row_numbers.ts';
import { ruleFor, rulesInForce, withoutRule, withRule, type RuleInForce } from './row_rules.ts';
import { saveFile } from '../../ui/save_file.ts';

/** Rows that are asked for to name the first of them, and spans of them that fit a line. */
const kFirstRows = 40;
const kSpansShown = 5;

@customElement('loyalane-issue-list')
export class IssueList extends LitElement {
  static override styles = [
    controls,
    css`
      details {
        border-bottom: 1px solid var(--care-line);
      }
      details:last-child {
        border-bottom: 0;
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--care-space-1) var(--care-space-3);
        padding: var(--care-space-2) 0;
        cursor: pointer;
      }
      summary::before {
        content: '▸';
        color: var(--care-text-muted);
      }
      details[open] > summary::before {
        content: '▾';
      }
      summary .text {
        flex: 1 1 320px;
        overflow-wrap: anywhere;
      }
      summary strong {
        font-weight: 600;
      }
      .rows {
        display: block;
        min-height: 18px;
      }
      .extent {
        white-space: nowrap;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .body {
        padding: 0 0 var(--care-space-3);
      }
      .rule {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .rule > div {
        flex: 1 1 280px;
        overflow-wrap: anywhere;
      }
      .offer {
        padding: var(--care-space-2) var(--care-space-3);
        border-left: 3px solid var(--care-accent);
        background: var(--care-surface-sunken);
      }
      .force li {
        padding: var(--care-space-2) 0;
        border-bottom: 1px solid var(--care-line);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** Groups whose rows have been opened; rows are not asked for before. */
  #opened: { generation: number; ids: ReadonlySet<string> } = { generation: 0, ids: new Set() };
  /** The first rows of each cause, as they come. */
  #first: { generation: number; rows: ReadonlyMap<string, RowNumbers> } = { generation: 0, rows: new Map() };

  override render(): TemplateResult | typeof nothing {
    const { language, result } = this.#store.state;
    if (!result) return nothing;
    const { excluded, notices } = result.report;
    if (this.#opened.generation !== result.generation) {
      this.#opened = { generation: result.generation, ids: new Set() };
      this.#first = { generation: result.generation, rows: new Map() };
      void this.#askFirstRows(result.generation, [...excluded, ...notices]);
    }
    return html`
      <section class="stack" aria-labelledby="issues">
        <div class="head">
          <h2 id="issues">${translate(language, 'issues.title')}</h2>
          ${excluded.length > 0 ? this.#download(language) : nothing}
        </div>
        ${
          excluded.length + notices.length === 0
            ? html`<p class="card success">${translate(language, 'issues.none')}</p>`
            : nothing
        }
        ${this.#inForce(language)} ${this.#groups(language, translate(language, 'issues.excluded'), excluded, 'danger')}
        ${this.#groups(language, translate(language, 'issues.notices'), notices, 'warning')}
      </section>
    `;
  }

  #groups(
    language: Language,
    title: string,
    groups: readonly IssueGroup[],
    tone: 'danger' | 'warning',
  ): TemplateResult | typeof nothing {
    if (groups.length === 0) return nothing;
    return html`
      <div class="card">
        <h3 class=${tone}>${title}</h3>
        ${repeat(
          groups,
          ({ id, file }) => `${id} ${file ?? ''}`,
          (group) => html`
            <details data-issue=${group.id} @toggle=${(event: Event) => this.#toggled(event, group.id)}>
              <summary>
                <span class="tag muted">${group.id}</span>
                <span class="text">
                  <strong>${issueTitle(language, group)}</strong>
                  ${
                    group.file === undefined
                      ? html`<span class="rows small muted">${this.#rowsOf(language, group)}</span>`
                      : nothing
                  }
                </span>
                <span class="extent">${this.#extent(language, group)}</span>
              </summary>
              <div class="body stack">
                ${this.#remedy(language, group)} ${this.#offer(language, group)}
                ${
                  group.file === undefined && this.#opened.ids.has(group.id)
                    ? html`<loyalane-issue-rows
                        .workbench=${this.workbench}
                        .issueId=${group.id}
                        .generation=${this.#opened.generation}
                      ></loyalane-issue-rows>`
                    : nothing
                }
              </div>
            </details>
          `,
        )}
      </div>
    `;
  }

  /** How much a cause hit: rows, or a file as a whole. */
  #extent(language: Language, { file, count }: IssueGroup): string {
    if (file === undefined) return translateCount(language, 'issues.count', count);
    return file === '' ? '' : `${file} · ${translate(language, 'issues.wholeFile')}`;
  }

  /** "第 3、7–9 行 等": where to look, by file where there are several. */
  #rowsOf(language: Language, { id }: IssueGroup): string {
    const first = this.#first.rows.get(id);
    if (!first || first.files.length === 0) return '';
    const isOneFile = this.#store.state.result?.report.sources.length === 1;
    const separator = translate(language, 'list.separator');
    const text = first.files
      .map(({ file, spans }) => {
        const [only = ''] = spans;
        const rows =
          spans.length === 1 && /^\d+$/.test(only)
            ? translate(language, 'issues.row', { row: only })
            : translate(language, 'issues.rows', { rows: spans.join(separator) });
        return isOneFile ? rows : `${file} ${rows}`;
      })
      .join(language === 'zh' ? '；' : '; ');
    return first.hasMore ? translate(language, 'issues.andMore', { rows: text }) : text;
  }

  /** One cause after the other: the first line of each comes quickly, and the engine is not flooded. */
  async #askFirstRows(generation: number, groups: readonly IssueGroup[]): Promise<void> {
    for (const { id, file, count } of groups) {
      if (file !== undefined || this.#first.rows.has(id)) continue;
      try {
        const { rows } = await this.workbench.issueWindow(id, 0, kFirstRows);
        if (this.#first.generation !== generation) return;
        this.#first = { generation, rows: new Map(this.#first.rows).set(id, rowNumbers(rows, count, kSpansShown)) };
        this.requestUpdate();
      } catch {
        // The line stays without numbers; the table below it says why it cannot be had.
        return;
      }
    }
  }

  #download(language: Language): TemplateResult {
    const { task } = this.#store.state;
    return task?.kind === 'rejected'
      ? html`<loyalane-progress .label=${translate(language, 'issues.collecting')} .value=${task.share}>
          <button type="button" @click=${() => this.workbench.cancelTask()}>
            ${translate(language, 'run.cancel')}
          </button>
        </loyalane-progress>`
      : html`<div class="toolbar">
          <button
            type="button"
            data-export="rejected-xlsx"
            title=${translate(language, 'issues.downloadHint')}
            ?disabled=${task !== null || this.#store.state.exporting}
            @click=${() => void this.#save(language, 'xlsx')}
          >
            ${icon('download')} ${translate(language, 'issues.download')}
          </button>
          <button
            type="button"
            data-export="rejected"
            aria-label=${translate(language, 'issues.downloadCsvOf')}
            title=${translate(language, 'issues.downloadHint')}
            ?disabled=${task !== null || this.#store.state.exporting}
            @click=${() => void this.#save(language, 'excel')}
          >
            ${translate(language, 'issues.downloadCsv')}
          </button>
        </div>`;
  }

  async #save(language: Language, form: 'xlsx' | 'excel'): Promise<void> {
    const asOf = this.#store.state.result?.report.asOf;
    const extension = form === 'xlsx' ? 'xlsx' : 'csv';
    const name = `${translate(language, 'issues.nameRejected')}${asOf ? `-${asOf}` : ''}-${language}.${extension}`;
    const bytes = await this.workbench.exportRejected(name, form);
    if (bytes) saveFile(bytes, name);
  }

  /** What settles this cause for good, with what it will do; nothing where only the file itself can be put right. */
  #offer(language: Language, { id, count }: IssueGroup): TemplateResult | typeof nothing {
    const rule = ruleFor(id);
    if (!rule) return nothing;
    return html`
      <div class="rule offer">
        <div>
          <p>${translateCount(language, `rules.${rule.name}.effect`, count)}</p>
          <p class="small muted">${translate(language, 'rules.others')} ${translate(language, 'rules.kept')}</p>
        </div>
        <button
          type="button"
          data-rule=${rule.name}
          ?disabled=${this.#store.state.run !== null}
          @click=${() => void this.workbench.setRules(withRule(rule))}
        >
          ${icon('check')} ${translate(language, 'rules.offer')}
        </button>
      </div>
    `;
  }

  #inForce(language: Language): TemplateResult | typeof nothing {
    const { sources } = this.#store.state;
    const rules = rulesInForce(sources);
    if (rules.length === 0) return nothing;
    const files = ({ files: own }: RuleInForce): string =>
      own.length === sources.length
        ? translate(language, 'rules.forAll')
        : translate(language, 'rules.forFiles', { files: own.join(translate(language, 'list.separator')) });
    return html`
      <section class="card force" aria-labelledby="rules">
        <h3 id="rules">${translate(language, 'rules.inForce')}</h3>
        <ul>
          ${rules.map((one) => {
            const name = translate(language, `rules.${one.rule.name}.rule`);
            return html`
              <li class="rule">
                <div>
                  ${name} ${sources.length > 1 ? html`<span class="small muted">${files(one)}</span>` : nothing}
                </div>
                <button
                  type="button"
                  data-stop-rule=${one.rule.name}
                  aria-label=${translate(language, 'rules.stopOf', { rule: name })}
                  ?disabled=${this.#store.state.run !== null}
                  @click=${() => void this.workbench.setRules(withoutRule(one.rule), one.ids)}
                >
                  ${icon('close')} ${translate(language, 'rules.stop')}
                </button>
              </li>
            `;
          })}
        </ul>
        <p class="small muted">${translate(language, 'rules.kept')}</p>
      </section>
    `;
  }

  #remedy(language: Language, group: IssueGroup): TemplateResult | typeof nothing {
    const remedy = language === 'zh' ? group.zhRemedy : group.enRemedy;
    if (remedy === '') return nothing;
    return html`<p><span class="muted">${translate(language, 'issues.remedy')}</span> ${remedy}</p>`;
  }

  #toggled(event: Event, id: string): void {
    if (!(event.currentTarget as HTMLDetailsElement).open || this.#opened.ids.has(id)) return;
    this.#opened = { ...this.#opened, ids: new Set([...this.#opened.ids, id]) };
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-issue-list': IssueList;
  }
}

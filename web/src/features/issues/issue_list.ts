// What was left out and what was used with a doubt: grouped by cause, with counts, remedy, and the rows behind each.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { IssueGroup } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import './issue_rows.ts';

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
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .body {
        padding: 0 0 var(--care-space-3);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** Groups whose rows have been opened; rows are not asked for before. */
  #opened: { generation: number; ids: ReadonlySet<string> } = { generation: 0, ids: new Set() };

  override render(): TemplateResult | typeof nothing {
    const { language, result } = this.#store.state;
    if (!result) return nothing;
    if (this.#opened.generation !== result.generation) {
      this.#opened = { generation: result.generation, ids: new Set() };
    }
    const { excluded, notices } = result.report;
    return html`
      <section class="stack" aria-labelledby="issues">
        <h2 id="issues">${translate(language, 'issues.title')}</h2>
        ${
          excluded.length + notices.length === 0
            ? html`<p class="card success">${translate(language, 'issues.none')}</p>`
            : nothing
        }
        ${this.#groups(language, translate(language, 'issues.excluded'), excluded, 'danger')}
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
                <span class="text">${pick(language, group)}</span>
                <span>${this.#extent(language, group)}</span>
              </summary>
              <div class="body stack">
                ${this.#remedy(language, group)}
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
    if (file === undefined) return translate(language, 'issues.count', { count: formatCount(language, count) });
    return file === '' ? '' : `${file} · ${translate(language, 'issues.wholeFile')}`;
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

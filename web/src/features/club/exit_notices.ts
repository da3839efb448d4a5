// What members and merchants are told when the club closes, and when: each text can be copied, all of them printed.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExitPlan, ExitView } from '../../engine/protocol.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { problemOf } from '../../state/problem.ts';
import type { Problem } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { copyText } from '../../ui/clipboard.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import { typed } from '../../ui/typed_value.ts';
import { formField, wholeOf } from './form_field.ts';
import { problemLine } from './problem_line.ts';

type Whom = 'members' | 'merchants';

@customElement('loyalane-exit-notices')
export class ExitNotices extends LitElement {
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
      .window {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: var(--care-space-2) var(--care-space-3);
      }
      .window .field {
        flex: 0 1 200px;
      }
      .notices > li {
        display: grid;
        grid-template-columns: 120px minmax(0, 1fr) auto;
        gap: var(--care-space-1) var(--care-space-3);
        align-items: start;
        padding: var(--care-space-2) 0;
        border-top: 1px solid var(--care-line);
        break-inside: avoid;
      }
      .day {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .text {
        white-space: pre-line;
      }
      @media (max-width: 700px) {
        .notices > li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property({ attribute: false }) plan!: ExitPlan;
  @property({ attribute: false }) standing!: ExitView;
  @state() private whom: Whom = 'members';
  @state() private copied = '';
  @state() private daysTyped: string | null = null;
  @state() private fault: Problem | null = null;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language } = this.#store.state;
    const { standing } = this;
    return html`
      <section class="card stack" aria-labelledby="notices">
        <div class="head">
          <div>
            <h2 id="notices">${translate(language, 'club.notices.title')}</h2>
            <p class="small muted">${translate(language, 'club.notices.lead')}</p>
          </div>
          ${
            standing.notices.length === 0
              ? nothing
              : html`<button type="button" class="no-print" data-print @click=${() => window.print()}>
                  ${icon('print')} ${translate(language, 'club.print')}
                </button>`
          }
        </div>
        ${this.fault ? problemLine(language, this.fault) : nothing} ${this.#window(language)}
        ${standing.notices.length === 0 ? nothing : this.#notices(language)}
      </section>
    `;
  }

  #window(language: Language): TemplateResult {
    const { close } = this.plan;
    return html`
      <div class="window">
        <label class="field">
          <span>${translate(language, 'club.notices.close')}</span>
          <input
            type="date"
            data-field="close"
            .value=${typed(close ?? '')}
            @change=${(event: Event) => void this.#act({ close: (event.target as HTMLInputElement).value || null })}
          />
        </label>
        ${formField({
          id: 'honourDays',
          label: translate(language, 'club.notices.honour'),
          value: this.daysTyped ?? String(this.plan.honourDays),
          kind: 'whole',
          hint: this.standing.honouredUntil
            ? translate(language, 'club.notices.until', { day: this.standing.honouredUntil })
            : translate(language, 'club.notices.honourHint'),
          ...(this.daysTyped !== null && { error: translate(language, 'club.notices.days') }),
          changed: (text) => {
            const days = wholeOf(text);
            const isGood = days !== null && days <= 3650;
            this.daysTyped = isGood ? null : text;
            if (isGood) void this.#act({ honourDays: days });
          },
        })}
      </div>
      ${close ? nothing : html`<p class="muted">${translate(language, 'club.notices.none')}</p>`}
    `;
  }

  #notices(language: Language): TemplateResult {
    return html`
      <div class="row no-print" role="group" aria-label=${translate(language, 'club.notices.whom')}>
        ${(['members', 'merchants'] as const).map(
          (whom) => html`
            <button
              type="button"
              data-whom=${whom}
              aria-pressed=${this.whom === whom}
              @click=${() => (this.whom = whom)}
            >
              ${translate(language, `club.notices.${whom}`)}
            </button>
          `,
        )}
      </div>
      <ol class="notices">
        ${this.standing.notices.map((notice) => {
          const text = notice[this.whom];
          const key = `${notice.kind} ${this.whom}`;
          const name = textOr(language, `club.notice.${notice.kind}`, notice.kind);
          return html`
            <li data-notice=${notice.kind}>
              <div>
                <p class="day">${notice.on}</p>
                <p class="small">${name}</p>
                ${
                  notice.missed
                    ? html`<span class="tag warning">${translate(language, 'club.notices.missed')}</span>`
                    : nothing
                }
              </div>
              <p class="text">${text}</p>
              <button
                type="button"
                class="no-print"
                aria-label=${translate(language, 'club.notices.copyName', { name })}
                @click=${() => void this.#copy(key, text)}
              >
                ${icon(this.copied === key ? 'check' : 'copy')}
                ${translate(language, this.copied === key ? 'club.notices.copied' : 'club.notices.copy')}
              </button>
            </li>
          `;
        })}
      </ol>
    `;
  }

  async #copy(key: string, text: string): Promise<void> {
    try {
      await copyText(Promise.resolve(text));
      this.copied = key;
    } catch (reason) {
      this.fault = problemOf(reason);
    }
  }

  async #act(change: Readonly<Record<string, unknown>>): Promise<void> {
    this.fault = null;
    try {
      await this.workbench.club.act('exit', { do: 'window', ...change });
    } catch (reason) {
      this.fault = problemOf(reason);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-exit-notices': ExitNotices;
  }
}

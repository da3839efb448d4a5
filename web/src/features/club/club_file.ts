// The club's file where it is opened: a file that waits for its data, what would be lost when another takes the place of what is not
// saved, and what of a damaged one is good.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import type { ClubFile } from '../../state/state.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { saveFile } from '../../ui/save_file.ts';
import { saveProject } from './save_project.ts';

@customElement('loyalane-club-file')
export class ClubFileView extends LitElement {
  static override styles = [
    controls,
    css`
      .waiting {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--care-space-2) var(--care-space-3);
        margin-bottom: var(--care-space-3);
      }
      .names {
        overflow-wrap: anywhere;
      }
      h3 + * {
        margin-top: var(--care-space-1);
      }
      li + li {
        margin-top: var(--care-space-1);
      }
      .done {
        padding: var(--care-space-2) var(--care-space-3);
        border-radius: var(--care-radius);
        background: var(--care-surface-success);
        color: var(--care-success);
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @state() private isSaved = false;
  readonly #store = new StoreController(this, () => this.workbench.store);

  override render(): TemplateResult {
    const { language, club, run } = this.#store.state;
    const { waiting, asked, damaged } = club.file;
    return html`
      ${waiting && !run ? this.#waiting(language, waiting) : nothing} ${asked ? this.#ask(language, asked) : nothing}
      ${damaged ? this.#damaged(language, damaged) : nothing}
    `;
  }

  #waiting(language: Language, { file, names }: NonNullable<ClubFile['waiting']>): TemplateResult {
    return html`
      <section class="card waiting" role="status" data-waiting>
        <div>
          <p>${icon('folder')} ${translate(language, 'clubFile.waiting', { name: file.name })}</p>
          ${
            names.length === 0
              ? nothing
              : html`<p class="small muted names">
                  ${translate(language, 'clubFile.waitingNames', {
                    names: names.join(translate(language, 'list.separator')),
                  })}
                </p>`
          }
        </div>
        <button type="button" data-action="wait-no-longer" @click=${() => this.workbench.club.waitNoLonger()}>
          ${translate(language, 'clubFile.waitNoLonger')}
        </button>
      </section>
    `;
  }

  #ask(language: Language, file: File): TemplateResult {
    const { club } = this.workbench;
    return html`
      <loyalane-dialog open .heading=${translate(language, 'clubFile.ask')} @close=${() => club.keepWhatIsThere()}>
        <div class="stack">
          <p>${translate(language, 'clubFile.askText', { name: file.name })}</p>
          <p>
            <button
              type="button"
              data-action="save-first"
              @click=${() => void saveProject(language, this.workbench, this.#store.state)}
            >
              ${icon('download')} ${translate(language, 'club.project.save')}
            </button>
          </p>
        </div>
        <div slot="footer" class="row">
          <button type="button" data-first-focus @click=${() => club.keepWhatIsThere()}>
            ${translate(language, 'clubFile.keep')}
          </button>
          <button type="button" class="primary" data-action="replace" @click=${() => void club.openFile(file, true)}>
            ${translate(language, 'clubFile.replace')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }

  #damaged(language: Language, { name, recovery, good }: NonNullable<ClubFile['damaged']>): TemplateResult {
    const count = (many: number): string => formatCount(language, many);
    const { directoryLost, ledger, lostParts, project, keptParts } = recovery;
    const close = (): void => {
      this.isSaved = false;
      this.workbench.club.closeDamaged();
    };
    const months = ledger?.periods ?? [];
    return html`
      <loyalane-dialog open .heading=${translate(language, 'clubFile.damaged', { name })} @close=${close}>
        <div class="stack" data-damaged>
          <section>
            <h3>${translate(language, 'clubFile.good')}</h3>
            <ul>
              <li>${translate(language, project ? 'clubFile.rulesGood' : 'clubFile.rulesLost')}</li>
              ${
                ledger
                  ? html`<li>
                      ${
                        months.length === 0
                          ? translate(language, 'clubFile.noMonths')
                          : translate(language, 'clubFile.months', {
                              count: count(months.length),
                              from: months[0] ?? '',
                              to: months.at(-1) ?? '',
                            })
                      }
                      ${translate(language, 'clubFile.entries', { count: count(ledger.entries) })}
                    </li>`
                  : nothing
              }
              ${
                keptParts.length === 0
                  ? nothing
                  : html`<li>${translate(language, 'clubFile.parts', { count: count(keptParts.length) })}</li>`
              }
            </ul>
          </section>
          <section>
            <h3 class="warning">${translate(language, 'clubFile.lost')}</h3>
            <ul>
              ${directoryLost ? html`<li data-cut>${translate(language, 'clubFile.cut')}</li>` : nothing}
              ${
                ledger?.id === undefined
                  ? nothing
                  : html`<li>
                      ${
                        ledger.announced === null
                          ? nothing
                          : translate(language, 'clubFile.entriesLost', {
                              count: count(ledger.lost),
                              line: count(ledger.line ?? 0),
                            })
                      }
                      ${ledger.text} <strong>${ledger.remedy}</strong>
                      <span class="small muted">${ledger.id}</span>
                    </li>`
              }
              ${lostParts.map(
                ({ part, text, remedy, id }) =>
                  html`<li>${part}: ${text} <strong>${remedy}</strong> <span class="small muted">${id}</span></li>`,
              )}
            </ul>
          </section>
          <p>${translate(language, 'clubFile.goodHow')}</p>
          ${
            this.isSaved
              ? html`<p class="done" role="status">${icon('check')} ${translate(language, 'clubFile.goodSaved')}</p>`
              : nothing
          }
        </div>
        <div slot="footer" class="row">
          <button type="button" data-first-focus @click=${close}>${translate(language, 'clubFile.close')}</button>
          <button
            type="button"
            class="primary"
            data-action="save-good"
            @click=${() => {
              const recovered = translate(language, 'clubFile.goodName');
              saveFile(good, `${name.replace(/\.loyalane$/i, '')}-${recovered}.loyalane`);
              this.isSaved = true;
            }}
          >
            ${icon('download')} ${translate(language, 'clubFile.saveGood')}
          </button>
        </div>
      </loyalane-dialog>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-club-file': ClubFileView;
  }
}

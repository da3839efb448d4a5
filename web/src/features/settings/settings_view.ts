// The rules of the result as plain sentences, with the way to change them, to save them and to load them.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Settings } from '../../engine/protocol.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import { StoreController } from '../../state/store.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { saveFile } from '../../ui/save_file.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/info.ts';
import { kSettingsGroups, settingsSentences, type Sentence, type SettingsGroup } from './sentences.ts';
import './settings_editor.ts';
import { readSettings, settingsText } from './settings_file.ts';

/** Groups whose sentences stand there at once; the others open. */
const kFirstGroups: ReadonlySet<SettingsGroup> = new Set(['thresholds', 'weights', 'scope']);
/** No settings file is longer: the longest document that the form can make has some 60 kB. */
const kFileBytesMax = 1 << 20;

interface FileMessage {
  readonly isGood: boolean;
  readonly say: (language: Language) => string;
}

/** What a term is called; the text itself where the catalogue of definitions has no such term. */
const termName = (language: Language, id: string, otherwise: string): string =>
  textOr(language, `definitions.${id}.name`, otherwise);

@customElement('loyalane-settings-view')
export class SettingsView extends LitElement {
  static override styles = [
    controls,
    css`
      .rules {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--care-space-2) var(--care-space-3);
      }
      dt {
        font-weight: 600;
        color: var(--care-text-muted);
      }
      dd p + p {
        margin-top: 2px;
      }
      details[open] > summary {
        margin-bottom: var(--care-space-2);
      }
      input[type='file'] {
        display: none;
      }
      .message {
        flex: 1 1 100%;
      }
      @media (max-width: 640px) {
        .rules {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        dd {
          margin-bottom: var(--care-space-2);
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  readonly #store = new StoreController(this, () => this.workbench.store);
  /** What became of the last file, in whatever language is on. */
  @state() private message: FileMessage | null = null;
  #wasEditing = false;

  protected override updated(): void {
    // Back from the form: to the button that opened it.
    const isEditing = this.#store.state.draft !== null;
    if (this.#wasEditing && !isEditing && !this.matches(':focus-within')) {
      this.renderRoot.querySelector<HTMLElement>('[data-settings="edit"]')?.focus({ preventScroll: true });
    }
    this.#wasEditing = isEditing;
  }

  override render(): TemplateResult | typeof nothing {
    const { language, document, draft, shown, result } = this.#store.state;
    // What stands on the screens, a threshold under the hand included.
    const settings = shown?.request.settings ?? document.settings;
    if (!settings) return nothing;
    const sentences = settingsSentences(language, {
      settings,
      summary: shown?.value.summary ?? null,
      report: result?.report ?? null,
    });
    // That a file was taken in says nothing any more once it is applied or discarded.
    const message = this.message?.isGood && !draft ? null : this.message;
    const groups = (isFirst: boolean): readonly SettingsGroup[] =>
      kSettingsGroups.filter((group) => kFirstGroups.has(group) === isFirst);
    return html`
      <div class="stack">
        <section class="card stack" aria-labelledby="rules">
          <div class="row head">
            <div class="grow">
              <h2 id="rules">${translate(language, 'settings.title')}</h2>
              <p class="small muted">${translate(language, 'settings.lead')}</p>
            </div>
            <div class="toolbar no-print">
              ${
                draft
                  ? nothing
                  : html`<button
                      class="primary"
                      type="button"
                      data-settings="edit"
                      @click=${() => document.settings && this.workbench.setDraft(document.settings)}
                    >
                      ${icon('settings')} ${translate(language, 'settings.edit')}
                    </button>`
              }
              <button type="button" data-settings="save" @click=${() => this.#save(language)}>
                ${icon('download')} ${translate(language, 'settings.save')}
              </button>
              <button type="button" data-settings="load" @click=${() => this.#input()?.click()}>
                ${icon('file')} ${translate(language, 'settings.load')}
              </button>
              <input
                type="file"
                accept=".json,application/json"
                aria-label=${translate(language, 'settings.load')}
                @change=${(event: Event) => void this.#load(event)}
              />
            </div>
            <p class="message ${message?.isGood ? 'success' : 'danger'}" role="status">
              ${message ? html`${icon(message.isGood ? 'check' : 'alert')} ${message.say(language)}` : nothing}
            </p>
          </div>
          ${this.#list(language, sentences, groups(true))}
          <details>
            <summary>${translate(language, 'settings.moreRules')}</summary>
            ${this.#list(language, sentences, groups(false))}
          </details>
        </section>
        ${draft ? html`<loyalane-settings-editor .workbench=${this.workbench}></loyalane-settings-editor>` : nothing}
      </div>
    `;
  }

  #list(language: Language, sentences: readonly Sentence[], groups: readonly SettingsGroup[]): TemplateResult {
    return html`
      <dl class="rules">
        ${groups.map((group) => {
          const name = translate(language, `settings.group.${group}`);
          const own = sentences.filter((sentence) => sentence.group === group);
          return own.length === 0
            ? nothing
            : html`<dt>${name}</dt>
                <dd data-rules=${group}>
                  ${own.map(
                    ({ text, define }) =>
                      html`<p>
                        ${text}<loyalane-info of=${define} .label=${termName(language, define, name)}></loyalane-info>
                      </p>`,
                  )}
                </dd>`;
        })}
      </dl>
    `;
  }

  #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input[type="file"]');
  }

  #save(language: Language): void {
    const { document, result } = this.#store.state;
    if (!document.settings) return;
    const asOf = result?.report.asOf;
    const bytes = new Blob([settingsText(document.settings)], { type: 'application/json' });
    saveFile(bytes, `${translate(language, 'settings.fileName')}${asOf ? `-${asOf}` : ''}.json`);
  }

  async #load(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    const base = this.#base();
    if (!file || !base) return;
    const { name } = file;
    const tell = (isGood: boolean, say: FileMessage['say']): void => {
      this.message = { isGood, say };
    };
    if (file.size > kFileBytesMax) {
      tell(false, (language) => translate(language, 'settings.fileTooLarge', { name }));
      return;
    }
    let text: string;
    try {
      text = await file.text();
    } catch {
      tell(false, (language) => translate(language, 'settings.fileUnreadable', { name }));
      return;
    }
    const read = readSettings(text, base);
    if ('settings' in read) {
      tell(true, (language) => translate(language, 'settings.fileRead', { name }));
      this.workbench.setDraft(read.settings);
    } else if (read.fault === 'syntax') {
      tell(false, (language) => translate(language, 'settings.fileSyntax', { name }));
    } else {
      const { key } = read;
      tell(false, (language) =>
        translate(language, 'settings.fileShape', { name, key: key || translate(language, 'settings.fileWhole') }),
      );
    }
  }

  /** What a settings file may leave out has its default. */
  #base(): Settings | null {
    return this.#store.state.defaults ?? this.#store.state.document.settings;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-settings-view': SettingsView;
  }
}

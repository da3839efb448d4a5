// That nothing leaves the machine, and how that is enforced: the page's own content policy, as it stands in the page.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { translate, type Language } from '../../i18n/translate.ts';
import { controls } from '../../ui/controls.ts';
import { policyLines } from './policy_lines.ts';

const pagePolicy = (language: Language): readonly string[] =>
  policyLines(
    document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
    translate(language, 'import.privacyScripts'),
  );

@customElement('loyalane-privacy-note')
export class PrivacyNote extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        max-width: 72ch;
      }
      .line {
        color: var(--care-success);
      }
      summary {
        cursor: pointer;
        color: var(--care-accent);
      }
      .how {
        padding-top: var(--care-space-2);
        text-align: left;
      }
      .how li {
        position: relative;
        padding: 2px 0 2px var(--care-space-3);
      }
      .how li::before {
        content: '';
        position: absolute;
        left: 2px;
        top: 0.75em;
        width: 5px;
        height: 5px;
        border-radius: 50%;
        background: currentcolor;
      }
      .how .policy {
        margin: var(--care-space-1) 0 var(--care-space-1) var(--care-space-3);
        padding: var(--care-space-2);
        border-radius: var(--care-radius);
        background: var(--care-surface-sunken);
        font: var(--care-font-size-small) / 1.5 var(--care-font-mono, monospace);
        overflow-wrap: anywhere;
      }
      .how .policy::before {
        display: none;
      }
      .policy .key {
        font-weight: 700;
      }
    `,
  ];

  @property() language: Language = 'zh';

  override render(): TemplateResult {
    const { language } = this;
    const policy = pagePolicy(language);
    return html`
      <p class="small line">${translate(language, 'app.privacyLong')}</p>
      <details class="small">
        <summary>${translate(language, 'import.privacyHow')}</summary>
        <ul class="how">
          <li>${translate(language, 'import.privacyPolicy')}</li>
          ${
            policy.length > 0
              ? html`<li class="policy">
                  ${policy.map((line) => html`<div class=${line.startsWith('connect-src') ? 'key' : ''}>${line}</div>`)}
                </li>`
              : nothing
          }
          <li>${translate(language, 'import.privacyRead')}</li>
          <li>${translate(language, 'import.privacyKept')}</li>
          <li>${translate(language, 'import.privacyTry')}</li>
        </ul>
      </details>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-privacy-note': PrivacyNote;
  }
}

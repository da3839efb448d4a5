// Groups of customers with their members and what they add up to; out of the files, or made by the user.

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CustomerGroups, Settings } from '../../engine/protocol.ts';
import { formatMoney, formatShare } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { textOr, translate, type Language } from '../../i18n/translate.ts';
import type { Workbench } from '../../state/workbench.ts';
import { controls } from '../../ui/controls.ts';
import { icon } from '../../ui/icons.ts';
import '../../ui/type_mark.ts';
import { isOwnMember, withMembers, withoutMember } from './who_edits.ts';

@customElement('loyalane-groups-view')
export class GroupsView extends LitElement {
  static override styles = [
    controls,
    css`
      details {
        border-bottom: 1px solid var(--care-line);
      }
      summary {
        padding: var(--care-space-2) 0;
        overflow-wrap: anywhere;
      }
      summary .muted {
        margin-left: var(--care-space-2);
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        gap: var(--care-space-2);
        margin-top: var(--care-space-3);
      }
      form .field {
        flex: 1 1 160px;
      }
      td {
        overflow-wrap: anywhere;
        vertical-align: middle;
      }
      td:first-child .quiet {
        padding: 0;
        text-align: left;
        white-space: normal;
      }
      .nothing {
        display: grid;
        gap: var(--care-space-1);
        padding: var(--care-space-2) 0;
      }
      /* On a phone the amount and the way out of the group matter more. */
      @media (max-width: 520px) {
        .type {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) workbench!: Workbench;
  @property() language: Language = 'zh';
  @property() currency = '';
  @property({ attribute: false }) settings!: Settings;
  /** Null while they are asked for. */
  @property({ attribute: false }) groups: CustomerGroups['groups'] | null = null;
  /** A code that was typed and is no customer. */
  @state() private unknown = '';

  override render(): TemplateResult {
    const { language, groups } = this;
    if (!groups) return html`<p class="muted">${translate(language, 'grid.loading')}</p>`;
    return html`
      ${
        groups.length === 0
          ? html`<p class="nothing">
              ${translate(language, 'who.groupsNone')}
              <span class="small muted">${translate(language, 'who.groupsNoneText')}</span>
            </p>`
          : groups.map((group) => this.#group(group))
      }
      <form @submit=${(event: SubmitEvent) => void this.#add(event)}>
        <label class="field">
          <span>${translate(language, 'who.groupName')}</span>
          <input name="group" type="text" maxlength="200" required list="names" autocomplete="off" />
        </label>
        <datalist id="names">${groups.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
        <label class="field">
          <span>${translate(language, 'who.member')}</span>
          <input
            name="member"
            type="text"
            maxlength="200"
            required
            autocomplete="off"
            aria-invalid=${this.unknown === '' ? nothing : 'true'}
            aria-describedby="unknown"
          />
        </label>
        <button type="submit" data-action="add-member">${translate(language, 'who.add')}</button>
      </form>
      <p class="error" id="unknown" role="status">
        ${this.unknown === '' ? nothing : translate(language, 'who.noCustomer', { id: this.unknown })}
      </p>
    `;
  }

  #group({ name, amount, share, members }: CustomerGroups['groups'][number]): TemplateResult {
    const { language, currency } = this;
    return html`
      <details data-group=${name}>
        <summary>
          <strong>${name}</strong>
          <span class="small muted">
            ${translateCount(language, 'who.groupMembers', members.length)} · ${formatMoney(language, amount, currency)}
            · ${translate(language, 'who.groupShare', { share: formatShare(language, share) })}
          </span>
        </summary>
        <div class="scroll-x" tabindex="0" role="region" aria-label=${name}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${translate(language, 'column.customer_name')}</th>
                <th scope="col" class="type">${translate(language, 'column.type')}</th>
                <th scope="col" class="numeric">${translate(language, 'definitions.amount.name')}</th>
                <th scope="col"><span class="visually-hidden">${translate(language, 'who.remove')}</span></th>
              </tr>
            </thead>
            <tbody>
              ${members.map(
                (member) => html`
                  <tr>
                    <td>
                      <button class="quiet" type="button" @click=${() => this.workbench.openCustomer(member.id)}>
                        ${member.name || member.id}
                      </button>
                      ${
                        member.name === '' || member.name === member.id
                          ? nothing
                          : html`<span class="small muted">${member.id}</span>`
                      }
                    </td>
                    <td class="type">
                      <loyalane-type-mark
                        .type=${member.type}
                        .label=${textOr(language, `definitions.${member.type}.name`, member.type)}
                      ></loyalane-type-mark>
                    </td>
                    <td class="numeric">${formatMoney(language, member.amount, currency)}</td>
                    <td>
                      ${
                        isOwnMember(this.settings, name, member.id)
                          ? html`<button
                              type="button"
                              class="quiet"
                              data-remove=${member.id}
                              aria-label=${translate(language, 'who.removeOf', { name: member.name || member.id, group: name })}
                              @click=${() =>
                                this.workbench.changeSettings((now) => withoutMember(now, member.id), 'whoIsWho')}
                            >
                              ${icon('close')} ${translate(language, 'who.remove')}
                            </button>`
                          : html`<span class="small muted">${translate(language, 'who.fromFile')}</span>`
                      }
                    </td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const text = (field: string): string => {
      const value = data.get(field);
      return typeof value === 'string' ? value.trim() : '';
    };
    const group = text('group');
    const id = text('member');
    if (group === '' || id === '') return;
    try {
      const card = await this.workbench.customerCard(id);
      this.unknown = '';
      this.workbench.changeSettings((now) => withMembers(now, group, [card.id]), 'whoIsWho');
      form.reset();
    } catch {
      this.unknown = id;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'loyalane-groups-view': GroupsView;
  }
}

// The rules for awards to members who bring new customers: when, how much by what the customer pays, as what; and what they give,
// played by the engine on one made-up customer.

import { html, nothing, type TemplateResult } from 'lit';
import type { ClubProgramme, ReferralChoiceId, ReferralExample } from '../../engine/protocol.ts';
import { formatCount, formatMoney } from '../../i18n/format.ts';
import { translate, type Language } from '../../i18n/translate.ts';
import { daysBetween } from './figures.ts';
import { withBand, type Path } from './programme_edits.ts';

/** The editor's fields: each shows what is wrong at its place and makes an edit that can be undone. */
export interface RuleFields {
  whole(path: Path, label: string, value: number, hint?: string): TemplateResult;
  money(path: Path, label: string, value: string, isBare?: boolean): TemplateResult;
  /** Empty stands for null. */
  moneyOrNone(path: Path, label: string, value: string | null, hint: string): TemplateResult;
  dayOrNone(path: Path, label: string, value: string | null, hint: string): TemplateResult;
  choice<T extends string>(
    path: Path,
    label: string,
    value: T,
    options: readonly T[],
    nameOf: (one: T) => string,
  ): TemplateResult;
  /** What the engine says about the place as a whole. */
  problem(path: Path): TemplateResult | typeof nothing;
  remove(list: Path, at: number, name: string): TemplateResult;
  change(programme: ClubProgramme, place: string): void;
}

const kChoices: readonly ReferralChoiceId[] = ['voucher', 'gift'];
const yuan = (language: Language, amount: string): string => formatMoney(language, amount, 'CNY');

export function referralRules(language: Language, programme: ClubProgramme, fields: RuleFields): TemplateResult {
  const { referral } = programme;
  const t = (id: RuleText): string => translate(language, `club.awardRules.${id}`);
  const toggled = (choice: ReferralChoiceId, isOn: boolean): readonly ReferralChoiceId[] =>
    kChoices.filter((one) => (one === choice ? isOn : referral.choices.includes(one)));
  return html`
    <section class="card stack" aria-labelledby="referral" data-referral>
      <div>
        <h3 id="referral">${t('title')}</h3>
        <p class="small muted">${t('lead')}</p>
      </div>
      ${fields.problem(['referral'])}
      <div class="form">
        ${fields.dayOrNone(['referral', 'starts'], t('starts'), referral.starts, t('noBound'))}
        ${fields.dayOrNone(['referral', 'ends'], t('ends'), referral.ends, t('noBound'))}
        ${fields.choice(['referral', 'basis'], t('basis'), referral.basis, ['deal', 'cumulative'], (one) => t(`basis.${one}`))}
        ${fields.whole(['referral', 'hold_days'], t('hold'), referral.hold_days, t('hold.hint'))}
        ${fields.whole(['referral', 'valid_days'], t('valid'), referral.valid_days, t('valid.hint'))}
        ${fields.moneyOrNone(['referral', 'cap'], t('cap'), referral.cap, t('cap.hint'))}
        <div class="checks" role="group" aria-labelledby="referral-choices">
          <span id="referral-choices">${t('choices')}</span>
          ${kChoices.map(
            (choice) =>
              html`<label class="check">
                <input
                  type="checkbox"
                  data-field=${`referral.choices.${choice}`}
                  .checked=${referral.choices.includes(choice)}
                  @change=${(event: Event) =>
                    fields.change(
                      {
                        ...programme,
                        referral: {
                          ...referral,
                          choices: toggled(choice, (event.target as HTMLInputElement).checked),
                        },
                      },
                      `referral.choices.${choice}`,
                    )}
                />
                ${t(`choice.${choice}`)}
              </label>`,
          )}
          <span class="small muted">${t('noCash')}</span>
        </div>
        <div class="wide">${fields.problem(['referral', 'choices'])}</div>
      </div>
      <div class="scroll">
        <table class="table" data-bands>
          <caption class="visually-hidden">
            ${t('bands')}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="numeric">${t(`from.${referral.basis}`)}</th>
              <th scope="col" class="numeric">${t('award')}</th>
              <th scope="col"><span class="visually-hidden">${translate(language, 'mapping.removeShort')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${referral.bands.map((band, at) => {
              const path: Path = ['referral', 'bands', at];
              return html`<tr>
                <td>
                  ${fields.money([...path, 'from'], `${t(`from.${referral.basis}`)} ${at + 1}`, band.from, true)}
                  ${fields.problem(path)}
                </td>
                <td>${fields.money([...path, 'award'], `${t('award')} ${at + 1}`, band.award, true)}</td>
                <td>
                  ${referral.bands.length > 1 ? fields.remove(['referral', 'bands'], at, yuan(language, band.from)) : nothing}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      ${fields.problem(['referral', 'bands'])}
      <div>
        <button
          type="button"
          data-action="add-band"
          @click=${() => fields.change(withBand(programme), 'referral.bands')}
        >
          ${t('addBand')}
        </button>
      </div>
    </section>
  `;
}

type RuleText =
  | 'title'
  | 'lead'
  | 'starts'
  | 'ends'
  | 'noBound'
  | 'basis'
  | 'basis.deal'
  | 'basis.cumulative'
  | 'hold'
  | 'hold.hint'
  | 'valid'
  | 'valid.hint'
  | 'cap'
  | 'cap.hint'
  | 'choices'
  | 'choice.voucher'
  | 'choice.gift'
  | 'noCash'
  | 'bands'
  | 'from.deal'
  | 'from.cumulative'
  | 'award'
  | 'addBand';

/** One customer's payments and a refund, and what the member is given and keeps. */
export function referralExample(
  language: Language,
  { deals, refund, choice, ...sums }: ReferralExample,
): TemplateResult {
  const t = (id: 'title' | 'lead' | 'kept.voucher' | 'kept.gift'): string =>
    translate(language, `club.awardRules.example.${id}`);
  return html`
    <div data-referral-example>
      <h4>${t('title')}</h4>
      <p class="small muted">${t('lead')}</p>
      <ul class="examples">
        ${deals.map(
          ({ paid, granted, day, active, refused }) =>
            html`<li>
              <span>
                ${translate(language, 'club.awardRules.example.pays', { paid: yuan(language, paid) })}
                ${active === day ? nothing : html`<span class="small muted">${translate(language, 'club.awardRules.example.waits', { days: formatCount(language, daysBetween(day, active)) })}</span>`}
                ${refused ? html`<span class="small warning">${refused.text} ${refused.id}</span>` : nothing}
              </span>
              <strong>${yuan(language, granted)}</strong>
            </li>`,
        )}
        <li>
          <span>
            ${translate(language, 'club.awardRules.example.refund', {
              amount: yuan(language, refund.amount),
              paid: yuan(language, deals[refund.of]?.paid ?? '0.00'),
            })}
          </span>
          <strong>−${yuan(language, sums.takenBack)}</strong>
        </li>
        <li>
          <span>${t(`kept.${choice}`)}</span>
          <strong data-kept>${yuan(language, sums.kept)}</strong>
        </li>
      </ul>
    </div>
  `;
}

// What a card says of a customer, on the screen and on paper: why the type, the distances, flags, attributes and figures.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { CustomerCard, Look, Settings } from '../../engine/protocol.ts';
import { columnLabel, flagWord, formatCell, type ColumnNames } from '../../i18n/customer_columns.ts';
import { formatCount, formatMoney, formatShare } from '../../i18n/format.ts';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import '../../ui/info.ts';
import '../../ui/share_bar.ts';
import '../../ui/type_mark.ts';
import { attributeWords, hasValueBasis, type Units } from './attributes.ts';
import {
  bandWords,
  distanceWords,
  reasonWords,
  thresholdWords,
  valueWords,
  type Axis,
  type AxisPlace,
} from './distance.ts';
import { figuresOf } from './figures.ts';
import './threshold_scale.ts';

/** A customer with all that is needed to tell of it. */
export interface Told {
  readonly card: CustomerCard;
  readonly names: ColumnNames;
  readonly places: readonly AxisPlace[];
  readonly units: Units;
}

const kAxes: readonly Axis[] = ['cv', 'ac'];

export function toldOf(card: CustomerCard, look: Look, settings: Settings, currency: string): Told {
  const { extent } = look.map;
  const place = (axis: Axis): AxisPlace => ({
    axis,
    value: card[axis],
    threshold: card.thresholds[axis],
    distance: axis === 'cv' ? card.cvDistance : card.acDistance,
    band: settings.cvac.stability.band,
    max: axis === 'cv' ? extent.cvTo : extent.acTo,
  });
  return {
    card,
    names: { types: look.summary.types, segments: card.rfm?.segment ? [card.rfm.segment] : [] },
    places: kAxes.map(place),
    units: { currency, occasion: settings.profile.occasion },
  };
}

export const typeName = (language: Language, { names }: Told, type: string): string =>
  formatCell(language, 'type', type, names);

export const bodyStyles = css`
  .facts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--care-space-3);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--care-space-2);
    break-inside: avoid;
  }
  h3 {
    font-size: var(--care-font-size);
  }
  .words {
    font-weight: 600;
  }
  .reason {
    overflow-wrap: anywhere;
  }
  .axes {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
    gap: var(--care-space-2) var(--care-space-4);
  }
  .axis .name {
    display: flex;
    align-items: center;
    gap: var(--care-space-1);
    color: var(--care-text-muted);
  }
  .axis dd {
    display: grid;
  }
  .axis .value {
    font-size: var(--care-font-size-large);
    font-weight: 600;
  }
  .flags {
    display: grid;
    gap: var(--care-space-1);
  }
  .flags li {
    display: flex;
    gap: var(--care-space-2);
  }
  .flags .tag {
    flex: none;
    align-self: start;
    margin-top: 1px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding: var(--care-space-1) 0;
    text-align: left;
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
  }
  .attributes th,
  .attributes td {
    padding: 3px var(--care-space-2);
    border-bottom: 1px solid var(--care-line);
    text-align: left;
    font-weight: 400;
    vertical-align: top;
  }
  .attributes thead th {
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
    border-bottom-color: var(--care-line-strong);
  }
  .attributes th:first-child {
    padding-left: 0;
  }
  .attributes .numeric {
    text-align: right;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  /* Both tables alike. */
  .attributes {
    table-layout: fixed;
  }
  .attributes .value {
    width: 32%;
  }
  .attributes .score {
    width: 112px;
  }
  .attributes .weight {
    width: 72px;
  }
  .attributes loyalane-share-bar {
    height: 5px;
    margin-top: 3px;
    color: var(--care-accent);
    print-color-adjust: exact;
  }
  .attributes tr.missing td {
    color: var(--care-text-muted);
  }
  .note {
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
    gap: var(--care-space-2) var(--care-space-3);
  }
  .figures dt {
    display: flex;
    align-items: center;
    gap: var(--care-space-1);
    min-height: 24px;
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
  }
  .figures dd {
    overflow-wrap: anywhere;
  }
  .months {
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 520px) {
    .attributes th,
    .attributes td {
      padding: 3px var(--care-space-1);
    }
    .attributes .value {
      width: 33%;
    }
    .attributes .score {
      width: 56px;
    }
    .attributes .weight {
      width: 56px;
    }
    .figures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;

/** Everything but months and rows. */
export function cardBody(language: Language, told: Told): TemplateResult {
  const { card } = told;
  return html`<div class="facts">
    ${whySection(language, told)} ${card.flags.length > 0 ? flagsSection(language, told) : nothing}
    ${attributesSection(language, told)} ${figuresSection(language, told)}
  </div>`;
}

function whySection(language: Language, told: Told): TemplateResult {
  const { card, places } = told;
  return html`<section aria-labelledby="why">
    <h3 id="why">${translate(language, 'card.why')}</h3>
    <div>
      <p class="words">${reasonWords(language, places)}</p>
      <p class="reason note">${pick(language, card.reason)}</p>
    </div>
    ${
      card.rawType === card.type
        ? nothing
        : html`<p class="note">
            ${translate(language, 'card.byThreshold', { type: typeName(language, told, card.rawType) })}
          </p>`
    }
    <dl class="axes">
      ${places.map((place) => {
        const name = columnLabel(language, place.axis);
        return html`<div class="axis">
          <dt class="name small">${name} <loyalane-info .of=${place.axis} .label=${name}></loyalane-info></dt>
          <dd>
            <span>
              <span class="value">${valueWords(language, place)}</span>
              ${distanceWords(language, place.axis, place.distance)}
            </span>
            <loyalane-threshold-scale .place=${place}></loyalane-threshold-scale>
            <span class="note">${thresholdWords(language, place)} · ${bandWords(language, place)}</span>
          </dd>
        </div>`;
      })}
    </dl>
  </section>`;
}

function flagsSection(language: Language, { card }: Told): TemplateResult {
  return html`<section aria-labelledby="flags">
    <h3 id="flags">${translate(language, 'card.flags')}</h3>
    <ul class="flags">
      ${card.flags.map((flag) => {
        const word = flagWord(language, flag);
        return html`<li>
          <span class="tag">${word}</span>
          <span>
            ${textOr(language, `card.flag.${flag}`, '')}
            <loyalane-info .of=${flag} .label=${word}></loyalane-info>
          </span>
        </li>`;
      })}
    </ul>
  </section>`;
}

function attributesSection(language: Language, { card, units }: Told): TemplateResult {
  const isThin = card.coverage < card.coverageMin;
  const hasBasis = hasValueBasis(card.attributes);
  return html`<section aria-labelledby="attributes">
    <h3 id="attributes">${translate(language, 'card.attributes')}</h3>
    ${kAxes.map(
      (axis) =>
        html`<table class="attributes">
          <caption>
            ${columnLabel(language, axis)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${translate(language, 'card.attribute')}</th>
              <th scope="col" class="numeric value">${translate(language, 'card.value')}</th>
              <th scope="col" class="numeric score">${translate(language, 'card.score')}</th>
              <th scope="col" class="numeric weight">${translate(language, 'card.weight')}</th>
            </tr>
          </thead>
          <tbody>
            ${card.attributes
              .filter((attribute) => attribute.axis === axis)
              .map((attribute) => {
                const words = attributeWords(language, attribute, units, hasBasis);
                return html`<tr class=${words.part === null ? 'missing' : ''}>
                  <th scope="row">
                    ${words.name} <loyalane-info .of=${words.id} .label=${words.name}></loyalane-info>
                    ${words.note === '' ? nothing : html`<div class="note">${words.note}</div>`}
                  </th>
                  <td class="numeric">${words.value}</td>
                  <td class="numeric score">
                    ${words.score}
                    ${
                      words.part === null
                        ? nothing
                        : html`<loyalane-share-bar .share=${words.part}></loyalane-share-bar>`
                    }
                  </td>
                  <td class="numeric">${words.weight}</td>
                </tr>`;
              })}
          </tbody>
        </table>`,
    )}
    <p class="note">
      ${translate(language, 'card.coverage', { coverage: formatShare(language, card.coverage) })}
      ${isThin ? translate(language, 'card.coverageLow', { min: formatShare(language, card.coverageMin) }) : nothing}
      ${hasBasis ? nothing : translate(language, 'card.noBasis')}
      <loyalane-info of="coverage" .label=${columnLabel(language, 'coverage')}></loyalane-info>
    </p>
  </section>`;
}

function figuresSection(language: Language, { card, units }: Told): TemplateResult {
  return html`<section aria-labelledby="figures">
    <h3 id="figures">${translate(language, 'card.figures')}</h3>
    <dl class="figures">
      ${figuresOf(language, card, units.currency).map(
        ({ id, name, text, more }) =>
          html`<div>
            <dt>${name} <loyalane-info .of=${id} .label=${name}></loyalane-info></dt>
            <dd>${text} ${more ? html`<div class="note">${more}</div>` : nothing}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** 金额（元） */
const amountHead = (language: Language, currency: string): string => {
  const unit = language === 'zh' && currency === 'CNY' ? '元' : currency;
  return unit === '' ? translate(language, 'card.amount') : translate(language, 'card.amountIn', { unit });
};

/** The months as a table: beside the chart, and on paper instead of it. */
export const monthsTable = (language: Language, { card, units }: Told): TemplateResult =>
  html`<table class="table months">
    <thead>
      <tr>
        <th scope="col">${translate(language, 'card.month')}</th>
        <th scope="col" class="numeric">${amountHead(language, units.currency)}</th>
        <th scope="col" class="numeric">${translate(language, 'card.shipDays')}</th>
        <th scope="col" class="numeric">${translate(language, 'card.lines')}</th>
      </tr>
    </thead>
    <tbody>
      ${card.months.map(
        ({ month, amount, shipDays, lines }) =>
          html`<tr>
            <th scope="row">${month}</th>
            <td class="numeric">${formatMoney(language, amount, null)}</td>
            <td class="numeric">${formatCount(language, shipDays)}</td>
            <td class="numeric">${formatCount(language, lines)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

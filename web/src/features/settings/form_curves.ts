// The section of the form that holds the score curves.

import { html, nothing, type TemplateResult } from 'lit';
import type { ScoreCurve } from '../../engine/protocol.ts';
import { translate } from '../../i18n/translate.ts';
import { choiceShareCurve } from './curve_shape.ts';
import { choice, type Form } from './form_fields.ts';
import { kCurveIds, type CurveId } from './form_places.ts';
import './score_curve.ts';
import { attributeName, inSentence } from './sentences.ts';

const kLowerIsBetter: ReadonlySet<CurveId> = new Set(['purchase_cycle', 'recency']);

export function curvesSection(form: Form): TemplateResult {
  const { language, settings } = form;
  const { attributes } = settings.cvac;
  const initial = form.defaults?.cvac.attributes ?? null;
  return html`
    <p class="muted">${translate(language, 'settings.curveLead')}</p>
    <div class="fields">
      ${choice(
        form,
        'settings.cycleDirection',
        'purchase_cycle_days',
        ['shorter_is_better', 'longer_is_better'],
        attributes.cycle_direction,
        'settings.cycle',
        (id) => form.set('cvac.attributes.cycle_direction', id),
      )}
    </div>
    ${kCurveIds.map((id) => {
      const path = `cvac.attributes.${id}`;
      const curve = attributes[id];
      const name = attributeName(language, id);
      return html`
        <details class="curve" data-curve=${id}>
          <summary>${translate(language, 'settings.curveOf', { name: inSentence(name) })}</summary>
          ${id === 'choice_share' ? shareKind(form, attributes.carriers, curve) : nothing}
          ${
            curve
              ? html`<loyalane-score-curve
                  .language=${language}
                  .name=${name}
                  .unit=${translate(language, `settings.curveUnit.${id}`)}
                  .curve=${curve}
                  .better=${kLowerIsBetter.has(id) ? 'lower' : 'higher'}
                  .mirrored=${id === 'purchase_cycle' && attributes.cycle_direction === 'longer_is_better'}
                  .initial=${initial?.[id] ?? null}
                  @change-curve=${(event: CustomEvent<ScoreCurve>) => form.set(path, event.detail)}
                ></loyalane-score-curve>`
              : nothing
          }
          ${form.said(path)}
        </details>
      `;
    })}
  `;
}

function shareKind(form: Form, carriers: number, curve: ScoreCurve | null): TemplateResult {
  const { language } = form;
  const choose = (next: ScoreCurve | null): void => form.set('cvac.attributes.choice_share', next);
  return html`
    <fieldset class="choices">
      <legend class="visually-hidden">${translate(language, 'settings.curveShareKind')}</legend>
      <label class="check">
        <input type="radio" name="share-curve" .checked=${curve === null} @change=${() => choose(null)} />
        ${translate(language, 'settings.curveFollows', { carriers: String(carriers) })}
      </label>
      <label class="check">
        <input
          type="radio"
          name="share-curve"
          .checked=${curve !== null}
          @change=${() => choose(curve ?? choiceShareCurve(carriers))}
        />
        ${translate(language, 'settings.curveOwn')}
      </label>
    </fieldset>
  `;
}

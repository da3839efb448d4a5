// What to do for each type: the default plans, in the same words on the type cards and in the printed report. Texts are
// `types.<id>.<part>`; the parts of a plan are listed here.

import type { Key } from './translate.ts';

/** The four customer types, as the engine names them. */
type TypeId = 'core' | 'contested' | 'loyal' | 'general';

export interface TypePlan {
  readonly aim: Key;
  readonly contact: Key;
  readonly reports: Key;
  readonly content: readonly Key[];
}

export const typePlans: Readonly<Record<TypeId, TypePlan>> = {
  core: {
    aim: 'types.core.aim',
    contact: 'types.core.contact',
    reports: 'types.core.reports',
    content: [
      'types.core.mix',
      'types.core.crg',
      'types.core.contract',
      'types.core.quality',
      'types.core.grow',
      'types.core.solution',
      'types.core.zeroDistance',
      'types.core.network',
      'types.core.winWin',
    ],
  },
  contested: {
    aim: 'types.contested.aim',
    contact: 'types.contested.contact',
    reports: 'types.contested.reports',
    content: [
      'types.contested.rootCause',
      'types.contested.pilot',
      'types.contested.recovery',
      'types.contested.benchmark',
    ],
  },
  loyal: {
    aim: 'types.loyal.aim',
    contact: 'types.loyal.contact',
    reports: 'types.loyal.reports',
    content: [
      'types.loyal.file',
      'types.loyal.talk',
      'types.loyal.holidays',
      'types.loyal.club',
      'types.loyal.newFirst',
    ],
  },
  general: {
    aim: 'types.general.aim',
    contact: 'types.general.contact',
    reports: 'types.general.reports',
    content: ['types.general.base', 'types.general.selfService', 'types.general.quality', 'types.general.cost'],
  },
};

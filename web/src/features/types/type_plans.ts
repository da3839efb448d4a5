// What to do for each type: the default plans. Texts are `types.<id>.<part>`; the parts of a plan are listed here.

import type { Key } from '../../i18n/translate.ts';
import type { TypeId } from '../../engine/protocol.ts';

export interface TypePlan {
  readonly aim: Key;
  readonly contact: Key;
  readonly reports: Key;
  readonly content: readonly Key[];
  /** The rules that it follows, as the requirements number them. */
  readonly source: string;
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
    source: 'S3-11, S3-12, S3-19, S3-27…S3-32',
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
    source: 'S0-9, S3-11, S3-14, S4-16',
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
    source: 'S0-2, S0-10…S0-16, S0-29',
  },
  general: {
    aim: 'types.general.aim',
    contact: 'types.general.contact',
    reports: 'types.general.reports',
    content: ['types.general.base', 'types.general.selfService', 'types.general.quality', 'types.general.cost'],
    source: 'S0-36…S0-45',
  },
};

// What things of the club are called in the reader's language.

import type { Bilingual, ClubTier } from '../../engine/protocol.ts';
import { pick, type Language } from '../../i18n/translate.ts';
import type { State } from '../../state/state.ts';

/** A customer type by its name, another label as it stands. */
export function segmentName({ language, result }: Pick<State, 'language' | 'result'>, label: string): string {
  const type = result?.summary.types.find(({ id }) => id === label);
  return type ? pick(language, type) : label;
}

/** A name in the reader's language, in the other where it has none, else `otherwise`. */
export const nameOf = (language: Language, name: Bilingual, otherwise: string): string =>
  name[language] || name.zh || name.en || otherwise;

export const tierName = (language: Language, tier: ClubTier): string =>
  (language === 'en' ? tier.name_en : '') || tier.name;

// Says what a kind of table cannot do without.

import type { CatalogueField } from '../../engine/protocol.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';

/** One need as a name: the field, or "customer" where any of several fields would do. */
export const needText = (language: Language, fields: readonly CatalogueField[]): string =>
  fields.length > 1
    ? translate(language, 'import.needCustomer')
    : fields.map((field) => pick(language, field)).join('');

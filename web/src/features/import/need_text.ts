// Says what a kind of table cannot do without.

import type { CatalogueField } from '../../engine/protocol.ts';
import { pick, translate, type Language } from '../../i18n/translate.ts';

/** One need as a name: the field, "customer" where any of a customer's names would do, or the fields that would. */
export function needText(language: Language, fields: readonly CatalogueField[]): string {
  if (fields.length > 1 && fields.some(({ id }) => id === 'customer_id')) {
    return translate(language, 'import.needCustomer');
  }
  return fields.map((field) => pick(language, field)).join(' / ');
}

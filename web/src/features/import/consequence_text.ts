// Says what a choice changes against the proposal: one sentence each, with an example of the values.

import type { FileProbe, ProbeColumn } from '../../engine/protocol.ts';
import { pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import type { Choice } from '../../state/state.ts';
import { isUsed, readingsOf, type Consequence } from './mapping_facts.ts';

export function consequenceText(
  language: Language,
  probe: FileProbe,
  choice: Choice,
  consequence: Consequence,
): string {
  if (consequence.kind === 'key') {
    const { from, to } = consequence;
    return translate(language, 'import.changeKey', {
      from: from ? pick(language, from) : '–',
      to: to ? pick(language, to) : '–',
    });
  }
  const { field: of, from, to, isBlocking } = consequence;
  const header = (column: ProbeColumn): string =>
    column.header === '' ? translate(language, 'mapping.emptyHeader') : column.header;
  const field = pick(language, of);
  const nothingChanges = translate(language, 'import.changeNothing');
  if (to === null) {
    const effect = isBlocking
      ? translate(language, 'import.lostRequired')
      : isUsed(of.id)
        ? textOr(language, `import.lost.${of.id}`, '')
        : nothingChanges;
    return translate(language, 'import.changeLost', { field, from: from ? header(from) : '–', effect });
  }
  const use = isUsed(of.id) ? textOr(language, `import.use.${of.id}`, '') : '';
  const effect = use === '' ? nothingChanges : translate(language, 'import.changeAffects', { use });
  const example = (column: ProbeColumn): string | null => {
    const [reading] = readingsOf(probe, choice, of, column);
    return reading?.is === 'read' ? reading.text : (column.samples[0] ?? null);
  };
  if (from === null) return translate(language, 'import.changeGained', { field, to: header(to), effect });
  const before = example(from);
  const after = example(to);
  const moved = translate(language, 'import.changeMoved', { field, from: header(from), to: header(to), effect });
  return before === null || after === null
    ? moved
    : `${moved}${translate(language, 'import.changeExample', { before, after })}`;
}

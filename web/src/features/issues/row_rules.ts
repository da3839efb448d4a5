// Rules that take the place of leaving rows out: which cause has one, and which are in force. They are a part of how a file is read, so
// they stay with the reading profile of its source.

import type { RowRules } from '../../engine/protocol.ts';
import type { Source } from '../../state/state.ts';

export type RuleName = keyof RowRules;

export interface RowRule {
  readonly name: RuleName;
  /** What the rule is set to; without it rows are left out. */
  readonly value: 'above' | 'zero' | 'drop';
}

/** The rule for a cause, by its id. */
const kRules: Readonly<Record<string, RowRule>> = {
  'INGEST-201': { name: 'customer', value: 'above' },
  'INGEST-202': { name: 'shipDate', value: 'above' },
  'INGEST-204': { name: 'unreadableAmount', value: 'zero' },
  'INGEST-205': { name: 'lostWaybill', value: 'drop' },
  'INGEST-206': { name: 'earlyDelivery', value: 'drop' },
  'INGEST-209': { name: 'moreCells', value: 'drop' },
  'INGEST-212': { name: 'amount', value: 'zero' },
};

export const ruleFor = (cause: string): RowRule | null => kRules[cause] ?? null;

export const withRule = ({ name, value }: RowRule): Partial<RowRules> => ({ [name]: value });
export const withoutRule = ({ name }: RowRule): Partial<RowRules> => ({ [name]: 'exclude' });

export interface RuleInForce {
  readonly rule: RowRule;
  /** Sources that are read by it. */
  readonly ids: readonly number[];
  readonly files: readonly string[];
}

/** The rules that files are read by, in the order of the causes. */
export function rulesInForce(sources: readonly Source[]): readonly RuleInForce[] {
  return Object.values(kRules).flatMap((rule): RuleInForce[] => {
    const own = sources.filter(({ state }) => {
      const rules = state.kind === 'ready' ? (state.probe.mapping.rules as Partial<RowRules> | undefined) : undefined;
      return rules?.[rule.name] === rule.value;
    });
    return own.length === 0 ? [] : [{ rule, ids: own.map(({ id }) => id), files: own.map(({ file }) => file.name) }];
  });
}

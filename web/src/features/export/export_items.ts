// What can be saved, in which forms, under which name and with how many rows: one list that the export step draws.

import type { ExportForm, ExportSubject } from '../../engine/protocol.ts';
import type { Language } from '../../i18n/translate.ts';
import type { State } from '../../state/state.ts';

export type ExportGroup = 'list' | 'figures' | 'who' | 'rows' | 'again';
export const kExportGroups: readonly ExportGroup[] = ['list', 'figures', 'rows', 'who', 'again'];

export type ExportId = ExportSubject | 'rejected' | 'manifest' | 'settings';

export interface ExportItem {
  readonly id: ExportId;
  readonly group: ExportGroup;
  /** Empty: the item is written in one form only. */
  readonly forms: readonly ExportForm[];
  readonly extension: 'csv' | 'json';
}

/** The workbook first: that is where those who get it work. */
const kTableForms: readonly ExportForm[] = ['xlsx', 'excel', 'csv', 'json'];

export const kExportItems: readonly ExportItem[] = [
  { id: 'segment', group: 'list', forms: kTableForms, extension: 'csv' },
  { id: 'workbook', group: 'list', forms: ['xlsx'], extension: 'csv' },
  { id: 'rfm', group: 'figures', forms: kTableForms, extension: 'csv' },
  { id: 'abc', group: 'figures', forms: kTableForms, extension: 'csv' },
  { id: 'profile', group: 'figures', forms: kTableForms, extension: 'csv' },
  { id: 'issues', group: 'rows', forms: ['xlsx', 'excel', 'csv'], extension: 'csv' },
  { id: 'rejected', group: 'rows', forms: ['xlsx', 'csv'], extension: 'csv' },
  { id: 'merges', group: 'who', forms: kTableForms, extension: 'csv' },
  { id: 'groups', group: 'who', forms: kTableForms, extension: 'csv' },
  { id: 'manifest', group: 'again', forms: [], extension: 'json' },
  { id: 'settings', group: 'again', forms: [], extension: 'json' },
];

/** Rows left out are taken as far as the engine lists them: so many of each cause and file (core/ingest/issue_log.h). */
const kListedRowsMax = 1000;

/** Rows that a file will have, where that is known before it is written. */
export function rowsOf(id: ExportId, { result, shown }: Pick<State, 'result' | 'shown'>): number | null {
  if (!result) return null;
  const summary = shown?.generation === result.generation ? shown.value.summary : result.summary;
  const { report } = result;
  switch (id) {
    case 'segment':
    case 'profile':
    case 'abc':
      return summary.customers;
    case 'rfm':
      return summary.active;
    case 'rejected':
      return report.excluded.some(({ count }) => count > kListedRowsMax) ? null : report.rowsIn - report.used;
    case 'issues':
    case 'manifest':
    case 'settings':
    case 'workbook':
    case 'merges':
    case 'groups':
      return null;
  }
}

/** Why a file cannot be had, or null: the tables of RFM and ABC need what they are computed from. */
export function hindranceOf(
  id: ExportId,
  { result, shown }: Pick<State, 'result' | 'shown'>,
): 'nothing' | 'rfm' | 'abc' | null {
  if (!result) return 'nothing';
  const { excluded, notices } = result.report;
  switch (id) {
    case 'rfm':
    case 'abc':
      return shown && 'error' in shown.value[id] ? id : null;
    case 'rejected':
      return excluded.length === 0 ? 'nothing' : null;
    case 'issues':
      return excluded.length + notices.length === 0 ? 'nothing' : null;
    case 'segment':
    case 'workbook':
    case 'profile':
    case 'merges':
    case 'groups':
    case 'manifest':
    case 'settings':
      return null;
  }
}

/** "客户名单-Excel-2026-10-31-zh.csv": what it is, as of when, in which language. */
export function fileName(
  base: string,
  form: ExportForm | null,
  asOf: string | null,
  language: Language,
  extension: string,
): string {
  const parts = [base, form === 'excel' ? 'Excel' : '', asOf ?? '', language].filter((part) => part !== '');
  return `${parts.join('-').replace(/[\\/:*?"<>|\s]+/g, '-')}.${form === 'json' || form === 'xlsx' ? form : extension}`;
}

/** The button's hook for scripts and tests: the subject, with the form unless it is the plain one. */
export const hookOf = (id: ExportId, form: ExportForm | null): string =>
  form === null || form === 'csv' ? id : `${id}-${form}`;

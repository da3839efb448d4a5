// Numbers, sizes and shares as the current language writes them.

import { languageTags, type Language } from './translate.ts';

const kept = new Map<string, Intl.NumberFormat>();

function formatter(language: Language, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${name}`;
  let found = kept.get(key);
  if (!found) kept.set(key, (found = new Intl.NumberFormat(languageTags[language], options)));
  return found;
}

/** 12345 → 12,345 */
export const formatCount = (language: Language, count: number): string =>
  formatter(language, 'count', { maximumFractionDigits: 0 }).format(count);

/** 0.1234 → 12.3% */
export const formatShare = (language: Language, share: number): string =>
  formatter(language, 'share', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share);

/** 0.54 → 0.540, with as many decimals as asked for. */
export const formatFixed = (language: Language, value: number, digits: number): string =>
  formatter(language, `fixed${digits}`, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** 18 → 18, 14.285714 → 14.29 */
export const formatFigure = (language: Language, value: number, digits = 2): string =>
  formatter(language, `figure${digits}`, { maximumFractionDigits: digits }).format(value);

/** Money given as decimal text, grouped, every digit kept: "1234567.80" → "1,234,567.80 元", in English "CNY 1,234,567.80". */
export function formatMoney(language: Language, amount: string, currency: string | null): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(amount) ?? [];
  const grouped = whole === '' ? amount : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
  if (currency === null || currency === '') return grouped;
  if (language === 'en') return `${currency} ${grouped}`;
  return `${grouped} ${currency === 'CNY' ? '元' : currency}`;
}

const kSizeUnits = ['B', 'KB', 'MB', 'GB', 'TB'];

/** 163000000 → 155.4 MB (1 KB = 1024 B) */
export function formatBytes(language: Language, bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < kSizeUnits.length - 1) {
    value /= 1024;
    ++unit;
  }
  const digits = unit === 0 ? 0 : 1;
  const text = formatter(language, `bytes${digits}`, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text.format(value)} ${kSizeUnits[unit] ?? ''}`;
}

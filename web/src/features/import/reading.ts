// How a cell will be read, for the preview of a mapping: the rules of core/ingest/cell_date, cell_number and cell_text, on text.
// Only a picture of what the engine does with the whole file: nothing that is computed or exported comes from here.

export type Reading =
  /** As it goes into the figures. */
  { readonly is: 'read'; readonly text: string } | { readonly is: 'missing' } | { readonly is: 'unreadable' };

/** What a cell cannot say by itself; it stands in the file's plan. */
export interface ReadingContext {
  /** "2026-01": the statement's month gives the year of "12-30". */
  readonly billMonth: string | null;
  /** How 03/04/2026 is meant; null: not known, and then it cannot be read. */
  readonly dateOrder: 'dayFirst' | 'monthFirst' | null;
  /** 1.234,56 */
  readonly decimalComma: boolean;
  /** A share of 60 is sixty percent. */
  readonly shareIsPercent: boolean;
  /** The column says who the customer is: a masked name or code tells nobody. */
  readonly isCustomer: boolean;
}

const kUnreadable: Reading = { is: 'unreadable' };
const kMissing: Reading = { is: 'missing' };
const read = (text: string): Reading => ({ is: 'read', text });

const kMissingMarks = new Set(['', 'na', '-', '--', '—', '——', '/', '\\', 'n/a', 'null', 'none', '#n/a', '无', '空']);
const kBlankEdges = /^[ \t\r\n\v\u00a0\u3000\u200b\ufeff]+|[ \t\r\n\v\u00a0\u3000\u200b\ufeff]+$/g;

const trimmed = (text: string): string => text.replace(kBlankEdges, '');

/** Full-width signs as plain ones. */
const folded = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\uffe5/g, '¥')
    .replace(/[\u3000\u00a0]/g, ' ');

/** Takes off what spreadsheets put around an id that is kept as text. */
function unwrapped(text: string): string {
  const inner = trimmed(text);
  const quoted = /^="([\s\S]*)"$/.exec(inner);
  return trimmed(quoted ? (quoted[1] ?? '') : inner.replace(/^'/, ''));
}

const isMissing = (text: string): boolean => kMissingMarks.has(text.toLowerCase());
const isScientific = (text: string): boolean => /^\d+(\.\d+)?[Ee][+-]\d+$/.test(text);

// --- dates ---

const kMonthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august'],
  ...['september', 'october', 'november', 'december'],
];
const kNight = 4;
const kYearMin = 1950;
const kYearMax = 2149;

const two = (value: number): string => String(value).padStart(2, '0');

function dateText(year: number, month: number, day: number, time = ''): Reading {
  const made = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= kYearMin && year <= kYearMax && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return exists ? read(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${time}`) : kUnreadable;
}

/** 1 before noon, 2 after, 3 around noon, 4 evening; 0 when the word says nothing. */
const halfOf = (word: string | undefined): number =>
  word === undefined || word === ''
    ? 0
    : /^(上午|AM|am|凌晨|早上|早晨)$/.test(word)
      ? 1
      : /^(下午|PM|pm)$/.test(word)
        ? 2
        : word === '中午'
          ? 3
          : kNight;

const kTime =
  /^(?:T|[ ]*)(上午|AM|am|凌晨|早上|早晨|下午|PM|pm|晚上|傍晚|晚|中午)?[ ]*(\d{1,2})(?:[:：](\d{1,2})(?:[:：](\d{1,2})秒?(?:\.\d{1,9})?)?|[时点](?:(\d{1,2})(?:分(?:(\d{1,2})秒?(?:\.\d{1,9})?)?)?)?)[ ]*(AM|am|上午|PM|pm|下午)?$/;

/** " 09:03", or null when `rest` is no time. */
function timeText(rest: string): string | null {
  const parts = kTime.exec(rest);
  if (!parts) return null;
  const [, before, hourText, colonMinute, colonSecond, wordMinute, wordSecond, after] = parts;
  if (halfOf(before) !== 0 && halfOf(after) !== 0) return null;
  const half = halfOf(before) || halfOf(after);
  let hour = Number(hourText);
  const minute = Number(colonMinute ?? wordMinute ?? 0);
  const secondText = colonSecond ?? wordSecond;
  if (hour > 23 || minute > 59 || Number(secondText ?? 0) > 59) return null;
  if (half === 1 && hour > 12) return null;
  if (half === kNight && hour === 12) return null;
  if (half === 1 && hour === 12) hour = 0;
  if ((half === 2 || half === kNight) && hour < 12) hour += 12;
  if (half === 3 && hour < 11) hour += 12;
  return ` ${two(hour)}:${two(minute)}${secondText === undefined ? '' : `:${two(Number(secondText))}`}`;
}

function dateWithTime(year: number, month: number, day: number, rest: string): Reading {
  if (rest.trim() === '') return dateText(year, month, day);
  const time = timeText(rest);
  return time === null ? kUnreadable : dateText(year, month, day, time);
}

/** A spreadsheet's serial of the 1900 system; 25569 is 1970-01-01. */
function serialText(whole: string, fraction: string | undefined): Reading {
  const seconds = fraction === undefined ? 0 : Math.round(Number(`0.${fraction}`) * 86_400);
  const at = new Date((Number(whole) - 25_569) * 86_400_000 + seconds * 1000).toISOString();
  const year = Number(at.slice(0, 4));
  if (year < kYearMin || year > kYearMax) return kUnreadable;
  return read(fraction === undefined ? at.slice(0, 10) : `${at.slice(0, 10)} ${at.slice(11, 19)}`);
}

function readDate(cell: string, { billMonth, dateOrder }: ReadingContext): Reading {
  const text = unwrapped(folded(cell));
  if (isMissing(text)) return kMissing;
  const digits = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(text);
  if (digits) {
    const [, year, month, day, hour, minute, second] = digits;
    const time = hour === undefined ? '' : `${hour}:${minute ?? ''}${second === undefined ? '' : `:${second}`}`;
    return dateWithTime(Number(year), Number(month), Number(day), time === '' ? '' : ` ${time}`);
  }
  const serial = /^(\d{5})(?:\.(\d{1,17}))?$/.exec(text);
  if (serial) return serialText(serial[1] ?? '', serial[2]);
  const full = /^(\d{4})[-/.年] *(\d{1,2})[-/.月] *(\d{1,2})日?(?!\d)([\s\S]*)$/.exec(text);
  if (full) return dateWithTime(Number(full[1]), Number(full[2]), Number(full[3]), full[4] ?? '');
  const named = /^(\d{1,2})[-/ ]([A-Za-z]{3,9})[-/ ](\d{2}|\d{4})(?!\d)([\s\S]*)$/.exec(text);
  if (named) {
    const month = kMonthNames.findIndex((name) => name.startsWith((named[2] ?? '').toLowerCase())) + 1;
    if (month === 0) return kUnreadable;
    const year = Number(named[3]);
    return dateWithTime(
      (named[3] ?? '').length === 4 ? year : year + (year < 70 ? 2000 : 1900),
      month,
      Number(named[1]),
      named[4] ?? '',
    );
  }
  const twoWay = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)([\s\S]*)$/.exec(text);
  if (twoWay) {
    const [, first, separator, second, year, rest = ''] = twoWay;
    const isDayFirst = separator === '.' || dateOrder === 'dayFirst';
    if (!isDayFirst && dateOrder === null) return kUnreadable;
    const [month, day] = isDayFirst ? [second, first] : [first, second];
    return dateWithTime(Number(year), Number(month), Number(day), rest);
  }
  const short = /^(\d{1,2})[-/ 月](\d{1,2})日?((?:[ T][\s\S]*)?)$/.exec(text);
  if (short && billMonth !== null) {
    const month = Number(short[1]);
    // At most two months behind the bill's, as the engine has it (core/ingest/cell_date.h).
    const behind = month - Number(billMonth.slice(5, 7));
    const year = Number(billMonth.slice(0, 4)) + (behind > 2 ? -1 : behind < -9 ? 1 : 0);
    return dateWithTime(year, month, Number(short[2]), short[3] ?? '');
  }
  return kUnreadable;
}

// --- numbers ---

interface Unit {
  readonly text: string;
  /** Value = written × times ÷ over. */
  readonly times: bigint;
  readonly over: bigint;
}
const unit = (text: string, times = 1n, over = 1n): Unit => ({ text, times, over });
const kMoneyUnits = [unit('万元', 10_000n), unit('万', 10_000n), unit('人民币'), unit('元'), unit('块')];
const kNumberUnits = [
  ...[unit('公斤'), unit('千克'), unit('kg'), unit('KG'), unit('Kg')],
  ...[unit('斤', 1n, 2n), unit('g', 1n, 1000n), unit('分'), unit('星'), unit('名')],
];
const kMoneyPrefixes = ['¥', 'RMB', 'CNY'];
const kMoneyMinorMax = 1_000_000_000_000n;
const kMicroMax = 1_000_000_000_000_000n;
const kDecimal = /^(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/;

interface Decimal {
  readonly value: bigint;
  readonly isPercent: boolean;
}

/** The value times 10^decimals, half away from zero; null when it is none. */
function decimal(cell: string, decimals: number, units: readonly Unit[], prefixes: readonly string[]): Decimal | null {
  let text = cell;
  let signs = 0;
  let isNegative = false;
  const bracket = /^\(([\s\S]*)\)$/.exec(text);
  if (bracket) {
    isNegative = true;
    ++signs;
    text = trimmed(bracket[1] ?? '');
  }
  const takeSign = (): void => {
    const sign = /^[-+−]/.exec(text)?.[0];
    if (sign === undefined) return;
    isNegative = sign !== '+';
    ++signs;
    text = trimmed(text.slice(1));
  };
  takeSign();
  const prefix = prefixes.find((one) => text.startsWith(one));
  if (prefix !== undefined) {
    text = trimmed(text.slice(prefix.length));
    takeSign();
  }
  const suffix = units.find((one) => text.endsWith(one.text));
  if (suffix) text = trimmed(text.slice(0, -suffix.text.length));
  const isPercent = prefixes.length === 0 && text.endsWith('%');
  if (isPercent) text = trimmed(text.slice(0, -1));
  if (text.endsWith('-')) {
    isNegative = true;
    ++signs;
    text = trimmed(text.slice(0, -1));
  }
  const parts = kDecimal.exec(text);
  const whole = (parts?.[1] ?? '').replaceAll(',', '');
  const fraction = parts?.[2] ?? '';
  if (signs > 1 || !parts || whole + fraction === '') return null;
  const times = (suffix?.times ?? 1n) * 10n ** BigInt(decimals);
  const over = (suffix?.over ?? 1n) * 10n ** BigInt(fraction.length);
  const value = (2n * BigInt(whole + fraction) * times + over) / (2n * over);
  return { value: isNegative ? -value : value, isPercent };
}

/** 1234567n with two decimals → 12,345.67; trailing zeros behind the point go unless `keep` of them stay. */
function decimalText(value: bigint, decimals: number, keep: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = digits.slice(-decimals).replace(/0+$/, '').padEnd(keep, '0');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

const within = ({ value }: Decimal, max: bigint): boolean => value <= max && value >= -max;

/** "1.234,56" as "1234.56"; what is not written so cannot be read. */
function withDecimalPoint(text: string): string {
  const parts = /^([^.,]*\d(?:\.\d{3})*|[^.,]*)(?:,([^.,]*))?$/.exec(text);
  if (!parts) return '?';
  const whole = (parts[1] ?? '').replaceAll('.', '');
  return parts[2] === undefined ? whole : `${whole}.${parts[2]}`;
}

function readMoney(cell: string, { decimalComma }: ReadingContext): Reading {
  const own = unwrapped(folded(cell));
  const text = decimalComma && !isMissing(own) ? withDecimalPoint(own) : own;
  if (isMissing(text)) return kMissing;
  const money = decimal(text, 2, kMoneyUnits, kMoneyPrefixes);
  return money && within(money, kMoneyMinorMax) ? read(decimalText(money.value, 2, 2)) : kUnreadable;
}

function readNumber(cell: string, { decimalComma }: ReadingContext): Reading {
  const own = unwrapped(folded(cell));
  const text = decimalComma && !isMissing(own) ? withDecimalPoint(own) : own;
  if (isMissing(text)) return kMissing;
  const number = decimal(text, 6, kNumberUnits, []);
  if (!number || !within(number, kMicroMax)) return kUnreadable;
  return read(decimalText(number.value, 6, 0) + (number.isPercent ? '%' : ''));
}

function readShare(cell: string, isPercent: boolean): Reading {
  const text = unwrapped(folded(cell));
  if (isMissing(text)) return kMissing;
  const number = decimal(text, 6, kNumberUnits, []);
  if (!number) return kUnreadable;
  const one = 1_000_000n;
  const isHundredth = number.isPercent || isPercent || number.value > one;
  const percent = isHundredth ? number.value : number.value * 100n;
  return percent < 0n || percent > 100n * one ? kUnreadable : read(`${decimalText(percent, 6, 0)}%`);
}

function readReal(cell: string, context: ReadingContext): Reading {
  const text = unwrapped(folded(cell));
  if (isMissing(text)) return kMissing;
  if (/^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    return Math.abs(Number(text)) < 1e15 ? read(text) : kUnreadable;
  }
  return readNumber(cell, context);
}

// --- texts ---

function readId(cell: string, isCustomer: boolean): Reading {
  const text = unwrapped(folded(cell));
  if (isMissing(text)) return kMissing;
  return isScientific(text) || (isCustomer && text.includes('*')) ? kUnreadable : read(text);
}

function readText(cell: string): Reading {
  const text = trimmed(folded(cell));
  return isMissing(text) ? kMissing : read(text);
}

/** Reads a cell as a field's type (the engine's word for it) would. */
export function readCell(type: string, cell: string, context: ReadingContext): Reading {
  switch (type) {
    case 'instant':
      return readDate(cell, context);
    case 'money':
      return readMoney(cell, context);
    case 'number':
      return readNumber(cell, context);
    case 'share':
      return readShare(cell, context.shareIsPercent);
    case 'real':
      return readReal(cell, context);
    case 'key':
    case 'waybill':
      return readId(cell, context.isCustomer);
    default:
      return readText(cell);
  }
}

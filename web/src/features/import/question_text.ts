// Says a question: the sentence, what it is about, and the answers to choose from.

import type { CatalogueDataset, CatalogueField, ProbeColumn } from '../../engine/protocol.ts';
import { formatCount } from '../../i18n/format.ts';
import { translateCount } from '../../i18n/plural.ts';
import { languageTags, pick, textOr, translate, type Language } from '../../i18n/translate.ts';
import { kCurrencies } from './currency_marks.ts';
import type { Answer, Question } from './questions.ts';

const kHeadersNamed = 8;
const kValuesNamed = 4;
/** Rates that courier services are taxed at, in percent. */
const kTaxRates = [6, 9, 3, 1, 0];
const kPercent = 100;

export interface Choosable {
  readonly label: string;
  /** A word more, smaller. */
  readonly hint?: string;
  readonly answer: Answer;
}

export interface QuestionText {
  readonly sentence: string;
  /** Why it is asked, with values out of the file. */
  readonly details: readonly string[];
  readonly answers: readonly Choosable[];
  /** Rarer answers, in a list. */
  readonly others: readonly Choosable[];
  /** What else may be typed in. */
  readonly typed: 'month' | 'percent' | null;
}

export interface Vocabulary {
  readonly language: Language;
  readonly datasets: readonly CatalogueDataset[];
}

const valuesOf = (language: Language, { samples }: ProbeColumn): string =>
  samples.filter((sample) => sample.trim() !== '').length === 0
    ? translate(language, 'import.noSamples')
    : samples
        .filter((sample) => sample.trim() !== '')
        .slice(0, kValuesNamed)
        .join(' · ');

/** "2026-04-03" as people write it. */
const dayText = (language: Language, iso: string): string =>
  new Intl.DateTimeFormat(languageTags[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));

export function questionText({ language, datasets }: Vocabulary, question: Question): QuestionText {
  const [source] = question.sources;
  const { name } = source.file;
  const none = { answers: [], others: [], details: [], typed: null };
  const field = (id: string): CatalogueField | undefined =>
    datasets.flatMap(({ fields }) => fields).find((one) => one.id === id);
  const fieldName = (id: string): string => {
    const found = field(id);
    return found ? pick(language, found) : id;
  };
  const reading = (change: Extract<Answer, { is: 'reading' }>['change']): Answer => ({ is: 'reading', change });
  switch (question.kind) {
    case 'dataset': {
      const choice = (dataset: CatalogueDataset): Choosable => ({
        label: pick(language, dataset),
        hint: pick(language, dataset.unlocks),
        answer: reading({ dataset: dataset.id }),
      });
      const likely = question.candidates.flatMap((id) => datasets.filter((dataset) => dataset.id === id));
      const headers = question.headers.slice(0, kHeadersNamed).join(translate(language, 'list.separator'));
      return {
        ...none,
        sentence: translate(language, 'import.ask.dataset', { name }),
        details: headers === '' ? [] : [translate(language, 'import.ask.datasetWhy', { headers })],
        answers: likely.map(choice),
        others: datasets.filter((dataset) => !likely.includes(dataset)).map(choice),
      };
    }
    case 'column':
      return {
        ...none,
        sentence: translate(language, 'import.ask.column', { field: fieldName(question.field) }),
        details: [translateCount(language, 'import.ask.columnWhy', question.columns.length)],
        answers: [
          ...question.columns.map((column) => ({
            label: translate(language, 'import.ask.columnAnswer', {
              number: String(column.index + 1),
              header: column.header,
              values: valuesOf(language, column),
            }),
            answer: { is: 'column', column: column.index } as const,
          })),
          ...(question.isBlocking
            ? []
            : [{ label: translate(language, 'import.ask.none'), answer: { is: 'column', column: null } as const }]),
        ],
      };
    case 'meaning':
      return {
        ...none,
        sentence: translate(language, 'import.ask.meaning', { header: question.column.header }),
        details: [translate(language, 'import.ask.values', { values: valuesOf(language, question.column) })],
        answers: [
          ...question.fields.map((id) => ({
            label: fieldName(id),
            hint: textOr(language, `import.use.${id}`, ''),
            answer: { is: 'field', field: id } as const,
          })),
          ...(question.isBlocking
            ? []
            : [{ label: translate(language, 'import.ask.unused'), answer: { is: 'field', field: null } as const }]),
        ],
      };
    case 'billMonth':
      return {
        ...none,
        sentence: translate(language, 'import.ask.billMonth', { name }),
        details: [translate(language, 'import.ask.billMonthWhy', { value: question.value })],
        typed: 'month',
      };
    case 'dateOrder': {
      const { value, dayFirst, monthFirst } = question;
      const isBlind = dayFirst === '';
      const [day, month] = isBlind ? ['', ''] : [dayText(language, dayFirst), dayText(language, monthFirst)];
      return {
        ...none,
        sentence: isBlind
          ? translate(language, 'import.ask.dateOrderBlind', { value })
          : translate(language, 'import.ask.dateOrder', { value, dayFirst: day, monthFirst: month }),
        details: [translate(language, 'import.ask.dateOrderWhy')],
        answers: [
          {
            label: isBlind
              ? translate(language, 'import.ask.dayFirst')
              : translate(language, 'import.ask.dayFirstAs', { date: day }),
            answer: reading({ dateOrder: 'dayFirst' }),
          },
          {
            label: isBlind
              ? translate(language, 'import.ask.monthFirst')
              : translate(language, 'import.ask.monthFirstAs', { date: month }),
            answer: reading({ dateOrder: 'monthFirst' }),
          },
        ],
      };
    }
    case 'decimalComma': {
      const { header, value } = question;
      return {
        ...none,
        sentence: translate(language, 'import.ask.decimalComma', { header, value }),
        answers: [
          {
            label: translate(language, 'import.ask.thousands', { number: value.replaceAll(',', '') }),
            answer: { is: 'mapping', change: { decimalComma: false } },
          },
          {
            label: translate(language, 'import.ask.decimal', { number: value.replace(',', '.') }),
            answer: { is: 'mapping', change: { decimalComma: true } },
          },
        ],
      };
    }
    case 'currency': {
      const choice = (currency: string): Choosable => ({
        label: textOr(language, `import.money.${currency}`, currency),
        hint: currency,
        answer: { is: 'mapping', change: { currency } },
      });
      const likely = [question.found, ...kCurrencies.slice(0, 1)];
      return {
        ...none,
        sentence: translate(language, 'import.ask.currency', { name }),
        details: [translate(language, 'import.ask.currencyWhy', { value: question.value })],
        answers: likely.map(choice),
        others: kCurrencies.filter((currency) => !likely.includes(currency)).map(choice),
      };
    }
    case 'taxRate': {
      const opposite = question.basis === 'included' ? 'excluded' : 'included';
      return {
        ...none,
        sentence: translate(language, 'import.ask.taxRate', { name, basis: basisText(language, question.basis) }),
        details: [translate(language, 'import.ask.taxRateWhy', { wanted: basisText(language, opposite) })],
        answers: [
          ...kTaxRates.map((percent) => ({
            label: `${formatCount(language, percent)}%`,
            hint: textOr(language, `import.ask.taxKind.${percent}`, ''),
            answer: reading({ taxRate: percent / kPercent }),
          })),
          {
            label: translate(
              language,
              opposite === 'included' ? 'import.ask.taxIsIncluded' : 'import.ask.taxIsExcluded',
            ),
            answer: reading({ taxBasis: opposite }),
          },
        ],
        typed: 'percent',
      };
    }
    case 'taxBasis':
      return {
        ...none,
        sentence: translate(language, 'import.ask.taxBasis', { name }),
        details: [translate(language, 'import.ask.taxBasisWhy', { wanted: basisText(language, question.wanted) })],
        answers: (['included', 'excluded'] as const).map((taxBasis) => ({
          label: basisText(language, taxBasis),
          answer: reading({ taxBasis }),
        })),
      };
  }
}

const basisText = (language: Language, basis: 'included' | 'excluded'): string =>
  translate(language, `import.taxBasis.${basis}`);

// The printed sheet: its size, its margins with title, as-of date and page numbers, and that nothing but the report is on it.

import { translate, type Language } from '../../i18n/translate.ts';

/** A text as a CSS string. */
const cssString = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\s+/g, ' ')}"`;

/** The sheet's size, its margins with what stands in them, and that nothing but the report is printed. */
export function pageRules(language: Language, asOf: string | null): string {
  const about = translate(language, 'export.report');
  const left = cssString(asOf === null ? about : `${about} · ${translate(language, 'export.asOf', { day: asOf })}`);
  const [before = '', between = '', after = ''] = translate(language, 'export.pageOf', {
    page: '\n',
    pages: '\n',
  }).split('\n');
  const pages = `${cssString(before)} counter(page) ${cssString(between)} counter(pages) ${cssString(after)}`;
  const font = 'font-family: system-ui, sans-serif; font-size: 8.5pt; color: #525c69;';
  return `
    @page {
      size: A4 portrait;
      margin: 16mm 15mm 18mm;
      @bottom-left { content: ${left}; ${font} }
      @bottom-right { content: ${pages}; ${font} }
    }
    @media screen { loyalane-report-view { display: none; } }
    @media print {
      body > :not(loyalane-report-view) { display: none !important; }
      body { background: none; }
    }
  `;
}

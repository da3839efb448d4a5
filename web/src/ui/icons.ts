// Icons as inline drawings: no font, no files. 16 × 16, stroked in the text's colour.

import { html, nothing, type TemplateResult } from 'lit';

const kCircle = 'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5z';
const kLens = 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.5 3.5';

const drawings = {
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.5 4 3 6.5 5.5 9',
  redo: 'M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10M10.5 4 13 6.5 10.5 9',
  sun: 'M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z',
  auto: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5',
  search: kLens,
  filter: 'M2 3h12L9.5 8.5V13l-3-1.5v-3z',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8zM8 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8zM12.5 7.6a.4.4 0 1 0 0 .8.4.4 0 0 0 0-.8z',
  help: `${kCircle}M6.1 6.3a1.95 1.95 0 1 1 2.8 1.7c-.6.3-.9.6-.9 1.2M8 11.4h.01`,
  download: 'M8 2v8M4.75 7 8 10.25 11.25 7M2.5 13.5h11',
  print: 'M4.5 5.5V2h7v3.5M4.5 11.5h-2v-6h11v6h-2M4.5 9.5h7V14h-7z',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 3v10',
  chart: 'M2 2.5v11h12M5.25 11V8M8.5 11V4.5M11.75 11V6.5',
  'zoom-in': `${kLens}M5 7h4M7 5v4`,
  'zoom-out': `${kLens}M5 7h4`,
  whole: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  lasso:
    'M8 2.5c3.3 0 6 1.6 6 3.7S11.3 9.9 8 9.9 2 8.3 2 6.2s2.7-3.7 6-3.7zM4.7 9.4c-1 .8-.8 2 .3 2.2 1.1.2 1.6.9 1 2.1',
  hand: 'M5 9V4.2a1 1 0 0 1 2 0v3.3M7 7.5V3a1 1 0 0 1 2 0v4.5M9 7.5V3.6a1 1 0 0 1 2 0V8M11 8V5.6a1 1 0 0 1 2 0v3.9a4.5 4.5 0 0 1-4.5 4.5c-2 0-3-1-4-2.6L2.9 9a1 1 0 0 1 1.6-1.1L5 8.6',
  columns: 'M2 3h12v10H2zM6 3v10M10 3v10',
  sort: 'M5 6l3-3 3 3M5 10l3 3 3-3',
  'sort-up': 'M8 13V3M4.5 6.5 8 3l3.5 3.5',
  'sort-down': 'M8 3v10M4.5 9.5 8 13l3.5-3.5',
  warning: 'M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.6h.01',
  alert: `${kCircle}M8 4.75v4M8 11.1h.01`,
  check: 'M3 8.5 6.5 12 13 4.5',
  info: `${kCircle}M8 7.25v4M8 4.9h.01`,
  'arrow-left': 'M13 8H3M6.5 4.5 3 8l3.5 3.5',
  'arrow-right': 'M3 8h10M9.5 4.5 13 8l-3.5 3.5',
  'arrow-up': 'M8 13V3M4.5 6.5 8 3l3.5 3.5',
  'arrow-down': 'M8 3v10M4.5 9.5 8 13l3.5-3.5',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-up': 'M4 10l4-4 4 4',
  file: 'M4 1.75h5l3 3v9.5H4zM9 1.75v3h3',
  folder: 'M1.75 12.75v-9.5h4.5l1.5 2h6.5v7.5z',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  settings: 'M2 4.5h7M12.5 4.5H14M9 2.75h3.5v3.5H9zM2 11.5h1.5M7 11.5h7M3.5 9.75H7v3.5H3.5z',
  user: 'M8 2.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.75 13.75a5.25 5.25 0 0 1 10.5 0',
  language: `${kCircle}M1.75 8h12.5M8 1.75c2 1.8 2.75 4 2.75 6.25S10 12.45 8 14.25M8 1.75C6 3.55 5.25 5.75 5.25 8S6 12.45 8 14.25`,
  reset: 'M3.2 8.6a5 5 0 1 0 1.4-4.2L2.5 6.2M2.5 2.5v3.75h3.75',
  play: 'M5 3l8 5-8 5z',
  stop: 'M4 4h8v8H4z',
} as const;

export type IconName = keyof typeof drawings;

/** An icon for a template, without white space around it. Without a label it is decoration and what it stands in has the name. */
export const icon = (name: IconName, label = ''): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    role=${label ? 'img' : nothing}
    aria-label=${label || nothing}
    aria-hidden=${label ? nothing : 'true'}
    focusable="false"
  >
    <path d=${drawings[name]} />
  </svg>`;

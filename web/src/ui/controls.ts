// Shared looks of native elements: buttons, inputs, cards, tables. Each component adopts this sheet beside its own.

import { css } from 'lit';

export const controls = css`
  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h1 {
    font-size: var(--care-font-size-title);
    font-weight: 600;
    line-height: 1.3;
  }

  h2 {
    font-size: var(--care-font-size-large);
    font-weight: 600;
  }

  h3 {
    font-size: var(--care-font-size);
    font-weight: 600;
  }

  .muted {
    color: var(--care-text-muted);
  }

  .small {
    font-size: var(--care-font-size-small);
  }

  .figure {
    font-size: var(--care-font-size-figure);
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }

  .numeric {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }

  .card {
    background: var(--care-surface);
    border: 1px solid var(--care-line);
    border-radius: var(--care-radius);
    box-shadow: var(--care-shadow);
    padding: var(--care-space-3);
  }

  .row,
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--care-space-2);
  }

  .toolbar {
    gap: var(--care-space-1);
  }

  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: var(--care-space-2) var(--care-space-3);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--care-space-3);
  }

  .grow {
    flex: 1 1 auto;
    min-width: 0;
  }

  button,
  select,
  textarea,
  input:not([type='checkbox'], [type='radio'], [type='range'], [type='color']) {
    font: inherit;
    font-variant-numeric: inherit;
    color: inherit;
    min-height: var(--care-control-height);
    border: 1px solid var(--care-line-strong);
    border-radius: var(--care-radius);
    background: var(--care-surface);
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--care-space-1);
    padding: 0 var(--care-space-3);
    cursor: pointer;
    white-space: nowrap;
  }

  button:hover:enabled {
    border-color: var(--care-accent);
    color: var(--care-accent);
  }

  button.primary {
    background: var(--care-accent);
    border-color: var(--care-accent);
    color: var(--care-text-on-accent);
    font-weight: 600;
  }

  button.primary:hover:enabled {
    background: var(--care-accent-hover);
    border-color: var(--care-accent-hover);
    color: var(--care-text-on-accent);
  }

  button.danger-button {
    border-color: var(--care-danger);
    color: var(--care-danger);
  }

  button.danger-button:hover:enabled {
    background: var(--care-surface-danger);
    border-color: var(--care-danger);
    color: var(--care-danger);
  }

  button.quiet,
  button.icon-button {
    border-color: transparent;
    background: transparent;
  }

  button.quiet {
    color: var(--care-accent);
    padding: 0 var(--care-space-2);
  }

  button.icon-button {
    width: var(--care-control-height);
    padding: 0;
    flex: none;
  }

  button.quiet:hover:enabled,
  button.icon-button:hover:enabled {
    background: var(--care-surface-hover);
  }

  button[aria-pressed='true'] {
    background: var(--care-surface-selected);
    border-color: var(--care-accent);
    color: var(--care-accent);
  }

  button.primary:disabled,
  button:disabled {
    cursor: not-allowed;
    background: var(--care-surface-sunken);
    border-color: var(--care-line);
    color: var(--care-text-muted);
    font-weight: 400;
  }

  button.quiet:disabled,
  button.icon-button:disabled {
    background: transparent;
    border-color: transparent;
  }

  .icon {
    flex: none;
    width: var(--care-icon);
    height: var(--care-icon);
    vertical-align: -3px;
  }

  select,
  input,
  textarea {
    max-width: 100%;
    accent-color: var(--care-accent);
  }

  select {
    padding: 0 var(--care-space-2);
  }

  textarea,
  input:not([type='checkbox'], [type='radio'], [type='range'], [type='color'], [type='file']) {
    padding: 0 var(--care-space-2);
  }

  textarea {
    padding-block: var(--care-space-1);
    line-height: inherit;
  }

  input[type='number'] {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }

  input[type='range'] {
    min-height: var(--care-control-height);
    margin: 0;
    vertical-align: middle;
  }

  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0;
  }

  select:hover:enabled,
  textarea:hover:enabled,
  input:not([type='checkbox'], [type='radio'], [type='range']):hover:enabled {
    border-color: var(--care-accent);
  }

  select:disabled,
  textarea:disabled,
  input:not([type='checkbox'], [type='radio'], [type='range']):disabled {
    cursor: not-allowed;
    background: var(--care-surface-sunken);
    border-color: var(--care-line);
    color: var(--care-text-muted);
  }

  ::placeholder {
    color: var(--care-text-muted);
    opacity: 1;
  }

  [aria-invalid='true'] {
    border-color: var(--care-danger) !important;
    box-shadow: inset 0 0 0 1px var(--care-danger);
  }

  .field {
    display: grid;
    gap: var(--care-space-1);
    align-content: start;
    justify-items: start;
  }

  .field > span:first-child {
    font-weight: 600;
  }

  .field > input:not([type='checkbox'], [type='radio']),
  .field > select,
  .field > textarea {
    width: 100%;
  }

  .hint,
  .error {
    font-size: var(--care-font-size-small);
    font-weight: 400;
    color: var(--care-text-muted);
  }

  .error {
    color: var(--care-danger);
  }

  .check {
    display: inline-flex;
    align-items: center;
    gap: var(--care-space-2);
    min-height: var(--care-control-height);
    cursor: pointer;
  }

  kbd {
    padding: 0 4px;
    border: 1px solid var(--care-line-strong);
    border-bottom-width: 2px;
    border-radius: var(--care-radius-small);
    background: var(--care-surface-sunken);
    font: inherit;
    font-size: var(--care-font-size-small);
    white-space: nowrap;
  }

  progress {
    appearance: none;
    -webkit-appearance: none;
    display: block;
    width: 100%;
    height: 8px;
    border: 0;
    border-radius: 4px;
    overflow: hidden;
    background: var(--care-surface-sunken);
    box-shadow: inset 0 0 0 1px var(--care-line-strong);
    color: var(--care-accent);
  }

  progress::-webkit-progress-bar {
    background: transparent;
  }

  progress::-webkit-progress-value {
    background: var(--care-accent);
  }

  progress::-moz-progress-bar {
    background: var(--care-accent);
  }

  progress:indeterminate::-moz-progress-bar {
    background: transparent;
  }

  /* Not known yet: stripes, that move where motion is welcome. */
  progress:indeterminate {
    background: repeating-linear-gradient(-45deg, var(--care-accent) 0 6px, var(--care-surface-selected) 6px 12px) 0 0 /
      200% 100%;
  }

  @keyframes care-stripes {
    to {
      background-position: 17px 0;
    }
  }

  summary {
    cursor: pointer;
  }

  :focus-visible {
    outline: 2px solid var(--care-focus);
    outline-offset: 2px;
  }

  .tag {
    display: inline-block;
    padding: 0 6px;
    border: 1px solid currentcolor;
    border-radius: 4px;
    font-size: var(--care-font-size-small);
    line-height: 18px;
    white-space: nowrap;
  }

  .warning {
    color: var(--care-warning);
  }

  .danger {
    color: var(--care-danger);
  }

  .success {
    color: var(--care-success);
  }

  .scroll-x {
    overflow-x: auto;
  }

  .table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  .table th,
  .table td {
    padding: 6px var(--care-space-2);
    border-bottom: 1px solid var(--care-line);
    text-align: left;
    vertical-align: baseline;
    font-weight: 400;
  }

  .table thead th {
    background: var(--care-surface-sunken);
    color: var(--care-text-muted);
    font-weight: 600;
    white-space: nowrap;
  }

  .table .numeric {
    text-align: right;
    white-space: nowrap;
  }

  .table caption {
    padding: 0 0 var(--care-space-2);
    text-align: left;
    font-weight: 600;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .print-only {
    display: none !important;
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    select,
    input,
    textarea {
      transition:
        border-color var(--care-motion-fast),
        background-color var(--care-motion-fast),
        color var(--care-motion-fast);
    }

    progress:indeterminate {
      animation: care-stripes 0.8s linear infinite;
    }
  }

  @media (forced-colors: active) {
    /* The tokens are system colours here; the browser's own black box behind the text would hide it. */
    button.primary:enabled,
    progress {
      forced-color-adjust: none;
    }

    progress {
      border: 1px solid CanvasText;
    }
  }

  @media print {
    .no-print {
      display: none !important;
    }

    .print-only {
      display: revert !important;
    }

    .card {
      box-shadow: none;
    }

    .table thead {
      display: table-header-group;
    }

    .table tr {
      break-inside: avoid;
    }
  }
`;

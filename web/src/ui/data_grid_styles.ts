// Looks of the table.

import { css } from 'lit';

export const dataGridStyles = css`
  :host {
    display: block;
    position: relative;
  }
  .more {
    position: absolute;
    top: 1px;
    right: 1px;
    bottom: 1px;
    width: 32px;
    border-radius: 0 var(--care-radius) var(--care-radius) 0;
    background: linear-gradient(to right, transparent, var(--care-surface));
    box-shadow: inset -8px 0 6px -7px var(--care-line-strong);
    pointer-events: none;
  }
  .more[hidden] {
    display: none;
  }
  .frame {
    isolation: isolate;
    border: 1px solid var(--care-line);
    border-radius: var(--care-radius);
    background: var(--care-surface);
    overflow: auto;
    overflow-anchor: none;
    scroll-padding-top: var(--care-row-height);
  }
  .frame:focus-visible {
    outline-offset: 1px;
  }
  /* The rows drawn below the view must not make the scrolled height longer. */
  .sizer {
    overflow-y: clip;
  }
  table {
    position: relative;
    table-layout: fixed;
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  tr {
    height: var(--care-row-height);
  }
  th,
  td {
    height: var(--care-row-height);
    padding: 0 var(--care-space-2);
    border-bottom: 1px solid var(--care-line);
    background: var(--care-surface);
    text-align: left;
    font-weight: 400;
    line-height: 1.2;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--care-surface-sunken);
    color: var(--care-text-muted);
    font-weight: 600;
  }
  th:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    border-right: 1px solid var(--care-line);
  }
  thead th:first-child {
    z-index: 2;
  }
  .head {
    display: flex;
    align-items: center;
  }
  .numeric .head {
    justify-content: flex-end;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  tbody th,
  tbody td {
    white-space: pre;
  }
  thead button {
    min-height: 24px;
    min-width: 0;
    padding: 0 4px;
    border: 0;
    border-radius: var(--care-radius-small);
    background: transparent;
    color: inherit;
    font-weight: inherit;
  }
  thead button.order {
    margin: 0 -4px;
  }
  thead button:hover:enabled {
    background: var(--care-surface-hover);
  }
  thead button:focus-visible {
    outline-offset: -2px;
  }
  thead button .icon {
    width: 12px;
    height: 12px;
  }
  thead button .unsorted {
    opacity: 0.55;
  }
  thead .sorted button.order {
    color: var(--care-accent);
  }
  .numeric {
    text-align: right;
  }
  tbody .icon {
    width: 14px;
    height: 14px;
    margin-right: 4px;
  }
  tbody .type-mark {
    margin-right: 6px;
  }
  tbody tr:hover > * {
    background: var(--care-surface-hover);
  }
  .openable tbody tr {
    cursor: pointer;
  }
  tbody tr[aria-selected='true'] > * {
    background: var(--care-surface-selected);
  }
  tbody tr[aria-current] > th {
    box-shadow: inset 3px 0 0 var(--care-accent);
  }
  .frame:focus-visible tr.cursor > * {
    box-shadow:
      inset 0 2px 0 var(--care-focus),
      inset 0 -2px 0 var(--care-focus);
  }
  .frame:focus-visible tr.cursor > :first-child {
    box-shadow:
      inset 2px 0 0 var(--care-focus),
      inset 0 2px 0 var(--care-focus),
      inset 0 -2px 0 var(--care-focus);
  }
  .waiting::after {
    content: '';
    display: block;
    width: 60%;
    height: 8px;
    border-radius: 4px;
    background: var(--care-surface-sunken);
  }
  .numeric.waiting::after {
    margin-left: auto;
  }
  .note {
    padding: var(--care-space-3);
  }
  @media (forced-colors: active) {
    tbody tr[aria-selected='true'] > * {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    tbody tr[aria-selected='true'] .type-mark {
      color: HighlightText;
    }
    .frame:focus-visible tr.cursor > * {
      outline: 2px solid CanvasText;
      outline-offset: -2px;
    }
  }
  @media print {
    .more {
      display: none;
    }
    .frame {
      height: auto !important;
      overflow: visible;
      border: 0;
    }
    .sizer {
      width: auto !important;
      height: auto !important;
    }
    table {
      top: 0 !important;
      table-layout: auto;
    }
    col {
      width: auto !important;
    }
    tr,
    tbody th,
    tbody td {
      height: auto;
      padding-block: 3px;
      white-space: normal;
      word-break: keep-all;
      overflow: visible;
      break-inside: avoid;
    }
    thead {
      display: table-header-group;
    }
    thead th,
    th:first-child {
      position: static;
    }
    thead button .unsorted,
    thead button.define {
      display: none;
    }
  }
`;

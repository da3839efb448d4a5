// How the heat map and the segments beside it look; one rule for each step of the tokens' ramp.

import { css, type CSSResult } from 'lit';
import { kRampSteps } from '../../charts/chart_look.ts';

export const kRfmSteps: readonly number[] = Array.from({ length: kRampSteps }, (_, at) => at + 1);

export const rfmStyles: readonly CSSResult[] = [
  ...kRfmSteps.map(
    (step) => css`
      button.cell.step-${step}, .scale .step-${step} {
        background: var(--care-ramp-${step});
        color: var(--care-ramp-text-${step});
      }
    `,
  ),
  css`
    .room {
      container-type: inline-size;
    }
    .both {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(240px, 2fr);
      gap: var(--care-space-4);
    }
    .map {
      width: 100%;
      table-layout: fixed;
      border-collapse: separate;
      border-spacing: 3px;
    }
    .map th {
      color: var(--care-text-muted);
      font-size: var(--care-font-size-small);
      font-weight: 600;
      padding: 0;
    }
    .map .heads {
      width: 36px;
    }
    .map td {
      padding: 0;
    }
    .cell {
      position: relative;
      display: grid;
      place-content: center;
      width: 100%;
      height: 66px;
      min-width: 0;
      padding: 0;
      border: 1px solid transparent;
      border-radius: var(--care-radius-small, 4px);
      line-height: 1.25;
      text-align: center;
      background: var(--care-surface-sunken);
      color: var(--care-text-muted);
    }
    .cell .count {
      font-weight: 600;
    }
    .cell .share {
      font-size: var(--care-font-size-small);
    }
    .cell:hover:enabled {
      border-color: var(--care-text);
    }
    .cell:disabled {
      border-color: transparent;
    }
    .cell[aria-pressed='true'] {
      outline: 3px solid var(--care-text);
      outline-offset: -1px;
    }
    .cell[aria-pressed='true'] .count::before {
      content: '✓ ';
      content: '✓ ' / '';
    }
    .cell:focus-visible {
      outline: 3px solid var(--care-focus);
      outline-offset: 1px;
    }
    .axes {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--care-space-3);
    }
    .scale {
      display: inline-flex;
      align-items: center;
      gap: var(--care-space-1);
    }
    .scale i {
      width: 16px;
      height: 12px;
      border: 1px solid var(--care-line);
    }
    .segments {
      display: grid;
      align-content: start;
      gap: 2px;
    }
    .segment {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 1px var(--care-space-2);
      width: 100%;
      height: auto;
      min-height: 0;
      padding: 3px var(--care-space-2);
      border-color: transparent;
      background: transparent;
      text-align: left;
    }
    .segment:hover:enabled {
      background: var(--care-surface-hover);
      color: inherit;
    }
    .segment[aria-pressed='true'] {
      border-color: var(--care-accent);
      background: var(--care-surface-selected);
    }
    .segment[aria-pressed='true'] .name::before {
      content: '✓ ';
      content: '✓ ' / '';
    }
    .segment loyalane-share-bar {
      grid-column: 1 / -1;
      height: 6px;
      color: var(--care-ramp-5);
    }
    .hint {
      flex-wrap: nowrap;
    }
    .clear:disabled {
      visibility: hidden;
    }
    .how[open] > * + * {
      margin-top: var(--care-space-2);
    }
    .how > summary {
      color: var(--care-accent);
      font-weight: 600;
      cursor: pointer;
    }
    .cuts {
      overflow-x: auto;
    }
    .cuts th,
    .cuts td {
      padding-block: 3px;
    }
    .cuts thead th {
      white-space: normal;
    }
    .cuts td > * {
      white-space: nowrap;
    }
    @container (max-width: 620px) {
      .both {
        grid-template-columns: minmax(0, 1fr);
      }
      .segments {
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        column-gap: var(--care-space-3);
      }
      .cell {
        height: 56px;
      }
      .map {
        border-spacing: 2px;
      }
      .map .heads {
        width: 28px;
      }
    }
  `,
];

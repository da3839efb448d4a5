// What the screens of the members' office share.

import { css } from 'lit';

export const officeStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--care-space-2) var(--care-space-3);
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: var(--care-space-1) var(--care-space-2);
    text-align: left;
    vertical-align: top;
    border-bottom: 1px solid var(--care-line);
  }
  th {
    color: var(--care-text-muted);
    font-weight: 400;
    white-space: nowrap;
  }
  th.numeric,
  td.numeric {
    text-align: right;
  }
  td.day {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  td.wide {
    min-width: 11em;
    overflow-wrap: anywhere;
  }
  td button.quiet {
    min-height: 24px;
    padding: 0;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--care-space-3);
    align-items: start;
  }
  @media (max-width: 900px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--care-space-2) var(--care-space-4);
  }
  .facts dt {
    color: var(--care-text-muted);
    font-size: var(--care-font-size-small);
  }
  .facts dd {
    font-size: var(--care-font-size-large);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @media print {
    .scroll {
      overflow: visible;
    }
  }
`;

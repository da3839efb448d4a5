// Shared looks of native elements: buttons, selects, cards, tables. Each component adopts this sheet beside its own.

import { css } from 'lit';

export const controls = css`
  :host {
    display: block;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
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

  .card {
    background: var(--care-surface);
    border: 1px solid var(--care-line);
    border-radius: var(--care-radius);
    box-shadow: var(--care-shadow);
    padding: var(--care-space-3);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--care-space-2);
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
  select {
    font: inherit;
    color: inherit;
    min-height: var(--care-row-height);
    border: 1px solid var(--care-line-strong);
    border-radius: var(--care-radius);
    background: var(--care-surface);
  }

  button {
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
    color: var(--care-text-on-accent);
  }

  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--care-accent);
    padding: 0 var(--care-space-2);
  }

  button.quiet:hover:enabled {
    background: var(--care-surface-hover);
  }

  button:disabled {
    cursor: not-allowed;
    background: var(--care-surface-sunken);
    border-color: var(--care-line);
    color: var(--care-text-muted);
    font-weight: 400;
  }

  select {
    max-width: 100%;
    padding: 0 var(--care-space-2);
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

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    select {
      transition:
        border-color 0.12s,
        background-color 0.12s,
        color 0.12s;
    }
  }
`;

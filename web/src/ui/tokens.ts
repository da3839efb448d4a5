// The page's design tokens: colour, space, type and density as custom properties. Components use these and nothing else.
// 8-pixel grid, dense; text colours keep at least 4.5:1 on the surfaces they stand on.

import { css } from 'lit';

export const tokens = css`
  :root {
    color-scheme: light;

    --care-surface: #ffffff;
    --care-surface-page: #f4f6f9;
    --care-surface-sunken: #f0f3f7;
    --care-surface-hover: #eaf1fb;
    --care-surface-warning: #fff8e6;
    --care-surface-danger: #fff1f0;
    --care-surface-success: #f0f9f1;
    --care-line: #dde3ea;
    --care-line-strong: #8b96a5;
    --care-text: #1b2430;
    --care-text-muted: #55606e;
    --care-text-on-accent: #ffffff;
    --care-accent: #1554ad;
    --care-accent-hover: #0f438c;
    --care-warning: #8a5200;
    --care-danger: #b3261e;
    --care-success: #1d6b34;
    --care-focus: #1668dc;

    --care-type-core: #1554ad;
    --care-type-contested: #b25e00;
    --care-type-loyal: #1d7a43;
    --care-type-general: #66707d;

    --care-space-1: 4px;
    --care-space-2: 8px;
    --care-space-3: 16px;
    --care-space-4: 24px;
    --care-space-5: 40px;
    --care-radius: 6px;
    --care-row-height: 32px;

    --care-font: system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
    --care-font-size: 14px;
    --care-font-size-small: 12px;
    --care-font-size-large: 16px;
    --care-font-size-title: 20px;
    --care-font-size-figure: 24px;
    --care-line-height: 1.5;
    --care-shadow: 0 1px 2px rgb(16 24 40 / 6%);
    --care-shadow-raised: 0 4px 16px rgb(16 24 40 / 12%);
  }

  html {
    -webkit-text-size-adjust: 100%;
  }

  body {
    margin: 0;
    background: var(--care-surface-page);
    color: var(--care-text);
    font: var(--care-font-size) / var(--care-line-height) var(--care-font);
    font-variant-numeric: tabular-nums;
  }
`;

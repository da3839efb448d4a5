// The page's design tokens: colour, space, type, density, depth and motion as custom properties. Components use these and nothing else.
// 8-pixel grid, dense. Text keeps at least 4.5:1 on every surface, edges of controls and large marks 3:1, in both themes; the types
// and the series stay apart for colour-blind readers. A test computes all of that from this text.

import { css } from 'lit';

const light = css`
  color-scheme: light;

  --care-surface: #ffffff;
  --care-surface-page: #f4f6f9;
  --care-surface-sunken: #eef2f7;
  --care-surface-raised: #ffffff;
  --care-surface-hover: #eaf1fb;
  --care-surface-selected: #e1ecfc;
  --care-surface-warning: #fff8e6;
  --care-surface-danger: #fff1f0;
  --care-surface-success: #f0f9f1;
  --care-backdrop: rgb(20 28 40 / 45%);
  --care-line: #dde3ea;
  --care-line-strong: #788393;
  --care-text: #1b2430;
  --care-text-muted: #525c69;
  --care-text-on-accent: #ffffff;
  --care-accent: #1554ad;
  --care-accent-hover: #0f438c;
  --care-warning: #8a5200;
  --care-danger: #b3261e;
  --care-success: #1d6b34;
  --care-focus: #1668dc;

  --care-type-core: #2563d9;
  --care-type-contested: #a45200;
  --care-type-loyal: #00563b;
  --care-type-general: #6a6470;
  --care-surface-type-core: #e9f0fd;
  --care-surface-type-contested: #fdf1e3;
  --care-surface-type-loyal: #e3f3eb;
  --care-surface-type-general: #f1eff3;

  --care-ramp-1: #e2f5f4;
  --care-ramp-2: #b2e1e9;
  --care-ramp-3: #7fc7df;
  --care-ramp-4: #57a5d0;
  --care-ramp-5: #3776b1;
  --care-ramp-6: #325aa6;
  --care-ramp-7: #2d337b;
  --care-ramp-text-1: #1b2430;
  --care-ramp-text-2: #1b2430;
  --care-ramp-text-3: #1b2430;
  --care-ramp-text-4: #1b2430;
  --care-ramp-text-5: #ffffff;
  --care-ramp-text-6: #ffffff;
  --care-ramp-text-7: #ffffff;

  --care-series-1: #3450ad;
  --care-series-2: #499765;
  --care-series-3: #ab71d0;
  --care-series-4: #715702;
  --care-series-5: #25325e;
  --care-series-6: #532802;

  --care-shadow: 0 1px 2px rgb(16 24 40 / 6%);
  --care-shadow-raised: 0 4px 16px rgb(16 24 40 / 14%);
  --care-shadow-overlay: 0 12px 40px rgb(16 24 40 / 24%);
`;

const dark = css`
  color-scheme: dark;

  --care-surface: #171d25;
  --care-surface-page: #0e131a;
  --care-surface-sunken: #1f2732;
  --care-surface-raised: #212a36;
  --care-surface-hover: #26313f;
  --care-surface-selected: #1f344f;
  --care-surface-warning: #2e2410;
  --care-surface-danger: #351a1a;
  --care-surface-success: #14291c;
  --care-backdrop: rgb(0 0 0 / 60%);
  --care-line: #2e3844;
  --care-line-strong: #77838f;
  --care-text: #e7ecf2;
  --care-text-muted: #a8b3c1;
  --care-text-on-accent: #0d1a2e;
  --care-accent: #82b1ff;
  --care-accent-hover: #a9caff;
  --care-warning: #f2b45c;
  --care-danger: #ff9a90;
  --care-success: #7fd498;
  --care-focus: #6ea8ff;

  --care-type-core: #6b9bff;
  --care-type-contested: #f08a3c;
  --care-type-loyal: #86e8a5;
  --care-type-general: #a8a6b0;
  --care-surface-type-core: #1b2841;
  --care-surface-type-contested: #33240f;
  --care-surface-type-loyal: #133021;
  --care-surface-type-general: #292930;

  --care-ramp-1: #252a3f;
  --care-ramp-2: #2b4166;
  --care-ramp-3: #285c87;
  --care-ramp-4: #23789e;
  --care-ramp-5: #219fbc;
  --care-ramp-6: #57c4ce;
  --care-ramp-7: #a1e7e2;
  --care-ramp-text-1: #ffffff;
  --care-ramp-text-2: #ffffff;
  --care-ramp-text-3: #ffffff;
  --care-ramp-text-4: #ffffff;
  --care-ramp-text-5: #0d1218;
  --care-ramp-text-6: #0d1218;
  --care-ramp-text-7: #0d1218;

  --care-series-1: #9cb3f4;
  --care-series-2: #e9944d;
  --care-series-3: #4ff0d2;
  --care-series-4: #a8669c;
  --care-series-5: #f5e148;
  --care-series-6: #6c83f2;

  --care-shadow: 0 1px 2px rgb(0 0 0 / 40%);
  --care-shadow-raised: 0 4px 16px rgb(0 0 0 / 50%);
  --care-shadow-overlay: 0 12px 40px rgb(0 0 0 / 65%);
`;

export const tokens = css`
  :root {
    ${light}

    --care-space-1: 4px;
    --care-space-2: 8px;
    --care-space-3: 16px;
    --care-space-4: 24px;
    --care-space-5: 40px;
    --care-radius-small: 4px;
    --care-radius: 6px;
    --care-radius-large: 10px;
    --care-control-height: 32px;
    --care-row-height: 32px;
    --care-icon: 16px;

    --care-font: system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
    --care-font-mono: ui-monospace, 'Cascadia Mono', Consolas, 'Noto Sans Mono CJK SC', monospace;
    --care-font-size: 14px;
    --care-font-size-small: 12px;
    --care-font-size-large: 16px;
    --care-font-size-title: 20px;
    --care-font-size-figure: 24px;
    --care-line-height: 1.5;

    --care-layer-sticky: 10;
    --care-layer-floating: 20;
    --care-layer-menu: 30;

    --care-motion-fast: 120ms;
    --care-motion: 200ms;
    --care-ease: cubic-bezier(0.2, 0, 0, 1);
  }

  :root[data-theme='dark'] {
    ${dark}
  }

  @media (prefers-color-scheme: dark) {
    :root:not([data-theme='light']) {
      ${dark}
    }
  }

  :root[data-density='compact'] {
    --care-space-3: 12px;
    --care-space-4: 16px;
    --care-space-5: 32px;
    --care-control-height: 28px;
    --care-row-height: 28px;
    --care-font-size: 13px;
    --care-font-size-large: 15px;
    --care-font-size-title: 18px;
    --care-font-size-figure: 20px;
  }

  /* Fingers need more room than a mouse. */
  @media (pointer: coarse) {
    :root:root {
      --care-control-height: 40px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :root {
      --care-motion-fast: 0s;
      --care-motion: 0s;
    }
  }

  /* The reader's own colours: shapes and text tell the types apart. */
  @media (forced-colors: active) {
    :root:root {
      --care-surface: Canvas;
      --care-surface-page: Canvas;
      --care-surface-sunken: Canvas;
      --care-surface-raised: Canvas;
      --care-surface-hover: Canvas;
      --care-surface-selected: Canvas;
      --care-surface-warning: Canvas;
      --care-surface-danger: Canvas;
      --care-surface-success: Canvas;
      --care-surface-type-core: Canvas;
      --care-surface-type-contested: Canvas;
      --care-surface-type-loyal: Canvas;
      --care-surface-type-general: Canvas;
      --care-line: CanvasText;
      --care-line-strong: CanvasText;
      --care-text: CanvasText;
      --care-text-muted: CanvasText;
      --care-text-on-accent: HighlightText;
      --care-accent: Highlight;
      --care-accent-hover: Highlight;
      --care-warning: CanvasText;
      --care-danger: CanvasText;
      --care-success: CanvasText;
      --care-focus: Highlight;
      --care-type-core: CanvasText;
      --care-type-contested: CanvasText;
      --care-type-loyal: CanvasText;
      --care-type-general: CanvasText;
    }
  }

  /* Paper is white, whatever the screen is; marks and tints are printed as they are. */
  @media print {
    :root:root:root {
      ${light}

      --care-surface-page: #ffffff;
      --care-shadow: none;
      --care-shadow-raised: none;
      --care-shadow-overlay: none;
      --care-motion-fast: 0s;
      --care-motion: 0s;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }

  html {
    -webkit-text-size-adjust: 100%;
    scrollbar-color: var(--care-line-strong) var(--care-surface-sunken);
  }

  body {
    margin: 0;
    background: var(--care-surface-page);
    color: var(--care-text);
    font: var(--care-font-size) / var(--care-line-height) var(--care-font);
    font-variant-numeric: tabular-nums;
  }

  @page {
    margin: 14mm 12mm;
  }
`;

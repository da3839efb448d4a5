// Vite plugin: writes the content policy into the finished page.
//
// Runs after everything is inlined, hashes each script that the browser would run, and replaces %CONTENT_POLICY%. With connect-src
// 'none' and workers only from blobs (which inherit the policy), nothing that runs in the page can send a byte anywhere.
// frame-ancestors is missing on purpose: browsers ignore it in a <meta>.

import { createHash } from 'node:crypto';

const kPlaceholder = '%CONTENT_POLICY%';

/**
 * The texts of the inline scripts that a browser runs: classic and module scripts, not data blocks.
 * @param {string} html
 * @returns {string[]}
 */
export function runnableScripts(html) {
  const scripts = [];
  for (const [, attributes, text] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const type = /\btype="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (['', 'module', 'text/javascript'].includes(type)) {
      if (/\bsrc=/.test(attributes)) throw new Error(`the page loads a script: <script${attributes}>`);
      scripts.push(text);
    }
  }
  return scripts;
}

/**
 * One source expression per script, as the policy spells it.
 * @param {string} text
 */
export const hashSource = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/**
 * The whole policy of a page that runs exactly `scripts`.
 * @param {string[]} scripts
 */
export function policyFor(scripts) {
  return [
    `default-src 'none'`,
    `script-src ${[...scripts.map(hashSource), `'wasm-unsafe-eval'`].join(' ')}`,
    `style-src 'none'`,
    `worker-src blob:`,
    `connect-src 'none'`,
    `img-src data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** @returns {import('vite').Plugin} */
export function contentPolicy() {
  return {
    name: 'loyalane:content-policy',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const names = Object.keys(bundle);
        const page = bundle[names[0]];
        if (names.length !== 1 || page.type !== 'asset') throw new Error(`one page expected, got ${names.join(', ')}`);
        const html = String(page.source);
        if (/<style\b|\sstyle=/.test(html.replace(/<script\b[\s\S]*?<\/script>/g, ''))) {
          throw new Error('the page carries an inline style; styles are adopted sheets only');
        }
        page.source = html.replace(kPlaceholder, () => policyFor(runnableScripts(html)));
      },
    },
    // Where the page is served by `npm start`, Vite's own client needs what the policy forbids; the built page is what ships.
  };
}

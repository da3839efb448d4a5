import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

// Run from the project's top, so that patterns read as paths do in design and review.
// The rooms of web/src and what each may see; lower never sees higher, features never see each other.
const rooms = ['app', 'features', 'state', 'pool', 'engine', 'i18n', 'charts', 'ui'];
const features = readdirSync(new URL('src/features', import.meta.url)).join('|');
const sees = {
  app: ['features', 'state', 'pool', 'engine', 'i18n', 'charts', 'ui'],
  features: ['state', 'i18n', 'charts', 'ui'],
  state: ['pool', 'engine', 'i18n'],
  pool: ['engine'],
  engine: [],
  i18n: [],
  charts: [],
  ui: [],
};

const layer = (room) => {
  const forbidden = rooms.filter((other) => other !== room && !sees[room].includes(other));
  return {
    files: [`web/src/${room}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              regex: `^(\\.\\./)+${other}/`,
              message: `${room} must not know ${other} (types excepted).`,
              allowTypeImports: other === 'engine' || other === 'state' || room === 'charts',
            })),
            ...(room === 'features'
              ? [{ regex: `^\\.\\./(${features})/`, message: 'Features never import each other.' }]
              : []),
            ...(room === 'engine' ? [] : [{ regex: '^loyalane-engine$', message: 'Only engine touches the module.' }]),
            { regex: '^echarts', message: 'Only charts/echarts_setup.ts knows the library.', allowTypeImports: true },
            { regex: 'style-map', message: 'A style attribute breaks the content policy.' },
            { regex: 'unsafe-(html|svg)|unsafe-static', message: 'Names are text, never HTML.' },
          ],
        },
      ],
    },
  };
};

const nothingLeaves = 'Nothing leaves the machine: the page sends no request and never navigates.';
const noDoors = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts'].map((name) => ({
    name,
    message: nothingLeaves,
  })),
  { name: 'eval', message: 'The content policy forbids it.' },
];

export default defineConfig(
  { ignores: ['**/node_modules/**', '**/build/**', '**/dist/**'] },
  js.configs.recommended,
  {
    files: ['web/**/*.ts'],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['web/tsconfig.json', 'web/tsconfig.worker.json', 'web/tsconfig.node.json'],
        tsconfigRootDir: new URL('..', import.meta.url).pathname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['web/src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...noDoors],
      'no-restricted-properties': [
        'error',
        { object: 'navigator', property: 'sendBeacon', message: nothingLeaves },
        { object: 'window', property: 'open', message: nothingLeaves },
        { object: 'window', property: 'fetch', message: nothingLeaves },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Worker']",
          message: 'Workers start in engine/starter.ts and engine/worker/unpacking_aside.ts, from a Blob only.',
        },
        { selector: "NewExpression[callee.name='Function']", message: 'The content policy forbids it.' },
        { selector: "AssignmentExpression[left.name='location']", message: nothingLeaves },
        { selector: "AssignmentExpression[left.object.name='location']", message: nothingLeaves },
        { selector: "CallExpression[callee.object.name='location']", message: nothingLeaves },
        { selector: 'TemplateElement[value.raw=/\\sstyle=/]', message: 'A style attribute breaks the content policy.' },
        { selector: 'TemplateElement[value.raw=/<style/]', message: 'Styles are adopted sheets only.' },
      ],
    },
  },
  ...rooms.map(layer),
  {
    files: ['web/src/charts/echarts_setup.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: ['web/src/engine/starter.ts', 'web/src/engine/worker/unpacking_aside.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['web/*.js', 'tests/browser/**/*.mjs', 'tools/pack/**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['console', 'process', 'Buffer', 'URL', 'performance', 'document', 'window', 'setTimeout', 'clearTimeout']
          .concat([
            'TextDecoder',
            'requestAnimationFrame',
            'indexedDB',
            'localStorage',
            'TextEncoder',
            'PerformanceObserver',
            'customElements',
            'queueMicrotask',
            'structuredClone',
            'Blob',
            'Image',
            'Worker',
            'WebSocket',
            'fetch',
            'navigator',
            'FileReader',
            'WebAssembly',
          ])
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { eqeqeq: 'error' },
  },
);

// The files that a check looks at: path (from the top, with '/') -> text. Checks are functions of such a map, so that their
// self-tests hand them a small tree with a fault in it.
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file that is committed or would be: tracked and new, without what .gitignore leaves out. */
export function readTree(top) {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    {
      cwd: top,
      maxBuffer: 1 << 28,
    },
  );
  const files = new Map();
  for (const path of listed.toString('utf8').split('\0')) {
    if (path === '') continue;
    const full = join(top, path);
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (!stat?.isFile()) continue; // removed in the working copy, or a link
    const bytes = readFileSync(full);
    files.set(path, { size: bytes.length, text: bytes.includes(0) ? null : bytes.toString('utf8') });
  }
  return files;
}

/** A tree for self-tests: {path: text}. */
export function treeOf(texts) {
  return new Map(Object.entries(texts).map(([path, text]) => [path, { size: Buffer.byteLength(text), text }]));
}

/** [path, text] of the text files whose path matches. */
export function* textsOf(files, pattern) {
  for (const [path, { text }] of files) if (text !== null && pattern.test(path)) yield [path, text];
}

/** 1-based number of the line that holds `offset`. */
export function lineAt(text, offset) {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) ++line;
  return line;
}

/**
 * The same text, same length and lines, with comments blanked and, unless kept, the inside of string literals too.
 * Knows C++ (raw strings, character literals, digit separators) and JavaScript (template literals, taken as one string).
 */
export function blankComments(text, { keepStrings = false } = {}) {
  const out = text.split('');
  const blank = (from, to) => {
    for (let i = from; i < to; ++i) if (out[i] !== '\n') out[i] = ' ';
  };
  for (let i = 0; i < text.length;) {
    const two = text.slice(i, i + 2);
    if (two === '//') {
      const end = text.indexOf('\n', i);
      const stop = end === -1 ? text.length : end;
      blank(i, stop);
      i = stop;
    } else if (two === '/*') {
      const close = text.indexOf('*/', i + 2);
      const stop = close === -1 ? text.length : close + 2;
      blank(i, stop);
      i = stop;
    } else if (two === 'R"' && !/\w/.test(text[i - 1] ?? '')) {
      const open = text.indexOf('(', i);
      const close = text.indexOf(`)${text.slice(i + 2, open)}"`, open);
      const stop = close === -1 ? text.length : close + (open - i - 2) + 2;
      if (!keepStrings) blank(open + 1, stop - 1);
      i = stop;
    } else if (`"'\``.includes(text[i]) && !(text[i] === "'" && /\w/.test(text[i - 1] ?? ''))) {
      let stop = i + 1;
      while (stop < text.length && text[stop] !== text[i] && (text[stop] !== '\n' || text[i] === '`')) {
        stop += text[stop] === '\\' ? 2 : 1;
      }
      if (!keepStrings) blank(i + 1, stop);
      i = stop + 1;
    } else {
      ++i;
    }
  }
  return out.join('');
}

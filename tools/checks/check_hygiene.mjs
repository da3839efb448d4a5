// What must not be in a committed file: places of one machine, addresses of package registries, unfinished or switched-off
// work, big files that are no source, links in documents that lead nowhere.
import { posix } from 'node:path';
import { lineAt, textsOf } from './source_tree.mjs';

const kBytesMax = 600_000;
// path -> why it may be bigger. Nothing needs to today.
export const kLargeFiles = new Map([]);

// These files name what they look for.
const kOwnFiles = /^tools\/checks\/check_hygiene(\.test)?\.mjs$/;

const kForbidden = [
  { what: 'a path of one machine', pattern: /(?<![\w.}$)*~-])\/(?:home|root|work|farm|tmp|Users|mnt)\/[\w.-]+/g },
  { what: 'a path of one machine', pattern: /\b[A-Z]:\\(?:Users|work|tmp)\\/gi },
  { what: 'a folder outside the checkout', pattern: /\.\.\/shared\/(?!data\b)\w*/g },
  {
    what: 'the address of a package registry',
    pattern:
      /"resolved"\s*:\s*"(?:https?|git)[^"]*|https?:\/\/(?:registry|reg|deb|npm|proxy)[\w.-]*\.[\w./-]+|^\s*registry\s*=.*$/gm,
  },
  {
    what: 'unfinished work',
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b|\bnot implemented\b|\bcoming soon\b|\bplaceholder data\b/g,
  },
  {
    what: 'a test that does not run',
    pattern:
      /\bGTEST_SKIP\b|\bDISABLED_\w|\b(?:test|it|describe|suite|context)\s*\.\s*(?:skip|only|todo|fixme)\b|\b(?:xit|xdescribe|fit|fdescribe)\s*\(|\bskip\s*:\s*(?:true|['"])|\bt\s*\.\s*(?:skip|todo)\s*\(/g,
  },
];

const kData = /\.(csv|tsv|txt|svg|inc)$/; // cells may hold any text

/** GitHub's anchor of a heading. */
export function anchorOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replace(/ /g, '-');
}

function anchorsOf(markdown) {
  const seen = new Map();
  const anchors = new Set();
  for (const [, heading] of withoutCode(markdown, false).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)) {
    const anchor = anchorOf(heading);
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    anchors.add(times === 0 ? anchor : `${anchor}-${times}`);
  }
  return anchors;
}

function withoutCode(markdown, inline = true) {
  const blank = (block) => block.replace(/[^\n]/g, ' ');
  const fenced = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, blank);
  return inline ? fenced.replace(/`[^`\n]*`/g, blank) : fenced;
}

function checkLinks(files, problems) {
  const folders = new Set(['.']);
  for (const path of files.keys()) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  }
  for (const [path, text] of textsOf(files, /\.md$/)) {
    for (const match of withoutCode(text).matchAll(
      /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)/gm,
    )) {
      const link = match[1] ?? match[2];
      if (/^[a-z][a-z0-9+.-]*:/i.test(link)) continue; // another site
      const [file, anchor] = link.split('#');
      const target =
        file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURI(file))).replace(/\/$/, '');
      const where = `${path}:${lineAt(text, match.index)}`;
      if (!files.has(target) && !folders.has(target)) problems.push(`${where}: link leads nowhere: ${link}`);
      else if (anchor && target.endsWith('.md') && !anchorsOf(files.get(target).text).has(decodeURI(anchor))) {
        problems.push(`${where}: no such heading: ${link}`);
      }
    }
  }
}

export function checkHygiene(files, largeFiles = kLargeFiles) {
  const problems = [];
  for (const [path, { size }] of files) {
    if (size > kBytesMax && !largeFiles.has(path))
      problems.push(`${path}: ${size} bytes; list it with a reason or generate it`);
  }
  for (const [path, text] of textsOf(files, /./)) {
    if (kOwnFiles.test(path) || kData.test(path)) continue;
    for (const { what, pattern } of kForbidden) {
      for (const match of text.matchAll(pattern))
        problems.push(`${path}:${lineAt(text, match.index)}: ${what}: ${match[0].trim()}`);
    }
  }
  checkLinks(files, problems);
  return problems;
}

// The house's levels, read back from the sources: a room includes only what its add_room line in CMakeLists.txt declares, and
// that is always on a lower level; the page's folders import downward only. Map: docs/architecture.md.
import { posix } from 'node:path';
import { blankComments, lineAt, textsOf } from './source_tree.mjs';

/** {name: {level, deps}} out of the add_room lines. */
export function roomsOf(cmake) {
  const rooms = new Map();
  for (const [, name, level, deps] of cmake.matchAll(
    /^add_room\(NAME\s+(\w+)\s+LEVEL\s+(\d+)(?:\s+COLD)?(?:\s+COLD_FILES(?:\s+\w+\.cpp)+)?(?:\s+DEPS\s+([\w\s]+))?\)/gm,
  )) {
    rooms.set(name, { level: Number(level), deps: new Set((deps ?? '').split(/\s+/).filter(Boolean)) });
  }
  return rooms;
}

// Host adapters translate between a host and `workspace`; they may name the value types that its interface is made of.
const kHosts = [
  {
    folder: 'wasm/',
    rooms: ['workspace', 'document', 'report', 'segment', 'profile', 'ingest', 'model', 'table', 'base'],
  },
  {
    folder: 'tools/cli/',
    rooms: ['workspace', 'club', 'intake', 'document', 'report', 'segment', 'ingest', 'model', 'base'],
  },
];

function checkCore(files, problems) {
  const cmake = files.get('CMakeLists.txt')?.text ?? '';
  const rooms = roomsOf(cmake);
  if (rooms.size === 0) problems.push('CMakeLists.txt: no add_room line found');
  for (const [name, { level, deps }] of rooms) {
    for (const dep of deps) {
      if (!rooms.has(dep)) problems.push(`CMakeLists.txt: room ${name} depends on ${dep}, which is not a room`);
      else if (rooms.get(dep).level >= level) {
        problems.push(
          `CMakeLists.txt: room ${name} (level ${level}) depends on ${dep} (level ${rooms.get(dep).level})`,
        );
      }
    }
  }
  const includesOf = function* (path, text) {
    for (const match of blankComments(text, { keepStrings: true }).matchAll(
      /^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]/gm,
    )) {
      yield { where: `${path}:${lineAt(text, match.index)}`, quote: match[1], target: match[2] };
    }
  };
  for (const [path, text] of textsOf(files, /^core\/.*\.(h|cpp|def|inc)$/)) {
    const own = path.split('/')[1];
    if (!rooms.has(own)) {
      problems.push(`${path}: core/${own} has no add_room line`);
      continue;
    }
    for (const { where, quote, target } of includesOf(path, text)) {
      const room = target.split('/')[0];
      if (quote === '<') {
        if (rooms.has(room) && target.includes('/'))
          problems.push(`${where}: our own headers are included with quotes: ${target}`);
      } else if (!rooms.has(room) || !target.includes('/')) {
        problems.push(`${where}: "${target}" is not the address of a room's file (core/<room>/<file>.h)`);
      } else if (room !== own && !rooms.get(own).deps.has(room)) {
        problems.push(`${where}: room ${own} includes ${target} but does not declare ${room}`);
      }
    }
  }
  for (const { folder, rooms: allowed } of kHosts) {
    for (const [path, text] of textsOf(files, /\.(h|cpp)$/)) {
      if (!path.startsWith(folder)) continue;
      for (const { where, target } of includesOf(path, text)) {
        const room = target.split('/')[0];
        if (rooms.has(room) && target.includes('/') && !allowed.includes(room)) {
          problems.push(`${where}: ${folder} is a host of workspace and may not know ${room} (${target})`);
        }
      }
    }
  }
}

// The page, lowest first. Same rank and different folder = strangers to each other.
const kWebRank = { i18n: 0, ui: 0, charts: 0, engine: 1, pool: 2, state: 3, features: 4, app: 5, embed: 5 };
const kOnlyTypes = new Set(['charts', 'ui']); // import nothing of ours but types

function webArea(path) {
  const [area, second] = path.slice('web/src/'.length).split('/');
  if (second === undefined) return { area: 'entry', name: 'entry' }; // main.ts and the like: the page's start
  return { area, name: area === 'features' ? `features/${second.replace(/\.\w+$/, '')}` : area };
}

function checkWeb(files, problems) {
  const kImport =
    /(?:^|[\s;}])(?:import|export)(\s+type\b)?(?:[^'";]*?\bfrom)?\s*(['"])([^'"\n]+)\2|\bimport\(\s*(['"`])([^'"`\n]+)\4/gm;
  for (const [path, text] of textsOf(files, /^web\/src\/.*\.(ts|mts|js|mjs)$/)) {
    if (/\.(test|d)\.m?ts$/.test(path)) continue;
    const from = webArea(path);
    const code = blankComments(text, { keepStrings: true });
    if (from.area !== 'entry' && !(from.area in kWebRank))
      problems.push(`${path}: web/src/${from.area} is not on the map`);
    for (const match of code.matchAll(kImport)) {
      const where = `${path}:${lineAt(text, match.index + match[0].length)}`;
      const specifier = match[3] ?? match[5];
      if (/loyalane[-_]engine|\.wasm\b/.test(specifier) && from.area !== 'engine') {
        problems.push(`${where}: only web/src/engine touches the WebAssembly module (${specifier})`);
      }
      if (!specifier.startsWith('.')) continue;
      const target = posix.normalize(posix.join(posix.dirname(path), specifier));
      if (!target.startsWith('web/src/')) continue;
      const to = webArea(target);
      if (to.name === from.name || from.area === 'entry' || to.area === 'entry') {
        if (to.area === 'entry' && from.area !== 'entry' && !match[1])
          problems.push(`${where}: imports the page's start (${specifier})`);
        continue;
      }
      const typesOnly = match[1] !== undefined;
      if (kOnlyTypes.has(from.area)) {
        if (!typesOnly) problems.push(`${where}: ${from.area} imports nothing of ours but types (${specifier})`);
      } else if (kWebRank[to.area] === kWebRank[from.area]) {
        problems.push(`${where}: ${from.name} and ${to.name} may not know each other (${specifier})`);
      } else if (kWebRank[to.area] > kWebRank[from.area]) {
        problems.push(`${where}: ${from.name} may not import upward from ${to.name} (${specifier})`);
      }
    }
    checkWorkers(path, text, problems);
  }
}

// A worker loaded by URL escapes the page's content security policy; one made from a Blob does not (ADR 0004).
function checkWorkers(path, text, problems) {
  const code = blankComments(text, { keepStrings: true });
  const blobNames = new Set(
    [...code.matchAll(/\b(\w+)\s*(?:(?::\s*string\s*)?=|:)\s*URL\.createObjectURL\(/g)].map((match) => match[1]),
  );
  for (const match of code.matchAll(/\bnew\s+(Shared)?Worker\(\s*([^,)\s]*)/g)) {
    const argument = match[2];
    const fromBlob = argument.startsWith('URL.createObjectURL(') || blobNames.has(argument.replace(/^this\.#?/, ''));
    if (match[1] || !fromBlob)
      problems.push(`${path}:${lineAt(text, match.index)}: workers are made from a Blob, never from "${argument}"`);
  }
  for (const match of code.matchAll(
    /\bserviceWorker\s*\.\s*register\b|\bimportScripts\s*\(|\?worker&url|\bnew\s+URL\([^)]*import\.meta\.url/g,
  )) {
    problems.push(`${path}:${lineAt(text, match.index)}: "${match[0]}" loads code by URL`);
  }
}

export function checkLayers(files) {
  const problems = [];
  checkCore(files, problems);
  checkWeb(files, problems);
  return problems;
}

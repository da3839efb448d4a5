// The core is pure: the same bytes in give the same bytes out, on every host. So it has no output, files, clock, locale,
// threads, randomness or process control, and none of libm's functions, whose last bits differ between C libraries
// (core/math has its own). Compiler flags that would change results or demand a newer CPU are kept to the scanner.
import { blankComments, lineAt, textsOf } from './source_tree.mjs';

const kLibm =
  'log|log2|log10|log1p|exp|exp2|expm1|pow|lgamma|tgamma|erf|erfc|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot';
const call = (names) =>
  new RegExp(String.raw`(?<![\w.]|->)(?:std\s*::\s*|::\s*)?(?:${names})\s*\((?!\s*\)\s*const)`, 'g');

const kRules = [
  {
    why: 'libm differs between hosts in its last bits: use core/math',
    pattern: new RegExp(String.raw`\bstd\s*::\s*(?:${kLibm})\b`, 'g'),
  },
  { why: 'libm differs between hosts in its last bits: use core/math', pattern: call(`(?:${kLibm})[fl]?`) },
  {
    why: 'no output from core',
    pattern: call('printf|fprintf|vprintf|vfprintf|dprintf|puts|fputs|putchar|putc|fputc|fwrite|perror'),
  },
  {
    why: 'no output from core',
    pattern: /\bstd\s*::\s*(?:cout|cerr|clog|cin|wcout|print|println)\b|\b(?:stdout|stderr|stdin)\b/g,
  },
  { why: 'no files in core', pattern: call('fopen|freopen|fdopen|tmpfile|remove|rename') },
  { why: 'no files in core', pattern: /\bstd\s*::\s*(?:[io]?fstream|filesystem)\b/g },
  {
    why: 'core never ends the process',
    pattern: call('abort|exit|_Exit|quick_exit|at_quick_exit|atexit|terminate|system|raise|signal'),
  },
  {
    why: 'no clock in core: as_of is an argument',
    pattern: call('time|clock|gettimeofday|clock_gettime|localtime|localtime_r|gmtime|mktime|strftime'),
  },
  { why: 'no clock in core: as_of is an argument', pattern: /\bstd\s*::\s*chrono\b/g },
  { why: 'no locale or environment in core', pattern: call('setlocale|localeconv|getenv|setenv|putenv|iconv') },
  { why: 'no locale or environment in core', pattern: /\bstd\s*::\s*locale\b/g },
  { why: 'the seed is an argument', pattern: call('rand|srand|random|drand48') },
  { why: 'the seed is an argument', pattern: /\bstd\s*::\s*(?:random_device|\w+_distribution|shuffle)\b/g },
  {
    why: 'no threads in core',
    pattern: /\bstd\s*::\s*(?:thread|jthread|async|mutex|shared_mutex|condition_variable|future|promise)\b|\bpthread_/g,
  },
  { why: 'core knows no host', pattern: /\bemscripten(?:::|_)|\bEM_(?:ASM|JS)\b/g },
  {
    why: 'not for core (output, clock, locale, threads, size or reproducibility)',
    pattern:
      /#\s*include\s*<(?:iostream|ostream|istream|sstream|fstream|iomanip|regex|thread|mutex|shared_mutex|future|condition_variable|chrono|ctime|time\.h|locale|clocale|locale\.h|codecvt|random|filesystem|csignal|signal\.h|unistd\.h|execution|emscripten[^>]*|sys\/[^>]*)>/g,
  },
  {
    why: 'compiler targets belong to the scanner',
    pattern: /__attribute__\s*\(\(\s*target\b|\bpragma\s+(?:clang|GCC)\b[^\n]*\btarget\b/g,
    except: /^core\/ingest\/\w*(scan\w*|_avx2|_avx512)\.(h|cpp)$/,
  },
];

const kFlags =
  /-march\b|-mtune\b|-mcpu\b|-mavx\w*|-msse[\w.]*|-mfma\b|-mbmi\w*|-ffast-math|-Ofast|-funsafe-math-optimizations|-fassociative-math|-ffp-contract=(?!off)\w+/g;

export function checkPurity(files) {
  const problems = [];
  for (const [path, text] of textsOf(files, /^core\/.*\.(h|cpp|inc)$/)) {
    const code = blankComments(text);
    for (const { why, pattern, except } of kRules) {
      if (except?.test(path)) continue;
      for (const match of code.matchAll(pattern)) {
        problems.push(`${path}:${lineAt(text, match.index)}: "${match[0].trim()}": ${why}`);
      }
    }
  }
  for (const [path, text] of textsOf(files, /(^|\/)(CMakeLists\.txt|CMakePresets\.json)$|\.cmake$/)) {
    const code = text
      .replace(/^\s*#.*$/gm, (line) => ' '.repeat(line.length))
      .replace(/\s#.*$/gm, (line) => ' '.repeat(line.length));
    for (const match of code.matchAll(kFlags)) {
      const line = code.slice(code.lastIndexOf('\n', match.index) + 1, code.indexOf('\n', match.index));
      // The scanner's own files may be compiled for a newer CPU: the choice is made at run time there.
      if (
        /set_source_files_properties\(\s*core\/ingest\/\w*(scan\w*|_avx2|_avx512)\.cpp/.test(line) &&
        /^-m/.test(match[0])
      )
        continue;
      problems.push(`${path}:${lineAt(text, match.index)}: "${match[0]}": changes results or demands a newer CPU`);
    }
  }
  return problems;
}

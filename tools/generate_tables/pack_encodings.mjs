// Packs what GB18030 and Big5 sequences mean. core/ingest/encoding_tables.cpp unpacks it; how a table is modelled is told there.
import { TableWriter, Unused, Walk, bitModel, numberModel, times, walkModel } from './table_coder.mjs';

const kFirstIdeograph = 0x4e00;
const kIdeographCount = 0x9fa6 - kFirstIdeograph;
const isIdeograph = (point) => point >= kFirstIdeograph && point < kFirstIdeograph + kIdeographCount;

// --- GB18030 ---

const gbPointer = (lead, trail) => (lead - 0x81) * 190 + trail - (trail < 0x7f ? 0x40 : 0x41);
const kGb2312RowBegin = gbPointer(0x81, 0xa1);
const kSpaceAgain = gbPointer(0xa3, 0xa0);
const kLevelOneCount = 3755;
const hanziPointers = times(kLevelOneCount + 3008, (_, hanzi) => {
  const place = hanzi < kLevelOneCount ? hanzi : hanzi + 5;
  return gbPointer(0xb0 + Math.floor(place / 94), 0xa1 + (place % 94));
});

/** The initial under which each character of level 1 stands: never one before the last, and as few as possible that do not fit. */
function initialsOf(points, lettersOf) {
  const kLetters = 26;
  const misses = [times(kLetters, () => 0)];
  const from = [];
  for (const point of points) {
    const before = misses.at(-1);
    let least = 0;
    from.push(times(kLetters, (_, letter) => (least = before[letter] < before[least] ? letter : least)));
    misses.push(from.at(-1).map((best, letter) => before[best] + ((lettersOf(point) >> letter) & 1 ? 0 : 1)));
  }
  let letter = misses.at(-1).indexOf(Math.min(...misses.at(-1)));
  return points
    .map((_, at) => at)
    .reverse()
    .map((at) => {
      const its = letter;
      letter = from[at][letter];
      return its;
    })
    .reverse();
}

/**
 * @param {number[]} points of the two-byte sequences, by pointer
 * @param {[number, number][]} runs of four-byte sequences: first pointer and code point
 * @param {number} runsEnd the pointer behind the last run
 * @param {number[]} letters pinyin initials of each character from U+4E00, as masks
 */
export function packGb18030(points, runs, runsEnd, letters) {
  const writer = new TableWriter();
  const unused = new Unused();

  const levelOne = hanziPointers.slice(0, kLevelOneCount).map((pointer) => points[pointer]);
  const initials = initialsOf(levelOne, (point) => letters[point - kFirstIdeograph]);
  const count = numberModel();
  for (let letter = 0; letter < 26; ++letter) {
    const candidates = letters
      .slice(0, kIdeographCount)
      .flatMap((mask, at) => ((mask >> letter) & 1 && unused.has(kFirstIdeograph + at) ? [kFirstIdeograph + at] : []));
    const these = levelOne.filter((_, at) => initials[at] === letter);
    writer.number(count, these.length);
    for (const point of these) {
      const place = candidates.indexOf(point);
      writer.uniform(place < 0 ? candidates.length : place, candidates.length + 1);
      if (place < 0) {
        writer.uniform(point - kFirstIdeograph, kIdeographCount);
      } else {
        candidates[place] = candidates.at(-1);
        candidates.pop();
      }
      unused.take(point);
    }
  }
  const levelTwo = new Walk(kFirstIdeograph - 1);
  const levelTwoModel = walkModel();
  for (const pointer of hanziPointers.slice(kLevelOneCount))
    levelTwo.next(writer, levelTwoModel, points[pointer], unused);

  const done = new Set([...hanziPointers, kSpaceAgain]);
  if (points[kSpaceAgain] !== 0x3000) throw new Error('A3A0 is no ideographic space any more');
  const columns = times(2, () => new Walk(0));
  const restModel = walkModel();
  points.forEach((point, pointer) => {
    if (done.has(pointer)) return;
    const inGb2312 = pointer >= gbPointer(0xa1, 0xa1) && pointer % 190 >= kGb2312RowBegin;
    columns[inGb2312 ? 1 : 0].next(writer, restModel, point, unused);
  });

  const back = bitModel();
  const gap = numberModel();
  const length = numberModel();
  let expected = 0;
  runs.forEach(([pointer, point], at) => {
    writer.bit(back, point < expected);
    writer.number(gap, Math.abs(point - expected));
    const runLength = (runs[at + 1]?.[0] ?? runsEnd) - pointer;
    writer.number(length, runLength - 1);
    expected = point + runLength;
  });
  return writer.bytes();
}

// --- Big5 ---

const big5Pointer = (code) => {
  const trail = code & 0xff;
  return ((code >> 8) - 0x87) * 157 + trail - (trail < 0x7f ? 0x40 : 0x62);
};
/** Where the characters of 1, 2, 3, … strokes begin in each level (the last: and of more), and where the level ends. */
const kStrokesBegin = [
  [
    ...[0xa440, 0xa442, 0xa454, 0xa4a1, 0xa4fe, 0xa5e0, 0xa6ea, 0xa8c3, 0xab45, 0xadbc, 0xb0ae, 0xb3c3, 0xb6c3, 0xb9ac],
    ...[0xbbf5, 0xbea7, 0xc075, 0xc24f, 0xc35f, 0xc455, 0xc4d7, 0xc56b, 0xc5c8, 0xc5f1, 0xc655, 0xc664, 0xc66c, 0xc6a1],
  ].map(big5Pointer),
  [
    ...[0xc940, 0xc940, 0xc945, 0xc94d, 0xc963, 0xc9ab, 0xca5a, 0xcbb1, 0xcddd, 0xd0c8, 0xd44b, 0xd851, 0xdcb1, 0xe0f0],
    ...[0xe4e6, 0xe8f4, 0xecb9, 0xefb7, 0xf1eb, 0xf3fd, 0xf5c0, 0xf6d6, 0xf7d0, 0xf8a5, 0xf8ee, 0xf96b, 0xf9a2, 0xf9d6],
  ].map(big5Pointer),
];
const kStrokes = 27;
const kUnified = 2;
const partOf = (point) =>
  point >= 0x20000 ? 3 : isIdeograph(point) ? kUnified : point >= 0x3400 && point < 0x4e00 ? 1 : 0;

/** Which ideographs the levels have; gives the radical of each, as the unpacker will number it. */
function packMembers(writer, groups, gbPoints) {
  const gbLevel = times(kIdeographCount, () => 0);
  hanziPointers.forEach((pointer, at) => (gbLevel[gbPoints[pointer] - kFirstIdeograph] = at < kLevelOneCount ? 1 : 2));
  const placeOf = new Map(
    groups.flatMap((group) => group.points.map((point) => [point, { strokes: group.strokes, level: group.level }])),
  );
  const isIn = times(3, () => times(4, bitModel));
  const same = times(2, () => times(kStrokes, bitModel));
  const falls = times(kStrokes, bitModel);
  const isLevelTwo = times(3, () => times(2, () => times(kStrokes, bitModel)));
  const more = numberModel();
  const fewer = times(kStrokes, numberModel);
  const radicals = new Map();
  let [strokes, level, radical, history] = [0, 0, 0, 0];
  for (let at = 0; at < kIdeographCount; ++at) {
    const place = placeOf.get(kFirstIdeograph + at);
    writer.bit(isIn[gbLevel[at]][history & 3], place !== undefined);
    history = (history << 1) | (place ? 1 : 0);
    if (!place) continue;
    const rise = place.strokes - strokes;
    writer.bit(same[(history >> 1) & 1][strokes], rise === 0);
    if (rise !== 0) {
      writer.bit(falls[strokes], rise < 0);
      if (rise > 0) writer.number(more, rise - 1);
      else writer.number(fewer[strokes >> 1], -rise - 1);
      if (rise < -2) ++radical;
    }
    writer.bit(isLevelTwo[gbLevel[at]][level][place.strokes >> 1], place.level === 1);
    ({ strokes, level } = place);
    radicals.set(kFirstIdeograph + at, radical);
  }
  return radicals;
}

/** In which order each group has its characters. */
function packOrder(writer, groups, radicals) {
  const radicalsOn = times(2, numberModel);
  const backwards = bitModel();
  for (const { points } of groups) {
    const left = [];
    for (const point of points.toSorted((a, b) => a - b)) {
      if (left.at(-1)?.radical !== radicals.get(point)) left.push({ radical: radicals.get(point), points: [] });
      left.at(-1).points.push(point);
    }
    let at = 0;
    for (const point of points) {
      const its = left.findIndex(({ radical }) => radical === radicals.get(point));
      const goesOn = left[at].points.length > 0;
      // Of the radicals from here to its, those that have characters left; not counting its own.
      const between = left.slice(Math.min(at, its + 1), Math.max(at + 1, its)).filter((one) => one.points.length > 0);
      const steps = its === at ? 0 : its < at && !goesOn ? between.length + 1 : between.length;
      writer.number(radicalsOn[goesOn ? 1 : 0], steps);
      if (steps > 0) writer.bit(backwards, its < at);
      const ofRadical = left[its].points;
      const place = ofRadical.indexOf(point);
      writer.uniform(place, ofRadical.length);
      ofRadical[place] = ofRadical.at(-1);
      ofRadical.pop();
      at = its;
    }
  }
}

/**
 * @param {number[]} points by pointer, 0 where there is none
 * @param {number[]} gbPoints those of GB18030's two-byte sequences
 */
export function packBig5(points, gbPoints) {
  const writer = new TableWriter();
  const unused = new Unused();
  const groups = kStrokesBegin.flatMap((begins, level) =>
    begins.slice(0, kStrokes).map((begin, strokes) => ({
      level,
      strokes,
      points: points.slice(begin, begins[strokes + 1]).filter(isIdeograph),
    })),
  );
  const radicals = packMembers(writer, groups, gbPoints);
  packOrder(writer, groups, radicals);
  for (const point of radicals.keys()) unused.take(point);

  const isEmpty = times(2, bitModel);
  const partHigh = times(4, () => times(4, bitModel));
  const partLow = times(4, () => times(4, () => times(2, bitModel)));
  const isAgain = bitModel();
  const walks = [0, 0x3400 - 1, kFirstIdeograph - 1, 0x20000 - 1].map((beforeFirst) => new Walk(beforeFirst));
  const models = times(4, walkModel);
  let [empty, part, partBefore] = [0, 0, 0];
  points.forEach((point, pointer) => {
    const inLevel = kStrokesBegin.some((begins) => pointer >= begins[0] && pointer < begins[kStrokes]);
    if (inLevel && isIdeograph(point)) return;
    writer.bit(isEmpty[empty], point === 0);
    empty = point === 0 ? 1 : 0;
    if (point === 0) return;
    const its = partOf(point);
    writer.bit(partHigh[part][partBefore], its >= 2);
    writer.bit(partLow[part][partBefore][its >> 1], (its & 1) === 1);
    [part, partBefore] = [its, part];
    if (its === kUnified) writer.bit(isAgain, !unused.has(point));
    if (its !== kUnified) walks[its].next(writer, models[its], point, null);
    else if (unused.has(point)) walks[its].next(writer, models[its], point, unused);
    else writer.uniform(point - kFirstIdeograph, kIdeographCount);
  });
  return writer.bytes();
}

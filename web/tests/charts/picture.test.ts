import { describe, expect, it } from 'vitest';
import { kPicturePixels, pictureLayout, wrapped } from '../../src/charts/picture.ts';

// Ten units a character, so that widths can be counted.
const widthOf = (text: string): number => text.length * 10;

describe('wrapping', () => {
  it('breaks Chinese anywhere and keeps words whole', () => {
    expect(wrapped('前二十的客户', 40, widthOf)).toEqual(['前二十的', '客户']);
    expect(wrapped('the best customers', 100, widthOf)).toEqual(['the best', 'customers']);
    expect(wrapped('共 123456 家', 60, widthOf)).toEqual(['共', '123456', '家']);
  });

  it('breaks a word that is longer than a line, and loses nothing', () => {
    expect(wrapped('abcdefgh', 30, widthOf)).toEqual(['abc', 'def', 'gh']);
    expect(wrapped('', 30, widthOf)).toEqual([]);
  });
});

describe('the layout of a picture', () => {
  const text = { title: 'title', subtitle: 'one two', notes: ['as of', 'all customers'] };

  it('puts title and sentence above the drawing and the notes below it, nothing over another', () => {
    const layout = pictureLayout(text, widthOf);
    expect(layout.lines.map((line) => line.text)).toEqual(['title', 'one two', 'as of', 'all customers']);
    const bottom = layout.drawing.y + layout.drawing.height;
    expect(layout.lines.map(({ y }) => (y < layout.drawing.y ? 'above' : y > bottom ? 'below' : 'over'))).toEqual([
      'above',
      'above',
      'below',
      'below',
    ]);
    const heights = layout.lines.map(({ y }) => y);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(layout.height).toBeGreaterThan(heights.at(-1) ?? 0);
  });

  it('grows with a title of several lines', () => {
    const inner = kPicturePixels.width - 2 * kPicturePixels.margin;
    const long = '题'.repeat(Math.floor(inner / 10) + 1);
    const grown = pictureLayout({ ...text, title: long }, widthOf);
    expect(grown.lines.filter(({ size }) => size === 'title')).toHaveLength(2);
    expect(grown.height - pictureLayout(text, widthOf).height).toBe(
      grown.drawing.y - pictureLayout(text, widthOf).drawing.y,
    );
  });
});

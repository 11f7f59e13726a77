import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { partitionHue } from './partition-hue';

/* The tokens are read from the stylesheet itself, so that the test cannot drift from what is shown. */
const css = readFileSync(fileURLToPath(new URL('../../app/globals.css', import.meta.url)), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
type Rgb = readonly [number, number, number];

function fromHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [linear((value >> 16) / 255), linear(((value >> 8) & 255) / 255), linear((value & 255) / 255)];
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (channel: number): number => Math.min(1, Math.max(0, channel));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function token(name: string, theme: Theme): Rgb {
  const match = new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const hex = match?.[theme === 'light' ? 1 : 2];
  if (hex === undefined) throw new Error(`globals.css has no colour ${name}`);
  return fromHex(hex);
}

function hueToken(utility: string, theme: Theme, hue: number): Rgb {
  const body = css.slice(css.indexOf(`@utility ${utility} {`));
  const numbers = [...body.slice(0, body.indexOf('\n}')).matchAll(/oklch\(([\d.]+) ([\d.]+) var\(--h\)\)/g)];
  const found = numbers[theme === 'light' ? 0 : 1];
  return fromOklch(Number(found?.[1]), Number(found?.[2]), hue);
}

const grounds = ['paper', 'surface', 'sunken', 'select'];
const textPairs = [
  ...['ink', 'muted', 'faint', 'live', 'warn', 'bad'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['live', 'warn', 'bad'].flatMap((tone) => [tone, 'ink', 'muted'].map((text) => [text, `${tone}-soft`] as const)),
  ['paper', 'ink'] as const,
  ['paper', 'muted'] as const,
];
const edgePairs = ['paper', 'surface', 'sunken'].flatMap((ground) => [
  ['edge', ground] as const,
  ['focus', ground] as const,
  ['bad', ground] as const,
  ['warn', ground] as const,
]);

describe.each(themes)('%s', (theme) => {
  test.each(textPairs)('text %s on %s is readable', (text, ground) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edgePairs)('edge %s on %s is visible', (edge, ground) => {
    expect(contrast(token(edge, theme), token(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  test('a chip is readable in every hue, and so is text on a row that was just written', () => {
    for (let hue = 0; hue < 360; hue += 1) {
      const ink = hueToken('hue-ink', theme, hue);
      expect(contrast(ink, hueToken('hue-soft', theme, hue)), `chip, hue ${hue}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, token('surface', theme)), `ink on surface, hue ${hue}`).toBeGreaterThanOrEqual(4.5);
      const fresh = hueToken('hue-fresh', theme, hue);
      for (const text of ['ink', 'muted', 'faint']) {
        expect(contrast(token(text, theme), fresh), `${text} on fresh, hue ${hue}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('a mark stands out from its chip and from the page', () => {
    for (let partition = 0; partition < 360; partition += 1) {
      const hue = partitionHue(partition);
      const mark = hueToken('hue-mark', theme, hue);
      expect(contrast(mark, hueToken('hue-soft', theme, hue)), `hue ${hue}`).toBeGreaterThanOrEqual(3);
      expect(contrast(mark, token('paper', theme)), `hue ${hue}`).toBeGreaterThanOrEqual(3);
    }
  });
});

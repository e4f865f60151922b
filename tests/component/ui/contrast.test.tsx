// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../components/tokens.css', import.meta.url), 'utf8');

/** Colour pairs of the tokens by name: [light, dark]. */
const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, [light!, dark!]] as const,
  ),
);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const TEXTS = ['ink', 'soft', 'faint', 'accent', 'good', 'warn', 'bad'];
const SURFACES = ['surface', 'sunk', 'accent-soft', 'good-soft', 'warn-soft', 'bad-soft'];
const themes = [
  ['light', 0],
  ['dark', 1],
] as const;

describe('design tokens', () => {
  test('every colour of text and surface is a pair', () => {
    for (const name of [...TEXTS, ...SURFACES, 'on-accent', 'edge', 'mute'])
      expect(pairs.has(name), name).toBe(true);
  });

  test('the ratio is the one of WCAG', () => {
    expect(contrast('#ffffff', '#000000')).toBe(21);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  describe.each(themes)('%s', (_, theme) => {
    test.each(TEXTS)('%s is readable on every surface', (text) => {
      for (const surface of SURFACES) {
        const ratio = contrast(pairs.get(text)![theme], pairs.get(surface)![theme]);
        expect(ratio, `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    });

    test('text on the accent is readable', () => {
      expect(contrast(pairs.get('on-accent')![theme], pairs.get('accent')![theme])).toBeGreaterThanOrEqual(
        4.5,
      );
    });

    test.each(['edge', 'mute'])('%s can be told from the surface', (name) => {
      expect(contrast(pairs.get(name)![theme], pairs.get('surface')![theme])).toBeGreaterThanOrEqual(3);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { nameFinder } from '@/lib/match/detective/names';
import { partner } from './past';

const partners = [
  partner('Northwind GmbH'),
  partner('Northwind Resellers Ltd'),
  partner('Acme'),
  partner('株式会社山川商事'),
  partner('Twin Peaks'),
  partner('Twin Peaks Inc.'),
];
const found = (text: string) => [...nameFinder(partners)(text)];

describe('nameFinder', () => {
  it.each([
    ['the longest name at a place', 'Intro by NORTHWIND  resellers, Ltd.', [1]],
    ['several names', 'Northwind and the Northwind Resellers', [0, 1]],
    ['whole words only', 'Northwinds blow, Northwinder too', []],
    ['no short single word, which may be any', 'The acme of design', []],
    ['names without blanks between words', '紹介：山川商事の田中様', [3]],
    ['nobody where two partners have the name', 'Met Twin Peaks today', []],
    ['nothing in nothing', '', []],
  ])('finds %s', (_what, text, ordinals) => {
    expect(found(text)).toEqual(ordinals);
  });
});

import { describe, expect, it } from 'vitest';
import { foldText } from '@/lib/match/fold';
import { buildPartnerIndex } from '@/lib/match/search';

/** Deterministic uniform numbers in [0, 1) (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HEADS =
  'north south east west blue green silver bright clear high deep long open prime royal summit harbor river cedar maple granite copper cobalt amber falcon heron otter badger lynx orion vega atlas delta sigma nova lumen terra aero hydro quant cyber data cloud grid link signal vector matrix cipher beacon anchor bridge gate tower castle forge mill stone field brook hollow ridge crest dale glen'.split(
    ' ',
  );
const TAILS =
  'wind shore light point water wood land view ford ton worth gate house well mark line star path way field'.split(
    ' ',
  );
const KINDS =
  'systems consulting networks software solutions logistics analytics partners services media security industries digital trading engineering'.split(
    ' ',
  );
const FORMS = ['GmbH', 'Ltd', 'Inc.', 'S.A.', 'B.V.', 'AG', 'LLC', 'S.r.l.', ''];

function directory(size: number) {
  const next = random(7);
  const pick = <T>(list: T[]) => list[Math.floor(next() * list.length)]!;
  const names = new Set<string>();
  while (names.size < size) {
    const head = pick(HEADS);
    const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
    names.add(
      `${capital(head + pick(TAILS))} ${next() < 0.5 ? `${capital(pick(HEADS))} ` : ''}${capital(pick(KINDS))} ${pick(FORMS)}`.trim(),
    );
  }
  return [...names].map((name, i) => ({
    id: `P${i}`,
    name,
    domains: [],
    aliases: i % 10 === 0 ? [`Alias ${i} ${HEADS[i % HEADS.length]}x`] : [],
  }));
}

/** One typing error inside a word: never its first letter. */
function mistype(word: string, next: () => number): string {
  const at = 1 + Math.floor(next() * (word.length - 1));
  const letter = String.fromCharCode(97 + Math.floor(next() * 26));
  const kind = Math.floor(next() * 4);
  if (kind === 0) return word.slice(0, at) + letter + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  if (kind === 2) return word.slice(0, at) + word.slice(at + 1);
  return at + 1 < word.length
    ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
    : word.slice(0, at);
}

const partners = directory(10_000);
const index = buildPartnerIndex(partners);

/** Share of 300 partners found among the first ten when their name is typed with some change. */
function hitRate(change: (words: string[], next: () => number) => string): number {
  const next = random(11);
  let hits = 0;
  for (let i = 0; i < 300; i++) {
    const partner = partners[Math.floor(next() * partners.length)]!;
    const query = change(foldText(partner.name).split(' '), next);
    if (index.search(query, 10).includes(partner.id)) hits++;
  }
  return hits / 300;
}

describe('partner search over 10,000 names', () => {
  it('finds names as they are', () => expect(hitRate((words) => words.join(' '))).toBe(1));
  it('finds names with one typing error', () =>
    expect(
      hitRate((words, next) => [mistype(words[0]!, next), ...words.slice(1)].join(' ')),
    ).toBeGreaterThanOrEqual(0.9));
  it('finds names with two typing errors', () =>
    expect(
      hitRate((words, next) => [mistype(mistype(words[0]!, next), next), ...words.slice(1)].join(' ')),
    ).toBeGreaterThanOrEqual(0.85));
  it('finds names with their words swapped', () =>
    expect(hitRate((words) => [...words].reverse().join(' '))).toBeGreaterThanOrEqual(0.99));
  it('answers every keystroke', () => {
    for (const partner of partners.slice(0, 12)) {
      const text = foldText(partner.name);
      for (let length = 1; length <= text.length; length++)
        expect(index.search(text.slice(0, length), 10).length).toBeGreaterThan(0);
    }
  });
});

describe('partner search', () => {
  const small = buildPartnerIndex([
    { id: 'P-001', name: 'Łódź Systemy sp. z o.o.', aliases: ['LS Group'], domains: [] },
    { id: 'P-002', name: '株式会社サンプル', aliases: [], domains: [] },
    { id: 'P-003', name: 'ООО «Ромашка»', aliases: [], domains: [] },
    { id: 'P-004', name: 'Acme GmbH', aliases: [], domains: ['beta.example'] },
    { id: 'P-005', name: 'Acme Holding GmbH', aliases: ['AH'], domains: [] },
    { id: 'P-006', name: 'Smith & Jones', aliases: [], domains: [] },
  ]);
  it.each([
    ['lodz', 'P-001'],
    ['LS gr', 'P-001'],
    ['サンプ', 'P-002'],
    ['рома', 'P-003'],
    ['acme gm', 'P-004'],
    ['p-005', 'P-005'],
    ['jones smith', 'P-006'],
    ['smith and', 'P-006'],
    ['smth jnoes', 'P-006'],
    ['beta.example', 'P-004'],
    ['beta.ex', 'P-004'],
    ['https://www.beta.example/about', 'P-004'],
    ['someone@mail.beta.example', 'P-004'],
  ])('%s -> %s', (query, id) => expect(small.search(query, 3)[0]).toBe(id));

  it('finds nothing for nothing', () => {
    expect(small.search('', 5)).toEqual([]);
    expect(small.search('  --  ', 5)).toEqual([]);
    expect(small.search('zzzzqqqq', 5)).toEqual([]);
    expect(small.search('acme', 0)).toEqual([]);
  });
  it('names each partner once and obeys the limit', () => {
    expect(small.search('acme', 5).sort()).toEqual(['P-004', 'P-005']);
    expect(small.search('acme', 1)).toHaveLength(1);
  });
  it('survives characters that mean something in a pattern', () => {
    for (const query of ['acme (', '[', '.*', 'a\\', '"acme"', '-acme', 'acme -holding'])
      expect(() => small.search(query, 5)).not.toThrow();
    expect(small.search('"acme"', 5)).toContain('P-004');
  });
});

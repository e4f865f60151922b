/** Finds names of partners in free text. */
import { foldName, foldText } from '../fold';
import type { Partner } from '../types';

/** One word of a language is a name only when it is long enough to be no accident. */
const SHORTEST_WORD = 5;
const SHORTEST_NAME = 6;
const SHORTEST_CJK = 3;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** @returns ordinals of the partners whose name or alias stands in the text as whole words; the longest name wins */
export type NameFinder = (text: string) => Set<number>;

export function nameFinder(partners: readonly Pick<Partner, 'name' | 'aliases'>[]): NameFinder {
  const byFirst = new Map<string, { words: string[]; partners: number[] }[]>();
  const anywhere = new Map<string, number[]>();
  partners.forEach(({ name, aliases }, partner) => {
    for (const folded of new Set([name, ...aliases].map(foldName))) {
      if (CJK.test(folded)) {
        if (folded.length >= SHORTEST_CJK) anywhere.set(folded, [...(anywhere.get(folded) ?? []), partner]);
        continue;
      }
      const words = folded.split(' ');
      if (words.length === 1 ? folded.length < SHORTEST_WORD : folded.length < SHORTEST_NAME) continue;
      const list = byFirst.get(words[0]!) ?? [];
      const known = list.find((one) => one.words.join(' ') === folded);
      if (known) known.partners.push(partner);
      else list.push({ words, partners: [partner] });
      byFirst.set(words[0]!, list);
    }
  });
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return (text) => {
    const found = new Set<number>();
    const folded = foldText(text);
    const words = folded.split(' ');
    for (let at = 0; at < words.length; at++) {
      const name = byFirst
        .get(words[at]!)
        ?.find((one) => one.words.every((word, i) => words[at + i] === word));
      if (!name) continue;
      // A name of two partners is that of neither.
      if (name.partners.length === 1) found.add(name.partners[0]!);
      at += name.words.length - 1;
    }
    if (CJK.test(folded))
      for (const [name, owners] of anywhere)
        if (owners.length === 1 && folded.includes(name)) found.add(owners[0]!);
    return found;
  };
}

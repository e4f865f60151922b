/**
 * Names that a reader takes for one another. Letters of Cyrillic and Greek that are drawn like a Latin one stand for it:
 * the part of the confusables of Unicode Technical Standard 39 that names of people and companies are written with.
 */
const drawn = (letters: string, as: string) => [...letters].map((letter, at) => [letter, as[at]!] as const);

const DRAWN_AS = new Map([
  ...drawn('аеорсухіјѕԁһԛԝѵкмтгпь', 'aeopcyxijsdhqwvkmtrnb'),
  ...drawn('АВЕКМНОРСТУХІЈЅ', 'abekmhopctyxijs'),
  ...drawn('αεικνορτυχωγη', 'aeikvoptuxwyn'),
  ...drawn('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'abezhikmnoptyx'),
  ...drawn('Iıl1|0', 'iiiiio'),
]);

/**
 * A name as it is seen: without what cannot be seen, marks, case, spaces and signs, and with letters drawn alike as one.
 * Two honest people may give the same: it is a reason to ask, never one to refuse.
 * @returns the name itself where that leaves nothing, as of one that is all pictures
 */
export const seenAs = (name: string): string =>
  [...name.normalize('NFKD').replace(/[^\p{L}\p{N}|]/gu, '')]
    .map((letter) => DRAWN_AS.get(letter) ?? letter.toLowerCase())
    .map((letter) => DRAWN_AS.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm') || name;

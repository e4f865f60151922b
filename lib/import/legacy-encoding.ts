/** Which encoding text is in that is no Unicode: older systems still write those of their country. */

// Its readers one by one: a background worker can load nothing later, and the others know only long texts.
import { big5, euc_jp, euc_kr, gb_18030, sjis } from 'chardet/lib/encoding/mbcs.js';
import { DOS, decoderOf } from './dos';

/** Names as TextDecoder takes them. */
export type LegacyEncoding = (typeof SINGLE)[number]['encoding'] | (typeof MULTIPLE)[number]['encoding'];

/** Encodings with two and more bytes to a letter. */
const MULTIPLE = [
  { encoding: 'shift_jis', name: 'Shift-JIS (Japanese)', reader: new sjis() },
  { encoding: 'euc-jp', name: 'EUC-JP (Japanese)', reader: new euc_jp() },
  { encoding: 'gb18030', name: 'GB 18030 (Chinese)', reader: new gb_18030() },
  { encoding: 'big5', name: 'Big5 (Chinese)', reader: new big5() },
  { encoding: 'euc-kr', name: 'EUC-KR (Korean)', reader: new euc_kr() },
] as const;

const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
/** German, French, Spanish, Portuguese, Italian, Swedish and Finnish, Danish and Norwegian. */
const WESTERN = ['äöüß', 'àâæçéèêëîïôœùûüÿ', 'áéíñóúüªº', 'áâãàçéêíóôõúü', 'àèéìíîòóùú', 'åäöé', 'æøåéäö'];
/** Polish, Czech, Slovak, Hungarian, Romanian, and the languages of former Yugoslavia. */
const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž'];

/** Letters from one to another. */
function range(from: number, to: number): string {
  return String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

/**
 * Encodings with a byte to a letter, the usual ones first: of two that read equally well the first counts. Each
 * language's letters beyond ASCII, lower case.
 */
const SINGLE = [
  {
    encoding: 'windows-1252',
    name: 'Windows-1252 (Western European)',
    languages: [...WESTERN, 'áéëïíóöüè', 'áðéíóúýþæö'],
  },
  {
    encoding: 'windows-1250',
    name: 'Windows-1250 (Central European)',
    languages: CENTRAL,
  },
  {
    encoding: 'windows-1251',
    name: 'Windows-1251 (Cyrillic)',
    languages: [RUSSIAN, 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', 'абвгдђежзијклљмнњопрстћуфхцчџш'],
  },
  {
    encoding: 'windows-1253',
    name: 'Windows-1253 (Greek)',
    languages: ['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ'],
  },
  { encoding: 'windows-1254', name: 'Windows-1254 (Turkish)', languages: ['çğıi̇öşüâîû'] },
  {
    encoding: 'koi8-r',
    name: 'KOI8-R (Cyrillic)',
    languages: [RUSSIAN],
  },
  {
    encoding: 'iso-8859-2',
    name: 'ISO 8859-2 (Central European)',
    languages: CENTRAL,
  },
  {
    encoding: 'ibm866',
    name: 'IBM 866 (Cyrillic)',
    languages: [RUSSIAN],
  },
  {
    encoding: 'macintosh',
    name: 'Mac OS Roman',
    languages: WESTERN,
  },
  {
    encoding: DOS,
    name: 'DOS (code page 850 or 437, Western European)',
    languages: WESTERN,
  },
  {
    encoding: 'windows-1255',
    name: 'Windows-1255 (Hebrew)',
    languages: ['אבגדהוזחטיךכלםמןנסעףפץצקרשת'],
  },
  {
    encoding: 'windows-1256',
    name: 'Windows-1256 (Arabic, Persian)',
    languages: ['ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ'],
  },
  {
    encoding: 'windows-874',
    name: 'Windows-874 (Thai)',
    languages: [range(0xe01, 0xe3a) + range(0xe40, 0xe4e)],
  },
] as const;

/** Marks that stand alone, and those that stand at words in any language. */
const MARKS = /^[\p{P}\p{Sc}\s©®™°§¹²³´¨¼½¾]*$/u;
const AT_WORDS = /^[“”„‘’‚«»–—…•\s¿¡©®™§º°]+|[“”„‘’‚«»–—…•\s©®™§°´]+$/gu;
/** Letters that a language leaves out: l’été, it’s. */
const APOSTROPHE = /^(?:\p{L}|qu|un|al|dell|nell|sull|all|dall)’|’(?:[stdm]|ll|re|ve)$/giu;

/** Words, and whatever bytes beyond ASCII are read as. */
const WORDS = /[A-Za-z\x80-\u{10ffff}]+/gu;

/** From here on the words of a text say what it is in. */
const SURE = 80;

/** Scripts other than Latin that have capitals. */
const CASED = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** 1 for a word that one of the languages could have, ½ where all of it is in capitals, 0 for none. */
function wordScore(word: string, languages: readonly string[]): number {
  if (MARKS.test(word)) return 1;
  const bare = word.replace(AT_WORDS, '').replace(APOSTROPHE, '');
  if (!/[^\0-\x7f]/.test(bare)) return 1;
  // A capital behind a small letter, or a sign between letters, is another letter read wrongly.
  if (/\p{Ll}\p{Lu}|[^\p{L}\p{M}]/u.test(bare)) return 0;
  // So is a foreign capital behind the first letter of a word that goes on in small ones: MÅller is no name.
  if (/^\p{Lu}+\p{Ll}/u.test(bare) && /^.+[^\0-\x7f](?<=\p{Lu})/u.test(bare)) return 0;
  const lower = bare.toLowerCase();
  const foreign = [...lower].filter((letter) => letter > '\x7f');
  if (!languages.some((letters) => foreign.every((letter) => letters.includes(letter)))) return 0;
  const cased = CASED.test(lower);
  const nonLatin = cased || /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thai}]/u.test(lower);
  if (nonLatin && /[a-z]/.test(lower)) return 0;
  // No language that is written in Latin letters has words of accented ones.
  if (!nonLatin && foreign.length > 2 && foreign.length * 2 > [...lower].length) return 0;
  return cased && bare.length > 1 && bare === bare.toUpperCase() ? 0.5 : 1;
}

/** @returns how well the words read, 0 to 1 */
function textScore(text: string, languages: readonly string[]): number {
  const words = (text.match(WORDS) ?? []).filter((word) => /[^\0-\x7f]/.test(word));
  if (words.length === 0) return 1;
  let sum = 0;
  for (const word of words) sum += wordScore(word, languages);
  // Hebrew reads as Cyrillic too, but as one in which nothing begins with a capital.
  const small = words.every((word) => word === word.toLowerCase()) && words.some((word) => CASED.test(word));
  return (sum / words.length) * (small ? 0.9 : 1);
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The likeliest encoding with several bytes to a letter, with how sure that is in percent; null where none reads it. */
function likeliest(lines: Uint8Array): (Guess & { confidence: number }) | null {
  const context = {
    byteStats: [],
    c1Bytes: false,
    rawInput: lines,
    rawLen: lines.length,
    inputBytes: lines,
    inputLen: lines.length,
  };
  const [first] = MULTIPLE.flatMap(({ encoding, name, reader }) => {
    const confidence = reader.match(context)?.confidence ?? 0;
    return confidence > 0 && decodes(lines, encoding) ? [{ encoding, name, confidence }] : [];
  }).sort((a, b) => b.confidence - a.confidence);
  return first ?? null;
}

export interface Guess {
  encoding: LegacyEncoding;
  /** In words, with its language. */
  name: string;
}

/**
 * The encoding under which the most words are words: chardet knows those of East Asia by their frequent letters; those
 * with a byte to a letter are told by which letters a language has together, which a few names suffice for.
 * @param lines whole lines that have bytes beyond ASCII
 */
export function guessLegacy(lines: Uint8Array): Guess {
  const multiple = likeliest(lines);
  if (multiple && multiple.confidence >= SURE) return multiple;
  let best: (typeof SINGLE)[number] = SINGLE[0];
  let highest = -1;
  for (const one of SINGLE) {
    const score = textScore(decoderOf(one.encoding).decode(lines), one.languages);
    if (score > highest + 1e-9) {
      best = one;
      highest = score;
    }
  }
  return multiple && highest < 0.5 ? multiple : { encoding: best.encoding, name: best.name };
}

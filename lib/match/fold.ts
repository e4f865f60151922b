/**
 * Folding of company names: two spellings of one company give the same string.
 *
 * Marks are taken off Latin and Greek letters only: in Japanese a mark makes another syllable (ハ, バ, パ).
 */

/** Letters that NFKD does not take apart. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ё: 'е',
};

/**
 * Legal forms at the end of a name, folded and with the letters of an abbreviation joined ("S. A." is `sa`).
 * Forms of several words stand in their own order; the longest that fits is taken.
 */
const SUFFIXES = new Set(
  [
    // Germany, Austria, Switzerland, Liechtenstein
    'gmbh, mbh, ag, kg, ohg, gbr, ek, ekfr, eg, ev, ug, kgaa, gmbh and co kg, gmbh and co kgaa, ag and co kg, se and co kg',
    'ug haftungsbeschrankt, gesmbh, ges mbh, gesellschaft mbh, gesellschaft mit beschrankter haftung, aktiengesellschaft, sarl',
    // United Kingdom, Ireland, Commonwealth
    'ltd, limited, plc, llp, cic, dac, clg, pty, pty ltd, pty limited, proprietary limited, pvt, pvt ltd, private limited',
    'pte, pte ltd, sdn bhd, bhd, co ltd, co limited, company limited, public limited company',
    // United States, Canada
    'inc, incorporated, corp, corporation, co, company, llc, lllp, lp, pllc, pbc, ltee, limitee, ulc',
    // France, Belgium, Luxembourg
    'sa, sas, sasu, sarl, eurl, sci, snc, scop, scrl, sprl, bvba, cvba, srl, asbl, vzw, sca, scs',
    // Netherlands
    'bv, nv, vof, cv, bv io',
    // Italy
    'spa, srl, srls, sapa, sas, snc, sc, scarl, scrl, societa per azioni',
    // Spain, Portugal, Latin America
    'sl, slu, sll, slne, sau, scoop, sociedad limitada, sociedad anonima, lda, unipessoal lda, ltda, eireli, epp, mei',
    'sa de cv, sapi de cv, sab de cv, s de rl, s de rl de cv, srl de cv, sac, saic, spa, sas, cia, cia ltda, e hijos',
    // Nordics
    'ab, publ, as, asa, ans, da, aps, is, ks, oy, oyj, ab oy, oy ab, ehf, hf',
    // Poland, Czechia, Slovakia, Hungary, Romania, Bulgaria, South Slavic
    'sp zoo, sp z oo, spzoo, spolka zoo, spolka z oo, spolka z ograniczona odpowiedzialnoscia, sp k, sp j, spk, spj, psa, sro, spol sro, as',
    'kft, zrt, nyrt, bt, kkt, pfa, ood, eood, ad, ead, doo, dd, jdoo, ооо, еоод, оод, ад, еад',
    // Baltics, Turkey, Greece, Israel
    'sia, uab, mb, ou, as, ltd sti, ltd sirketi, san tic, san ve tic, sanayi ve ticaret, sirketi, αε, επε, ικε, οε, בעמ',
    // Asia
    'kk, gk, yk, godo kaisha, kabushiki kaisha, tbk, jsc, pjsc, cjsc, ojsc, fzco, fze, fz llc, wll, saog, saoc, jv',
    // Russia, Ukraine
    'ооо, оао, зао, пао, ао, тоо, тов, ип, пп, прат, пат',
    // European forms
    'se, sce, eeig, ewiv',
  ]
    .join(',')
    .split(',')
    .map((form) => form.trim()),
);

/** Legal forms that some countries write before the name. */
const PREFIXES = new Set('ооо оао зао пао ао тоо тов ип прат пат pt uab sia oy firma the'.split(' '));

const LONGEST_SUFFIX = 5;

/** East Asian forms stand at either end without a space. */
const CJK_FORM =
  '株式会社|有限会社|合同会社|合資会社|一般社団法人|\\((?:株|有|同|주|유)\\)|股份有限公司|有限责任公司|有限責任公司|有限公司|주식회사|유한회사';
const CJK_FORMS = new RegExp(`^\\s*(?:${CJK_FORM})\\s*|\\s*(?:${CJK_FORM})\\s*$`, 'gu');

/** Words of a note on what the company is to the writer: "(Gold Reseller)", "– Channel Partner". */
const ROLE_WORDS = new Set(
  (
    'partner partners reseller resellers distributor affiliate referral referrer agency agent consultant consultancy ' +
    'channel alliance technology tech solution solutions service services sales strategic var vad msp si isv vendor ' +
    'supplier integrator gold silver bronze platinum diamond premier premium preferred certified authorized authorised ' +
    'registered elite tier level 1 2 3 official inactive former new prospect ' +
    'vertriebspartner wiederverkaufer handler fachhandler vermittler lieferant ' +
    'partenaire revendeur distributeur apporteur affilie ' +
    'socio distribuidor revendedor afiliado agencia parceiro ' +
    'rivenditore distributore partnership wederverkoper distributeur tussenpersoon ' +
    'odsprzedawca dystrybutor posrednik パートナー 代理店 販売代理店 販売店'
  ).split(' '),
);

function foldLetters(text: string): string {
  // Most names have nothing to fold but case, and a directory has thousands of them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßæœøłđðþıё]/g, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFKC');
}

/** Words of folded text; the letters of an abbreviation are one word: "S. à r.l." is `sarl`, "A/S" is `as`. */
function words(folded: string): string[] {
  const parts = folded
    .replace(/['’ʼ`´"״׳]/g, '')
    .replace(/&|\s\+\s/g, ' and ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  const out: string[] = [];
  let joining = false;
  for (const part of parts) {
    const letter = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(part);
    if (letter && joining) out[out.length - 1] += part;
    else out.push(part === 'und' || part === 'et' ? 'and' : part);
    joining = letter;
  }
  return out;
}

function isRoleNote(text: string): boolean {
  const list = words(text);
  return list.length > 0 && list.every((word) => ROLE_WORDS.has(word));
}

/** Takes "(Reseller)" out anywhere and "– Partner" off the end, as long as something is left. */
function withoutRoleNotes(folded: string): string {
  let text = folded.replace(/[([{]([^()[\]{}]*)[)\]}]/g, (whole, inside) =>
    isRoleNote(inside) ? ' ' : whole,
  );
  for (;;) {
    const tail = /^(.*\S)\s*(?:\s[-‐‑–—|·:/]+\s*|[,;|–—]\s*)(\S[^-–—|,;]*)$/u.exec(text);
    if (!tail || !isRoleNote(tail[2]!)) break;
    text = tail[1]!;
  }
  return words(text).length > 0 ? text : folded;
}

function withoutLegalForms(list: string[]): string[] {
  let from = 0;
  let to = list.length;
  strip: while (to > from) {
    for (let size = Math.min(LONGEST_SUFFIX, to - from); size > 0; size--) {
      if (SUFFIXES.has(list.slice(to - size, to).join(' '))) {
        to -= size;
        continue strip;
      }
    }
    if (list[to - 1] === 'and') to--;
    else if (PREFIXES.has(list[from]!)) from++;
    else break;
  }
  // A company may be called like a legal form.
  return to > from ? list.slice(from, to) : list;
}

/**
 * Text for searching: marks, case and punctuation gone, every word kept.
 * @returns words separated by one blank; empty when the text has no letter or digit
 */
export function foldText(text: string): string {
  return words(foldLetters(text)).join(' ');
}

/** No company has a longer name; such a text is not searched for forms and notes, which takes the square of its length. */
const LONGEST_NAME = 400;

/**
 * The same string for every usual spelling of one company's name: marks, case, punctuation, legal forms
 * ("GmbH", "Ltd.", "S.A.", "sp. z o.o.", "株式会社") and notes on its role ("(Reseller)", "– Partner") are gone.
 * A name made of nothing but legal forms stays as it is. Folding twice changes nothing.
 * @returns words separated by one blank; empty when the name has no letter or digit
 */
export function foldName(name: string): string {
  if (name.length > LONGEST_NAME) {
    const text = foldText(name);
    return text.length > LONGEST_NAME ? text : foldName(text);
  }
  let folded = foldOnce(name);
  // Forms of two scripts may hide one another; each round takes words away, so it ends.
  for (let next = foldOnce(folded); next !== folded; next = foldOnce(folded)) folded = next;
  return folded;
}

function foldOnce(name: string): string {
  let text = withoutRoleNotes(foldLetters(name));
  const bare = text.replace(CJK_FORMS, ' ');
  if (words(bare).length > 0) text = bare;
  return withoutLegalForms(words(text)).join(' ');
}

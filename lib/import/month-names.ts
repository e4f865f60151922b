/** Months by name. */

/** Short forms and spellings that people and programs write, beside those of the browser's own calendars. */
const USUAL = [
  'jan januar january janvier enero ene janeiro gennaio gen januari janv',
  'feb februar february fevrier febrero fevereiro febbraio februari fev fevr',
  'mar marz maerz march mars marzo marco maart mrt mrz',
  'apr april avril abril aprile avr abr',
  'may mai mayo maio maggio mei maj mag',
  'jun juni june juin junio junho giugno giu',
  'jul juli july juillet julio julho luglio lug juil',
  'aug august aout agosto augustus augusti ago',
  'sep sept september septembre septiembre setembro settembre set',
  'oct okt october oktober octobre octubre outubro ottobre out ott',
  'nov november novembre noviembre novembro',
  'dec dez december dezember decembre diciembre dezembro dicembre dic',
];

/** Languages in which no month is called as another one is in the others; Croatian is out by that. */
const LANGUAGES = 'en de fr es it pt nl pl sv da nb fi cs sk hu ro ru uk tr el id bg sl lt lv et'.split(' ');

export function foldMonth(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const usual = new Map(USUAL.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)));
let all: Map<string, number> | null = null;

/** Names as calendars write them: alone, and beside a day, where some languages bend them. */
function allMonths(): Map<string, number> {
  const out = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const parts of [{ month }, { day: 'numeric', month }] as const) {
        const format = new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' });
        for (let i = 0; i < 12; i++)
          for (const { type, value } of format.formatToParts(Date.UTC(2026, i, 15)))
            if (type === 'month') out.set(foldMonth(value).replace(/\.$/, ''), i + 1);
      }
  return out;
}

/** @returns 1 to 12, or undefined when no language has that month */
export function monthOf(name: string): number | undefined {
  const folded = foldMonth(name);
  const known = usual.get(folded);
  if (known !== undefined) return known;
  all ??= allMonths();
  return /^\d/.test(folded) ? undefined : all.get(folded);
}

/** Stage and amount of a sale whose labels say neither: told by what stands there, where only one value can be meant. */
import { foldLabel } from '../labels';
import type { NameClues, PageField } from '../types';
import { meaningOf } from './fields';
import { foldText } from './fold';

const SYMBOL = String.raw`[€$£¥₹₽₺₩]|R\$|zł|kr|CHF|EUR|USD|GBP|JPY|PLN|BRL|CAD|AUD|SEK|NOK|DKK|INR|MXN|Kč|Ft|RON|AED|SGD|TL|TRY|руб\.?`;
const FIGURES = String.raw`\d[\d.,'’\s]*( ?([kKmM]|Mio\.?|mln|tys\.?))?`;
const MONEY = new RegExp(`^(?:(?:${SYMBOL}) ?${FIGURES}|${FIGURES} ?(?:${SYMBOL}))$`, 'u');

/** Pixels in which no running text is written. */
const LARGE = 17;

/** Sums of money on a sale that are not what it is worth. */
const PART =
  /tax|vat|mwst|steuer|tva|iva|btw|disc|rabat|remise|descuento|desconto|sconto|korting|cost|kosten|cout|coste|custo|koszt|marg|marz|profit|gewinn|commis|komiss|provi|prowiz|fee|gebuhr|month|monat|mensu|mens[ai]l|maand|miesi|weekly|weight|gewicht|pond|ship|versand|paid|bezahlt|pay[eé]|pagad|open|due|fallig|rate|price|preis|prix|precio|preco|prezzo|prijs|cena|limit|credit|kredit|税|原価|割引|粗利/;

/** Names of stages that mean little else, folded. */
const STAGES =
  /^((closed? )?(won|lost)|(geschlossen )?(gewonnen|verloren)|gagnee?|perdue?|ganad[ao]|perdid[ao]|ganh[ao]|vint[ao]|pers[ao]|wygran[aey]|przegran[aey]|prospecting|prospect(ion|eren|uj\w*)|prospeccao|qualifi(cation|ed|zierung|ziert|ee?)|calificad[ao]|calificacion|qualificad[ao]|qualificacao|qualificat[ao]|qualificazione|kwalifikacja|kwalificatie|gekwalificeerd|discovery|needs analysis|bedarfsanalyse|value proposition|propos(al|al sent|al made|ta|ta enviada|ition)|propuesta|angebot( gesendet)?|devis( envoye)?|offert[ae]|oferta( wyslana)?|price quote|quote sent|(in )?negotiations?|(in )?verhandlung(en)?|(en )?negociation|(en )?negociacion|(em )?negociacao|negoziazione|trattativa|onderhandeling(en)?|negocjacj[ae]|verbal (commit|agreement)|contract sent|teklif(\s(verildi|asamasında))?|muzakere|pazarlık|kazanıldı|kaybedildi|предложение|переговоры|квалификация|выиграна?|проиграна?|успешно реализовано|报价|谈判|赢单|输单|제안|협상|수주|실주|受注|失注|提案|商談中|交渉|交渉中|見積提出)$/;

/** What stands beside such a name in one of two words: "Negotiation/Review". */
const BESIDE = /^(review|quote|contract|agreement|decision|closing|angebot|offre)$/;

/** Words for a sale that goes on, which a stage says better. */
const GOES_ON =
  /^(open|in progress|on hold|offen|in bearbeitung|ouverte?|en cours|abiert[ao]|en curso|abert[ao]|em andamento|apert[ao]|in corso|in behandeling|otwart[aey]|w toku|進行中)$/;

const isStage = (text: string): boolean => {
  const parts = foldText(text)
    .split(/\s*[/&+]\s*/)
    .map((part) => part.replace(/^\d+\.? /, ''));
  return (
    parts.some((part) => STAGES.test(part)) && parts.every((part) => STAGES.test(part) || BESIDE.test(part))
  );
};

/** The only one of its kind; two say nothing. */
const only = (values: readonly string[]): string | null => {
  const [first, ...more] = new Set(values);
  return first !== undefined && more.length === 0 ? first : null;
};

/** Of the steps of a sale the one at which it stands, which is the only one that is shown a second time. */
function shownAgain(steps: readonly string[]): string | null {
  const names = [...new Set(steps)];
  const again = names.filter((name) => steps.indexOf(name) !== steps.lastIndexOf(name));
  return names.length > 2 && steps.length === names.length + 1 ? (again[0] ?? null) : null;
}

/** Values under labels that say nothing. */
const untold = (fields: readonly PageField[]): PageField[] =>
  fields.filter((field) => field.state === 'value' && meaningOf(field) === null);

/**
 * The name of a stage, under a label that says nothing, or else without one, where the one written larger than all others
 * counts; null where there is none or more than one.
 * @param beside what stands without a label
 */
export function stageByValue(fields: readonly PageField[], beside: NameClues['beside'] = []): string | null {
  const stages = beside.filter(([text]) => isStage(text));
  const names = stages.map(([text]) => text);
  const largest = Math.max(...stages.map(([, size]) => size));
  return (
    only(untold(fields).flatMap(({ value }) => (isStage(value) ? value : []))) ??
    only(names) ??
    only(stages.flatMap(([text, size]) => (size === largest ? text : []))) ??
    shownAgain(names) ??
    only(beside.flatMap(([text]) => (GOES_ON.test(foldText(text)) ? text : [])))
  );
}

/**
 * The only sum of money under a label that says nothing. Without a label, the first of the largest, where that is larger
 * than what a page writes at length, or the only one. Null where there is none.
 * @param beside what stands without a label
 */
export function amountByValue(fields: readonly PageField[], beside: NameClues['beside'] = []): string | null {
  const sums = untold(fields).filter(({ value, label }) => MONEY.test(value) && !PART.test(foldLabel(label)));
  const told = only(sums.map(({ value }) => value));
  if (told) return told;
  const said = new Set(fields.map(({ value }) => value));
  const shown = beside.filter(([text]) => MONEY.test(text) && !said.has(text));
  const largest = Math.max(...shown.map(([, size]) => size));
  const first = shown.find(([, size]) => size === largest && size >= LARGE);
  return first?.[0] ?? only(shown.map(([text]) => text));
}

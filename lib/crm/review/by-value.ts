/** Stage and amount of a sale whose labels say neither: told by what stands there, where only one value can be meant. */
import { foldLabel } from '../labels';
import type { PageField } from '../types';
import { meaningOf } from './fields';
import { foldText } from './fold';

const SYMBOL = String.raw`[€$£¥₹₽₺₩]|R\$|zł|kr|CHF|EUR|USD|GBP|JPY|PLN|BRL|CAD|AUD|SEK|NOK|DKK|INR|MXN`;
const FIGURES = String.raw`\d[\d.,'’\s]*( ?([kKmM]|Mio\.?|mln|tys\.?))?`;
const MONEY = new RegExp(`^(?:(?:${SYMBOL}) ?${FIGURES}|${FIGURES} ?(?:${SYMBOL}))$`, 'u');

/** Sums of money on a sale that are not what it is worth. */
const PART =
  /tax|vat|mwst|steuer|tva|iva|btw|disc|rabat|remise|descuento|desconto|sconto|korting|cost|kosten|cout|coste|custo|koszt|marg|marz|profit|gewinn|commis|komiss|provi|prowiz|fee|gebuhr|month|monat|mensu|mens[ai]l|maand|miesi|weekly|weight|gewicht|pond|ship|versand|paid|bezahlt|pay[eé]|pagad|open|due|fallig|rate|price|preis|prix|precio|preco|prezzo|prijs|cena|limit|credit|kredit|税|原価|割引|粗利/;

/** Names of stages that mean little else, folded. */
const STAGES =
  /^(\d+\.? )?((closed? )?(won|lost)|(geschlossen )?(gewonnen|verloren)|gagnee?|perdue?|ganad[ao]|perdid[ao]|ganh[ao]|vint[ao]|pers[ao]|wygran[ae]|przegran[ae]|qualifi(cation|ed|zierung|ziert|ee?)|calificad[ao]|qualificad[ao]|qualificat[ao]|kwalifikacja|discovery|needs analysis|bedarfsanalyse|propos(al|al sent|ta|ition)|propuesta|angebot( gesendet)?|devis( envoye)?|offerta|offerte|oferta|quote sent|negotiations?|(in )?verhandlung|negociation|negociacion|negociacao|negoziazione|trattativa|onderhandeling|negocjacje|verbal (commit|agreement)|contract sent|受注|失注|提案|商談中|交渉|交渉中|見積提出)$/;

/** The only one of its kind; two say nothing. */
const only = (fields: readonly PageField[], fits: (field: PageField) => boolean): string | null => {
  const values = new Set(
    fields.filter((field) => field.state === 'value' && fits(field)).map(({ value }) => value),
  );
  return values.size === 1 ? [...values][0]! : null;
};

/** The value that is the name of a stage, under a label that says nothing; null where there is none or more than one. */
export const stageByValue = (fields: readonly PageField[]): string | null =>
  only(fields, (field) => meaningOf(field) === null && STAGES.test(foldText(field.value)));

/** The sum of money under a label that says nothing; null where there is none or more than one. */
export const amountByValue = (fields: readonly PageField[]): string | null =>
  only(
    fields,
    (field) => meaningOf(field) === null && MONEY.test(field.value) && !PART.test(foldLabel(field.label)),
  );

/** What a page shows of a record, as it is kept. Pure. */
import { foldLabel } from '../crm/labels';
import type { PageRecord } from '../crm/types';
import { isoDay } from '../facts/time';
import type { FieldCheck } from '../fields/evaluate';
import { conceptOf } from '../fields/synonyms';
import { REQUIRED, type SeenValues } from '../govern/snapshot';
import { currencyCode } from '../import/currency';
import { type DateOrder, parseDate } from '../import/dates';
import { NumberTally, parseNumber } from '../import/numbers';

/** Longest value that is kept, in characters: a page that invents texts fills nothing. */
const LONGEST = 300;
const MOST_REQUIRED = 30;

const DISCOUNT = /discount|rabat|\bremise|descuento|desconto|sconto|korting|値引|割引/;
const NOT_DISCOUNT = /approv|reason|grund|code|type|date|freigabe|valid/;

/**
 * Amount as a page writes it. A lone separator before exactly three digits groups thousands.
 * @param workspace currency that decides between countries which share a symbol, ISO code
 * @returns plain decimal and its currency, null where the page names none; null when it is no single amount
 */
export function amountOf(
  text: string,
  workspace: string,
): { amount: string; currency: string | null } | null {
  const cell = text.trim();
  const tally = new NumberTally();
  tally.add(cell);
  const decimal = tally.comma > 0 || tally.eitherPoint > 0 ? ',' : '.';
  const parsed = parseNumber(cell, { decimal });
  if (!parsed || parsed.percent) return null;
  if (parsed.currency === '') return { amount: parsed.text, currency: null };
  const currency = currencyCode(parsed.currency, workspace);
  return currency === null ? null : { amount: parsed.text, currency };
}

/** Labels of the day on which a record was created, in the languages that pages are read in; not of who created it. */
const CREATED =
  /creat(e|ed|ion)\b|date (added|opened)|(open|entry) date|deal created|erstell|angelegt|anlagedatum|cree le|creacion|creado|criacao|criad[oa]|aangemaakt|aanmaak|gemaakt op|creazione|creat[oa] il|utworz|data dodania|作成日|登録日/;
const NOT_CREATED =
  /\bby\b|\bvon\b|\bpar\b|\bpor\b|\bdoor\b|\bda\b|przez|modif|last|letzt|source|task|activ|note|contact|account|company|lead|time to|days|作成者/;

/**
 * Day that a date field shows, ISO; null where a page's digits leave open which is the month, or it is no single day.
 * Points between the digits mean day first in every language that is read; else only a number above 12 tells.
 */
function dayShown(text: string): string | null {
  const digits = /^\s*(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?\d{2,4}\b/.exec(text);
  let order: DateOrder = 'ymd';
  if (digits) {
    const [first, second] = [Number(digits[1]), Number(digits[3])];
    if (digits[2] === '.' || first > 12 || first === second) order = 'dmy';
    else if (second > 12) order = 'mdy';
    else return null;
  }
  const date = parseDate(text.trim(), { order });
  return date && isoDay(date.day);
}

/** Share that a discount field shows: "15 %" or "15" is 0.15; null for an amount of money. */
function shareOf(text: string): string | null {
  const bare = text.replace('%', ' %').trim();
  const tally = new NumberTally();
  tally.add(bare);
  const parsed = parseNumber(bare, { decimal: tally.comma > 0 || tally.eitherComma > 0 ? ',' : '.' });
  if (parsed?.currency !== '') return null;
  const percent = Number(parsed.text);
  return percent >= 0 && percent <= 100 ? String(Number((percent / 100).toFixed(6))) : null;
}

/**
 * What a page shows of a record now.
 * @param checks required fields, filled or not
 * @param known label of the field that named the partner before, where one did
 * @param workspace currency, ISO code
 */
export function valuesOf(
  record: PageRecord,
  checks: readonly FieldCheck[],
  known: string | null,
  workspace: string,
): SeenValues {
  const values: Record<string, string | null> = {};
  const put = (name: string, value: string | null) => {
    values[name] = value === null ? null : value.trim().slice(0, LONGEST);
  };
  put('name', record.name);
  if (record.stage?.trim()) put('stage', record.stage);
  if (record.owner?.trim()) put('owner', record.owner);
  const amount = record.amount?.trim() ? amountOf(record.amount, workspace) : null;
  if (amount) {
    put('amount', amount.amount);
    put('currency', amount.currency);
  }
  const { partner, fields } = record;
  if (partner?.basis === 'partner-field' && partner.name?.trim()) {
    put('partner', partner.name);
    put('partnerField', partner.field);
  } else {
    const named = fields.find(({ label }) =>
      known === null ? conceptOf(label) === 'partner' : foldLabel(label) === foldLabel(known),
    );
    if (named?.state === 'empty') put('partner', null);
  }
  const discount = fields.find(({ label }) => {
    const folded = foldLabel(label);
    return DISCOUNT.test(folded) && !NOT_DISCOUNT.test(folded);
  });
  if (discount?.state === 'empty') put('discount', null);
  else if (discount?.state === 'value') {
    const share = shareOf(discount.value);
    if (share !== null) put('discount', share);
  }
  const created = fields.find(({ label, state }) => {
    const folded = foldLabel(label);
    return state === 'value' && CREATED.test(folded) && !NOT_CREATED.test(folded);
  });
  const day = created?.state === 'value' ? dayShown(created.value) : null;
  if (day !== null) put('created', day);
  for (const { label, filled } of checks.slice(0, MOST_REQUIRED))
    put(`${REQUIRED}${label.slice(0, LONGEST)}`, filled ? 'filled' : null);
  return values;
}

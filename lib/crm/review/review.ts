/**
 * What a reading means, told from its words alone. It runs in the background, so that no page carries its words; what
 * needs the page itself is told there, by the reader.
 */
import { type FieldRole, foldLabel, rolesOf } from '../labels';
import { kindOf } from '../nouns';
import type { NameClues, PageField, PageReading, PageRecord } from '../types';
import { refOf } from '../url';
import { ENOUGH } from '../votes';
import { amountByValue, stageByValue } from './by-value';
import {
  companyIn,
  companyName,
  distinct,
  domainIn,
  emptied,
  filled,
  meaningOf,
  repeats,
  withoutMark,
  withoutTool,
} from './fields';
import { hasFieldOfThing, isJob, isPerson, isSaleStatus, isStaff, isThing, isTitle, kindBy } from './kind';
import { fieldsInLines } from './lines';
import { isGeneric, nameBeneath, nameFrom } from './name';
import { namesNobody } from './nobody';
import { saysNothing } from './nothing';
import { isElsewhere, stepsOf } from './places';
import { roleOf } from './roles';

/**
 * The reading as the rest of the product takes it: with its name, and without what names nobody or shows no record.
 * @param url of the page
 */
export function reviewed(reading: PageReading, url: URL): PageReading {
  if (reading.state !== 'record') return reading;
  const { clues, ...read } = reading.record;
  const shown = { ...read, fields: read.fields.map(emptied) };
  if (read.taught) return { state: 'record', record: asTaught(shown, clues, url) };
  const told = clues?.lines ? withLines(shown, clues.lines) : shown;
  if (!told) return { state: 'no-record' };
  const known = clues ? withoutWriting(ofKind(turned(told)), clues) : told;
  const cleaned = withCompanies(withValues(known, clues?.beside ?? sizeless(clues?.lines)), !!clues);
  const record = clues ? called(cleaned, clues, url) : cleaned;
  return record ? { state: 'record', record } : { state: 'no-record' };
}

/** A person said what the page and its fields are: no word knows better, but for a name that was not taught. */
function asTaught(record: PageRecord, clues: NameClues | undefined, url: URL): PageRecord {
  const { name, partner, account } = record;
  return {
    ...record,
    name: (clues && nameFrom(clues, url)) || name,
    partner: partner?.name && isNobody(partner.name) ? null : partner,
    account: account && isNobody(account.name) ? null : account,
  };
}

/** With the fields that the page's text shows; null where its own were too few and the text has none. */
function withLines(record: PageRecord, lines: string): PageRecord | null {
  const shown = fieldsInLines(lines);
  if (shown.length === 0) return record.confidence < ENOUGH ? null : record;
  const keys = new Set(shown.map(({ key }) => key));
  // Of the few that the markup told, the next label may have been taken for the value.
  const read = record.fields.filter(
    ({ key, value }) => value && !keys.has(key) && !keys.has(foldLabel(value)),
  );
  return {
    ...withoutValues(record, (text) => keys.has(foldLabel(text))),
    fields: [...read, ...shown],
    confidence: Math.max(record.confidence, ENOUGH),
  };
}

/** Without what was taken from fields that are none, as their text tells. */
function withoutValues(record: PageRecord, isNone: (text: string) => boolean): PageRecord {
  const left = <T>(value: T, text: string | null | undefined): T | null =>
    text && isNone(text) ? null : value;
  const { stage, owner, amount, account, partner } = record;
  return {
    ...record,
    stage: left(stage, stage),
    owner: left(owner, owner),
    amount: left(amount, amount),
    account: left(account, account?.name),
    partner: left(partner, partner?.basis === 'partner-field' ? partner.name : null),
  };
}

/** Lines of a page of which nobody knows how large they are written. */
const sizeless = (lines: string | undefined): NameClues['beside'] =>
  lines?.split(/[\n\t]/).map((line) => [line.trim(), 0]);

/** With label and value in each other's place, where the values are what is known for labels: they stand beneath. */
function turned(record: PageRecord): PageRecord {
  const { fields } = record;
  const roles = (texts: readonly string[]) => new Set(texts.map(roleOf).filter(Boolean)).size;
  const values = roles(fields.map(({ value }) => value));
  if (values < 3 || values <= 2 * roles(fields.map(({ label }) => label))) return record;
  return {
    ...record,
    fields: fields.map((field) =>
      field.state === 'value'
        ? { ...field, key: foldLabel(field.value), label: field.value, value: field.label }
        : field,
    ),
  };
}

/** With its kind by all words; a company that turns out to be a person is not its own account. */
function ofKind(record: PageRecord): PageRecord {
  const kind = kindBy(record);
  const account = record.kind === 'account' && kind !== 'account' ? null : record.account;
  return { ...record, fields: distinct(record.fields), kind, account };
}

/** "2 d", "3 Std.": how long ago something was. */
const AGO =
  /^(vor |hace |ha |il y a |przed )?\d+ ?(s|sec|min\.?|m|h|d|w|mo|std\.?|hours?|days?|tage?n?|jours?|dias?|giorni|dagen|dni|秒|分|時間|日)( ago|前| fa| temu| geleden| atras)?$/i;

/**
 * Without what was read as a field and is none: what the record is called, where a word for a field ends it, and the
 * entries of a history, each of which stands beside how long ago it was.
 */
function withoutWriting(record: PageRecord, { headings, titles }: NameClues): PageRecord {
  const large = [...headings, ...titles].map(([text]) => foldLabel(text));
  const isTitle = (label: string) => label.split(' ').length > 2 && large.includes(foldLabel(label));
  const isHistory = record.fields.filter(({ value }) => AGO.test(value)).length > 2;
  const none = ({ label, value }: PageField) => isTitle(label) || (isHistory && AGO.test(value));
  const gone = record.fields.filter(none).map(({ value }) => value);
  if (gone.length === 0) return record;
  return {
    ...withoutValues(record, (text) => gone.includes(text)),
    fields: record.fields.filter((field) => !none(field)),
  };
}

/**
 * Stage, amount and owner by all words that are known, where the page's own said nothing, or less.
 * @param beside what the page shows without a label
 */
function withValues(record: PageRecord, beside: NameClues['beside']): PageRecord {
  const { kind, fields } = record;
  const value = (role: FieldRole, shown: string | null) => {
    const read = shown && withoutTool(shown);
    return read && !saysNothing(read) && !isOf(fields, role, read)
      ? read
      : (filled(fields, role)?.value ?? null);
  };
  const owner = ownSide(fields) ?? value('owner', record.owner);
  const staged = kind === 'deal' ? filled(fields, 'stage')?.value : undefined;
  const stage =
    staged ||
    (kind === 'deal' && fields.find(isSaleStatus)?.value) ||
    value('stage', record.stage) ||
    (kind === 'deal' ? stageByValue(fields, beside) : null);
  const amount = value('amount', record.amount);
  return {
    ...record,
    // A share or a time of day is said of a stage.
    stage: stage && /^\d[\d.,:]* ?%?$/.test(stage) && /[%:]/.test(stage) ? null : withoutStep(stage, fields),
    // What an account or a person ordered in all is no deal's amount.
    amount:
      kind === 'deal' ? (amount ?? amountByValue(fields, beside)) : kind === 'lead' ? amount : record.amount,
    owner: owner && withoutMark(owner).replace(ADDRESS, ''),
  };
}

/** A mail address below a name. */
const ADDRESS = / \S+@\S+$/;

/** Who sells, where another field says who buys: 担当者 may be either. */
const SELLS = /^(営業|社内|自社|弊社|当社)/;

/** The owner whose field says that they are on our side. */
const ownSide = (fields: readonly PageField[]): string | undefined =>
  fields.find(
    (field) => field.state === 'value' && SELLS.test(field.label) && LOOKS_AFTER.includes(meaningOf(field)),
  )?.value;

/** The number in the round mark of a step is none of its name, where another field has that: "3 Negotiation". */
function withoutStep(stage: string | null, fields: readonly PageField[]): string | null {
  const name = stage?.replace(/^\d{1,2} (?=\p{L})/u, '') ?? null;
  return fields.some(({ value }) => value === name) ? name : stage;
}

/** Whether a value was taken for this meaning from a field that is known to mean something else. */
const isOf = (fields: readonly PageField[], role: FieldRole, value: string): boolean =>
  fields.some(
    (field) =>
      field.value === value && rolesOf(field.label)[0] === role && (meaningOf(field) ?? role) !== role,
  );

const isNobody = (name: string): boolean => saysNothing(name) || namesNobody(name);

/** Whether a field that the page took for the partner's says something about the partner, or means another company. */
function isAbout(fields: readonly PageField[], label: string): boolean {
  const role = roleOf(label);
  const key = fields.find((field) => field.label === label)?.key;
  return key !== undefined && role !== 'partner' && role !== null && roleOf(key) !== 'partner';
}

/** The account that a field names; null where none does. */
function accountIn(fields: readonly PageField[]): PageRecord['account'] {
  const field = companyIn(fields, 'account');
  return field ? { name: companyName(field.value), id: null, domain: null } : null;
}

/** The partner that a field names; null where none does. */
function mentioned(fields: readonly PageField[]): PageRecord['partner'] {
  const field = companyIn(fields, 'partner');
  return field
    ? { name: companyName(field.value), id: null, field: field.label, basis: 'partner-field' }
    : null;
}

/**
 * Where what stands in the place of a partner or an account names nobody, another field of that meaning may.
 * @param whole the record was read from a page of its own, so that its account is looked for among all its fields
 */
function withCompanies(record: PageRecord, whole: boolean): PageRecord {
  const { kind, fields } = record;
  let { partner, account } = record;
  if (kind === 'account') partner ??= mentioned(fields);
  if (kind === 'partner' || kind === 'account')
    return {
      ...record,
      partner,
      account: account && { ...account, domain: account.domain ?? domainIn(fields) },
    };
  if (partner?.name && partner.basis === 'partner-field')
    partner = { ...partner, name: companyName(partner.name) };
  if (
    !partner ||
    (partner.basis === 'partner-field' &&
      (isNobody(partner.name ?? '') ||
        repeats(partner.name ?? '', partner.field) ||
        isAbout(fields, partner.field)))
  ) {
    partner = mentioned(fields);
  }
  if (account) account = { ...account, name: companyName(account.name) };
  if (account ? isNobody(account.name) || isOf(fields, 'account', account.name) : whole)
    account = accountIn(fields);
  return { ...record, partner, account };
}

/** What is said about a record at length: its name only where the page writes nothing large. */
const DESCRIBES = /^(descri|beschreib|omschrijv|opis|note|notiz|bemerk|remarq|kommentar|comment|説明|備考)/;

const LOOKS_AFTER: readonly (FieldRole | null)[] = ['owner', 'manager'];

/** What a person is called before, and what behind the other part of their name. */
const FIRST = /^(prenom|imie|(vor|first|voor)[a-z]* ?naa?me?)$/;
const LAST = /^(apellidos?|cognome|sobrenome|surname|nazwisko|(last|nach|achter)[a-z]* ?naa?me?)$/;

/** The whole name of a person of whom one field has a part and "Name" only the other. */
function wholeName(fields: readonly PageField[], value: string, person: string): string {
  const is = (part: RegExp) =>
    fields.some((field) => field.value === person && part.test(foldLabel(field.label)));
  if (!person || value.includes(person)) return value;
  return is(FIRST) ? `${person} ${value}` : is(LAST) ? `${value} ${person}` : value;
}

/** Value of the field for the name, by all words that are known. */
function nameField(record: PageRecord, clues: NameClues): string {
  const value = namedBy(record, clues);
  const ofPerson = record.kind === 'contact' || record.kind === 'lead';
  return ofPerson && value ? wholeName(record.fields, value, clues.person) : value;
}

function namedBy({ kind, fields }: PageRecord, { value, headings, titles }: NameClues): string {
  // The word "title" may also mean what a person is.
  const ofPerson = kind === 'contact' || kind === 'lead';
  const is = (told: (field: PageField) => boolean) =>
    fields.some((field) => field.value === value && told(field));
  if (ofPerson && is(isJob)) return '';
  if (kind === 'contact' && is(isTitle)) return '';
  // "Account manager", "案件担当者": a kind's word begins the label, and another one ends it.
  if (is((field) => LOOKS_AFTER.includes(meaningOf(field)))) return filled(fields, 'name')?.value ?? '';
  const large = headings.length > 0 || titles.some(([, shown]) => shown);
  const named = large ? fields.filter(({ label }) => !DESCRIBES.test(foldLabel(label))) : fields;
  const isRead = (field: PageField) => field.value === value;
  const described = !named.some(isRead) && fields.some(isRead);
  return (!described && value) || (filled(named, 'name')?.value ?? '');
}

/** A form for a new record, or for one that is not there: nothing in it is filled that is known. */
function isBlank({ id, fields }: PageRecord): boolean {
  const known = fields.filter((field) => meaningOf(field));
  const asksName = known.some((field) => meaningOf(field) === 'name');
  return (!id || (asksName && known.length > 2)) && known.every(({ state }) => state !== 'value');
}

/** A ticket, an invoice, somebody who works here or the like, though it may name a partner. */
const isOther = ({ kind, fields }: PageRecord, { headings, over }: NameClues, url: URL): boolean =>
  (kind === 'other' &&
    (isStaff(fields) ||
      hasFieldOfThing(fields) ||
      isThing(headings[0]?.[0] ?? '') ||
      (!over && stepsOf(url).some(isThing)))) ||
  (kind === 'contact' && (isStaff(fields) || (refOf(url).kind !== 'contact' && !isPerson(fields))));

/**
 * A name that is no better than what the page is called, or than the record's number, where the record is filled and
 * nothing else names it: "Opportunité n°12". Below "Deal details" the name may stand in small letters.
 */
function nameless({ id, kind, partner, stage, account }: PageRecord, clues: NameClues): string {
  if (!id || !(partner || stage || account)) return '';
  const { headings, titles, beneath } = clues;
  const large = headings.flatMap(([text, weight]) => (weight >= 3 ? text : []));
  const numbered = (text: string) => text.split(/[^\p{L}\p{N}-]+/u).includes(id);
  const generic = large.find((text) => kindOf(text) === kind && isGeneric(text));
  return (
    (generic && nameBeneath(beneath)) ||
    (large.find((text) => titles.some(([part]) => part === text)) ?? large.find(numbered) ?? generic ?? '')
  );
}

/** What a record goes by while its name is typed anew into its form, so that the panel stays until it is done. */
function retyped({ kind, id, editing, fields }: PageRecord, url: URL): string {
  const ref = refOf(url);
  const asks = fields.some((field) => field.state === 'empty' && meaningOf(field) === 'name');
  return editing && asks && id && ref.id === id && ref.kind === kind && !ref.place ? `${kind} ${id}` : '';
}

/** With the name that its clues tell; null where it is no record. */
function called(record: PageRecord, read: NameClues, url: URL): PageRecord | null {
  const clues = { ...read, value: nameField(record, read) };
  const name = nameFrom(clues, url) || nameless(record, clues) || retyped(record, url);
  if (!name || isElsewhere(url, clues, name) || isBlank(record)) return null;
  if (isOther(record, clues, url)) return null;
  const { kind, partner, account } = record;
  // The name may hold a word for a field: "Harbour cranes, phase II".
  const fields = record.fields.filter(({ label }) => label !== name);
  const is = { ...record, name, fields };
  if (kind !== 'partner' && kind !== 'account') return is;
  // A shop's customers are persons.
  if (kind === 'account' && clues.person === name)
    return { ...is, kind: 'contact', account: accountIn(fields) };
  return {
    ...is,
    partner: partner?.basis === 'self' ? { ...partner, name } : partner,
    account: account && { ...account, name },
  };
}

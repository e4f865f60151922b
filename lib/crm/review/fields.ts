/** What the fields of a record say, by the words of their labels and values. */
import { type FieldRole, foldLabel, plain } from '../labels';
import type { PageField } from '../types';
import { isId } from '../url';
import { isUndecided, namesNobody } from './nobody';
import { saysNothing } from './nothing';
import { roleOf } from './roles';

const isCompany = (role: FieldRole | null): boolean => role === 'partner' || role === 'account';

/** Behind what a field is called after the column that holds a record's number: "Partner Id". */
export const COLUMN = /[\s_-]id$/i;
/** The same in one word too: what stands there is mostly a number. */
const NUMBER = new RegExp(`${COLUMN.source}|(?<=[a-z])I[dD]$`, 'i');

/** Forms made from a table show the name of what a column points to, or nothing yet: "Partner ID: Alpine Resellers". */
const named = (label: string, value: string): string =>
  !value || (/[\p{Ll}\p{Lo}]/u.test(value) && !isId(value)) ? label.replace(NUMBER, '') : label;

/** What a field means, by its label, else by its key. */
export const meaningOf = ({
  label,
  key,
  value,
}: Pick<PageField, 'label' | 'key' | 'value'>): FieldRole | null =>
  roleOf(named(label, value)) ?? roleOf(named(key, value));

/** Whether a value only repeats what its field is called, as grey words in an empty one do. */
export const repeats = (value: string, label: string): boolean => foldLabel(value) === foldLabel(label);

/** What is pressed to change or copy a value, drawn behind it: "4,800,000円 ✏️". */
const TOOL = /\s*[✎✏✐🖉🖊📝📋🔗⧉]\uFE0F?$/u;
export const withoutTool = (value: string): string => value.replace(TOOL, '');

/** The field without what is pressed beside its value, and as empty where that only says so. */
export function emptied(read: PageField): PageField {
  if (read.state !== 'value') return read;
  const field = { ...read, value: withoutTool(read.value) };
  const { value } = field;
  const empty =
    saysNothing(value) || repeats(value, field.label) || (isUndecided(value) && isCompany(meaningOf(field)));
  return empty ? { ...field, value: '', state: 'empty' } : field;
}

/** The hidden control of a list of choices is named after the value that it shows, beside it. */
function isShadow(field: PageField, at: number, fields: readonly PageField[]): boolean {
  const { label, state } = field;
  if (state !== 'empty') return false;
  const beside = [fields[at - 1], fields[at + 1]].some((one) => one?.value === label);
  // "Type: Partner" may stand beside an empty field for the partner.
  return (
    (beside && label.includes(' ')) || (!meaningOf(field) && fields.some(({ value }) => value === label))
  );
}

/** Without what is no field of its own: the shadow of another one, and what was read twice. */
export const distinct = (fields: readonly PageField[]): PageField[] =>
  fields.filter((field, at) => {
    const { label, value, state } = field;
    const isAgain = (one: PageField) => one.label === label && one.value === value && one.state === state;
    return fields.findIndex(isAgain) === at && !isShadow(field, at, fields);
  });

/** The first filled field that means this. */
export const filled = (fields: readonly PageField[], role: FieldRole): PageField | undefined =>
  fields.find((field) => field.state === 'value' && meaningOf(field) === role);

/** The filled field that names a company in this part: of several the one with the plainest label. */
export function companyIn(fields: readonly PageField[], role: 'partner' | 'account'): PageField | undefined {
  const words = ({ label }: PageField) => label.split(/\s+/).length;
  return fields
    .filter(
      (field) =>
        field.state === 'value' && meaningOf(field) === role && !namesNobody(companyName(field.value)),
    )
    .sort((a, b) => words(a) - words(b))[0];
}

const HOST = /^(https?:\/\/)?([\w-]+\.)+[a-z]{2,}([/?#]|$)/i;

/** Web address or domain of a mail address among the values; null where there is none. */
export function domainIn(fields: readonly PageField[]): string | null {
  const values = fields.map(({ value }) => value);
  const mail = values.find((value) => /^[^\s@]+@\S+$/.test(value));
  return values.find((value) => HOST.test(value)) ?? mail?.split('@')[1] ?? null;
}

/** "Tier 1" behind a name is a mark of rank beside it. */
const RANK = / (tier|level|stufe|niveau|nivel|livello|poziom) (\d|or|oro|ouro|gold|i{1,3})$/i;

/** The letters in a round mark before a name, which are its own: "NW Northwind Wholesale", "T Team South". */
export function withoutMark(name: string): string {
  const [, mark, rest] = /^(\p{Lu}{1,2}) (\p{L}{3}.*)$/u.exec(name) ?? [];
  if (!mark || !rest) return name;
  // A mark may leave out the accents.
  const [first = '', ...words] = plain(rest).split(' ');
  const marks = [words[0], words.at(-1)].map((word) => `${first[0]}${word?.[0] ?? ''}`);
  return [first[0], first.slice(0, 2), ...marks].includes(plain(mark)) ? rest : name;
}

/** A company's name without what the company is: "Contoso AG (Reseller)", "Contoso AG Tier 1". */
export const companyName = (name: string): string =>
  withoutMark(withoutTool(name))
    .replace(/ \(([^()]+)\)$/, (suffix, word) => (roleOf(word) === 'partner' ? '' : suffix))
    .replace(RANK, '');

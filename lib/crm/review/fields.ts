/** What the fields of a record say, by the words of their labels and values. */
import { type FieldRole, rolesOf } from '../labels';
import type { PageField } from '../types';
import { namesNobody } from './nobody';
import { saysNothing } from './nothing';

/** The field as empty where its value only says so. */
export const emptied = (field: PageField): PageField =>
  field.state === 'value' && saysNothing(field.value) ? { ...field, value: '', state: 'empty' } : field;

/** The first filled field that means this, by its label, else by its key. */
export const filled = (fields: readonly PageField[], role: FieldRole): PageField | undefined =>
  fields.find(
    ({ label, key, state }) => state === 'value' && rolesOf(rolesOf(label).length ? label : key)[0] === role,
  );

/** The first filled field that names a company in this part. */
export const companyIn = (fields: readonly PageField[], role: 'partner' | 'account'): PageField | undefined =>
  filled(
    fields.filter(({ value }) => !namesNobody(value)),
    role,
  );

const HOST = /^(https?:\/\/)?([\w-]+\.)+[a-z]{2,}([/?#]|$)/i;

/** Web address or domain of a mail address among the values; null where there is none. */
export function domainIn(fields: readonly PageField[]): string | null {
  const values = fields.map(({ value }) => value);
  const mail = values.find((value) => /^\S+@\S+$/.test(value));
  return values.find((value) => HOST.test(value)) ?? mail?.split('@')[1] ?? null;
}

/** A company's name without what the company is: "Contoso AG (Reseller)". */
export const companyName = (name: string): string =>
  name.replace(/ \(([^()]+)\)$/, (suffix, word) => (rolesOf(word)[0] === 'partner' ? '' : suffix));

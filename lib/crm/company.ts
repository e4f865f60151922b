/** Companies that are partners: CRMs keep them among all companies and say so in a field of their own. */
import { rolesOf } from './labels';
import { type FoundField, toField } from './record';
import type { RecordKind } from './types';

/**
 * A company's kind by the field that says what it is to us: "Partner", "Reseller", "Channel Partner / Reseller".
 * @param type key of that field
 */
export const companyKind = (fields: FoundField[], type: RegExp): RecordKind =>
  fields.some((field) => type.test(field.key) && toField(field).value.split(/[,;]/).some(isPartner))
    ? 'partner'
    : 'account';

/** One of several tags may be it, and tags are often plurals. */
const isPartner = (tag: string): boolean => rolesOf(tag.trim().replace(/s$/, ''))[0] === 'partner';

/** Which of a record's fields names its partner: a site's own setting, else what is known of the CRM, else the reader. */
import { foldLabel } from '../crm/labels';
import { meaningOf } from '../crm/review/fields';
import { namesNobody } from '../crm/review/nobody';
import { roleOf } from '../crm/review/roles';
import type { PageField, PageRecord } from '../crm/types';

/**
 * A site's setting for one kind of record. `auto`: the CRM's usual field, else the one that the reader took;
 * `none`: no field of this site names the partner.
 */
export type PartnerFieldSetting = { mode: 'auto' } | { mode: 'none' } | { mode: 'field'; key: string };

/** Names under which CRMs keep a deal's partner, most exact first, where several of a page's fields might. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  salesforce: ['Partner__c', 'Partner_Account__c', 'Reseller__c', 'PartnerAccountId'],
  'salesforce-classic': ['Partner__c', 'Partner_Account__c', 'Reseller__c', 'PartnerAccountId'],
  dynamics: ['msa_partnerid'],
  hubspot: ['partner', 'partner_name', 'reseller', 'referral_partner'],
};

/** The field that a setting means on this record; null where it is not on the page. */
export function partnerFieldOf(record: PageRecord, setting: PartnerFieldSetting): PageField | null {
  if (setting.mode === 'none') return null;
  if (setting.mode === 'field') return fieldNamed(record, setting.key);
  for (const key of USUAL[record.crm] ?? []) {
    const field = fieldNamed(record, key);
    if (field) return field;
  }
  const named = record.partner?.basis === 'partner-field' ? record.partner.field : null;
  return (
    record.fields.find(({ label, state }) => label === named && state === 'value') ??
    record.fields.find(({ label }) => roleOf(label) === 'partner') ??
    record.fields.find((field) => meaningOf(field) === 'partner') ??
    null
  );
}

/** A page may show one field by its machine name and another time by its label alone. */
function fieldNamed({ fields }: PageRecord, key: string): PageField | null {
  const folded = foldLabel(key);
  return (
    fields.find((field) => field.key === key) ??
    fields.find((field) => foldLabel(field.key) === folded || foldLabel(field.label) === folded) ??
    null
  );
}

/**
 * The record with the partner that the setting's field names. A field that is chosen but empty, or not on the page,
 * names nobody: another field is not taken in its place. A partner's own page stays as it is.
 */
export function withPartnerField(record: PageRecord, setting: PartnerFieldSetting): PageRecord {
  if (record.kind === 'partner' || record.partner?.basis === 'self') return record;
  const field = partnerFieldOf(record, setting);
  if (setting.mode === 'auto' && (field?.state !== 'value' || namesNobody(field.value))) return record;
  if (field?.state !== 'value') return { ...record, partner: null };
  if (record.partner?.field === field.label) return record;
  const partner = { name: field.value, id: null, field: field.label, basis: 'partner-field' } as const;
  return { ...record, partner };
}

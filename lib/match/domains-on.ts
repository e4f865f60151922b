import { rolesOf } from '../crm/labels';
import type { PageRecord } from '../crm/types';
import { conceptOf } from '../fields/synonyms';
import { companyDomain } from './domain';

/** Company domain that a record carries. */
export interface DomainOnRecord {
  domain: string;
  /** Label of its field. */
  field: string;
}

const ADDRESS = /^(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+$|^(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}\/?$/i;

/**
 * Domains of e-mail addresses and web sites in a record's fields, and of its account. Addresses of our own people
 * (owner, manager) say nothing about a partner.
 */
export function domainsOn(record: PageRecord): DomainOnRecord[] {
  const found = new Map<string, DomainOnRecord>();
  const add = (text: string, field: string) => {
    const domain = companyDomain(text);
    if (domain && !found.has(domain)) found.set(domain, { domain, field });
  };
  for (const { label, key, value, state } of record.fields) {
    if (state !== 'value' || [label, key].some(isOurs)) continue;
    const concept = conceptOf(label) ?? conceptOf(key);
    for (const part of value.split(/[;,|\s]+/)) {
      if (concept === 'website' || concept === 'email' ? /[.@]/.test(part) : ADDRESS.test(value.trim()))
        add(part, label);
    }
  }
  if (record.account?.domain) add(record.account.domain, 'account');
  return [...found.values()];
}

const isOurs = (name: string): boolean =>
  rolesOf(name).some((role) => role === 'owner' || role === 'manager') || /created|modified/i.test(name);

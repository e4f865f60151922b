/**
 * What a reading means, told from its words alone. It runs in the background, so that no page carries its words; what
 * needs the page itself is told there, by the reader.
 */
import { rolesOf } from '../labels';
import type { NameClues, PageReading, PageRecord } from '../types';
import { companyIn, companyName, domainIn, emptied } from './fields';
import { nameFrom } from './name';
import { namesNobody } from './nobody';
import { saysNothing } from './nothing';

/** The reading as the rest of the product takes it: with its name, and without what names nobody or shows no record. */
export function reviewed(reading: PageReading): PageReading {
  if (reading.state !== 'record') return reading;
  const { clues, ...read } = reading.record;
  const cleaned = withCompanies(withoutNothing(read));
  const record = clues ? called(cleaned, clues) : cleaned;
  return record ? { state: 'record', record } : { state: 'no-record' };
}

function withoutNothing(record: PageRecord): PageRecord {
  const said = (value: string | null) => (value && saysNothing(value) ? null : value);
  const { stage, amount, owner, fields } = record;
  return {
    ...record,
    stage: said(stage),
    amount: said(amount),
    owner: said(owner),
    fields: fields.map(emptied),
  };
}

const isNobody = (name: string): boolean => saysNothing(name) || namesNobody(name);

/** Where what stands in the place of a partner or an account names nobody, another field of that meaning may. */
function withCompanies(record: PageRecord): PageRecord {
  const { kind, fields } = record;
  let { partner, account } = record;
  if (partner?.name && partner.basis === 'partner-field') {
    partner = { ...partner, name: companyName(partner.name) };
    if (isNobody(partner.name!)) {
      const other = companyIn(fields, 'partner');
      partner = other
        ? { name: companyName(other.value), id: null, field: other.label, basis: 'partner-field' }
        : null;
    }
  }
  if (account && (kind === 'account' || kind === 'partner'))
    account = { ...account, domain: account.domain ?? domainIn(fields) };
  else if (account) {
    account = { ...account, name: companyName(account.name) };
    if (isNobody(account.name)) {
      const other = companyIn(fields, 'account');
      account = other ? { name: companyName(other.value), id: null, domain: null } : null;
    }
  }
  return { ...record, partner, account };
}

/** With the name that its clues tell; null where it is no record. */
function called(record: PageRecord, clues: NameClues): PageRecord | null {
  const name = nameFrom(clues);
  if (!name || clues.headings.some(([text]) => / (denied|not found)/i.test(text))) return null;
  const { kind, id, partner, account } = record;
  // The name may hold a word for a field: "Harbour cranes, phase II".
  const fields = record.fields.filter(({ label }) => label !== name);
  // A form for a new record, whatever it is called.
  if (!id && fields.every(({ label, state }) => state !== 'value' || !rolesOf(label).length)) return null;
  const is = { ...record, name, fields };
  if (kind !== 'partner' && kind !== 'account') return is;
  // A shop's customers are persons.
  if (kind === 'account' && clues.person === name) {
    const company = companyIn(fields, 'account');
    return {
      ...is,
      kind: 'contact',
      account: company ? { name: companyName(company.value), id: null, domain: null } : null,
    };
  }
  return {
    ...is,
    partner: partner?.basis === 'self' ? { ...partner, name } : partner,
    account: account && { ...account, name },
  };
}

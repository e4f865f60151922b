import type { Weakness } from '@/lib/crm/taught/lesson';
import type { RecordKind } from '@/lib/crm/types';
import type { MatchBasis, Partner } from '@/lib/match/types';

export const KIND_WORDS: Record<RecordKind, string> = {
  deal: 'deal',
  lead: 'lead',
  account: 'account',
  partner: 'partner record',
  contact: 'contact',
  other: 'record',
};

/**
 * How the record was matched, for under the partner's name.
 * @param via label of the field it was read from, or the name or domain itself; empty for the partner's own record
 * @param recordName name of the record on the page
 */
export function basisWords(basis: MatchBasis, via: string, recordName: string | null): string {
  const own = via === '' || via === recordName;
  const field = own ? '' : `the field “${via}”`;
  switch (basis) {
    case 'id':
      return own ? 'this is the partner’s own record' : `matched by the record linked in ${field}`;
    case 'name':
      return own ? 'matched by the record’s name' : `matched by the name in ${field}`;
    case 'alias':
      return own ? 'matched by another name of this partner' : `matched by another name, in ${field}`;
    case 'domain':
      return own || via.includes('.')
        ? `matched by the domain ${via}`.trim()
        : `matched by the domain in ${field}`;
    case 'registration':
      return `the partner field names nobody; matched by the number in ${field}`;
    case 'code':
      return `the partner field names nobody; matched by the code in ${field}`;
    case 'account':
      return `the partner field names nobody; the account “${via}” is this partner`;
    case 'manual':
      return 'chosen by a person on this site';
  }
}

/** "Reseller · Gold · EMEA · managed by …", leaving out what is not known. */
export function partnerMeta(partner: Partner): string {
  const type = partner.type && partner.type.charAt(0).toUpperCase() + partner.type.slice(1);
  return [type, partner.tier, partner.region, partner.manager && `managed by ${partner.manager}`]
    .filter(Boolean)
    .join(' · ');
}

/** Which fields of a lesson are gone, and which are found in fewer ways than before. */
export function weakWords(weak: readonly Weakness[]): string {
  const lost = weak.filter(({ failing }) => failing.includes('lost')).map(({ label }) => label);
  const fewer = weak.filter(({ failing }) => !failing.includes('lost')).map(({ label }) => label);
  const parts = [
    lost.length ? `Not found: ${lost.join(', ')}.` : '',
    fewer.length ? `Found in fewer ways than before: ${fewer.join(', ')}.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** Freshsales, also sold as Freshworks CRM: the address tells module and id; nothing is known of its markup. */
import { findAddressed, type RecordRef } from '../labelled';
import { defineAdapter } from '../record';

const HOST = /^[\w-]+\.(myfreshworks\.com|freshsales\.io)$/;
const RECORD = /^\/(?:crm\/sales\/)?(deals|leads|contacts|accounts)\/(\d+)(?:\/|$)/;
const KINDS: Record<string, RecordRef['kind']> = {
  deals: 'deal',
  leads: 'lead',
  contacts: 'contact',
  accounts: 'account',
};

export const adapter = defineAdapter({
  id: 'freshsales',
  name: 'Freshsales',
  evidence: 'C',
  checked: '2026-11-22',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find: (doc, url) => findAddressed('freshsales', doc, url, refOf),
  linkId: (href) => refOf(href)?.id ?? null,
});

function refOf(path: string): RecordRef | null {
  const [, module = '', id = ''] = RECORD.exec(path) ?? [];
  const kind = KINDS[module];
  return kind ? { kind, id } : null;
}

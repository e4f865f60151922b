/** Freshsales, also sold as Freshworks CRM: the address tells module and id; nothing is known of its markup. */

import { findLabelled } from '../labelled';
import { defineAdapter } from '../record';
import type { RecordKind } from '../types';

const HOST = /^[\w-]+\.(myfreshworks\.com|freshsales\.io)$/;
const RECORD = /^\/(?:crm\/sales\/)?(deals|leads|contacts|accounts)\/(\d+)(?:\/|$)/;
const KINDS: Record<string, Exclude<RecordKind, 'other'>> = {
  deals: 'deal',
  leads: 'lead',
  contacts: 'contact',
  accounts: 'account',
};

export const adapter = defineAdapter({
  id: 'freshsales',
  name: 'Freshsales',
  evidence: 'C',
  checked: '2026-11-21',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const [, module = '', id = ''] = RECORD.exec(url.pathname) ?? [];
    const kind = KINDS[module];
    return kind ? findLabelled('freshsales', doc, kind, id) : { state: 'no-record' };
  },
  linkId: (href) => RECORD.exec(href)?.[2] ?? null,
});

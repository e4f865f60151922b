/** Attio: the address tells object and id; nothing is known of its markup. */

import { findLabelled } from '../labelled';
import { defineAdapter } from '../record';
import type { RecordKind } from '../types';

const HOST = /^app\.attio\.com$/;
/** `/{workspace}/{object}/{uuid}`; lists, dashboards and settings have other words in place of the object. */
const RECORD = /^\/[\w-]+\/([a-z]+)\/([\da-f]{8}-[\da-f-]{27})(?:\/|$)/;
const KINDS: Record<string, Exclude<RecordKind, 'other'>> = {
  deal: 'deal',
  deals: 'deal',
  company: 'account',
  companies: 'account',
  person: 'contact',
  people: 'contact',
};

export const adapter = defineAdapter({
  id: 'attio',
  name: 'Attio',
  evidence: 'C',
  checked: '2026-11-21',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const [, object = '', id = ''] = RECORD.exec(url.pathname) ?? [];
    const kind = KINDS[object];
    return kind ? findLabelled('attio', doc, kind, id) : { state: 'no-record' };
  },
  linkId: (href) => RECORD.exec(href)?.[2] ?? null,
});

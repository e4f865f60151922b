/** Attio: the address tells object and id; nothing is known of its markup. */
import { findAddressed, type RecordRef } from '../labelled';
import { defineAdapter } from '../record';

const HOST = /^app\.attio\.com$/;
/** `/{workspace}/{object}/{uuid}`; lists, dashboards and settings have other words in place of the object. */
const RECORD = /^\/[\w-]+\/([a-z]+)\/([\da-f]{8}-[\da-f-]{27})(?:\/|$)/;
const KINDS: Record<string, RecordRef['kind']> = {
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
  checked: '2026-11-22',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find: (doc, url) => findAddressed('attio', doc, url, refOf),
  linkId: (href) => refOf(href)?.id ?? null,
});

function refOf(path: string): RecordRef | null {
  const [, object = '', id = ''] = RECORD.exec(path) ?? [];
  const kind = KINDS[object];
  return kind ? { kind, id } : null;
}

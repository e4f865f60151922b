/**
 * Close: the address tells the lead, which is what Close calls a company; opportunities have no page of their own.
 * Nothing is known of its markup.
 */
import { findAddressed, type RecordRef } from '../labelled';
import { defineAdapter } from '../record';

const HOST = /^app\.close\.(com|io)$/;
const LEAD = /\/lead\/(lead_\w+)(?:[/?#]|$)/;

export const adapter = defineAdapter({
  id: 'close',
  name: 'Close',
  evidence: 'C',
  checked: '2026-11-22',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const found = findAddressed('close', doc, url, refOf);
    if (!('fields' in found)) return found;
    return { ...found, account: { name: found.name, id: found.id, domain: null } };
  },
  linkId: (href) => refOf(href)?.id ?? null,
});

function refOf(path: string): RecordRef | null {
  const id = LEAD.exec(path)?.[1];
  return id ? { kind: 'lead', id } : null;
}

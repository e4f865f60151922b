/**
 * Close: the address tells the lead, which is what Close calls a company; opportunities have no page of their own.
 * Nothing is known of its markup.
 */

import { findLabelled } from '../labelled';
import { defineAdapter } from '../record';

const HOST = /^app\.close\.(com|io)$/;
const LEAD = /\/lead\/(lead_\w+)(?:[/?#]|$)/;

export const adapter = defineAdapter({
  id: 'close',
  name: 'Close',
  evidence: 'C',
  checked: '2026-11-21',
  priority: 50,
  host: HOST,
  matches: (url) => HOST.test(url.hostname),
  find(doc, url) {
    const id = LEAD.exec(url.pathname)?.[1];
    if (!id) return { state: 'no-record' };
    const found = findLabelled('close', doc, 'lead', id);
    if (!('fields' in found) || found.id !== id) return found;
    return { ...found, account: { name: found.name, id, domain: null } };
  },
  linkId: (href) => LEAD.exec(href)?.[1] ?? null,
});

/**
 * The demonstration CRM of this repository: on any host, told by `<html data-app="demo-crm">`. Its pages are plain
 * enough for the generic reader; what it adds is the record's own id, which tells when the page lags behind the address.
 */
import { query } from '../dom';
import { editTrigger } from '../edit';
import { defineAdapter } from '../record';
import { demo as sign } from '../signs';
import { findRecord } from './generic';

const ROUTE = /\/(deal|partner)s\/([^/?#]+)(\/edit)?(?:[?#]|$)/;

export const adapter = defineAdapter({
  id: 'demo',
  name: 'Demo',
  evidence: 'A',
  checked: '2026-11-21',
  priority: 100,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const [, kind, id] = ROUTE.exec(url.href) ?? [];
    const { view, recordId = id } = query(doc, 'main')?.dataset ?? {};
    if (recordId !== id) return { state: 'pending' };
    const found = findRecord(doc, url);
    if (!('state' in found) || found.state === 'pending' || !kind || view !== kind) return found;
    return { state: 'unrecognised', crm: 'demo', why: 'no field can be read' };
  },
  editTrigger,
});

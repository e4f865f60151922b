/**
 * The demonstration CRM of this repository: on any host, told by `<html data-app="demo-crm">`. Its pages are plain
 * enough for the generic reader; what it adds is the record's own id, which tells when the page lags behind the address.
 */
import { query } from '../dom';
import { defineAdapter } from '../record';
import { demo as sign } from '../signs';
import { refOf } from '../url';
import { findRecord } from './generic';

export const adapter = defineAdapter({
  id: 'demo',
  name: 'Demo',
  evidence: 'A',
  checked: '2026-11-22',
  priority: 100,
  matches: (_url, doc) => !!query(doc, sign),
  find(doc, url) {
    const id = query(doc, 'main')?.dataset.recordId;
    return id && id !== refOf(url).id ? { state: 'pending' } : findRecord(doc, url);
  },
});

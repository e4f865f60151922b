/** CRMs of which the addresses are known and the markup is not: the address decides, the generic reader reads. */
import { isBare } from './dom';
import type { Found } from './record';
import { findRecord } from './sites/generic';
import type { RecordKind } from './types';

/**
 * Reads the record that an address names. A dialog over it that shows another record is read as that one.
 * @param crm adapter id
 */
export function findAt(
  crm: string,
  doc: Document,
  url: URL,
  kind: Exclude<RecordKind, 'other'>,
  id: string,
): Found {
  // Told to the generic reader in words that it knows; ids of some CRMs look like nothing it takes for one.
  const found = findRecord(doc, new URL(`/${kind}s/1`, url));
  if ('fields' in found) return found.id === '1' ? { ...found, kind, id } : found;
  if (found.state !== 'no-record' || isBare(doc.body)) return { state: 'pending' };
  return { state: 'unrecognised', crm, why: 'the record page shows too few fields that can be read' };
}

import { describe, expect, it } from 'vitest';
import {
  CAP,
  type Former,
  isOther,
  isSettled,
  isStale,
  LIVE_QUIET,
  QUIET,
  STALE_CAP,
} from '@/lib/content/settle';
import type { PageReading, PageRecord } from '@/lib/crm/types';

const base: PageRecord = {
  crm: 'generic',
  kind: 'deal',
  id: '7',
  name: 'Contoso rollout',
  stage: 'Proposal',
  amount: '12,000',
  owner: null,
  partner: { name: 'Northwind', id: null, field: 'Partner', basis: 'partner-field' },
  account: null,
  fields: [{ key: 'a', label: 'A', value: '1', state: 'value', required: false }],
  confidence: 1,
  editing: false,
};
const record = (change: Partial<PageRecord> = {}): PageReading => ({
  state: 'record',
  record: { ...base, ...change },
});
const former = (reading: PageReading) => reading as Former;
const look = (reading: PageReading, more = {}) => ({ reading, same: false, quiet: 0, elapsed: 0, ...more });

describe('isStale', () => {
  it('is true for another id with the same content: the old page under a new address', () => {
    expect(isStale(record({ id: '8' }), former(record()))).toBe(true);
  });
  it('tells another record by what it shows: both its name and its partner are not those of the one before', () => {
    const before = former(record());
    const partner = { name: 'Litware', id: null, field: 'Partner', basis: 'partner-field' as const };
    expect(isOther(record({ id: '8', name: 'Rollout', partner }), before)).toBe(true);
    expect(isOther(record({ id: '8', name: 'Rollout' }), before)).toBe(false);
    expect(isOther(record({ id: '8', partner }), before)).toBe(false);
    expect(isOther(record({ id: '8', name: 'Rollout', partner }), null)).toBe(false);
    expect(isOther({ state: 'pending' }, before)).toBe(false);
  });
  it('is false for the same record, for changed content, and without a former record', () => {
    expect(isStale(record(), former(record()))).toBe(false);
    expect(isStale(record({ id: '8', name: 'Litware' }), former(record()))).toBe(false);
    expect(isStale(record({ id: '8' }), null)).toBe(false);
    expect(isStale({ state: 'no-record' }, former(record()))).toBe(false);
  });
  it('cannot tell records without an id apart by identity', () => {
    expect(isStale(record({ id: null }), former(record({ id: null })))).toBe(true);
  });
  it('looks at field values, not at edit mode or confidence', () => {
    expect(isStale(record({ id: '8', editing: true, confidence: 0.5 }), former(record()))).toBe(true);
    const fields = [{ key: 'a', label: 'A', value: '2', state: 'value' as const, required: false }];
    expect(isStale(record({ id: '8', fields }), former(record()))).toBe(false);
  });
});

describe('isSettled', () => {
  it('takes a whole record that was read the same twice', () => {
    expect(isSettled(look(record()), null)).toBe(false);
    expect(isSettled(look(record(), { same: true }), null)).toBe(true);
  });
  it('waits for quiet while the partner or a field is still missing', () => {
    const bare = record({ partner: null });
    expect(isSettled(look(bare, { same: true, quiet: QUIET - 1 }), null)).toBe(false);
    expect(isSettled(look(bare, { same: true, quiet: QUIET }), null)).toBe(true);
    const fields = [{ key: 'a', label: 'A', value: '', state: 'pending' as const, required: false }];
    expect(isSettled(look(record({ fields }), { same: true }), null)).toBe(false);
  });
  it('gives a form the time to change the partner of the record before', () => {
    const next = record({ id: '8', name: 'Litware', editing: true });
    expect(isSettled(look(next, { same: true, quiet: LIVE_QUIET - 1 }), former(record()))).toBe(false);
    expect(isSettled(look(next, { same: true, quiet: LIVE_QUIET }), former(record()))).toBe(true);
    const other = { ...base.partner!, name: 'Fabrikam' };
    const changed = record({ id: '8', name: 'Litware', editing: true, partner: other });
    expect(isSettled(look(changed, { same: true }), former(record()))).toBe(true);
  });
  it('takes "no record" from a quiet page only', () => {
    expect(isSettled(look({ state: 'no-record' }, { same: true }), null)).toBe(false);
    expect(isSettled(look({ state: 'no-record' }, { quiet: QUIET }), null)).toBe(true);
  });
  it.each([{ state: 'pending' }, { state: 'unrecognised', crm: 'x', why: 'y' }] as PageReading[])(
    'gives a page that says $state all its time',
    (reading) => {
      expect(isSettled(look(reading, { same: true, quiet: CAP - 1, elapsed: CAP - 1 }), null)).toBe(false);
      expect(isSettled(look(reading, { elapsed: CAP }), null)).toBe(true);
    },
  );
  it('believes a page that never rests at the cap', () => {
    expect(isSettled(look(record({ partner: null }), { elapsed: CAP - 1 }), null)).toBe(false);
    expect(isSettled(look(record({ partner: null }), { elapsed: CAP }), null)).toBe(true);
  });
  it('never takes the former record for the new one at the ordinary cap', () => {
    const stale = look(record({ id: '8' }), { same: true, quiet: CAP, elapsed: CAP });
    expect(isSettled(stale, former(record()))).toBe(false);
    expect(isSettled({ ...stale, elapsed: STALE_CAP }, former(record()))).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { SeenGap, SeenRecord } from '@/lib/govern/types';
import {
  ageInDays,
  byName,
  filterWorklist,
  messageAbout,
  sortWorklist,
  WHOLE_WORKLIST,
  worklistRows,
} from '@/lib/govern/worklist';

const NOW = new Date('2026-03-31T12:00:00Z');

const gap = (label: string, since: string, filled: string | null = null): SeenGap => ({
  key: label,
  label,
  why: 'without it nobody is credited',
  sources: ['rule'],
  since: `${since}T09:00:00.000Z`,
  filled,
});

const seen = (name: string, over: Partial<SeenRecord> = {}): SeenRecord => ({
  key: name,
  origin: 'https://crm.example.com',
  url: `https://crm.example.com/deals/${encodeURIComponent(name)}`,
  crm: 'generic',
  kind: 'deal',
  name,
  stage: 'Proposal',
  owner: null,
  partnerId: null,
  partnerName: null,
  firstSeen: '2026-03-01T09:00:00.000Z',
  lastSeen: '2026-03-30T09:00:00.000Z',
  gaps: [gap('Partner', '2026-03-21')],
  flag: null,
  resolved: null,
  closed: null,
  ...over,
});

const list = [
  seen('Alpha', {
    owner: 'Desk one',
    gaps: [gap('Partner', '2026-03-01'), gap('Partner role', '2026-03-30')],
  }),
  seen('Beta', { owner: 'Desk two', flag: { note: 'who brought it?', at: '2026-03-29T09:00:00.000Z' } }),
  seen('Gamma', { resolved: '2026-03-28T09:00:00.000Z', gaps: [gap('Partner', '2026-03-02', '2026-03-28')] }),
  seen('Delta', { closed: '2026-03-28T09:00:00.000Z' }),
];
const names = (records: readonly SeenRecord[]) => records.map(({ name }) => name);
const filter = (over: Partial<typeof WHOLE_WORKLIST>) =>
  names(filterWorklist(list, { ...WHOLE_WORKLIST, ...over }, NOW));

describe('the worklist', () => {
  it('shows what is open unless asked otherwise', () => {
    expect(filter({})).toEqual(['Alpha', 'Beta']);
    expect(filter({ state: 'resolved' })).toEqual(['Gamma']);
    expect(filter({ state: 'closed' })).toEqual(['Delta']);
    expect(filter({ state: 'all' })).toHaveLength(4);
  });

  it('narrows by words, flag, field, owner and age', () => {
    expect(filter({ text: 'BROUGHT beta' })).toEqual(['Beta']);
    expect(filter({ text: 'partner role' })).toEqual(['Alpha']);
    expect(filter({ flagged: true })).toEqual(['Beta']);
    expect(filter({ field: 'Partner role' })).toEqual(['Alpha']);
    expect(filter({ owner: 'Desk two' })).toEqual(['Beta']);
    expect(filter({ owner: '' })).toEqual([]);
    expect(filter({ olderThan: 30 })).toEqual(['Alpha']);
    expect(filter({ olderThan: 31 })).toEqual([]);
  });

  it('counts age from the oldest open gap or the flag', () => {
    expect(ageInDays(list[0]!, NOW)).toBe(30);
    expect(ageInDays(list[1]!, NOW)).toBe(10);
    expect(ageInDays(seen('x', { gaps: [], flag: { note: '', at: '2026-03-30T12:00:00.000Z' } }), NOW)).toBe(
      1,
    );
  });

  it('puts flagged records first in every order', () => {
    for (const column of ['name', 'missing', 'owner', 'age', 'seen'])
      for (const descending of [false, true])
        expect(names(sortWorklist(list, { column, descending }))[0]).toBe('Beta');
    expect(names(sortWorklist(list, { column: 'age', descending: true }))).toEqual([
      'Beta',
      'Alpha',
      'Gamma',
      'Delta',
    ]);
  });

  it('keeps the order of names among equals, in both directions', () => {
    const some = byName(['Deal 2', 'deal 1', 'Éclair'].map((name) => seen(name)));
    expect(names(some)).toEqual(['deal 1', 'Deal 2', 'Éclair']);
    for (const descending of [false, true])
      expect(names(sortWorklist(some, { column: 'seen', descending }))).toEqual(names(some));
    expect(names(sortWorklist(some, { column: 'name', descending: true }))).toEqual(names(some).toReversed());
    const owned = byName([
      seen('A', { owner: null }),
      seen('B', { owner: 'Zoë' }),
      seen('C', { owner: 'zed' }),
    ]);
    expect(names(sortWorklist(owned, { column: 'owner', descending: false }))).toEqual(['C', 'B', 'A']);
  });

  it('leaves as rows of one width and as a message with the link', () => {
    const rows = worklistRows(list, NOW);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows[1]).toContain('Partner; Partner role');
    expect(messageAbout(list[1]!)).toBe(
      'Hello Desk two,\nBeta still needs: Partner.\nNote: who brought it?\nhttps://crm.example.com/deals/Beta',
    );
    expect(messageAbout(seen('Epsilon', { gaps: [] }))).toContain('Please have a look at Epsilon.');
  });
});

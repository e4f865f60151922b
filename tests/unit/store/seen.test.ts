import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SeenRecord } from '@/lib/govern/types';
import { database } from '@/lib/store/db';
import { MOST_RECORDS, putSeen } from '@/lib/store/seen';

/** A record that was seen `minute` minutes after the first. */
function seen(origin: string, id: string, minute: number, flagged = false): SeenRecord {
  const at = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return {
    key: `${origin} generic deal ${id}`,
    origin,
    url: `${origin}/deals/${id}`,
    crm: 'generic',
    kind: 'deal',
    name: `Deal ${id}`,
    stage: null,
    owner: null,
    partnerId: null,
    partnerName: null,
    firstSeen: at,
    lastSeen: at,
    gaps: [],
    flag: flagged ? { note: 'look', at } : null,
    resolved: null,
    closed: null,
  };
}
const [one, other] = ['https://crm.example.com', 'https://flood.example.com'];
const left = async (origin: string) => database().seen.where({ origin }).count();

beforeEach(() => database().seen.clear());

describe('records past the most that are remembered', () => {
  it('push out the one seen longest ago, of whatever site, and one with a flag last', async () => {
    await database().seen.bulkPut([
      seen(one, 'flagged', 0, true),
      seen(one, 'old', 1),
      ...Array.from({ length: MOST_RECORDS / 2 - 2 }, (_, i) => seen(one, `${i}`, 10 + i)),
      ...Array.from({ length: MOST_RECORDS / 2 - 1 }, (_, i) => seen(other, `${i}`, 10 + i)),
      seen(one, 'last', 9_000),
    ]);
    await putSeen(seen(other, 'new', 9_001));
    const keys = await database().seen.where({ origin: one }).primaryKeys();
    expect(keys).toContain(`${one} generic deal flagged`);
    expect(keys).not.toContain(`${one} generic deal old`);
    expect(await database().seen.count()).toBe(MOST_RECORDS);
  });

  it('of a site that has more than half of them push out its own', async () => {
    await database().seen.bulkPut([
      ...Array.from({ length: 10 }, (_, i) => seen(one, `${i}`, i)),
      ...Array.from({ length: MOST_RECORDS - 10 }, (_, i) => seen(other, `${i}`, 100 + i)),
    ]);
    for (let i = 0; i < 5; i++) await putSeen(seen(other, `new ${i}`, 9_000 + i));
    expect(await left(one)).toBe(10);
    expect(await left(other)).toBe(MOST_RECORDS - 10);
    expect(await database().seen.get(`${other} generic deal new 4`)).toBeDefined();
  });
});

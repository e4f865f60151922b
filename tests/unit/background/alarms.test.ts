import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MIDNIGHT, nextMidnight, scheduleMidnight } from '@/lib/background/alarms';
import { dayAt } from '@/lib/facts/time';

const at = (iso: string) => Date.parse(iso);

beforeEach(() => fakeBrowser.reset());

describe('midnight', () => {
  it.each([
    ['2026-06-01T10:00:00Z', 'UTC', '2026-06-02T00:01:00Z'],
    ['2026-06-01T22:30:00Z', 'Europe/Berlin', '2026-06-02T22:01:00Z'],
    ['2026-06-01T21:30:00Z', 'Europe/Berlin', '2026-06-01T22:01:00Z'],
    ['2026-10-24T23:00:00Z', 'Europe/Berlin', '2026-10-25T23:01:00Z'],
    ['2026-06-01T10:00:00Z', 'America/Los_Angeles', '2026-06-02T07:01:00Z'],
  ])('after %s in %s is %s', (now, zone, then) => {
    expect(new Date(nextMidnight(at(now), zone)).toISOString()).toBe(new Date(then).toISOString());
  });

  it('counts days in the time zone', () => {
    expect(
      dayAt(at('2026-06-01T22:30:00Z'), 'Europe/Berlin') - dayAt(at('2026-06-01T22:30:00Z'), 'UTC'),
    ).toBe(1);
  });

  it('is set once, and again when it is at the wrong moment', async () => {
    await scheduleMidnight(at('2026-06-01T10:00:00Z'), 'UTC');
    const first = await fakeBrowser.alarms.get(MIDNIGHT);
    await scheduleMidnight(at('2026-06-01T11:00:00Z'), 'UTC');
    expect(await fakeBrowser.alarms.get(MIDNIGHT)).toBe(first);
    await scheduleMidnight(at('2026-06-01T11:00:00Z'), 'Asia/Tokyo');
    expect((await fakeBrowser.alarms.get(MIDNIGHT))?.scheduledTime).toBe(at('2026-06-01T15:01:00Z'));
  });
});

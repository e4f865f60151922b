import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DAYS, businessMinutes } from '@/lib/facts/business';
import { addMonths, civilOfDay, clockOf, dayOfCivil, isoDay, parseIsoDay, startOf } from '@/lib/facts/time';
import { NO_TIME } from '@/lib/facts/types';

const utc = (text: string) => Date.parse(`${text}Z`) / 60_000;
const day = parseIsoDay;

/** The same question asked of Intl directly. */
function dayByIntl(minute: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(minute * 60_000);
  const part = (type: string) => parts.find((p) => p.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

describe('clockOf', () => {
  it('places instants on local days across the change to and from summer time', () => {
    const berlin = clockOf('Europe/Berlin');
    // 2026-03-29 01:00 UTC: clocks go from 02:00 to 03:00.
    expect(berlin.offset(utc('2026-03-29T00:59'))).toBe(60);
    expect(berlin.offset(utc('2026-03-29T01:00'))).toBe(120);
    // 2026-10-25 01:00 UTC: back from 03:00 to 02:00.
    expect(berlin.offset(utc('2026-10-25T00:59'))).toBe(120);
    expect(berlin.offset(utc('2026-10-25T01:00'))).toBe(60);
    expect(isoDay(berlin.dayOfMinute(utc('2026-07-01T21:59')))).toBe('2026-07-01');
    expect(isoDay(berlin.dayOfMinute(utc('2026-07-01T22:00')))).toBe('2026-07-02');
    expect(isoDay(berlin.dayOfMinute(utc('2026-01-01T22:59')))).toBe('2026-01-01');
    expect(isoDay(berlin.dayOfMinute(utc('2026-01-01T23:00')))).toBe('2026-01-02');
  });

  it('finds the first minute of a local day, also where midnight does not exist', () => {
    const berlin = clockOf('Europe/Berlin');
    expect(berlin.minuteOfDay(day('2026-07-02'))).toBe(utc('2026-07-01T22:00'));
    expect(berlin.minuteOfDay(day('2026-03-29'))).toBe(utc('2026-03-28T23:00'));
    // Beirut skipped 00:00-01:00 on 2022-03-27.
    expect(clockOf('Asia/Beirut').minuteOfDay(day('2022-03-27'))).toBe(utc('2022-03-26T22:00'));
    expect(clockOf('America/New_York').minuteOfDay(day('2026-11-21'))).toBe(utc('2026-11-21T05:00'));
    expect(clockOf('UTC').minuteOfDay(day('2026-11-21'))).toBe(utc('2026-11-21T00:00'));
  });

  it('agrees with Intl on any instant of several zones', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'America/Sao_Paulo',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Apia',
    );
    const minute = fc.integer({ min: utc('1990-01-01T00:00'), max: utc('2035-01-01T00:00') });
    fc.assert(
      fc.property(zone, minute, (timeZone, at) => {
        expect(isoDay(clockOf(timeZone).dayOfMinute(at))).toBe(dayByIntl(at, timeZone));
        expect([...clockOf(timeZone).daysOfMinutes(Int32Array.of(at))]).toEqual([
          clockOf(timeZone).dayOfMinute(at),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps missing instants missing', () => {
    expect([...clockOf('Europe/Berlin').daysOfMinutes(Int32Array.of(NO_TIME, 0))]).toEqual([NO_TIME, 0]);
  });

  it('names the time zone it does not know', () => {
    expect(() => clockOf('Mars/Olympus')).toThrow('no time zone "Mars/Olympus"');
  });
});

describe('calendar', () => {
  it('counts months and keeps to the end of short ones', () => {
    expect(isoDay(addMonths(day('2026-11-21'), -12))).toBe('2025-11-21');
    expect(isoDay(addMonths(day('2026-03-31'), -1))).toBe('2026-02-28');
    expect(isoDay(addMonths(day('2024-01-31'), 1))).toBe('2024-02-29');
    expect(isoDay(addMonths(day('2026-01-15'), -13))).toBe('2024-12-15');
    expect(isoDay(addMonths(day('1971-01-15'), -24))).toBe('1969-01-15');
  });

  it('starts periods', () => {
    expect(isoDay(startOf('month', day('2026-11-21')))).toBe('2026-11-01');
    expect(isoDay(startOf('quarter', day('2026-11-21')))).toBe('2026-10-01');
    expect(isoDay(startOf('quarter', day('2026-03-31')))).toBe('2026-01-01');
    expect(isoDay(startOf('year', day('2026-11-21')))).toBe('2026-01-01');
  });

  it('turns days into dates and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (n) => {
        const { year, month, day: d } = civilOfDay(n);
        expect(dayOfCivil(year, month, d)).toBe(n);
        expect(parseIsoDay(isoDay(n))).toBe(n);
      }),
    );
    expect(() => parseIsoDay('2026-02-30')).toThrow('is not a date');
    expect(() => parseIsoDay('21.11.2026')).toThrow('yyyy-mm-dd');
  });
});

describe('businessMinutes', () => {
  const berlin = clockOf('Europe/Berlin');
  it('does not count weekends', () => {
    const between = businessMinutes(berlin, BUSINESS_DAYS);
    // Friday 2026-11-20 16:00 to Monday 2026-11-23 10:00 local (UTC+1): 8 h + 10 h.
    expect(between(utc('2026-11-20T15:00'), utc('2026-11-23T09:00'))).toBe(18 * 60);
    expect(between(utc('2026-11-21T10:00'), utc('2026-11-22T10:00'))).toBe(0);
    expect(between(utc('2026-11-23T09:00'), utc('2026-11-20T15:00'))).toBe(-18 * 60);
  });

  it('counts only office hours where these are set', () => {
    const between = businessMinutes(berlin, { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 });
    // Friday 16:00 to Monday 10:00 local: 1 h + 1 h.
    expect(between(utc('2026-11-20T15:00'), utc('2026-11-23T09:00'))).toBe(120);
    // Monday 07:00 to Monday 20:00 local.
    expect(between(utc('2026-11-23T06:00'), utc('2026-11-23T19:00'))).toBe(480);
  });

  it('agrees with counting minute by minute', () => {
    const hours = { days: [0, 2, 3], from: 500, to: 1100 };
    const between = businessMinutes(clockOf('UTC'), hours);
    const at = fc.integer({ min: -3000, max: 12_000 });
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 9000 }), (from, length) => {
        let count = 0;
        for (let m = from; m < from + length; m++) {
          const d = Math.floor(m / 1440);
          const weekday = (((4 + d) % 7) + 7) % 7;
          const ofDay = m - d * 1440;
          if (hours.days.includes(weekday) && ofDay >= hours.from && ofDay < hours.to) count++;
        }
        expect(between(from, from + length)).toBe(count);
      }),
      { numRuns: 60 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, dayOfCivil } from '@/lib/facts/time';
import { parseDayBytes, parseTimeBytes } from '@/lib/import/date-bytes';
import { DateTally, detectDate } from '@/lib/import/date-tally';
import { dayOf, minuteOf, parseDate } from '@/lib/import/dates';

const day = (y: number, m: number, d: number) => dayOfCivil(y, m, d);

describe('parseDate', () => {
  it.each([
    ['2018-02-26', 'ymd', [2018, 2, 26], null],
    ['2018/2/6', 'dmy', [2018, 2, 6], null],
    ['20180226', 'ymd', [2018, 2, 26], null],
    ['26-02-2018 19:58', 'dmy', [2018, 2, 26], 1198],
    ['2/26/2018 19:58', 'mdy', [2018, 2, 26], 1198],
    ['2/26/2018 7:58 PM', 'mdy', [2018, 2, 26], 1198],
    ['2/26/2018 12:05 a.m.', 'mdy', [2018, 2, 26], 5],
    ['26.2.18', 'dmy', [2018, 2, 26], null],
    ['26. 02. 2018', 'dmy', [2018, 2, 26], null],
    ['01/02/75', 'dmy', [1975, 2, 1], null],
    ['26 Feb 2018', 'ymd', [2018, 2, 26], null],
    ['26-Feb-18', 'ymd', [2018, 2, 26], null],
    ['Feb 26, 2018', 'ymd', [2018, 2, 26], null],
    ['February 26th, 2018 at 7:58 PM', 'ymd', [2018, 2, 26], 1198],
    ['Mon, 26 Feb 2018 19:58:00 GMT', 'ymd', [2018, 2, 26], 1198],
    ['Mon Feb 26 2018 19:58:00 GMT+0100 (Central European Standard Time)', 'ymd', [2018, 2, 26], 1198],
    ['26. März 2018', 'ymd', [2018, 3, 26], null],
    ['1er août 2018', 'ymd', [2018, 8, 1], null],
    ['26 de febrero de 2018', 'ymd', [2018, 2, 26], null],
    ['2018年2月26日', 'ymd', [2018, 2, 26], null],
    ['2018년 2월 26일', 'ymd', [2018, 2, 26], null],
    ['2018. 02. 26.', 'ymd', [2018, 2, 26], null],
    ['26.02.2018.', 'dmy', [2018, 2, 26], null],
    ['19:58 26.02.2018', 'dmy', [2018, 2, 26], 1198],
    ['7:58 PM, 2/26/2018', 'mdy', [2018, 2, 26], 1198],
    ['20180226T195800Z', 'ymd', [2018, 2, 26], 1198],
    ['2018-02-26 24:00', 'ymd', [2018, 2, 27], 0],
    ['Mon Feb 26 19:58:00 2018', 'ymd', [2018, 2, 26], 1198],
    ['Mon Feb 26 19:58:00 UTC 2018', 'ymd', [2018, 2, 26], 1198],
    ['Mon Feb 26 19:58:00 CET 2018', 'ymd', [2018, 2, 26], 1198],
    ["'2018-02-26", 'ymd', [2018, 2, 26], null],
    ['26 października 2018', 'ymd', [2018, 10, 26], null],
    ['26. helmikuuta 2018', 'ymd', [2018, 2, 26], null],
    ['6. desember 2018', 'ymd', [2018, 12, 6], null],
    ['26. února 2018', 'ymd', [2018, 2, 26], null],
    ['26 февраля 2018 г.', 'ymd', [2018, 2, 26], null],
    ['26 Şubat 2018', 'ymd', [2018, 2, 26], null],
    ['26 Φεβρουαρίου 2018', 'ymd', [2018, 2, 26], null],
    ['2018. február 26.', 'ymd', [2018, 2, 26], null],
    ['segunda-feira, 26 de fevereiro de 2018', 'ymd', [2018, 2, 26], null],
    ['26th of February 2018', 'ymd', [2018, 2, 26], null],
    ['Mo., 26.02.2018', 'dmy', [2018, 2, 26], null],
    ['Monday, 2/26/2018', 'mdy', [2018, 2, 26], null],
    ['2018-02-26 19:58 CET', 'ymd', [2018, 2, 26], 1198],
    ['2018-02-26T19:58:00+01:00[Europe/Berlin]', 'ymd', [2018, 2, 26], 1198],
    ['26-FEB-18 07.58.00.000000 PM', 'ymd', [2018, 2, 26], 1198],
    ['26-02-2018 19.58', 'dmy', [2018, 2, 26], 1198],
    ['2018. 2. 26. 오후 7:58', 'ymd', [2018, 2, 26], 1198],
    ['2018/2/26 午前9:05', 'ymd', [2018, 2, 26], 545],
    ['平成30年2月26日', 'ymd', [2018, 2, 26], null],
    ['令和元年5月1日', 'ymd', [2019, 5, 1], null],
    ['２０１８／０２／２６', 'ymd', [2018, 2, 26], null],
    ['٢٠١٨-٠٢-٢٦', 'ymd', [2018, 2, 26], null],
    ['2018-W09-1', 'ymd', [2018, 2, 26], null],
    ['2018W091', 'ymd', [2018, 2, 26], null],
    ['2020-W53-5', 'ymd', [2021, 1, 1], null],
    ['/Date(1519675080000)/', 'ymd', [2018, 2, 26], 1198],
    ['2018-02-26T19:58:00.000Z', 'ymd', [2018, 2, 26], 1198],
    ['2018-02-26T19:58:00.000+0000', 'ymd', [2018, 2, 26], 1198],
  ] as const)('%s', (text, order, [y, m, d], minute) => {
    const date = parseDate(text, { order });
    expect(date).not.toBeNull();
    expect(date!.day).toBe(day(y, m, d));
    expect(date!.minute).toBe(minute);
  });

  it.each([
    ['30/02/2018', 'dmy'],
    ['29/02/2019', 'dmy'],
    ['13/13/2018', 'dmy'],
    ['02/26/2018', 'dmy'],
    ['26/02/2018', 'mdy'],
    ['26/02/2018', 'ymd'],
    ['0018-02-26', 'ymd'],
    ['2018-02', 'ymd'],
    ['2018-W09', 'ymd'],
    ['2018-W54-1', 'ymd'],
    ['26/02/2561', 'dmy'],
    ['2018-02-26 25:00', 'ymd'],
    ['2018-02-26 13:00 PM', 'ymd'],
    ['26 Foo 2018', 'ymd'],
    ['43157', 'ymd'],
    ['Q3 2018', 'ymd'],
    ['', 'ymd'],
    ['tomorrow', 'ymd'],
    ['2018-02-26 24:01', 'ymd'],
    ['29 lutego 2019', 'ymd'],
    ['Version 3.1.2018.', 'dmy'],
  ] as const)('%s is no date as %s', (text, order) => {
    expect(parseDate(text, { order })).toBeNull();
  });

  it('reads serials and epochs only when told to', () => {
    expect(parseDate('43157', { order: 'ymd', numeric: 'serial' })).toEqual({
      day: day(2018, 2, 26),
      minute: null,
      offset: null,
    });
    expect(parseDate('43157.5', { order: 'ymd', numeric: 'serial' })!.minute).toBe(720);
    expect(parseDate('1519675080', { order: 'ymd', numeric: 'seconds' })).toEqual({
      day: day(2018, 2, 26),
      minute: 1198,
      offset: 0,
    });
    expect(parseDate('1519675080000', { order: 'ymd', numeric: 'milliseconds' })!.minute).toBe(1198);
    expect(parseDate('12', { order: 'ymd', numeric: 'serial' })).toBeNull();
  });
});

describe('days and instants', () => {
  const berlin = clockOf('Europe/Berlin');
  const apia = clockOf('Pacific/Apia');
  const parse = (text: string) => parseDate(text, { order: 'ymd' })!;

  it('a date without a time is that day in every zone', () => {
    for (const clock of [berlin, apia, clockOf('America/Los_Angeles')])
      expect(dayOf(parse('2018-02-26'), clock)).toBe(day(2018, 2, 26));
  });

  it('a time with an offset is the local day of its instant', () => {
    expect(dayOf(parse('2018-02-26T23:30:00Z'), berlin)).toBe(day(2018, 2, 27));
    expect(dayOf(parse('2018-02-26 23:30'), berlin)).toBe(day(2018, 2, 26));
    expect(dayOf(parse('2018-02-26T11:00:00-11:00'), apia)).toBe(day(2018, 2, 27));
  });

  it('a time without an offset is local time, summer and winter', () => {
    const utc = (text: string) => Date.parse(text) / 60_000;
    expect(minuteOf(parse('2018-02-26 19:58'), berlin)).toBe(utc('2018-02-26T18:58Z'));
    expect(minuteOf(parse('2018-07-26 19:58'), berlin)).toBe(utc('2018-07-26T17:58Z'));
    expect(minuteOf(parse('2018-07-26'), berlin)).toBe(utc('2018-07-25T22:00Z'));
    expect(minuteOf(parse('2018-07-26T19:58+05:30'), berlin)).toBe(utc('2018-07-26T14:28Z'));
    // The night summer time begins and the one it ends.
    expect(minuteOf(parse('2018-03-25 03:30'), berlin)).toBe(utc('2018-03-25T01:30Z'));
    expect(minuteOf(parse('2018-10-28 04:30'), berlin)).toBe(utc('2018-10-28T03:30Z'));
  });
});

describe('the way over bytes', () => {
  it('agrees with the careful one wherever it answers', () => {
    const two = (n: number, pad: boolean) => String(n).padStart(pad ? 2 : 1, '0');
    const text = fc
      .record({
        y: fc.integer({ min: 1890, max: 2210 }),
        m: fc.integer({ min: 0, max: 13 }),
        d: fc.integer({ min: 0, max: 32 }),
        h: fc.integer({ min: 0, max: 25 }),
        min: fc.integer({ min: 0, max: 61 }),
        form: fc.integer({ min: 0, max: 2 }),
        separator: fc.constantFrom('-', '/', '.', '-', '/', ' '),
        join: fc.constantFrom(' ', 'T', ' ', 'T', ', ', '  '),
        tail: fc.constantFrom('', ':30', '', ':30.5', 'Z', ' PM'),
        pad: fc.boolean(),
      })
      .map(({ y, m, d, h, min, form, separator: s, join, tail, pad }) => {
        const [a, b] = [two(d, pad), two(m, pad)];
        const date =
          form === 0 ? `${y}${s}${b}${s}${a}` : form === 1 ? `${a}${s}${b}${s}${y}` : `${b}${s}${a}${s}${y}`;
        return `${date}${join}${two(h, pad)}:${two(min, true)}${tail}`;
      });
    let answered = 0;
    fc.assert(
      fc.property(text, fc.constantFrom('ymd', 'dmy', 'mdy'), (input, order) => {
        const bytes = new TextEncoder().encode(`x${input}x`);
        const fast = parseTimeBytes(bytes, 1, bytes.length - 1, order);
        if (Number.isNaN(fast)) return;
        answered++;
        const careful = parseDate(input, { order });
        expect(careful).not.toBeNull();
        expect(careful!.offset).toBeNull();
        expect(fast).toBe(careful!.day * 1440 + careful!.minute!);
      }),
      { numRuns: 5000, seed: 7 },
    );
    expect(answered).toBeGreaterThan(300);
  });
});

describe('parseDayBytes', () => {
  const read = (text: string) => {
    const bytes = new TextEncoder().encode(`9${text}9`);
    return parseDayBytes(bytes, 1, bytes.length - 1);
  };

  it('reads a day that exists, and leaves all else to the careful one', () => {
    expect(read('2024-02-29')).toBe(day(2024, 2, 29));
    for (const text of ['2023-02-29', '2024-00-10', '2024-13-01', '2024-01-00', '2024-01-32', '24-01-01', ''])
      expect(read(text), text).toBeNaN();
    for (const text of ['2024-1-011', '2024/01/01', '2024-01/01', '01-02-2024', '2024-01-01 '])
      expect(read(text), text).toBeNaN();
  });

  it('agrees with the careful one on whatever ten signs it answers', () => {
    const text = fc.oneof(
      fc
        .date({ min: new Date('1850-01-01'), max: new Date('2250-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      fc.stringMatching(/^[0-3][0-9][0-9:/][0-9]-[01][0-9:]-[0-3][0-9/]$/),
    );
    let answered = 0;
    fc.assert(
      fc.property(text, fc.constantFrom('ymd', 'dmy', 'mdy'), (input, order) => {
        const fast = read(input);
        if (Number.isNaN(fast)) return;
        answered++;
        expect(fast).toBe(parseDate(input, { order })?.day);
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(answered).toBeGreaterThan(300);
  });
});

describe('detectDate', () => {
  const detect = (values: string[]) => {
    const tally = new DateTally();
    for (const value of values) tally.add(value);
    return detectDate(tally);
  };

  it('decides by one cell out of many', () => {
    const dates = Array.from({ length: 500 }, (_, i) => `0${(i % 9) + 1}/0${(i % 8) + 1}/2025`);
    expect(detect([...dates, '13/01/2025'])).toMatchObject({ format: { order: 'dmy' }, ambiguous: false });
    expect(detect([...dates, '01/13/2025'])).toMatchObject({ format: { order: 'mdy' }, ambiguous: false });
    expect(detect([...dates, '13/01/2025']).evidence).toContain('1 of 501');
  });

  it('asks where every cell fits both ways', () => {
    const found = detect(['03/04/2025', '05/06/2025']);
    expect(found.ambiguous).toBe(true);
    expect(found.evidence).toContain('03/04/2025');
  });

  it('knows dots, ISO, names and numbers', () => {
    expect(detect(['03.04.2025', '05.06.2025'])).toMatchObject({
      format: { order: 'dmy' },
      ambiguous: false,
    });
    expect(detect(['2025-04-03'])).toMatchObject({ format: { order: 'ymd' }, ambiguous: false });
    expect(detect(['3 Apr 2025'])).toMatchObject({ format: { order: 'ymd' }, ambiguous: false });
    expect(detect(['45750', '45751.5'])).toMatchObject({ format: { order: 'ymd', numeric: 'serial' } });
    expect(detect(['1519675080000'])).toMatchObject({ format: { numeric: 'milliseconds' } });
    // ISO beside day-first: both are read.
    expect(detect(['2025-04-03', '31/12/2025'])).toMatchObject({
      format: { order: 'dmy' },
      ambiguous: false,
    });
  });

  it('says what contradicts the majority', () => {
    const found = detect(['31/12/2025', '30/12/2025', '12/31/2025']);
    expect(found.format.order).toBe('dmy');
    expect(found.evidence).toContain('1 fit only the other way round');
  });
});

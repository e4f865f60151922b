import { describe, expect, it } from 'vitest';
import { factTables } from '@/lib/facts/registry';
import { dayOf, lastWholeMonth } from '../../generator/calendar';
import { crmData } from '../../generator/crm';
import { csvText, encode, sampleFiles } from '../../generator/csv';
import { FILES } from '../../generator/files';
import { generate } from '../../generator/generate';
import { partnerLike, samplePartners, UNKNOWN_PARTNER } from '../../generator/partners';
import { picked } from '../../generator/picked';
import type { Row } from '../../generator/world';

const asOfDay = dayOf('2026-03-11');
const data = generate({ asOfDay });
const rowsOf = (table: string, partner: { id: string; name: string; aliases: string[] }): Row[] =>
  data.tables[table]!.filter((row) =>
    [partner.id, partner.name, ...partner.aliases].includes(String(row.partner)),
  );
const share = (rows: Row[], test: (row: Row) => boolean) => rows.filter(test).length / rows.length;
const recent = (column: string, days: number) => (row: Row) => Number(row[column]) >= asOfDay - days;

describe('sample data', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(generate({ asOfDay }).tables).toEqual(data.tables);
    expect(generate({ asOfDay, seed: 'other' }).tables.orders).not.toEqual(data.tables.orders);
  });

  it('moves with the as-of day and keeps its shape', () => {
    const later = generate({ asOfDay: asOfDay + 100 });
    // All but the burst, which lies in a calendar month.
    const burst = partnerLike('spike').id;
    const days = (rows: Row[]) =>
      rows.filter((row) => row.partner !== burst).map((row) => row.ordered as number);
    expect(days(later.tables.orders!)).toEqual(days(data.tables.orders!).map((day) => day + 100));
  });

  it('has rows for every fact table, in columns that exist', () => {
    expect(Object.keys(data.tables).sort()).toEqual(Object.keys(factTables).sort());
    for (const [table, rows] of Object.entries(data.tables)) {
      expect(rows.length, table).toBeGreaterThan(20);
      const columns = new Set(rows.flatMap((row) => Object.keys(row)));
      expect(Object.keys(factTables[table]!.columns), table).toEqual(expect.arrayContaining([...columns]));
    }
  });

  it('records nothing after the as-of day', () => {
    const planned = new Set(['expected_close', 'planned', 'to', 'valid_until']);
    for (const [table, rows] of Object.entries(data.tables))
      for (const [id, { kind }] of Object.entries(factTables[table]!.columns)) {
        if (planned.has(id) || (kind !== 'day' && kind !== 'minute')) continue;
        const end = kind === 'day' ? asOfDay : asOfDay * 1440;
        const late = rows.filter((row) => typeof row[id] === 'number' && row[id] >= end);
        expect(late.slice(0, 3), `${table}.${id}`).toEqual([]);
      }
  });

  it('keeps time in order within a row', () => {
    const ordered: [string, string, string][] = [
      ['deals', 'created', 'closed'],
      ['deals', 'registered', 'created'],
      ['leads', 'created', 'first_contact'],
      ['tickets', 'opened', 'first_response'],
      ['tickets', 'first_response', 'resolved'],
      ['trainings', 'enrolled', 'completed'],
      ['milestones', 'started', 'done'],
      ['goals', 'from', 'to'],
    ];
    for (const [table, first, second] of ordered)
      for (const row of data.tables[table]!)
        if (typeof row[first] === 'number' && typeof row[second] === 'number')
          expect(row[second], `${table}.${second}`).toBeGreaterThanOrEqual(row[first]);
  });

  it('grows with its scale', () => {
    const small = generate({ asOfDay, scale: 0.1 });
    const ratio = small.tables.orders!.length / data.tables.orders!.length;
    expect(ratio).toBeGreaterThan(0.08);
    expect(ratio).toBeLessThan(0.15);
  });
});

describe('behaviours', () => {
  it('forty partners of all eight types and four tiers', () => {
    expect(samplePartners).toHaveLength(40);
    expect(new Set(samplePartners.map(({ type }) => type)).size).toBe(8);
    expect(new Set(samplePartners.map(({ tier }) => tier)).size).toBe(4);
    expect(new Set(samplePartners.map(({ name }) => name)).size).toBe(40);
    expect(new Set(samplePartners.map(({ domain }) => domain)).size).toBe(40);
  });

  it('much volume with bad refunds', () => {
    const bad = partnerLike('refunds');
    const rate = rowsOf('refunds', bad).length / rowsOf('orders', bad).length;
    expect(rate).toBeGreaterThan(0.08);
    const good = partnerLike('star');
    expect(rowsOf('refunds', good).length / rowsOf('orders', good).length).toBeLessThan(0.03);
  });

  it('discounts that slip', () => {
    const deals = rowsOf('deals', partnerLike('discounting')).filter((row) => row.closed !== null);
    const discount = (rows: Row[]) =>
      1 -
      rows.reduce((sum, row) => sum + Number(row.amount), 0) /
        rows.reduce((sum, row) => sum + Number(row.list_amount), 0);
    expect(discount(deals.filter(recent('closed', 90)))).toBeGreaterThan(0.2);
    expect(discount(deals.filter((row) => !recent('closed', 270)(row)))).toBeLessThan(0.15);
  });

  it('a burst of worthless leads and orders in the last whole month', () => {
    const [first, last] = lastWholeMonth(asOfDay);
    const spike = partnerLike('spike');
    const inBurst = (day: number) => day >= first && day <= last;
    const orders = rowsOf('orders', spike);
    const before = orders.filter((row) => Number(row.ordered) < first && Number(row.ordered) >= first - 180);
    expect(orders.filter((row) => inBurst(Number(row.ordered))).length).toBeGreaterThan(before.length / 2);
    const leads = rowsOf('leads', spike);
    const fits = (row: Row) => row.icp_fit === true;
    const burst = leads.filter((row) => inBurst(Math.floor(Number(row.created) / 1440)));
    const old = leads.filter((row) => Number(row.created) < first * 1440);
    expect(share(burst, fits)).toBeLessThan(share(old, fits) / 2);
  });

  it('wins that drop', () => {
    const closed = rowsOf('deals', partnerLike('dropping')).filter((row) => row.status !== 'open');
    const won = (row: Row) => row.status === 'won';
    expect(share(closed.filter(recent('closed', 120)), won)).toBeLessThan(0.25);
    expect(
      share(
        closed.filter((row) => !recent('closed', 90)(row)),
        won,
      ),
    ).toBeGreaterThan(0.33);
  });

  it('one too new to judge, one silent, one without a fact', () => {
    expect(rowsOf('deals', partnerLike('fresh')).length).toBeLessThan(20);
    expect(
      rowsOf('touches', partnerLike('silent')).filter((row) => Number(row.at) > (asOfDay - 75) * 1440),
    ).toEqual([]);
    for (const table of Object.keys(data.tables))
      expect(rowsOf(table, partnerLike('unmeasured')), table).toEqual([]);
  });
});

describe('files', () => {
  it('one for the directory and one for each fact table', () => {
    expect(FILES.map(({ table }) => table).sort()).toEqual(['partners', ...Object.keys(factTables)].sort());
  });

  it('quote what needs it and keep numbers and days in the format of the file', () => {
    const format = FILES.find(({ table }) => table === 'costs')!;
    const [head, line] = csvText(
      [{ cost: 'K;1', spent: dayOf('2026-02-01'), amount: 1234.5, hours: null }],
      format,
    ).split('\r\n');
    expect(head).toBe('Cost ID;Partner Name;Deal ID;Spend Date;Cost Type;Amount;Hours Worked;Currency');
    expect(line).toBe('"K;1";;;01.02.2026;;1234,50;;');
  });

  it('are encoded as they say', () => {
    expect([...encode('é', 'windows-1252')]).toEqual([0xe9]);
    expect([...encode('é', 'utf-16le')]).toEqual([0xff, 0xfe, 0xe9, 0]);
    expect([...encode('é', 'utf-8-bom')]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9]);
    expect(() => encode('€', 'windows-1252')).toThrow('windows-1252');
    const costs = sampleFiles(data).find(({ name }) => name === 'costs.csv')!;
    expect(new TextDecoder('windows-1252').decode(costs.bytes)).toContain('Colombier Données SARL');
  });
});

describe('demo CRM records', () => {
  const crm = crmData(data);

  it('show the generated deals and partners', () => {
    expect(crm.partners.map(({ name }) => name)).toEqual(data.partners.map(({ name }) => name));
    const byId = new Map(data.tables.deals!.map((row) => [row.deal, row]));
    for (const deal of crm.deals) {
      expect(byId.get(deal.id)?.name, deal.id).toBe(deal.name);
      expect(byId.get(deal.id)?.stage, deal.id).toBe(deal.stage);
    }
  });

  it('have empty fields exactly where they were picked', () => {
    for (const { id, empty } of picked) {
      const { notes: _, ...deal } = crm.deals.find((one) => one.id === id)!;
      const blank = Object.entries(deal)
        .filter(([, value]) => value === '' || value === null)
        .map(([field]) => field);
      expect(blank.sort(), id).toEqual([...empty].sort());
    }
  });

  it('have cards in every stage, one without a partner and one of an unknown partner', () => {
    for (const stage of crm.stages)
      expect(crm.deals.filter((deal) => deal.stage === stage).length).toBeGreaterThan(5);
    expect(crm.deals.find(({ id }) => id === 'D-0003')?.partner).toBeNull();
    expect(crm.deals.find(({ id }) => id === 'D-0004')?.partner).toEqual({ id: null, name: UNKNOWN_PARTNER });
    expect(samplePartners.map(({ name }) => name)).not.toContain(UNKNOWN_PARTNER);
  });
});

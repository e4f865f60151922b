import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCell } from '@/lib/facts/decode';
import { assembleFacts } from '@/lib/facts/factset';
import { factTable } from '@/lib/facts/registry';
import { NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { buildFacts, encode } from './build';

describe('assembleFacts', () => {
  it('orders rows by partner, those without one first, and indexes each partner as one run', () => {
    const facts = buildFacts(
      {
        deals: [
          { deal: 'D1', partner: 'b', amount: 1 },
          { deal: 'D2', partner: 'a', amount: 2 },
          { deal: 'D3', amount: 3 },
          { deal: 'D4', partner: 'b', amount: 4 },
        ],
      },
      { partners: ['a', 'b', 'c'] },
    );
    const deals = facts.table('deals');
    expect([...deals.column('amount')]).toEqual([3, 2, 1, 4]);
    expect([...deals.partner]).toEqual([-1, 0, 1, 1]);
    expect([-1, 0, 1, 2].map((p) => deals.count(p))).toEqual([1, 1, 2, 0]);
    expect(deals.span(1)).toEqual({ from: 2, to: 4, list: null });
    expect(deals.spans(0)).toEqual([{ from: 1, to: 4, list: null }]);
  });

  it('keeps the last import of a row, also across chunks, and moves it to its new partner', () => {
    const facts = buildFacts(
      {
        deals: [
          { deal: 'D1', partner: 'a', amount: 1 },
          { deal: 'D2', partner: 'a', amount: 2 },
          { deal: 'D1', partner: 'b', amount: 10 },
        ],
      },
      { partners: ['a', 'b'], chunk: 1 },
    );
    const deals = facts.table('deals');
    expect(deals.rows).toBe(2);
    expect(deals.replaced).toBe(1);
    expect([...deals.column('amount')]).toEqual([2, 10]);
    expect([...deals.partner]).toEqual([0, 1]);
    expect(deals.source(1)).toEqual({ importId: 3, file: 0, row: 3 });
  });

  it('keeps every row that has no identity', () => {
    const input = encode({ deals: [{ deal: 'D1' }, { deal: 'D2' }, { deal: 'D3' }] });
    input.chunks[0]!.id.fill(0);
    expect(assembleFacts(input).table('deals').rows).toBe(3);
  });

  it('gives refunds and tickets the partner of their order, and meetings that of their deal', () => {
    const facts = buildFacts(
      {
        orders: [
          { order: 'O1', partner: 'a', ordered: 0 },
          { order: 'O2', partner: 'b', ordered: 0 },
        ],
        deals: [{ deal: 'D1', partner: 'b' }],
        leads: [{ lead: 'L1', partner: 'a', created: 0 }],
        refunds: [{ order: 'O2' }, { order: 'O9' }, { order: 'O1', partner: 'b' }],
        meetings: [{ meeting: 'M1', deal: 'D1', scheduled: 0 }],
        touches: [
          { touch: 'T1', lead: 'L1', at: 0 },
          { touch: 'T2', deal: 'D1', lead: 'L1', at: 0 },
        ],
      },
      { partners: ['a', 'b'] },
    );
    expect([...facts.table('refunds').partner]).toEqual([-1, 1, 1]);
    expect([...facts.table('meetings').partner]).toEqual([1]);
    expect([...facts.table('touches').partner]).toEqual([0, 1]);
  });

  it('does not overrule a partner that the row names but the directory does not know', () => {
    const facts = buildFacts(
      {
        orders: [{ order: 'O1', partner: 'a', ordered: 0 }],
        refunds: [{ order: 'O1', partner: 'unknown' }],
      },
      { partners: ['a'] },
    );
    expect([...facts.table('refunds').partner]).toEqual([-1]);
  });

  it('reads a column that no import filled as missing, and one that only some filled as missing there', () => {
    const first = encode({ deals: [{ deal: 'D1', created: 5, test: true }] });
    const second = encode({ deals: [{ deal: 'D2', amount: 7 }] });
    second.chunks[0]!.id[0] = 2;
    const facts = assembleFacts({ ...first, chunks: [...first.chunks, ...second.chunks] });
    const deals = facts.table('deals');
    expect([...deals.column('created')]).toEqual([5, NO_TIME]);
    expect([...deals.column('amount')]).toEqual([Number.NaN, 7]);
    expect([...deals.column('test')]).toEqual([1, NO_FLAG]);
    expect([...deals.column('segment')]).toEqual([0, 0]);
    expect(deals.has('created')).toBe(true);
    expect(deals.has('segment')).toBe(false);
  });

  it('refuses to read a column that was not loaded, and a table that does not exist', () => {
    const facts = buildFacts(
      { deals: [{ deal: 'D1', amount: 1 }] },
      { loaded: { deals: ['deal', 'partner'] } },
    );
    expect(() => facts.table('deals').column('amount')).toThrow('not loaded');
    expect(() => facts.table('deals').column('nonsense')).toThrow('no column "nonsense"');
    expect(() => facts.table('nonsense')).toThrow('no fact table "nonsense"');
  });

  it('has empty tables where nothing was imported', () => {
    const facts = buildFacts({}, { partners: ['a', 'b'] });
    expect(facts.table('orders').rows).toBe(0);
    expect(facts.table('orders').count(1)).toBe(0);
    expect(facts.table('orders').spans(-1)).toEqual([]);
  });

  it('looks up codes and values, and sizes domains that nobody sized', () => {
    const input = encode({ deals: [{ deal: 'D1', status: 'won', customer: 'X' }] });
    const facts = assembleFacts({ ...input, dictionarySizes: {} });
    expect(facts.codes('deal-status', ' Won').map((code) => facts.value('deal-status', code))).toEqual([
      'won',
    ]);
    expect(facts.codes('deal-status', 'nonsense')).toEqual([]);
    expect(() => facts.codes('nowhere', 'x')).toThrow('not loaded');
    const bare = assembleFacts({ ...input, dictionaries: [], dictionarySizes: {} });
    expect(bare.size('customer')).toBe(2);
    expect(bare.value('customer', 1)).toBeNull();
  });

  it('holds the same rows however they are cut into chunks', () => {
    const row = fc.record({
      deal: fc.integer({ min: 1, max: 12 }).map((n) => `D${n}`),
      partner: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      amount: fc.integer({ min: 0, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (deals, chunk) => {
        const whole = buildFacts({ deals }, { partners: ['a', 'b', 'c'] }).table('deals');
        const cut = buildFacts({ deals }, { partners: ['a', 'b', 'c'], chunk }).table('deals');
        expect([...cut.partner]).toEqual([...whole.partner]);
        expect([...cut.column('deal')]).toEqual([...whole.column('deal')]);
        expect([...cut.column('amount')]).toEqual([...whole.column('amount')]);
        // The independent reading: the last row of each deal.
        const last = new Map(deals.map((deal) => [deal.deal, deal]));
        expect(whole.rows).toBe(last.size);
        for (let p = 0; p < 3; p++) {
          const expected = [...last.values()].filter(({ partner }) => partner === 'abc'[p]);
          expect(whole.count(p)).toBe(expected.length);
        }
      }),
    );
  });
});

describe('decodeCell', () => {
  const input = encode({ deals: [{ deal: 'D-7', status: 'won' }] });
  const dictionaries = new Map(input.dictionaries.map((dictionary) => [dictionary.domain, dictionary]));
  const decode = (column: string, value: number, context = {}, table = 'deals') =>
    decodeCell(factTable(table), column, value, dictionaries, context);

  it('says what the source said', () => {
    expect(decode('deal', 1)).toBe('D-7');
    expect(decode('created', 20_000)).toBe('2024-10-04');
    expect(decode('amount', 123_456, { currency: 'EUR' })).toBe('1234.56');
    expect(decode('amount', 123_456, { currency: 'JPY' })).toBe('123456');
    expect(decode('test', 0)).toBe('no');
    expect(decode('created', 20_000 * 1440 + 61, { timeZone: 'Europe/Berlin' }, 'leads')).toBe(
      '2024-10-04 03:01',
    );
    expect(decode('weight', 2.5, {}, 'audits')).toBe('2.5');
  });

  it('leaves missing values blank and unknown codes visible', () => {
    expect(decode('amount', Number.NaN)).toBe('');
    expect(decode('created', NO_TIME)).toBe('');
    expect(decode('customer', 3)).toBe('#3');
    expect(() => decode('nonsense', 1)).toThrow('no column');
  });
});

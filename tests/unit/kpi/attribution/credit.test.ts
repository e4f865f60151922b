import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributionSettings } from '@/lib/facts/attribution';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { measureAll } from '@/lib/kpi/engine/measure';
import { evidence } from '@/lib/kpi/evidence';
import { findKpi, kpiDefinition } from '@/lib/kpi/registry';
import { buildFacts, type Rows } from '../../facts/build';
import { AS_OF, ago, at, measure, WORKSPACE } from '../measure';

const by = (settings: Partial<AttributionSettings>) => ({
  workspace: { ...WORKSPACE, attribution: { ...DEFAULT_ATTRIBUTION, ...settings } },
});
const won = { status: 'won', created: ago(60), closed: ago(10), amount: 100_001, partner: 'p' };
const touches = [
  { touch: 'a', partner: 'p', deal: 'D', at: at(80) },
  { touch: 'b', deal: 'D', at: at(70), channel: 'Paid search' },
  { touch: 'c', partner: 'q', deal: 'D', at: at(60) },
  { touch: 'd', partner: 'q', deal: 'D', at: at(20) },
];
const tables: Rows = { deals: [{ deal: 'D', ...won }], touches };

describe('attributed value (K48)', () => {
  it('shares the amount by the model of the settings, to the cent', () => {
    // First touch of p (30), opportunity created by q (30), no lead: 10 over the other two.
    expect(measure('attributed-value', tables)).toMatchObject({ value: 42_858, n: 1, numerator: 42_858 });
    expect(measure('attributed-value', tables, { of: 'q' }).value).toBe(50_000);
    expect(measure('attributed-value', tables, { ...by({ model: 'linear' }), of: 'q' }).value).toBe(50_001);
    expect(measure('attributed-value', tables, { ...by({ model: 'first' }) }).value).toBe(100_001);
    expect(measure('attributed-value', tables, { ...by({ model: 'first' }), of: 'q' }).value).toBe(0);
    expect(measure('attributed-value', tables, { of: 'r' })).toMatchObject({ value: null, n: 0 });
  });

  it('is stamped with the model, its version and parameters, and the range over models', () => {
    expect(measure('attributed-value', tables).attribution).toEqual({
      model: 'w',
      version: 1,
      name: 'W-shaped',
      parameters: { lookbackDays: 180 },
      range: { low: 0, high: 100_001, lowest: 'Last touch', highest: 'First touch' },
    });
    expect(
      measure('attributed-value', tables, by({ model: 'time-decay', halfLifeDays: 7 })).attribution,
    ).toMatchObject({
      model: 'time-decay',
      parameters: { lookbackDays: 180, halfLifeDays: 7 },
    });
  });

  it('counts touches up to the day of the conversion and no older than the lookback', () => {
    const only = (days: number, settings = {}) =>
      measure(
        'attributed-value',
        { deals: [{ deal: 'D', ...won }], touches: [{ touch: 'a', partner: 'p', deal: 'D', at: at(days) }] },
        by(settings),
      ).value;
    expect(only(10)).toBe(100_001);
    expect(only(9)).toBeNull();
    expect(only(190)).toBe(100_001);
    expect(only(191)).toBeNull();
    expect(only(17, { lookbackDays: 7 })).toBe(100_001);
    expect(only(18, { lookbackDays: 7 })).toBeNull();
  });

  it('takes milestones that touches name over those that dates tell', () => {
    const marked = touches.map((touch) => (touch.touch === 'd' ? { ...touch, milestone: 'LC+OC' } : touch));
    // 0.6 on d, 0.1 over the three others, scaled to 1.
    expect(measure('attributed-value', { ...tables, touches: marked }, { of: 'q' }).value).toBe(90_477);
  });

  it('knows the touch that made the lead', () => {
    const led = touches.map((touch) => ({ ...touch, lead: 'L' }));
    const leads = [{ lead: 'L', created: at(65) }];
    // p first, ours the lead, q the opportunity, q 10 %.
    expect(measure('attributed-value', { ...tables, touches: led, leads }, { of: 'q' }).value).toBe(40_001);
    expect(measure('attributed-value', { ...tables, touches: led, leads }).value).toBe(30_000);
  });

  it('is not a partner’s where the touch says it is our own, or names nobody', () => {
    const own = touches.map((touch) => (touch.partner === 'p' ? { ...touch, party: 'own' } : touch));
    expect(measure('attributed-value', { ...tables, touches: own }).value).toBeNull();
    const said = [{ touch: 'a', party: 'partner', deal: 'D', at: at(20) }, { ...touches[2]! }];
    expect(measure('attributed-value', { ...tables, touches: said }, by({ model: 'linear' })).value).toBe(
      50_001,
    );
  });

  it('is not measured where no touch ever named a partner', () => {
    const nameless = [{ touch: 'a', deal: 'D', at: at(20) }];
    expect(measure('attributed-value', { ...tables, touches: nameless })).toMatchObject({
      value: null,
      reason:
        'No import of "Touches and messages" filled the column "Partner"; this cannot be measured without it.',
    });
  });

  it('refuses to learn from too few paths', () => {
    expect(measure('attributed-value', tables, by({ model: 'markov' }))).toMatchObject({
      value: null,
      reason: expect.stringContaining('needs 200 paths'),
      attribution: { model: 'markov', range: null },
    });
    const many = Array.from({ length: 200 }, (_, i) => ({
      deal: `M${i}`,
      status: i % 3 ? 'won' : 'lost',
      created: ago(60),
      closed: ago(400),
      amount: 1,
    }));
    const paths = many.map(({ deal }, i) => ({
      touch: deal,
      partner: i % 3 ? 'p' : 'q',
      deal,
      at: at(410),
    }));
    const learned = measure(
      'attributed-value',
      { deals: [...tables.deals!, ...many], touches: [...touches, ...paths] },
      by({ model: 'markov' }),
    );
    expect(learned.attribution!.model).toBe('markov');
    expect(learned.value).toBeGreaterThan(50_000);
  });

  it('lists the deals behind the number', () => {
    const facts = buildFacts(
      {
        ...tables,
        deals: [
          ...tables.deals!,
          { deal: 'E', ...won, test: true },
          { deal: 'F', ...won, amount: undefined },
        ],
        touches: [
          ...touches,
          { touch: 'x', partner: 'p', deal: 'E', at: at(20) },
          { touch: 'y', partner: 'p', deal: 'F', at: at(20) },
        ],
      },
      { partners: ['p', 'q'] },
    );
    const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
    const found = evidence(facts, kpiDefinition('attributed-value'), 1, options);
    expect(found.counted.map(({ table, sourceRow }) => [table, sourceRow])).toEqual([['deals', 1]]);
    const mine = evidence(facts, kpiDefinition('attributed-value'), 0, options);
    expect(mine.leftOut.map(({ sourceRow, reason }) => [sourceRow, reason])).toEqual([
      [2, 'test record'],
      [3, 'no amount'],
    ]);
  });
});

describe('influence pack (K49)', () => {
  it('counts the whole of each deal for every partner, and once for the programme', () => {
    const deals = [{ deal: 'D', ...won, qualified: ago(30), type: 'new' }];
    const of = (id: string, partner: string | null) => measure(id, { deals, touches }, { of: partner }).value;
    expect([of('influenced-wins', 'p'), of('influenced-wins', 'q'), of('influenced-wins', null)]).toEqual([
      1, 1, 1,
    ]);
    expect([of('won-influenced-arr', 'p'), of('won-influenced-arr', null)]).toEqual([100_001, 100_001]);
    expect([of('influenced-s2s', 'p'), of('expansion-influenced-s2s', 'p')]).toEqual([1, null]);
    // Ours is not the programme's: what partners are credited with stays below the amount.
    expect(of('won-attributed-arr', null)).toBe(
      of('won-attributed-arr', 'p')! + of('won-attributed-arr', 'q')!,
    );
    expect(of('won-attributed-arr', null)).toBeLessThan(100_001);
  });

  it('tells expansion from new business', () => {
    const deals = [{ deal: 'D', ...won, type: 'expansion' }];
    expect(measure('expansion-influenced-wins', { deals, touches }).value).toBe(1);
    expect(measure('influenced-wins', { deals, touches }).value).toBeNull();
    expect(measure('influenced-wins', { deals: [{ ...deals[0]!, type: undefined }], touches }).value).toBe(1);
    expect(
      measure('influenced-wins', { deals: [{ ...deals[0]!, type: 'renewal' }], touches }).value,
    ).toBeNull();
  });

  it('counts leads and MQLs that a touch came before', () => {
    const leads = [
      { lead: 'L', created: at(20), mql: ago(5), partner: 'q' },
      { lead: 'M', created: at(20) },
    ];
    const on = [{ touch: 'a', partner: 'p', lead: 'L', at: at(21) }];
    expect(measure('influenced-leads', { leads, touches: on })).toMatchObject({ value: 1, n: 1 });
    expect(measure('influenced-mqls', { leads, touches: on }).value).toBe(1);
    expect(measure('influenced-leads', { leads, touches: [{ ...on[0]!, at: at(19) }] }).value).toBeNull();
    expect(measure('influenced-mqls', { leads, touches: [{ ...on[0]!, at: at(19) }] }).value).toBe(1);
  });
});

describe('return on spend, attributed (K50)', () => {
  it('holds the attributed gross profit against the costs, with its range', () => {
    const deals = [{ deal: 'D', ...won, amount: 100_000, cost: 40_000 }];
    const costs = [{ cost: 'C', partner: 'q', spent: ago(20), amount: 10_000 }];
    const result = measure('roi-attributed', { deals, touches, costs }, { of: 'q' });
    expect(result).toMatchObject({ value: 2, numerator: 20_000, denominator: 10_000, n: 1 });
    expect(result.attribution!.range).toMatchObject({ low: -1, high: 5 });
  });
});

describe('money', () => {
  it('is conserved: with our own touches as a partner’s, the parts of all add up to the amounts', () => {
    const any = fc.array(
      fc.record({
        deal: fc.constantFrom('A', 'B', 'C'),
        partner: fc.constantFrom('p', 'q', 'r'),
        days: fc.integer({ min: 10, max: 200 }),
      }),
      { minLength: 1, maxLength: 15 },
    );
    const model = fc.constantFrom(
      'first',
      'last',
      'linear',
      'u-first-last',
      'w',
      'time-decay',
      'blended',
      'role-split',
    );
    fc.assert(
      fc.property(
        any,
        fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 3, maxLength: 3 }),
        model,
        (rows, cents, chosen) => {
          const deals = ['A', 'B', 'C'].map((deal, i) => ({ deal, ...won, amount: cents[i]! }));
          const facts = buildFacts(
            {
              deals,
              touches: rows.map(({ deal, partner, days }, i) => ({
                touch: `t${i}`,
                deal,
                partner,
                at: at(days),
              })),
            },
            { partners: ['p', 'q', 'r'] },
          );
          const { byPartner, programme } = measureAll(facts, [kpiDefinition('attributed-value')], {
            asOfDay: AS_OF,
            resolve: findKpi,
            ...by({ model: chosen }),
          });
          const touched = new Set<string>(rows.filter(({ days }) => days <= 190).map(({ deal }) => deal));
          const whole = deals.reduce((sum, { deal, amount }) => sum + (touched.has(deal) ? amount : 0), 0);
          const parts = [...byPartner.values()].reduce((sum, [result]) => sum + (result!.value ?? 0), 0);
          expect(parts).toBe(whole);
          expect(programme[0]!.value ?? 0).toBe(whole);
        },
      ),
      { numRuns: 60 },
    );
  });
});

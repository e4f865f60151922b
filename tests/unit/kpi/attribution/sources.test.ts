import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { bySource } from '@/lib/kpi/attribution/sources';
import { OURS } from '@/lib/kpi/attribution/types';
import { buildFacts, type Rows } from '../../facts/build';
import { AS_OF, ago, at, measure, WORKSPACE } from '../measure';

const won = { status: 'won', created: ago(60), closed: ago(10), partner: 'p' };
const year = { from: AS_OF - 365, to: AS_OF };

function report(tables: Rows, model: string, perCampaign = false, business: 'new' | 'expansion' = 'new') {
  const workspace = { ...WORKSPACE, attribution: { ...DEFAULT_ATTRIBUTION, model } };
  const facts = buildFacts(tables, { partners: ['p', 'q', 'r'] });
  return bySource(facts, business, year, perCampaign, { asOfDay: AS_OF, workspace });
}

describe('sources of what was won', () => {
  const tables: Rows = {
    deals: [
      { deal: 'A', ...won, amount: 1_000 },
      { deal: 'B', ...won, amount: 500 },
      { deal: 'C', ...won, amount: 70, type: 'expansion' },
      { deal: 'D', ...won },
      { deal: 'E', ...won, amount: 9, status: 'lost' },
      { deal: 'F', ...won, amount: 9, test: true },
    ],
    touches: [
      { touch: '1', deal: 'A', partner: 'p', at: at(40), campaign: 'X' },
      { touch: '2', deal: 'A', channel: 'Newsletter', at: at(30) },
      { touch: '3', deal: 'A', channel: 'newsletter', at: at(20), campaign: 'Y' },
      { touch: '4', deal: 'C', partner: 'q', at: at(20) },
      { touch: '5', deal: 'D', partner: 'q', at: at(20) },
    ],
  };

  it('puts partners and our own channels side by side; the parts and the untouched are the whole', () => {
    const found = report(tables, 'linear');
    expect(found.sources).toEqual([
      {
        party: OURS,
        channel: 'Newsletter',
        campaign: null,
        touches: 2,
        conversions: 1,
        influenced: 1_000,
        attributed: 667,
      },
      {
        party: 0,
        channel: '',
        campaign: null,
        touches: 1,
        conversions: 1,
        influenced: 1_000,
        attributed: 333,
      },
    ]);
    expect(found.untouched).toEqual({ conversions: 1, amount: 500 });
    expect(found.total).toEqual({ conversions: 2, amount: 1_500 });
    expect(found.leftOut).toEqual({ noAmount: 1, foreign: 0 });
    expect(report(tables, 'linear', false, 'expansion').sources.map(({ party }) => party)).toEqual([1]);
  });

  it('tells campaigns apart', () => {
    expect(
      report(tables, 'linear', true).sources.map(({ party, attributed }) => [party, attributed]),
    ).toEqual([
      [OURS, 334],
      [OURS, 333],
      [0, 333],
    ]);
  });

  it('says why a data-driven model has nothing to say', () => {
    expect(report(tables, 'markov').models.refused).toMatch(/needs 200 paths/);
  });

  it('adds up to the whole and agrees with the KPI, by every model and any touches', () => {
    const touch = fc.record({
      deal: fc.constantFrom('A', 'B'),
      partner: fc.constantFrom('p', 'q', undefined),
      channel: fc.constantFrom('Search', 'Event', undefined),
      campaign: fc.constantFrom('X', 'Y', undefined),
      days: fc.integer({ min: 8, max: 195 }),
    });
    const model = fc.constantFrom('first', 'linear', 'u-first-last', 'w', 'time-decay', 'role-split');
    fc.assert(
      fc.property(
        fc.array(touch, { minLength: 1, maxLength: 10 }),
        model,
        fc.boolean(),
        (touches, id, campaigns) => {
          const made = {
            deals: [
              { deal: 'A', ...won, amount: 99_999 },
              { deal: 'B', ...won, amount: 12_345 },
            ],
            touches: touches.map(({ days, ...rest }, i) => ({ touch: `t${i}`, at: at(days), ...rest })),
          };
          const { sources, untouched, total } = report(made, id, campaigns);
          const sum = (of: typeof sources) => of.reduce((all, { attributed }) => all + attributed, 0);
          expect(sum(sources) + untouched.amount).toBe(total.amount);
          const kpi = measure('attributed-value', made, {
            workspace: { ...WORKSPACE, attribution: { ...DEFAULT_ATTRIBUTION, model: id } },
          });
          expect(sum(sources.filter(({ party }) => party === 0))).toBe(kpi.value ?? 0);
        },
      ),
      { numRuns: 80 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf } from '@/lib/govern/history';
import { changedValues, condensed, type Snapshot, stateAfter } from '@/lib/govern/snapshot';

const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 0, day, hour)).toISOString();

function shot(day: number, values: Snapshot['values'], until = at(day)): Snapshot {
  return {
    visit: day,
    key: 'k',
    origin: 'https://crm.example.com',
    url: 'https://crm.example.com/deals/7',
    crm: 'generic',
    kind: 'deal',
    id: '7',
    at: at(day),
    until,
    values,
  };
}

describe('snapshots', () => {
  it('hold what changed; what a page does not show has not', () => {
    expect(changedValues({ stage: 'Proposal', partner: 'Northwind' }, { stage: 'Won' })).toEqual({
      stage: 'Won',
    });
    expect(changedValues({ partner: 'Northwind' }, { partner: null })).toEqual({ partner: null });
    expect(changedValues({ partner: null }, { partner: null })).toEqual({});
  });

  it('are condensed without changing what holds now or the newest history', () => {
    const values = fc.record(
      {
        stage: fc.constantFrom('A', 'B', 'C'),
        partner: fc.option(fc.constantFrom('X', 'Y'), { nil: null }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (list, most) => {
          const all = list.map((each, i) => shot(i + 1, each));
          const fewer = condensed(all, most);
          expect(fewer.length).toBe(Math.min(most, all.length));
          expect(stateAfter(fewer)).toEqual(stateAfter(all));
          // Everything but the oldest is as it was.
          expect(fewer.slice(1)).toEqual(all.slice(all.length - fewer.length + 1));
        },
      ),
    );
  });

  it('forget what no longer held at a time, and keep what did', () => {
    const all = [shot(1, { stage: 'A' }, at(4)), shot(5, { stage: 'B' }, at(8)), shot(9, { stage: 'C' })];
    expect(condensed(all, 50, at(6)).map(({ visit }) => visit)).toEqual([5, 9]);
    expect(condensed(all, 50, at(20))).toHaveLength(1);
    expect(stateAfter(condensed(all, 50, at(6))).stage).toBe('C');
  });
});

describe('history', () => {
  it('dates a change by the visits before and after it', () => {
    const history = historyOf([
      shot(1, { stage: 'Discovery', discount: '0.05', amount: '100', currency: 'EUR' }, at(2)),
      shot(3, { stage: 'Proposal' }),
      shot(7, { discount: '0.2', amount: '90' }),
    ])!;
    expect(history.firstStage).toBe('Discovery');
    expect(history.stages).toEqual([{ from: 'Discovery', to: 'Proposal', before: at(2), at: at(3) }]);
    expect(history.discounts).toEqual([{ from: '0.05', to: '0.2', before: at(3), at: at(7) }]);
    expect(history.amounts).toEqual([{ from: '100 EUR', to: '90 EUR', before: at(3), at: at(7) }]);
    expect(history.blanked).toBeNull();
  });

  it('tells a partner field that was emptied, until it is filled again', () => {
    const named = shot(1, { partner: 'Northwind', partnerField: 'Reseller' }, at(4));
    const emptied = shot(6, { partner: null });
    expect(historyOf([named, emptied])!.blanked).toEqual({
      was: 'Northwind',
      field: 'Reseller',
      until: at(4),
      since: at(6),
    });
    expect(historyOf([named, emptied, shot(9, { partner: 'Contoso' })])!.blanked).toBeNull();
    // Never seen filled: nothing was emptied.
    expect(historyOf([shot(1, { partner: null })])!.blanked).toBeNull();
  });

  it('is nothing without a visit', () => expect(historyOf([])).toBeNull());
});

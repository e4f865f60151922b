import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/kpi/judge';
import { kpiDefinition } from '@/lib/kpi/registry';
import { AS_OF, ago, at, measure } from './measure';

const old = { lead: 'old', partner: 'p', created: at(400), status: 'accepted' };
/** One of another partner, of the running quarter. */
const other = { lead: 'other', partner: 'q', created: at(3), status: 'accepted' };

describe('a count of none', () => {
  it('is 0 where the partner has rows of the table and the table reaches into the window', () => {
    const result = measure('sales-referrals', { leads: [old, other] });
    expect(result).toMatchObject({ value: 0, n: 0, numerator: 0 });
    expect(result.reason).toBeUndefined();
  });

  it('is not known where the table ends before the window, whoever’s its rows are', () => {
    expect(measure('sales-referrals', { leads: [old, { ...other, created: at(200) }] })).toMatchObject({
      value: null,
      reason: expect.stringContaining('No row of "Leads" is as new as this window'),
    });
  });

  it('says which of the two causes it is: no row of the partner, or no row of anybody', () => {
    expect(measure('sales-referrals', { leads: [other] }).reason).toBe('No rows in this window.');
    // As of 1 October the quarter has no day yet.
    expect(measure('sales-referrals', { leads: [old, other] }, { asOf: AS_OF - 51 }).reason).toBe(
      'This window begins on the as-of day: none of its days is over yet.',
    );
  });

  it('is not known of a partner that the table never names, nor of a table that was not imported', () => {
    expect(measure('sales-referrals', { leads: [other] }).value).toBeNull();
    expect(measure('sales-referrals', { deals: [{ deal: 'a', partner: 'p' }] })).toMatchObject({
      value: null,
      reason: expect.stringContaining('Nothing was imported as "Leads"'),
    });
  });

  it('is not known where rows were left out for want of something', () => {
    const deals = [
      { deal: 'a', partner: 'p', created: ago(3) },
      { deal: 'b', partner: 'p', created: ago(400), sourced: true },
    ];
    expect(measure('sourced-deals', { deals })).toMatchObject({
      value: null,
      reason: 'No row counts; left out: not known who sourced it (1).',
    });
    // A test record is nobody's deal.
    const tests = [{ ...deals[0]!, test: true }, deals[1]!];
    expect(measure('sourced-deals', { deals: tests })).toMatchObject({
      value: 0,
      excluded: { 'test record': 1 },
    });
  });

  it('is 0 of a sum of people too, and of the programme, but never of money', () => {
    const campaigns = [
      { campaign: 'c', partner: 'p', day: ago(400), reach: 5 },
      { campaign: 'd', partner: 'q', day: ago(3), reach: 5 },
    ];
    expect(measure('reach', { campaigns }).value).toBe(0);
    expect(
      measure('sales-referrals', { leads: [old, { ...other, status: 'new' }] }, { of: null }).value,
    ).toBe(0);
    const deals = [
      {
        deal: 'a',
        partner: 'p',
        status: 'won',
        created: ago(500),
        closed: ago(450),
        amount: 1,
        sourced: true,
      },
      { deal: 'b', partner: 'q', status: 'won', created: ago(50), closed: ago(4), amount: 1, sourced: true },
    ];
    expect(measure('partner-sourced-revenue', { deals }).value).toBeNull();
  });

  it('is whole without a limit, and too few with one', () => {
    const definition = kpiDefinition('sales-referrals');
    const none = measure('sales-referrals', { leads: [old, other] });
    expect(judge(definition, none, null)).toMatchObject({ state: 'confident', grade: null, value: 0 });
    expect(judge(definition, none, { warn: 5, fail: 2, from: 'global' })).toMatchObject({
      state: 'insufficient',
      grade: null,
    });
  });
});

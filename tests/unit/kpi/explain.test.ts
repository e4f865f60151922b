import { describe, expect, it } from 'vitest';
import { factTable } from '@/lib/facts/registry';
import * as b from '@/lib/kpi/build';
import { explain } from '@/lib/kpi/explain';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { conditionInWords, valueInWords } from '@/lib/kpi/words';

const words = (id: string) => explain(kpiDefinition(id), findKpi);

describe('explain', () => {
  it('says what a share counts', () => {
    expect(words('win-rate')).toEqual({
      counts: 'closed deals',
      numerator: 'Those where the deal is won',
      denominator: 'Deals by “Closed” where the deal is won or lost',
      window: 'The 12 months before the as-of day',
      maturity: null,
      leftOut: [
        'Test record: deals where “Test record” is yes',
        'No close date: deals that no day places in the window',
        'No partner: rows that name no partner, themselves or through the record that they belong to',
      ],
    });
    expect(words('refund-rate')).toMatchObject({
      numerator:
        'Those where days from “Ordered” to the least “Refunded” of refunds and returns with the same “Order id” is at most 60 or there are refunds and returns with the same “Order id” where “Refunded” is empty',
      denominator: 'Orders by “Ordered”, each “Order id” once',
      maturity: 'Rows count once they are 60 days old; younger ones are counted apart.',
    });
  });

  it('says what rates, sums, medians and composites are', () => {
    expect(words('complaint-rate')).toMatchObject({
      numerator: 'Number of support tickets by “Opened” where “Complaint” is yes, times 1,000',
      denominator:
        'By the customer list: number of customers where it is a customer; else by the customers that ordered: number of different “Customer” of orders by “Ordered”',
    });
    expect(words('time-to-launch').numerator).toMatch(
      /^Median of days from “Started” to “Done” if .* have not ended/,
    );
    expect(words('net-revenue-share')).toMatchObject({
      numerator: '“Net revenue after incentives”',
      denominator: '“Partner-sourced revenue”',
    });
    expect(words('relationship-recency').window).toBe('The state at the as-of day');
    expect(words('pipeline-created').window).toBe('The running quarter up to the as-of day');
    expect(words('pipeline-influenced').numerator).toContain(
      'within the lookback of the attribution settings',
    );
  });

  it.each(kpiDefinitions)('$code: reads as sentences without gaps or code', (definition) => {
    const { numerator, denominator, window, leftOut } = explain(definition, findKpi);
    for (const text of [numerator, denominator ?? '', window, ...leftOut]) {
      expect(text).not.toMatch(/undefined|\[object|null|\bop\b| {2}/);
      expect(text).not.toMatch(/“[a-z]+_[a-z]+”/);
    }
    expect(numerator.length).toBeGreaterThan(10);
    expect(leftOut.length).toBeGreaterThan(0);
  });
});

describe('expressions in words', () => {
  const deals = factTable('deals');
  it.each([
    [b.above('amount', 5), '“Amount” is above 5 minor units'],
    [b.below('created', 'closed'), '“Created” is before “Closed”'],
    [b.atLeast(b.daysBetween('registered', 'created'), 0), '“Created” is no earlier than “Registered”'],
    [
      b.all(b.yes('sourced'), b.any(b.no('test'), b.isMissing('cost'))),
      '“Partner sourced” is yes and (“Test record” is no or “Cost” is empty)',
    ],
    [b.is('status', 'open', 'won', 'lost'), '“Status” is open, won or lost'],
    [b.not(b.yes('test')), 'it is not so that “Test record” is yes'],
    [b.exists({ table: 'costs', key: 'deal' }), 'there are costs and payouts with the same “Deal id”'],
    [b.isFirst('customer', 'closed'), 'it is the first of its “Customer” by “Closed”'],
    [b.happened('closed'), '“Closed” is before the as-of day'],
    [b.unequal('amount', b.coalesce('cost', 0)), '“Amount” is not “Cost”, else 0'],
  ])('%#', (condition, text) => {
    expect(conditionInWords(condition, deals)).toBe(text);
  });
  it.each([
    [b.over(b.minus('amount', 'cost'), 'amount'), '(“Amount” less “Cost”) over “Amount”'],
    [b.least('amount', 10_000), 'the smaller of “Amount” and 10,000'],
    [
      b.sumOf({ table: 'costs', key: 'deal' }, 'amount'),
      'the sum of “Amount” of costs and payouts with the same “Deal id”',
    ],
    [
      b.countOf({ table: 'touches', key: 'partner' }),
      'the number of touches and messages with the same partner',
    ],
    [b.when(b.yes('test'), 0, 'amount'), '0 if “Test record” is yes, else “Amount”'],
  ])('%#', (value, text) => {
    expect(valueInWords(value, deals)).toBe(text);
  });
});

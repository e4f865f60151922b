import { describe, expect, it } from 'vitest';
import { amountByValue, stageByValue } from '@/lib/crm/review/by-value';
import type { NameClues, PageField } from '@/lib/crm/types';

const fields = (pairs: Record<string, string>): PageField[] =>
  Object.entries(pairs).map(([label, value]) => ({
    key: label.toLowerCase(),
    label,
    value,
    state: 'value',
    required: false,
  }));

const told = (pairs: Record<string, string>, beside?: NameClues['beside']) => [
  stageByValue(fields(pairs), beside),
  amountByValue(fields(pairs), beside),
];

describe('a stage and an amount', () => {
  it.each([
    [{ Forecast: '€ 45,000.00', 'Where it is': 'Proposal sent' }, 'Proposal sent', '€ 45,000.00'],
    [{ Ammonta: '45.000 EUR', Lage: 'In Verhandlung' }, 'In Verhandlung', '45.000 EUR'],
    [{ Headline: '12 Mio. €', Now: '3. Negotiation/Review' }, '3. Negotiation/Review', '12 Mio. €'],
  ])('are told by values under labels that say nothing: %o', (pairs, stage, amount) => {
    expect(told(pairs as unknown as Record<string, string>)).toEqual([stage, amount]);
  });

  it.each([
    { Forecast: '€ 45,000', Upside: '€ 60,000' },
    { Before: 'Proposal', After: 'Won' },
    { Rabatt: '500 €', 'Monthly fee': '$20', Room: '4', Note: 'Won in 2019' },
    { 'Next step': 'Proposal', Amount: '€ 60,000' },
  ])('are unknown where two may be meant, or something else: %o', (pairs) => {
    expect(told(pairs as unknown as Record<string, string>)).toEqual([null, null]);
  });

  it('may stand without a label', () => {
    const beside = [
      ['HIGH', 12],
      ['Negotiation/Review', 12],
      ['₹ 18,40,000', 30],
      ['$ 20', 14],
    ] as const;
    expect(told({}, beside)).toEqual(['Negotiation/Review', '₹ 18,40,000']);
  });

  it('is the stage that was chosen from a list, is written larger or is shown again beside all steps', () => {
    const small = ['Proposal', 12] as const;
    expect(told({}, [['Negotiation', 111], small])[0]).toBe('Negotiation');
    const steps = ['Qualification', 'Proposal', 'Negotiation', 'Won'].map((step) => [step, 12] as const);
    expect(told({}, [...steps, small])[0]).toBe('Proposal');
    expect(told({}, steps)[0]).toBeNull();
    // The stages of other sales.
    expect(told({}, [small, small, ['Won', 12]])[0]).toBeNull();
    expect(told({}, [...steps, ...steps])[0]).toBeNull();
  });

  it('are the first of the largest sums, and the stage rather than that the sale goes on', () => {
    const beside = [
      ['Otwarty', 12],
      ['Negocjacje', 12],
      ['120 000,00 zł', 24],
      ['72 000,00 zł', 24],
    ] as const;
    expect(told({}, beside)).toEqual(['Negocjacje', '120 000,00 zł']);
    expect(told({}, beside.slice(0, 1))).toEqual(['Otwarty', null]);
    expect(told({}, [['$48000', 16]])).toEqual([null, '$48000']);
  });

  it('are none of several stages, no small figures and nothing that a field says', () => {
    const beside = [
      ['Proposal', 12],
      ['Won', 12],
      ['€ 100', 14],
      ['€ 200', 14],
      ['$ 900', 24],
    ] as const;
    expect(told({ Discount: '$ 900' }, beside)).toEqual([null, null]);
  });
});

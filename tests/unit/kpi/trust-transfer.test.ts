import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/stats/wilson';
import { ago, measure } from './measure';

/** Closed deals of one side in one segment. */
const deals = (partner: string | undefined, segment: string, won: number, lost: number) =>
  Array.from({ length: won + lost }, (_, i) => ({
    deal: `${partner} ${segment} ${i}`,
    ...(partner ? { partner } : {}),
    segment,
    created: ago(60),
    closed: ago(5),
    status: i < won ? 'won' : 'lost',
  }));
const of = (rows: ReturnType<typeof deals>) => measure('trust-transfer', { deals: rows }, { of: 'p' });

describe('trust transfer', () => {
  it('compares like with like: a partner in hard segments only is not behind', () => {
    const found = of([
      ...deals('p', 'hard', 12, 28),
      ...deals(undefined, 'hard', 8, 32),
      ...deals(undefined, 'easy', 90, 10),
    ]);
    expect(found.value).toBeCloseTo(0.3 - 0.2, 12);
    expect(found).toMatchObject({ n: 40, numerator: 0.3, denominator: 0.2 });
  });

  it('has the interval of Newcombe’s method 10, of his example with 56 of 70 against 48 of 80', () => {
    const found = of([...deals('p', 'one', 56, 14), ...deals(undefined, 'one', 48, 32)]);
    expect(found.value).toBeCloseTo(0.2, 12);
    expect(found.low).toBeCloseTo(0.0524, 4);
    expect(found.high).toBeCloseTo(0.3339, 4);
  });

  it('weighs the other side to the partner’s mix, and pays for uneven weights with a wider interval', () => {
    const found = of([
      ...deals('p', 'hard', 6, 24),
      ...deals('p', 'easy', 8, 2),
      ...deals(undefined, 'hard', 1, 9),
      ...deals(undefined, 'easy', 80, 20),
    ]);
    const direct = (30 * 0.1 + 10 * 0.8) / 40;
    expect(found.value).toBeCloseTo(14 / 40 - direct, 12);
    const plain = wilson(direct * 110, 110)!;
    expect(found.value! - found.low!).toBeGreaterThan(plain.high - direct);
  });

  it('leaves out segments with one side only, and says when there is nothing to compare with', () => {
    const rows = [
      ...deals('p', 'one', 20, 20),
      ...deals('p', 'alone', 40, 0),
      ...deals(undefined, 'one', 20, 20),
    ];
    expect(of(rows)).toMatchObject({ value: 0, n: 40 });
    expect(of(deals('p', 'alone', 40, 0))).toMatchObject({
      value: null,
      reason: expect.stringContaining('comparable'),
    });
  });
});

describe('trust transfer by NPS', () => {
  /** Answers of one side from customers of one segment. */
  const answers = (partner: string | undefined, segment: string, scores: readonly number[]) => ({
    surveys: scores.map((score, i) => ({
      response: `${partner} ${segment} ${i}`,
      kind: 'nps',
      score,
      answered: ago(5),
      customer: `of ${partner} in ${segment}`,
      ...(partner ? { partner } : {}),
    })),
    customers: [{ customer: `of ${partner} in ${segment}`, segment, started: ago(400) }],
  });
  const of = (...sides: ReturnType<typeof answers>[]) =>
    measure('trust-transfer-nps', {
      surveys: sides.flatMap(({ surveys }) => surveys),
      customers: sides.flatMap(({ customers }) => customers),
    });

  it('is mean less mean of like customers, with Welch’s interval', () => {
    // 100, 100, 0, -100 is a score of 25; 100, 0, -100, -100, 0 one of -20.
    const found = of(answers('p', 'small', [10, 9, 8, 0]), answers(undefined, 'small', [9, 7, 6, 1, 8]));
    expect(found).toMatchObject({ value: 45, n: 4, numerator: 25, denominator: -20 });
    // Variances 27500/3 and 7000; 27500/12 + 1400 = 3691.67; 6.0825 degrees of freedom, t 2.43888.
    expect(found.low).toBeCloseTo(45 - 148.18447, 4);
    expect(found.high).toBeCloseTo(45 + 148.18447, 4);
  });

  it('weighs the other side to the partner’s mix of segments and leaves segments of one side out', () => {
    const found = of(
      answers('p', 'small', [10, 10, 0]),
      answers('p', 'large', [10]),
      answers('p', 'alone', [0, 0, 0]),
      answers(undefined, 'small', [10, 0]),
      answers(undefined, 'large', [0, 0, 10, 10, 10]),
    );
    // Ours 3 of 4 for, 1 against: 50. Theirs (3 x 0 + 1 x 20) / 4.
    expect(found).toMatchObject({ n: 4, numerator: 50 });
    expect(found.denominator).toBeCloseTo(5, 12);
  });

  it('takes no answer of a partner’s customer for one without a partner', () => {
    const direct = answers(undefined, 'small', [0, 0]);
    const found = of(answers('p', 'small', [10, 10]), {
      ...direct,
      customers: direct.customers.map((customer) => ({ ...customer, partner: 'q' })),
    });
    expect(found).toMatchObject({ value: null, reason: expect.stringContaining('comparable') });
  });
});

describe('trust transfer by sentiment', () => {
  it('compares texts of the same channel', () => {
    const said = (partner: string | undefined, channel: string, sentiments: string) =>
      [...sentiments].map((sign, i) => ({
        text: `${partner} ${channel} ${i}`,
        channel,
        sentiment: sign === '+' ? 'positive' : sign === '-' ? 'negative' : 'neutral',
        published: ago(9),
        ...(partner ? { partner } : {}),
      }));
    const found = measure('trust-transfer-sentiment', {
      texts: [
        ...said('p', 'social', '+++-'),
        ...said('p', 'review', '++'),
        ...said(undefined, 'social', '+-0--'),
        ...said(undefined, 'review', '+0'),
      ],
    });
    // Ours 5 for and 1 against of 6: 4/6. Theirs (4 x -2/5 + 2 x 1/2) / 6 = -0.1.
    expect(found.numerator).toBeCloseTo(4 / 6, 12);
    expect(found.denominator).toBeCloseTo(-0.1, 12);
    expect(found.value).toBeCloseTo(4 / 6 + 0.1, 12);
    expect(found.n).toBe(6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, type Measurement, type SeriesPoint } from '@/lib/kpi/types';
import { evaluateSignals, SIGNAL_CAP, SIGNAL_RULES } from '@/lib/signals/registry';
import { definition, measured, share } from '../score/build';
import { AS_OF, context, type Given } from './build';

const files = Object.keys(import.meta.glob('../../../lib/signals/rules/*.ts')).map((path) =>
  path.replace(/^.*\/|\.ts$/g, ''),
);

describe('registry', () => {
  it('has every rule file, under its name, described', () => {
    expect(SIGNAL_RULES.map(({ id }) => id)).toEqual([...files].sort());
    expect(SIGNAL_RULES.length).toBeGreaterThanOrEqual(10);
    for (const rule of SIGNAL_RULES) {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.name.length).toBeGreaterThan(4);
      expect(rule.description).toMatch(/.{40,}\.$/);
      expect(rule.evaluate).toBeTypeOf('function');
    }
    expect(new Set(SIGNAL_RULES.map(({ name }) => name)).size).toBe(files.length);
  });

  it('puts the most severe first and stops at the cap', () => {
    const kpi = definition('win-rate');
    const seen = context(
      [
        { definition: kpi, measurement: share('win-rate', 5, 100) },
        ...['a', 'b', 'c', 'd'].map((id) => ({ definition: definition(id), measurement: share(id, 0, 0) })),
      ],
      {
        lastFactDay: AS_OF - 20,
        largestShare: { 'win-rate': { share: 0.5, of: 9 } },
      },
    );
    const signals = evaluateSignals(seen);
    expect(signals.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['limit-breach', 'bad'],
      ['concentration', 'warn'],
      ['stale-data', 'warn'],
      ['insufficient-data', 'info'],
    ]);
    expect(evaluateSignals(seen, 2).map(({ rule }) => rule)).toEqual(['limit-breach', 'concentration']);
    expect(SIGNAL_CAP).toBeGreaterThanOrEqual(4);
    expect(evaluateSignals(seen, Number.POSITIVE_INFINITY)).toEqual(signals);
  });

  it('is silent about a healthy partner', () => {
    const healthy = context([
      { definition: definition('win-rate'), measurement: share('win-rate', 60, 100) },
    ]);
    expect(evaluateSignals(healthy)).toEqual([]);
  });
});

describe('any context', () => {
  const number = fc.oneof(
    fc.double(),
    fc.integer({ min: -5, max: 400 }),
    fc.constantFrom(null, 0, Number.NaN),
  );
  const count = fc.oneof(fc.nat(500), fc.constantFrom(0, 1));
  const ids = [
    'win-rate',
    'refund-rate',
    'partner-response-time',
    'relationship-recency',
    'speed-to-lead',
    'pipeline-created',
    'no-show-rate',
  ];
  const point = fc.record({
    value: number,
    n: count,
    numerator: number,
    denominator: number,
    days: fc.integer({ min: 1, max: 31 }),
  });
  const given = fc.record({
    id: fc.constantFrom(...ids),
    dimension: fc.constantFrom(...DIMENSIONS),
    direction: fc.constantFrom('higher' as const, 'lower' as const, 'info' as const),
    unit: fc.constantFrom(
      'percent' as const,
      'currency' as const,
      'hours' as const,
      'points' as const,
      'per1000' as const,
    ),
    kind: fc.constantFrom('leading' as const, 'lagging' as const),
    weight: fc.constantFrom(0, 1, 2),
    gate: fc.boolean(),
    measurement: fc.option(fc.tuple(number, count, number, number)),
    pooled: fc.option(fc.tuple(number, count, number, number)),
    points: fc.array(point, { maxLength: 30 }),
  });
  const finite = (value: number | null): number | null =>
    value !== null && Math.abs(value) < 1e100 ? value : null;
  const measure = (
    id: string,
    [value, n, low, high]: [number | null, number, number | null, number | null],
  ): Measurement => measured(id, finite(value), n, finite(low), finite(high));

  it('makes no rule throw or speak of NaN, and every signal names known KPIs', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(given, { maxLength: 7, selector: ({ id }) => id }),
        number,
        number,
        (kpis, last, largest) => {
          const rows = kpis.map(({ id, measurement, pooled, points, ...part }): Given => {
            const series = points.map(
              ({ value, n, numerator, denominator, days }, i): SeriesPoint => ({
                window: {
                  from: AS_OF - 31 * (points.length - i),
                  to: AS_OF - 31 * (points.length - i) + days,
                },
                value: finite(value),
                n,
                numerator: finite(numerator),
                denominator: finite(denominator),
              }),
            );
            return {
              definition: definition(id, part),
              measurement: measurement ? measure(id, measurement) : undefined,
              programme: pooled ? measure(id, pooled) : undefined,
              series,
            };
          });
          const seen = context(rows, {
            lastFactDay: last,
            largestShare: { 'win-rate': { share: largest ?? 0, of: 12 } },
          });
          for (const signal of evaluateSignals(seen, 99)) {
            expect(signal.title + signal.detail + signal.next).not.toMatch(/NaN|undefined|null|Infinity/);
            expect(signal.detail).toMatch(/\.$/);
            for (const kpi of signal.kpis) expect(ids).toContain(kpi);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

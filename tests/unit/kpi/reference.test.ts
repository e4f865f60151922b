import { describe, expect, it } from 'vitest';
import { kpiDefinitions } from '@/lib/kpi/registry';

/*
 * Minimum sample and default limits as the definitions of the field give them, written down a second time: code,
 * minimum n, warn, fail. `x` = multiples of the programme's value (of another KPI where one is named), `+` = distances
 * from it. What has no limit there has none here.
 */
const REFERENCE = `
K02b 1 0.6 0.4
K05a 30 x0.8 x0.6
K05b 30 x0.8 x0.6
K05c 30 x0.8 x0.6
K05d 30 x0.8 x0.6
K06 30 x0.8 x0.6
K07 20 x0.85 x0.7
K08b 5 1 0.75
K09 8 1.1 1.3
K10 5 0.3 0.25
K11 5 0.15 0.2
K12a 10
K12b 5 x1 x1.3 K12a
K12c 20 x1.5 x1.5 K12b
K13 5 12 18
K14 10 3 1.5
K15 20 x0.9 x0.75
K16 20 0.9 0.8
K17a 10 1 0.9
K17b 10 0.9 0.8
K18a 20 0.02 0.04
K18b 20 0.02 0.04
K19 50 0.04 0.05
K20 200 0.0065 0.009
K21 50 x0.85 x0.7
K22a 100 x1.25 x1.5
K22b 10 x1.25 x1.5
K23a 10 0.1 0.05
K23b 20 0.2 0.1
K24 100 x1.25 x1.5
K25 30 0.1 0.15
K26 1 0 9
K26b 1 0 0
K27 30 -0.1 -0.2
K28 30 +-10 +-20
K29 30 0.85 0.75
K30 10 85 70
K31 3 45 60
K32 5 48 96
K33 1 0.9 0.7
K33b 5 0.95 0.9
K33c 10 0.9 0.7
K34a 5 0.8 0.6
K34b 5 0.8 0.6
K35a 10 0.9 0.8
K35b 10 0.9 0.8
K36a 10 60 1440
K36b 5 24 72
K37 15 0.2 0.3
K38 1 21 45
K39 3 0.75 0.5
K42 50
K43 5 0.3 0.1
K46c 20
K47 10
K50 5 1 0
K51 1 0.9 0.7
K54 3 0.8 0.6
K60 10
K61 15
K62b 5
K64 10
K65 10
K66 30
K67 10 70 50
K68 5
K70 5 1 0.95
K71 5 0.9 0.8
K72 100 x0.8 x0.6
K74 20 0.6 0.4
K75 20
K76 10 0.1 0.25
K77 1 0.95 0.85
`;

const SIGNS = { absolute: '', programme: 'x', offset: '+' } as const;

describe('minimum sample and limits', () => {
  it.each(
    REFERENCE.trim()
      .split('\n')
      .map((line) => [line.split(' ')[0]!, line] as const),
  )('of %s are those of the reference', (code, line) => {
    const { minimum, limit } = kpiDefinitions.find(
      (one) => one.code === code && one.variantOf === undefined,
    )!;
    const limits = limit
      ? [limit.warn, limit.fail].map((value) => `${SIGNS[limit.basis]}${value}`).concat(limit.of?.code ?? [])
      : [];
    expect([code, minimum.n, ...limits].join(' ')).toBe(line);
  });
});

describe('ages at which an outcome counts', () => {
  it.each([
    ['K05b', 60],
    ['K05c', 180],
    ['K06', 60],
    ['K15', 30],
    ['K19', 60],
    ['K20', 90],
    ['K21', 90],
    ['K47', 30],
    ['K61', 180],
  ])('of %s is %i days', (code, days) => {
    expect(kpiDefinitions.find((one) => one.code === code)!.maturityDays).toBe(days);
  });
});

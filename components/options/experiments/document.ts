import type { CohortsView, ExperimentAnswer } from '@/lib/background/experiments';
import type { Cell, ExportDocument, ExportTable } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import type { Cohort } from '@/lib/kpi/cohorts/table';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { HoldoutArm } from '@/lib/kpi/experiments/holdout';
import type { IntegrationSplit } from '@/lib/kpi/experiments/integrations';
import type { MixGroup } from '@/lib/kpi/experiments/mix';
import type { Comparison, LeftOut, MatchedComparison, Side } from '@/lib/kpi/experiments/types';
import type { DayWindow, Unit } from '@/lib/kpi/types';
import { typedValue, unitSign } from '@/lib/kpi/units';
import { differenceUnit, isClear } from './ComparisonTable';
import type { Figure } from './cohort-figures';
import type { Subject } from './subject';

interface Stamp {
  asOfDay: number;
  currency: string;
}

const spanOf = ({ from, to }: DayWindow): string => `${isoDay(from)} to ${isoDay(to - 1)}`;

const typed = (stored: number | null, unit: Unit, currency: string): Cell =>
  stored === null ? null : typedValue(stored, unit, currency);

/** What every table of this page rests on. */
const stampOf = ({ asOfDay, currency }: Stamp, subject: Subject | null): ExportDocument['about'] => [
  ['Of', subject?.name ?? 'all partners'],
  ['As of', isoDay(asOfDay - 1)],
  ['Currency', currency],
  ['Interval', '95 %'],
];

const leftOutOf = (leftOut: readonly LeftOut[]): ExportTable[] =>
  leftOut.length === 0
    ? []
    : [
        {
          title: 'Left out',
          columns: ['Table', 'Reason', 'Rows'],
          rows: leftOut.map(({ table, reason, rows }) => [table, reason, rows.length]),
        },
      ];

interface CohortGroup {
  name: string;
  cohorts: readonly Cohort[];
}

/**
 * Every figure of every cohort, a row each; what is not yet knowable has no value and says from when it is.
 * @param order places of the cohorts, with what each is called
 */
export function cohortsDocument(
  figures: readonly Figure[],
  groups: readonly CohortGroup[],
  order: readonly { i: number; name: string }[],
  view: CohortsView & Stamp,
  subject: Subject | null,
): ExportDocument {
  const row = (group: CohortGroup, i: number, name: string, figure: Figure): Cell[] => {
    const cohort = group.cohorts[i]!;
    const { window, customers } = cohort;
    const cell = figure.cell(cohort);
    const known = cell.state === 'known' ? cell : null;
    return [
      name,
      isoDay(window.from),
      isoDay(window.to - 1),
      group.name,
      customers,
      figure.label,
      typed(known?.value ?? null, figure.unit, view.currency),
      unitSign(figure.unit, view.currency),
      known?.n ?? null,
      typed(known?.low ?? null, figure.unit, view.currency),
      typed(known?.high ?? null, figure.unit, view.currency),
      cell.state === 'immature'
        ? `not yet knowable, from ${isoDay(cell.from)}`
        : cell.state === 'not-measured'
          ? cell.reason
          : null,
    ];
  };
  return {
    title: 'Cohorts by acquisition',
    about: stampOf(view, subject),
    tables: [
      {
        title: 'Cohorts',
        columns: [
          'Acquired in',
          'First day',
          'Last day',
          'Group',
          'Customers',
          'Figure',
          'Value',
          'Unit',
          'n',
          '95 % from',
          '95 % to',
          'Note',
        ],
        rows: order.flatMap(({ i, name }) =>
          groups.flatMap((group) => figures.map((figure) => row(group, i, name, figure))),
        ),
      },
    ],
  };
}

/** A figure of one group: value, sample and interval. */
const sideCells = ({ value, rows, low, high }: Side, unit: Unit, currency: string): Cell[] => [
  typed(value, unit, currency),
  rows.length,
  typed(low, unit, currency),
  typed(high, unit, currency),
];

function certainty(of: Comparison): string {
  if (of.difference === null) return of.reason ?? 'not yet knowable';
  return isClear(of) ? 'clear' : 'may be chance';
}

function comparisonCells(of: Comparison | MatchedComparison, currency: string): Cell[] {
  // A difference of shares is stored as a share, and told in points.
  const difference = (stored: number | null) => typed(stored, of.unit, currency);
  return [
    of.name,
    of.how,
    unitSign(of.unit, currency),
    ...sideCells(of.exposed, of.unit, currency),
    ...sideCells(of.others, of.unit, currency),
    difference(of.difference),
    unitSign(differenceUnit(of), currency),
    difference(of.low),
    difference(of.high),
    certainty(of),
    of.sensitivity?.point ?? null,
    of.sensitivity?.interval ?? null,
    'unmatched' in of ? of.unmatched.exposed.rows.length : null,
    'unmatched' in of ? of.unmatched.others.rows.length : null,
  ];
}

/**
 * Two groups beside each other, the difference with its interval, and what was left out.
 * @param sides what the groups are called
 */
export function comparisonDocument(
  title: string,
  view: Stamp & { window: DayWindow; comparisons: readonly Comparison[]; leftOut: readonly LeftOut[] },
  sides: readonly [exposed: string, others: string],
  subject: Subject | null,
  more: readonly ExportTable[] = [],
): ExportDocument {
  // Not by the names of the groups: a partner may be called as another column is.
  const [one, other] = ['Exposed', 'Others'] as const;
  const columns = (side: string) => [side, `${side}: n`, `${side}: 95 % from`, `${side}: 95 % to`];
  return {
    title,
    about: [
      ...stampOf(view, subject),
      ['Span', spanOf(view.window)],
      [one, sides[0]],
      [other, sides[1]],
      ['Evidence', 'observed, not an experiment'],
    ],
    tables: [
      {
        title: 'Comparison',
        columns: [
          'Figure',
          'How',
          'Unit',
          ...columns(one),
          ...columns(other),
          'Difference',
          'Unit of the difference',
          'Difference: 95 % from',
          'Difference: 95 % to',
          'Certainty',
          'E-value',
          'E-value of the interval',
          `${one}: without a like`,
          `${other}: without a like`,
        ],
        rows: view.comparisons.map((each) => comparisonCells(each, view.currency)),
      },
      ...more,
      ...leftOutOf(view.leftOut),
    ],
  };
}

const percent = (share: number): number => typedValue(share, 'percent', undefined);

/** Retention on both sides of every number of integrations that was looked at. */
export const splitsTable = (splits: readonly IntegrationSplit[]): ExportTable => ({
  title: 'Splits',
  columns: [
    'Split at',
    'Retention at or above (%)',
    'n at or above',
    'Retention below (%)',
    'n below',
    'Difference (points)',
    '95 % from',
    '95 % to',
    'p of all looks',
  ],
  rows: splits.map(({ at, above, below, gap, low, high, p }) => [
    at,
    percent(above.successes / above.rows),
    above.rows,
    percent(below.successes / below.rows),
    below.rows,
    percent(gap),
    percent(low),
    percent(high),
    p,
  ]),
});

const armCells = ({ audience, converted }: HoldoutArm): Cell[] => [
  audience === 0 ? null : percent(converted / audience),
  converted,
  audience,
];

/** Tests with a holdout, a row each. */
export function holdoutsDocument(
  view: ExperimentAnswer<'holdouts'>,
  subject: Subject | null,
): ExportDocument {
  return {
    title: 'Holdout tests',
    about: [...stampOf(view, subject), ['Span', spanOf(view.window)]],
    tables: [
      {
        title: 'Tests',
        columns: [
          'Test',
          'Exposed (%)',
          'Exposed: converted',
          'Exposed: audience',
          'Holdout (%)',
          'Holdout: converted',
          'Holdout: audience',
          'Lift (points)',
          'Lift: 95 % from',
          'Lift: 95 % to',
          'Relative lift (%)',
          'Relative lift: 95 % from',
          'Relative lift: 95 % to',
          'Customers it brought',
          'Customers: 95 % from',
          'Customers: 95 % to',
        ],
        rows: view.tests.map(({ name, exposed, holdout, lift, relative, incremental }) => [
          name,
          ...armCells(exposed),
          ...armCells(holdout),
          ...(lift ? [lift.difference, lift.low, lift.high].map(percent) : [null, null, null]),
          ...(relative
            ? [relative.value, relative.low, relative.high].map((share) =>
                share === null ? null : percent(share),
              )
            : [null, null, null]),
          incremental?.value ?? null,
          incremental?.low ?? null,
          incremental?.high ?? null,
        ]),
      },
      ...leftOutOf(view.leftOut),
    ],
  };
}

/** Why a share changed: the whole change and its two parts, and the same of every group. */
export function mixDocument(
  view: ExperimentAnswer<'mix'>,
  definition: KpiDefinition,
  by: string,
  subject: Subject | null,
): ExportDocument {
  const { before, after, change, mix, rate, volume, groups } = view;
  const part = (
    name: string,
    value: number | undefined,
    bounds: { low: number | null; high: number | null } | null,
  ): Cell[] => [
    name,
    ...[value ?? null, bounds?.low ?? null, bounds?.high ?? null].map((share) =>
      share === null ? null : percent(share),
    ),
  ];
  const group = ({ k, n }: MixGroup['before']): Cell[] => [n === 0 ? null : percent(k / n), k, n];
  return {
    title: `Mix and rate of ${definition.name} by ${by}`,
    about: [
      ...stampOf(view, subject),
      ['KPI', `${definition.name} (${definition.code})`],
      ['Definition version', String(definition.version)],
      ['Parted by', by],
      ['After', spanOf(after)],
      ['Before', spanOf(before)],
      ['Rows a month', `${volume.after} after, ${volume.before} before`],
    ],
    tables: [
      {
        title: 'Groups',
        columns: [
          'Group',
          'Before (%)',
          'Before: successes',
          'Before: n',
          'After (%)',
          'After: successes',
          'After: n',
          'Mix part (points)',
          'Rate part (points)',
        ],
        rows: groups.map((each) => [
          each.name || 'none named',
          ...group(each.before),
          ...group(each.after),
          percent(each.mix),
          percent(each.rate),
        ]),
      },
      {
        title: 'Change',
        columns: ['Part', 'Points', '95 % from', '95 % to'],
        rows: [
          part('Change', change?.difference, change),
          part('Mix part', mix?.value, mix),
          part('Rate part', rate?.value, rate),
        ],
      },
    ],
  };
}

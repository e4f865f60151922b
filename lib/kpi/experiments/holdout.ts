/** Tests in which part of an audience was kept from a partner by lot: the only figures here that are caused by it. */
import type { Facts } from '../../facts/factset';
import { NOBODY } from '../../facts/table';
import { addMonths } from '../../facts/time';
import { riskRatio } from '../../stats/risk-ratio';
import { compareProportions, type ProportionComparison } from '../../stats/two-proportion';
import { column, is, leave, not, when } from '../build';
import type { Formula } from '../expression';
import { leftOutOfTests } from '../incremental-fragments';
import type { DayWindow } from '../types';
import {
  everybody,
  type FrameOptions,
  type FrameSpec,
  frameFormulas,
  onlyOf,
  pick,
  readFrame,
} from './frame';
import type { LeftOut, RowSet } from './types';

/** Columns of the frame that are codes are read as numbers and named by the dictionary. */
const spec: FrameSpec<'experiment' | 'exposed' | 'audience' | 'converted'> = {
  rows: {
    table: 'holdouts',
    date: 'measured',
    leaveOut: [leave('neither exposed nor holdout', not(is('arm', 'exposed', 'holdout'))), ...leftOutOfTests],
    optional: true,
  },
  values: {
    experiment: column('experiment'),
    exposed: when(is('arm', 'exposed'), 1, 0),
    audience: column('audience'),
    converted: column('converted'),
  },
};

/** What has to be loaded. */
export const holdoutReads: readonly Formula[] = frameFormulas(spec);

export interface HoldoutArm extends RowSet {
  audience: number;
  converted: number;
}

export interface HoldoutTest {
  name: string;
  exposed: HoldoutArm;
  holdout: HoldoutArm;
  /** Share converted of the exposed less that of the holdout, with Newcombe's interval; null without both arms. */
  lift: ProportionComparison | null;
  /** Share of the exposed over that of the holdout, less 1; null where nobody of the holdout converted. */
  relative: { value: number; low: number | null; high: number | null } | null;
  /** Customers that the exposed would not have become: the lift times their number. */
  incremental: { value: number; low: number; high: number } | null;
}

export interface HoldoutOptions extends FrameOptions {
  /** Ordinal; null = tests of any partner, and those that name none. */
  partner: number | null;
  months: number;
}

export interface HoldoutView {
  window: DayWindow;
  tests: HoldoutTest[];
  leftOut: readonly LeftOut[];
}

/** Each test of the window by itself: audiences of different tests are not alike, so they are not added up. */
export function holdoutView(facts: Facts, options: HoldoutOptions): HoldoutView {
  const { asOfDay, partner, months } = options;
  const window = { from: addMonths(asOfDay, -months), to: asOfDay };
  const frame = readFrame(facts, spec, window, onlyOf(partner, options), everybody);
  const { experiment, exposed, audience, converted } = frame.values;
  const byTest = new Map<string, number[]>();
  for (const place of frame.rows.keys()) {
    const whose = frame.partner[place]!;
    // The same name at two partners is two tests.
    const key = `${experiment[place]} ${whose === NOBODY ? '' : whose}`;
    const places = byTest.get(key) ?? [];
    byTest.set(key, places);
    places.push(place);
  }
  const armOf = (places: readonly number[]): HoldoutArm => ({
    audience: places.reduce((sum, place) => sum + audience[place]!, 0),
    converted: places.reduce((sum, place) => sum + converted[place]!, 0),
    ...pick(frame, places),
  });
  const tests = [...byTest.values()].map((places) => ({
    name: facts.value('experiment', experiment[places[0]!]!) ?? '',
    ...liftOf(
      armOf(places.filter((place) => exposed[place] === 1)),
      armOf(places.filter((place) => exposed[place] === 0)),
    ),
  }));
  return { window, tests, leftOut: frame.leftOut };
}

function liftOf(exposed: HoldoutArm, holdout: HoldoutArm): Omit<HoldoutTest, 'name'> {
  const lift = compareProportions(exposed.converted, exposed.audience, holdout.converted, holdout.audience);
  const ratio = riskRatio(
    exposed.converted / exposed.audience,
    exposed.audience,
    holdout.converted / holdout.audience,
    holdout.audience,
  );
  const less = (bound: number | null): number | null => (bound === null ? null : bound - 1);
  return {
    exposed,
    holdout,
    lift,
    relative: ratio && { value: ratio.ratio - 1, low: less(ratio.low), high: less(ratio.high) },
    incremental: lift && {
      value: lift.difference * exposed.audience,
      low: lift.low * exposed.audience,
      high: lift.high * exposed.audience,
    },
  };
}

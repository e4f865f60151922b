import type { KpiDefinition } from './define';
import { countInWords } from './format';
import { isFailedGate, isScored } from './score';
import { againstLimit, countOf, worthWaiting } from './sentences';
import type {
  Dimension,
  Grade,
  JudgedKpi,
  Measurement,
  Question,
  Reason,
  ResultState,
  Verdict,
} from './types';

/** Dimensions that answer each question. */
export const QUESTION_DIMENSIONS: Readonly<Record<Question, readonly Dimension[]>> = {
  working: ['performance', 'network'],
  'right-way': ['quality', 'trust', 'operations'],
};

/** Below this share of a question's KPIs the answer is "not yet knowable". */
const KNOWABLE = 1 / 3;
/** From this share on, a clean set of results may be a yes. */
const COVERED = 1 / 2;
/** Share of the measured weight that must pass for certain. */
const GOOD = 1 / 2;
/** Share of the measured weight that, failed for certain, makes it a no. */
const BAD = 1 / 4;
/** So many limits broken for certain make it a no where less than half holds for certain: chance alone rarely breaks two. */
const BROKEN = 2;
/** So many reasons are told in full; one more where that is the last. */
const SHOWN = 2;

interface Row {
  definition: KpiDefinition;
  judged: JudgedKpi;
}

const is =
  (state: ResultState, ...grades: Grade[]) =>
  ({ judged }: Row): boolean =>
    judged.state === state && judged.grade !== null && grades.includes(judged.grade);

const weightOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.definition.weight, 0);

/** Distance from the deciding threshold in spans between warn and fail; larger is more telling. */
function reach({ judged }: Row): number {
  const { value, limit, grade } = judged;
  if (value === null || !limit) return 0;
  const threshold = grade === 'fail' ? limit.fail : limit.warn;
  const span = Math.abs(limit.warn - limit.fail) || Math.abs(threshold) * 0.1 || 1;
  return Math.abs(value - threshold) / span;
}

const byTelling = (a: Row, b: Row): number =>
  Number(b.definition.gate) - Number(a.definition.gate) ||
  Number(b.definition.depth === 'deep') - Number(a.definition.depth === 'deep') ||
  b.definition.weight - a.definition.weight ||
  reach(b) - reach(a) ||
  a.definition.id.localeCompare(b.definition.id, 'en');

/** Fails are told by how far they are beyond their limit, whatever their weight. */
const byBreach = (a: Row, b: Row): number =>
  Number(b.definition.gate) - Number(a.definition.gate) ||
  reach(b) - reach(a) ||
  a.definition.id.localeCompare(b.definition.id, 'en');

const limits = (count: number): string => `${countInWords(count)} ${count === 1 ? 'limit' : 'limits'}`;
const results = (count: number): string => `${countInWords(count)} ${count === 1 ? 'result' : 'results'}`;
const someOf = (count: number, of: number): string =>
  of === 1 ? 'its only result' : `${countInWords(count)} of ${results(of)}`;

/**
 * Answers one headline question from its judged KPIs, each counting by its weight.
 *
 * Only what is certain turns it: a gate failed for certain, a quarter of the measured weight failed for certain, or two
 * limits failed for certain where less than half of the weight passed for certain, is a no; half of it passed for certain with nothing failed, at most a quarter warned or possibly failing, and half of
 * the question's KPIs measured, is a yes. Passes with a certain fail among them, or too narrow a base for a yes, are
 * "mostly". Activity and reach (`surface`) alone never make a yes or mostly. Below a third measured of what the
 * programme tracks it is unknown, unless limits are broken for certain already.
 */
export function answer(
  question: Question,
  definitions: readonly KpiDefinition[],
  judged: ReadonlyMap<string, JudgedKpi>,
  programme: ReadonlyMap<string, Measurement>,
): Verdict {
  const dimensions = QUESTION_DIMENSIONS[question];
  const asked = definitions.filter(
    (definition) => isScored(definition) && dimensions.includes(definition.dimension),
  );
  const known: Row[] = [];
  for (const definition of asked) {
    const row = judged.get(definition.id);
    if (row?.grade) known.push({ definition, judged: row });
  }
  const certainFails = known.filter(is('confident', 'fail')).sort(byBreach);
  const openFails = known.filter(is('provisional', 'fail')).sort(byBreach);
  const warned = known.filter(is('confident', 'warn')).sort(byBreach);
  const passed = known.filter(is('confident', 'pass')).sort(byTelling);
  const open = known.filter(({ judged: { state } }) => state === 'provisional');
  const against = (row: Row): string =>
    againstLimit(row.definition, row.judged, programme.get(row.definition.id));

  const weight = weightOf(known);
  const share = (count: number, of: number): number => (of > 0 ? count / of : 0);
  const covered = share(known.length, asked.length);
  // What no partner of the programme is measured by is not tracked at all: it narrows an answer, but does not stop one.
  const tracked = asked.filter(
    ({ id }) => programme.size === 0 || (programme.get(id)?.value ?? judged.get(id)?.value ?? null) !== null,
  );
  const knowable = share(known.length, tracked.length) >= KNOWABLE;
  const gate = known.some((row) => isFailedGate(row.definition, row.judged));
  const broken = certainFails.length;
  /** @param behind what made the answer, most telling first */
  const reply = (
    result: Verdict['answer'],
    text: string,
    behind: readonly Row[],
    say: (row: Row) => string = against,
  ): Verdict => {
    const told = behind.length === SHOWN + 1 ? behind.length : SHOWN;
    const because = behind.slice(0, told).map((row): Reason => ({ kpi: row.definition.id, text: say(row) }));
    return {
      question,
      answer: result,
      text,
      why: because.map((reason) => reason.text).join(' · '),
      because,
      also: behind.slice(told).map(({ definition }) => definition.id),
    };
  };

  const deep = known.filter((row) => row.definition.depth === 'deep');
  const deepPassed = passed.filter((row) => row.definition.depth === 'deep');
  const good =
    deepPassed.length > 0 &&
    weightOf(passed) >= GOOD * weight &&
    weightOf(deepPassed) >= GOOD * weightOf(deep);

  const mostBroken = knowable && broken > 0 && weightOf(certainFails) >= BAD * weight;
  if (gate || mostBroken || (broken >= BROKEN && !good))
    return reply('no', `No, ${limits(broken)} broken for certain`, certainFails);

  if (!knowable) {
    const text =
      known.length === 0
        ? `Not yet knowable: none of ${asked.length} KPIs measured`
        : `Not yet knowable: ${known.length} of ${asked.length} KPIs measured`;
    const few = nearest(asked, judged);
    const unknown = reply(
      'unknown',
      asked.length > 0 ? text : 'Not yet knowable: no KPI asks this',
      few.slice(0, SHOWN),
      ({ definition, judged: { n } }) =>
        `${definition.name}: ${n} of ${countOf(definition, definition.minimum.n)}`,
    );
    return few.length > 0 ? unknown : { ...unknown, why: whatLacks(asked, judged) };
  }

  if (good) {
    const soft = [...warned, ...openFails].sort(byBreach);
    if (broken > 0) return reply('mostly', `Mostly, but ${limits(broken)} broken for certain`, certainFails);
    if (weightOf(soft) > BAD * weight || openFails.some((row) => row.definition.gate))
      return reply('mostly', `Mostly, but ${results(soft.length)} near or past the limit`, soft);
    if (covered < COVERED)
      return reply(
        'mostly',
        `As far as measured, yes: ${known.length} of ${asked.length} KPIs`,
        passed.slice(0, SHOWN),
      );
    return reply('yes', `Yes, ${limits(passed.length)} met for certain`, passed.slice(0, SHOWN));
  }

  if (passed.length > 0 && deepPassed.length === 0 && passed.length * 2 >= known.length)
    return reply('unsure', 'Not sure: only activity and reach pass for certain', passed.slice(0, SHOWN));
  if (broken > 0)
    return reply(
      'unsure',
      `Not sure: ${limits(broken)} broken for certain, ${results(open.length)} still open`,
      certainFails,
    );
  if (open.length >= warned.length)
    return reply(
      'unsure',
      `Not sure yet: ${someOf(open.length, known.length)} could still go either way`,
      [...open].sort(byBreach).slice(0, SHOWN),
      whatSettles,
    );
  return reply(
    'unsure',
    `Not clearly: ${someOf(warned.length, known.length)} between warning and limit`,
    warned,
  );
}

/** "Chargeback rate 0.95 % over the 0.9 % cap, sure after 320 more payments". */
function whatSettles({ definition, judged }: Row): string {
  const text = againstLimit(definition, judged);
  const more = worthWaiting(definition, judged);
  return more ? `${text}, sure after ${more}` : text;
}

/** What has too few rows, nearest to a verdict first. */
function nearest(asked: readonly KpiDefinition[], judged: ReadonlyMap<string, JudgedKpi>): Row[] {
  const share = ({ definition, judged: { n } }: Row): number => n / definition.minimum.n;
  return asked
    .flatMap((definition) => {
      const row = judged.get(definition.id);
      return row?.state === 'insufficient' ? [{ definition, judged: row }] : [];
    })
    .sort((a, b) => share(b) - share(a));
}

/** What stands between the question and an answer where nothing is measured. */
function whatLacks(asked: readonly KpiDefinition[], judged: ReadonlyMap<string, JudgedKpi>): string {
  for (const definition of asked) {
    const reason = judged.get(definition.id)?.reason;
    if (reason) return `${definition.name}: ${reason}`;
  }
  return 'No row that these KPIs count was imported';
}

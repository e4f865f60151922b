import { countInWords } from '../../kpi/format';
import { againstLimit, countOf, shownInterval, worthWaiting } from '../../kpi/sentences';
import { type Held, held } from '../tools/select';
import { defineSignal } from '../types';

const SHOWN = 3;

/** Distance beyond `fail`, in spans between warn and fail. */
function overshoot({ judged: { value, limit } }: Held): number {
  if (value === null || !limit) return 0;
  return Math.abs(value - limit.fail) / (Math.abs(limit.warn - limit.fail) || Math.abs(limit.fail) || 1);
}

const byGateThenSize = (a: Held, b: Held): number =>
  Number(b.definition.gate) - Number(a.definition.gate) || overshoot(b) - overshoot(a);

/** The whole interval is on the bad side of `warn`: certainly no pass, perhaps a fail. */
function certainlyWarned({ definition, judged: { low, high, limit } }: Held): boolean {
  if (!limit) return false;
  return definition.direction === 'lower'
    ? low !== null && low > limit.warn
    : high !== null && high < limit.warn;
}

export default defineSignal({
  name: 'Limit broken',
  description:
    'A KPI with its minimum sample is beyond its failing limit: for certain when the whole 95\u00a0% interval is, otherwise ' +
    'perhaps, when the interval still reaches the limit but excludes a pass.',
  evaluate(context) {
    const rows = held(context);
    const certain = rows
      .filter(({ judged }) => judged.state === 'confident' && judged.grade === 'fail')
      .sort(byGateThenSize);
    const tell = (broken: readonly Held[]): string =>
      broken
        .slice(0, SHOWN)
        .map(({ definition, judged }) =>
          againstLimit(definition, judged, context.programme.get(definition.id)),
        )
        .join(' · ');
    const kpis = (broken: readonly Held[]): string[] => broken.map(({ definition }) => definition.id);

    if (certain.length > 0) {
      const first = certain[0]!.definition;
      return {
        severity: 'bad',
        title:
          certain.length === 1
            ? `${first.name} is beyond its limit`
            : `${capital(countInWords(certain.length))} limits broken for certain`,
        detail: `${tell(certain)}, for certain at 95\u00a0%.`,
        next: `Open the rows behind ${first.name} and agree a correction with the partner`,
        kpis: kpis(certain),
      };
    }

    const perhaps = rows
      .filter(
        (row) => row.judged.state === 'provisional' && row.judged.grade === 'fail' && certainlyWarned(row),
      )
      .sort(byGateThenSize);
    const first = perhaps[0];
    if (!first) return null;
    const { definition, judged } = first;
    const interval = shownInterval(definition, judged);
    const more = worthWaiting(definition, judged);
    return {
      severity: 'warn',
      title:
        perhaps.length === 1
          ? `${definition.name} may be beyond its limit`
          : `${capital(countInWords(perhaps.length))} limits may be broken`,
      detail: `${tell(perhaps)}, not yet certain: ${definition.name} lies within ${interval} on ${countOf(definition, judged.n)}.`,
      next: more ? `Look again after ${more}` : `Open the rows behind ${definition.name}`,
      kpis: kpis(perhaps),
    };
  },
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

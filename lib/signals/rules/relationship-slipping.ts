import { againstLimit } from '../../kpi/sentences';
import { type Held, held } from '../tools/select';
import { describeShift, findShifts } from '../tools/shift';
import { defineSignal } from '../types';

/** KPIs of how the two sides deal with each other, rather than of what comes out of it. */
const RELATIONSHIP: ReadonlySet<string> = new Set([
  'partner-response-time',
  'relationship-recency',
  'speed-to-lead',
  'joint-planning',
  'no-show-rate',
]);

const passes = ({ judged }: Held): boolean => judged.state === 'confident' && judged.grade === 'pass';
const fails = ({ judged }: Held): boolean => judged.state === 'confident' && judged.grade === 'fail';

export default defineSignal({
  name: 'Relationship slipping',
  description:
    'Performance is green (something passes for certain, nothing fails for certain) while response time, recency, ' +
    'first contact, joint planning or no-shows got worse beyond noise (XmR, 10 % or more, 5 rows) or are past a limit ' +
    'for certain: it shows there first.',
  evaluate(context) {
    const performance = held(context, 'performance');
    if (!performance.some(passes) || performance.some(fails)) return null;
    const rows = held(context).filter(({ definition }) => RELATIONSHIP.has(definition.id));
    const shifts = findShifts(context, rows, 'worse');
    const past = rows.filter(
      ({ judged }) => judged.state === 'confident' && (judged.grade === 'fail' || judged.grade === 'warn'),
    );
    const kpis = [...new Set([...shifts, ...past].map(({ definition }) => definition.id))];
    if (kpis.length === 0) return null;
    const told = shifts[0]
      ? `${shifts[0].definition.name}: ${describeShift(shifts[0])}`
      : againstLimit(past[0]!.definition, past[0]!.judged);
    const green = performance.find(passes)!;
    return {
      severity: 'warn',
      title: 'The relationship slips while results hold',
      detail: `${told}, although ${againstLimit(green.definition, green.judged, context.programme.get(green.definition.id))}.`,
      next: 'Call the partner now: results follow the relationship',
      kpis,
    };
  },
});

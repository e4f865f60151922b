import { plural } from '../../kpi/format';
import { countOf, moreOf } from '../../kpi/sentences';
import { held } from '../tools/select';
import { defineSignal } from '../types';

/** Fewer judged KPIs than this share of all scored ones: no picture. */
const ENOUGH = 1 / 3;

export default defineSignal({
  name: 'Too little to judge',
  description:
    'Fewer than a third of the scored KPIs have their minimum sample. Names the nearest to it and what is missing.',
  evaluate(context) {
    const rows = held(context);
    if (rows.length === 0) return null;
    const judged = rows.filter(({ judged: { state } }) => state === 'confident' || state === 'provisional');
    if (judged.length >= ENOUGH * rows.length) return null;
    const short = rows
      .filter(({ judged: { state } }) => state === 'insufficient')
      .sort((a, b) => b.judged.n / b.definition.minimum.n - a.judged.n / a.definition.minimum.n);
    const nearest = short[0];
    const lead = `${judged.length} of ${plural(rows.length, 'KPI')} ${judged.length === 1 ? 'has' : 'have'} enough rows`;
    if (!nearest) {
      const why = rows.find(({ judged: { reason } }) => reason)?.judged.reason;
      return {
        severity: 'info',
        title: 'Too little to judge',
        detail: `${lead}${why ? `: ${why}` : ''}`.replace(/\.?$/, '.'),
        next: 'Import the tables that these KPIs count',
        kpis: [],
      };
    }
    const { definition, judged: row } = nearest;
    return {
      severity: 'info',
      title: 'Too little to judge',
      detail: `${lead}; nearest is ${definition.name} with ${row.n} of ${countOf(definition, definition.minimum.n)}.`,
      next: `Wait for ${moreOf(definition, Math.max(1, definition.minimum.n - row.n))}, or import older ones`,
      kpis: short.map((one) => one.definition.id),
    };
  },
});

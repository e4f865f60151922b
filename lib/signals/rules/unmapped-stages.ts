import { plural } from '../../kpi/format';
import { defineSignal } from '../types';

const DEALS = 5;
const SHARE = 0.2;

export default defineSignal({
  name: 'Unmapped stages',
  description:
    'Five or more open deals of the partner, and a fifth or more of its deals, stand in stages whose name does not say ' +
    'how far they are. A count of rows, not an estimate: it needs no test.',
  evaluate({ unmappedStages = [], counts }) {
    const deals = unmappedStages.reduce((sum, one) => sum + one.deals, 0);
    if (deals < DEALS || deals < SHARE * (counts.deals ?? 0)) return null;
    const named = unmappedStages
      .slice(0, 3)
      .map((one) => `“${one.stage}” (${one.deals})`)
      .join(', ');
    return {
      severity: 'warn',
      title: `${plural(deals, 'open deal')} in stages that say nothing`,
      detail: `${named}: required fields by stage and the pipeline leave them out.`,
      next: 'Say what these stages mean when you import the next file, or rename them in the CRM',
      kpis: [],
    };
  },
});

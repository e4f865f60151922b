import { shownValue } from '../../kpi/sentences';
import { compareRates } from '../../stats/two-rates';
import { held } from '../tools/select';
import { defineSignal } from '../types';

/** Deals that this much reach would bring at the others' rate: fewer cannot be missed. */
const EXPECTED = 10;
/** Deals per person reached, against the others. */
const EFFECT = 0.5;
const P = 0.05;
const REACH = 'partner-reach';
const REVENUE = 'partner-sourced-revenue';

export default defineSignal({
  name: 'Shiny',
  description:
    'The partner reaches people, but wins half as many deals per person reached as the other partners or fewer (p < 0.05, ' +
    'ten deals or more were to be expected), and no deep KPI of trust passes for certain.',
  evaluate(context) {
    const reach = context.judged.get(REACH);
    const deals = context.judged.get(REVENUE);
    const allReach = context.programme.get(REACH)?.value ?? null;
    const allDeals = context.programme.get(REVENUE)?.n ?? 0;
    const definition = context.definitions.find(({ id }) => id === REACH);
    if (!definition || !reach?.value || !deals || allReach === null) return null;
    const [others, theirs] = [allReach - reach.value, allDeals - deals.n];
    if (!(others > 0) || !(theirs > 0)) return null;
    const expected = (theirs / others) * reach.value;
    const p = compareRates(deals.n, reach.value, theirs, others);
    if (expected < EXPECTED || deals.n > EFFECT * expected || p === null || p >= P) return null;
    const trusted = held(context, 'trust').some(
      ({ definition: { depth }, judged: { state, grade } }) =>
        depth === 'deep' && state === 'confident' && grade === 'pass',
    );
    if (trusted) return null;
    return {
      severity: 'warn',
      title: 'Shiny: reach without revenue or trust',
      detail:
        `${shownValue(definition, reach, reach.value)} people reached and ${deals.n} won deals, where other partners ` +
        `would have ${Math.round(expected)}; no sign of trust is certain.`,
      next: 'Agree on what this reach should bring before you spend more on it',
      kpis: [REACH, REVENUE],
    };
  },
});

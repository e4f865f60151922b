import { countOf, shownInterval, shownValue } from '../../kpi/sentences';
import { held } from '../tools/select';
import { defineSignal } from '../types';

/** KPIs of how people speak, one for each channel. */
const CHANNELS = /^sentiment-shift-/;
/** Change of the balance of positive and negative texts, -1 to 1, that is worth a person's time. */
const EFFECT = 0.1;

export default defineSignal({
  name: 'Sentiment shift',
  code: 'K69c',
  description:
    'In one channel (social, reviews, surveys) the balance of positive and negative texts of the last 90 days is lower by ' +
    '0.1 or more than in the 90 before, on 30 texts or more in each, and the 95\u00a0% interval of the change excludes none.',
  evaluate(context) {
    const worse = held(context, 'trust')
      .filter(
        ({ definition: { id }, judged: { state, value, high } }) =>
          CHANNELS.test(id) &&
          state !== 'insufficient' &&
          value !== null &&
          value <= -EFFECT &&
          high !== null &&
          high < 0,
      )
      .sort((a, b) => a.judged.value! - b.judged.value!);
    const first = worse[0];
    if (!first) return null;
    const { definition, judged } = first;
    return {
      severity: judged.state === 'confident' && judged.grade === 'fail' ? 'bad' : 'warn',
      title: `${definition.name}: people speak worse of it`,
      detail:
        `The balance of texts changed by ${shownValue(definition, judged, judged.value!)} ` +
        `(${shownInterval(definition, judged)}, n = ${countOf(definition, judged.n)}).`,
      next: 'Read the newest negative texts and ask the partner what happened',
      kpis: worse.map((row) => row.definition.id),
    };
  },
});

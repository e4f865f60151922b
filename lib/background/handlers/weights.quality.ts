import { weightProblems } from '../../kpi/weights';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { putQualityWeights } from '../../store/weights';
import { keepFresh } from '../keep-fresh';

/** Other weights are another definition: the score is measured again. */
export const handle: Handler<'weights.quality'> = async ({ weights }) => {
  const [problem] = weights ? weightProblems(weights) : [];
  if (problem) throw new RequestError('bad-input', problem);
  await putQualityWeights(weights);
  await keepFresh();
  return null;
};

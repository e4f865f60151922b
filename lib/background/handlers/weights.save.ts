import { weightProblems } from '../../kpi/weights';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { focusScope } from '../../store/focus';
import { putDimensionWeights } from '../../store/weights';
import { keepFresh } from '../keep-fresh';

/** Answers once the partners it touches were scored again, so that the next view shows it. */
export const handle: Handler<'weights.save'> = async (input) => {
  const [problem] = input.dimensions ? weightProblems(input.dimensions) : [];
  if (problem) throw new RequestError('bad-input', problem);
  const scope = focusScope(input);
  await putDimensionWeights(scope, input.dimensions);
  await keepFresh({ what: 'limits', scope });
  return null;
};

import type { AttributionSettings } from '../../facts/attribution';
import { findModel } from './registry';

/** W-shaped over half a year, as partner teams report it; 30 days suit long B2B cycles better than Google Ads' 7. */
export const DEFAULT_ATTRIBUTION: AttributionSettings = {
  model: 'w',
  lookbackDays: 180,
  halfLifeDays: 30,
  blend: { first: 0.25, w: 0.5, last: 0.25 },
  roles: { source: 0.5, influence: 0.1, 'co-sell': 0.2, fulfil: 0.2 },
};

/** Parts may be off by what decimals cannot write: thirds. */
const CLOSE = 0.001;

function parts(of: Readonly<Record<string, number>>, what: string): void {
  const values = Object.values(of);
  if (values.some((part) => !(part >= 0 && part <= 1)))
    throw new RangeError(`Each part of the ${what} must lie between 0 and 1.`);
  const sum = values.reduce((total, part) => total + part, 0);
  if (Math.abs(sum - 1) > CLOSE)
    throw new RangeError(
      `The parts of the ${what} add up to ${Number(sum.toFixed(3))}; they must add up to 1.`,
    );
}

/** @throws RangeError with a sentence that says what is wrong */
export function checkAttribution(settings: AttributionSettings): void {
  const { model, lookbackDays, halfLifeDays, blend, roles } = settings;
  if (!findModel(model)) throw new RangeError(`There is no attribution model "${model}".`);
  if (!Number.isInteger(lookbackDays) || lookbackDays < 1 || lookbackDays > 3_650)
    throw new RangeError('The lookback must be a whole number of days from 1 to 3,650.');
  if (!(halfLifeDays > 0 && halfLifeDays <= 3_650))
    throw new RangeError('The half-life must be more than 0 and at most 3,650 days.');
  parts(blend, 'blend');
  parts(roles, 'role split');
  for (const id of Object.keys(blend)) {
    const chosen = findModel(id);
    if (!chosen || chosen.family === 'learned' || id === 'blended')
      throw new RangeError(`"${id}" cannot be part of the blend: name rules and policies only.`);
  }
}

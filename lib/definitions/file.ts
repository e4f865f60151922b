/** Own KPIs as a file: `{ "partnerLensKpis": 1, "kpis": [definition, ...] }`. */
import * as z from 'zod/mini';
import type { KpiDefinition } from '../kpi/define';
import { firstProblem, tooDeep } from './problem';
import { definitionSchema } from './schema';

/** Most characters of a file; a definition has about two thousand. */
export const MOST_CHARACTERS = 1_000_000;
const MOST_KPIS = 100;
/** Deepest nesting that is looked at; definitions stay far below. */
const MOST_DEPTH = 60;

const fileSchema = z.strictObject({
  partnerLensKpis: z.literal(1),
  kpis: z.array(definitionSchema).check(z.minLength(1), z.maxLength(MOST_KPIS)),
});

/** Why a file cannot be read, in words. */
export class KpiFileError extends Error {
  override name = 'KpiFileError';
}

export function writeKpis(kpis: readonly KpiDefinition[]): string {
  return `${JSON.stringify({ partnerLensKpis: 1, kpis }, null, 2)}\n`;
}

/**
 * Reads definitions from a file.
 * @throws KpiFileError that says what is wrong and where
 */
export function readKpis(json: string): KpiDefinition[] {
  if (json.length > MOST_CHARACTERS)
    throw new KpiFileError(
      `The file is too large: ${MOST_CHARACTERS.toLocaleString('en')} characters at most.`,
    );
  if (tooDeep(json, MOST_DEPTH))
    throw new KpiFileError(`The file is nested more than ${MOST_DEPTH} deep: that is no definition.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new KpiFileError(`The file is not JSON: ${(error as Error).message}.`);
  }
  const result = fileSchema.safeParse(parsed);
  if (result.success) return result.data.kpis;
  throw new KpiFileError(firstProblem(result.error));
}

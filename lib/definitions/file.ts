/** Own KPIs as a file: `{ "partnerLensKpis": 1, "kpis": [definition, ...] }`. */
import * as z from 'zod/mini';
import type { KpiDefinition } from '../kpi/define';
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

/** Checked without recursion, so that a file nested a million deep is refused and not fallen over. */
function tooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inText) {
      if (char === '\\') i++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') {
      if (++depth > MOST_DEPTH) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}

/** `kpis[0].formula.rows.table` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${String(step)}` : String(step),
    '',
  );

type Issue = z.core.$ZodIssue;

/** The innermost complaint: of several possible shapes, that of the one which went furthest. */
function innermost(issue: Issue, path: readonly PropertyKey[] = []): { path: PropertyKey[]; issue: Issue } {
  const here = [...path, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { path: here, issue };
  const inner = issue.errors.flatMap((errors) => (errors[0] ? [innermost(errors[0], here)] : []));
  return inner.reduce((a, b) => (b.path.length > a.path.length ? b : a), { path: here, issue });
}

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `it has ${issue.keys.map((key) => `“${key}”`).join(', ')}, which means nothing here: remove it`;
    case 'invalid_value':
      return `it must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'invalid_type':
      return `it must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'too_big':
      return `it is too long or too large: at most ${issue.maximum}`;
    case 'too_small':
      return `it is too short or too small: at least ${issue.minimum}`;
    default:
      return 'it is not one of the shapes that are known';
  }
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
  if (tooDeep(json))
    throw new KpiFileError(`The file is nested more than ${MOST_DEPTH} deep: that is no definition.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new KpiFileError(`The file is not JSON: ${(error as Error).message}.`);
  }
  const result = fileSchema.safeParse(parsed);
  if (result.success) return result.data.kpis;
  const { path, issue } = innermost(result.error.issues[0]!);
  throw new KpiFileError(`${placeOf(path) || 'The file'}: ${inWords(issue)}.`);
}

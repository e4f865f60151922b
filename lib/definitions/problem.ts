/** What is wrong with a file that people hand to each other, and where, in words. */
import type * as z from 'zod/mini';

/** Whether JSON is nested deeper than `most`; found without recursion, so that a file nested a million deep is refused and not fallen over. */
export function tooDeep(json: string, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inText) {
      if (char === '\\') i++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') {
      if (++depth > most) return true;
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
    case 'custom':
      return `it ${issue.message}`;
    case 'too_small':
      return `it is too short or too small: at least ${issue.minimum}`;
    default:
      return 'it is not one of the shapes that are known';
  }
}

/**
 * The first complaint as a sentence that names its place.
 * @param whole what the place is called where all of it is wrong
 */
export function firstProblem(error: z.core.$ZodError, whole = 'The file'): string {
  const { path, issue } = innermost(error.issues[0]!);
  return `${placeOf(path) || whole}: ${inWords(issue)}.`;
}

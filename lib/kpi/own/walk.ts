import type { Combination, Condition, Formula, Rows, Value } from '../expression';

/** A part of a formula and where it stands, in the words of the editor. */
export type Part =
  | { is: 'rows'; rows: Rows; at: string }
  | { is: 'value'; value: Value; rows: Rows; at: string }
  | { is: 'condition'; condition: Condition; rows: Rows; at: string }
  | { is: 'combination'; combination: Combination; at: string };

const rowsPart = (rows: Rows, at: string): Part => ({ is: 'rows', rows, at });
const valuePart = (value: Value, rows: Rows, at: string): Part => ({ is: 'value', value, rows, at });
const conditionPart = (condition: Condition | undefined, rows: Rows, at: string): Part[] =>
  condition ? [{ is: 'condition', condition, rows, at }] : [];

/** Parts of a formula, in the order in which it is written; those of other KPIs are not among them. */
export function partsOf(formula: Formula, place = ''): Part[] {
  const at = (name: string): string => (place ? `${place}, ${name}` : name);
  switch (formula.kind) {
    case 'rate':
      return [...partsOf(formula.events, at('events')), ...partsOf(formula.exposure, at('exposure'))];
    case 'share':
    case 'company':
      return partsOf(formula.of, place);
    case 'difference':
      return [...partsOf(formula.left, at('first')), ...partsOf(formula.right, at('second'))];
    case 'either':
      return formula.of.flatMap((each, i) => partsOf(each, at(`alternative ${i + 1}`)));
    case 'firstMeasured':
      return formula.of.flatMap((each, i) => partsOf(each.formula, at(`way ${i + 1}`)));
    case 'daysSince':
      return formula.events.flatMap(({ rows, at: day }, i) => [
        rowsPart(rows, at(`event ${i + 1}`)),
        valuePart(day, rows, at(`event ${i + 1}, day`)),
      ]);
    case 'active':
      return formula.events.map((rows, i) => rowsPart(rows, at(`event ${i + 1}`)));
    case 'composite':
      return [
        ...Object.entries(formula.parts).flatMap(([name, part]) =>
          'formula' in part ? partsOf(part.formula, at(`part “${name}”`)) : [],
        ),
        { is: 'combination', combination: formula.value, at: at('value') },
      ];
  }
  const { rows } = formula;
  const parts: Part[] = [rowsPart(rows, at('rows'))];
  switch (formula.kind) {
    case 'proportion':
      parts.push(...conditionPart(formula.success, rows, at('success')));
      break;
    case 'pooled':
      parts.push(
        valuePart(formula.successes, rows, at('successes')),
        valuePart(formula.trials, rows, at('trials')),
        ...(formula.squares ? [valuePart(formula.squares, rows, at('squares'))] : []),
      );
      break;
    case 'ratio':
      parts.push(
        valuePart(formula.numerator, rows, at('numerator')),
        valuePart(formula.denominator, rows, at('denominator')),
        ...conditionPart(formula.cap?.when, rows, at('cap')),
      );
      break;
    case 'nps':
      parts.push(valuePart(formula.score, rows, at('score')));
      break;
    case 'balance':
      parts.push(
        ...conditionPart(formula.plus, rows, at('plus')),
        ...conditionPart(formula.minus, rows, at('minus')),
      );
      break;
    case 'median':
      parts.push(
        valuePart(formula.value, rows, at('value')),
        ...conditionPart(formula.open, rows, at('still open')),
      );
      break;
    case 'sum':
    case 'mean':
    case 'againstDirect':
      parts.push(valuePart(formula.value, rows, at('value')));
      break;
    case 'credit':
      if (formula.value) parts.push(valuePart(formula.value, rows, at('value')));
      break;
  }
  if ('mature' in formula) parts.push(...conditionPart(formula.mature, rows, at('ripe')));
  return parts;
}

/** Every node inside a value, condition or combination. */
export function* nodesOf(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if ('op' in node) yield node as Record<string, unknown>;
  for (const inner of Object.values(node)) yield* nodesOf(inner);
}

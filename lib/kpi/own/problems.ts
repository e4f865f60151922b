/** What is wrong with a KPI that a person made, and where. */
import { OWN_PREFIX } from '../catalogue';
import { unitOf, type Yield } from '../check';
import type { KpiDefinition, WindowSpec } from '../define';
import { exclusionsOf } from '../eligibility';
import { checkCondition, ExpressionError, kindOf, tableOf } from '../kinds';
import { validateLimit } from '../limits';
import { referencesOf } from '../references';
import { findKpi, kpiDefinitions } from '../registry';
import { nodesOf, type Part, partsOf } from './walk';

export type Field =
  | 'id'
  | 'name'
  | 'question'
  | 'unit'
  | 'direction'
  | 'window'
  | 'maturity'
  | 'minimum'
  | 'limit'
  | 'weight'
  | 'formula';

export interface Problem {
  field: Field;
  /** Place within the formula: `rows`, `events, rows`, `denominator`. */
  at?: string;
  /** A sentence that says what is wrong and what to do. */
  message: string;
}

/** A problem as one sentence, where no form shows the field. */
export const problemText = ({ field, at, message }: Problem): string =>
  `${field}${at ? ` (${at})` : ''}: ${message}`;

type Find = (id: string) => KpiDefinition | undefined;

/** Nodes of a formula; each KPI is read once for every partner and month. */
export const MOST_NODES = 500;

/** Nodes of a formula with those of the KPIs that it is made of, each as often as it stands in it. */
const MOST_NODES_IN_ALL = 10_000;

/** @param ofKpi nodes of a KPI that the formula is made of */
function sizeOf(node: unknown, ofKpi: (id: string) => number = () => 0): number {
  if (typeof node !== 'object' || node === null) return 0;
  const own = 'kpi' in node && typeof node.kpi === 'string' ? 1 + ofKpi(node.kpi) : 1;
  return Object.values(node).reduce((sum: number, inner) => sum + sizeOf(inner, ofKpi), own);
}

/** Each KPI is looked at once: a few dozen, each made of the next two, would else take for ever. */
function sizeInAll(formula: KpiDefinition['formula'], find: Find): number {
  const known = new Map<string, number>();
  const ofKpi = (id: string): number => {
    const size = known.get(id) ?? sizeOf(find(id)?.formula, ofKpi);
    known.set(id, size);
    return size;
  };
  return sizeOf(formula, ofKpi);
}

/** The KPIs by which a KPI is made of itself, first to last; null when it is not. */
function circle(definition: KpiDefinition, find: Find): string[] | null {
  const clear = new Set<string>();
  const walk = (formula: KpiDefinition['formula'], path: string[]): string[] | null => {
    for (const id of referencesOf(formula).kpis) {
      if (path.includes(id)) return [...path, id];
      if (clear.has(id)) continue;
      const found = find(id);
      const round = found && walk(found.formula, [...path, id]);
      if (round) return round;
      clear.add(id);
    }
    return null;
  };
  return walk(definition.formula, [definition.id]);
}

/** Runs a check and gives its complaint. */
function complaint(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

function wrongPart(part: Part): string | null {
  if (part.is === 'combination') return null;
  return complaint(() => {
    const table = tableOf(part.rows.table);
    if (part.is === 'value') kindOf(part.value, table);
    else if (part.is === 'condition') checkCondition(part.condition, table);
    else {
      const { rows } = part;
      if (rows.date !== null) {
        const { is } = kindOf({ op: 'column', column: rows.date }, table);
        if (is !== 'day' && is !== 'minute')
          throw new ExpressionError(`“${rows.date}” is not a date: choose a date column of ${table.name}.`);
      }
      if (rows.where) checkCondition(rows.where, table);
      for (const { when } of exclusionsOf(rows, table)) checkCondition(when, table);
    }
  });
}

const isNumber = (node: unknown): node is { op: 'number'; value: number } =>
  typeof node === 'object' && node !== null && 'op' in node && node.op === 'number';

/** Numbers that are written out and cannot be meant. */
function wrongNumber(part: Part): string | null {
  const { is } = part;
  const whole =
    is === 'rows'
      ? part.rows
      : is === 'value'
        ? part.value
        : is === 'condition'
          ? part.condition
          : part.combination;
  for (const node of nodesOf(whole)) {
    const { op, right } = node;
    if (isNumber(node) && !Number.isFinite(node.value)) return 'A number is missing: enter one.';
    if (op === 'divide' && isNumber(right) && right.value === 0)
      return 'It divides by 0: that never has a value.';
  }
  return null;
}

function formulaProblems(definition: KpiDefinition, find: Find): Problem[] {
  const { formula } = definition;
  if (sizeOf(formula) > MOST_NODES)
    return [
      {
        field: 'formula',
        message: `The formula has more than ${MOST_NODES} parts: make it of several KPIs.`,
      },
    ];
  const problems: Problem[] = [];
  for (const part of partsOf(formula)) {
    const wrong = wrongPart(part);
    if (wrong) problems.push({ field: 'formula', at: part.at, message: wrong });
    const number = wrongNumber(part);
    if (number) problems.push({ field: 'formula', at: part.at, message: number });
  }
  if (formula.kind === 'ratio' && formula.denominator.op === 'number' && formula.denominator.value === 0)
    problems.push({
      field: 'formula',
      at: 'denominator',
      message: 'It divides by 0: choose a column or another number.',
    });
  if (problems.length > 0) return problems;
  const round = complaint(() => referencesOf(formula)) ?? null;
  if (round) return [{ field: 'formula', message: round }];
  const names = circle(definition, find);
  if (names)
    return [
      {
        field: 'formula',
        at: 'parts',
        message: `It is made of itself: ${names.map((id) => find(id)?.name ?? definition.name).join(' → ')}.`,
      },
    ];
  if (sizeInAll(formula, find) > MOST_NODES_IN_ALL)
    return [
      {
        field: 'formula',
        at: 'parts',
        message: `With the KPIs that it is made of, and those that these are made of, it has more than ${MOST_NODES_IN_ALL.toLocaleString('en')} parts: make it of fewer.`,
      },
    ];
  const wrong = complaint(() => unitOf(formula, find));
  return wrong ? [{ field: 'formula', message: wrong }] : [];
}

/** Units that a formula of this kind can have, where not every one makes sense. */
function unitProblem(definition: KpiDefinition, yields: Yield): string | null {
  const { unit, formula } = definition;
  if ((yields === 'money') !== (unit === 'currency'))
    return yields === 'money'
      ? 'The formula yields an amount of money: choose “money” as the unit.'
      : 'The formula yields a plain number, not money: choose another unit.';
  if (formula.kind === 'proportion' && unit !== 'percent')
    return 'A share of rows is shown in per cent: choose “per cent” as the unit.';
  return null;
}

function windowProblem(window: WindowSpec): string | null {
  if ('days' in window && !(Number.isInteger(window.days) && window.days >= 1 && window.days <= 3660))
    return 'The window must be 1 to 3,660 whole days.';
  if ('months' in window && !(Number.isInteger(window.months) && window.months >= 1 && window.months <= 120))
    return 'The window must be 1 to 120 whole months.';
  return null;
}

/**
 * Everything that is wrong with a definition, by the field to mend; empty when it can be measured.
 * @param find the other KPIs of the workspace: what it may be made of, and whose names are taken
 * @param others names of the other own KPIs
 */
export function problemsOf(
  definition: KpiDefinition,
  find: Find = findKpi,
  others: readonly Pick<KpiDefinition, 'id' | 'name'>[] = [],
): Problem[] {
  const problems: Problem[] = [];
  const say = (field: Field, message: string | null) => {
    if (message) problems.push({ field, message });
  };
  const { id, name, question, maturityDays, minimum, limit, weight } = definition;
  if (!/^own-[\w-]{1,80}$/.test(id))
    say('id', `The id must begin with “${OWN_PREFIX}” and hold letters and digits.`);
  const bare = name.trim();
  if (bare === '') say('name', 'Give it a name.');
  else if (bare.length > 100) say('name', 'The name is too long: 100 characters at most.');
  const same = [...kpiDefinitions, ...others].find(
    (other) => other.id !== id && other.name.trim().toLowerCase() === bare.toLowerCase(),
  );
  if (same) say('name', `There is a KPI named “${same.name}” already: choose another name.`);
  if (question.length > 300) say('question', 'The question is too long: 300 characters at most.');
  say('window', windowProblem(definition.window));
  if (maturityDays !== null && !(Number.isInteger(maturityDays) && maturityDays >= 0 && maturityDays <= 3660))
    say('maturity', 'Maturity must be 0 to 3,660 whole days, or empty where the outcome is known at once.');
  if (!(Number.isInteger(minimum.n) && minimum.n >= 1 && minimum.n <= 1_000_000))
    say('minimum', 'The minimum sample must be a whole number from 1.');
  if (minimum.of.trim() === '') say('minimum', 'Say what is counted, such as “orders”.');
  if (!(Number.isFinite(weight) && weight >= 0 && weight <= 10))
    say('weight', 'The weight must be from 0 to 10.');
  if (limit && definition.direction === 'info')
    say('limit', 'A KPI for information has no limit: remove it, or say which direction is better.');
  else if (limit) say('limit', validateLimit(definition, limit.warn, limit.fail));
  const broken = formulaProblems(definition, find);
  problems.push(...broken);
  if (broken.length === 0) say('unit', unitProblem(definition, unitOf(definition.formula, find)));
  return problems;
}

/**
 * Own KPIs that can be measured, with those that they are made of: after an update or a deletion one may be made of
 * something that is gone.
 */
export function usableOf(own: readonly KpiDefinition[]): KpiDefinition[] {
  let usable = [...own];
  for (;;) {
    const byId = new Map(usable.map((definition) => [definition.id, definition]));
    const find: Find = (id) => findKpi(id) ?? byId.get(id);
    const still = usable.filter((definition) => formulaProblems(definition, find).length === 0);
    if (still.length === usable.length) return usable;
    usable = still;
  }
}

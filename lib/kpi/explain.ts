import { matchOf } from './build';
import type { KpiDefinition, WindowSpec } from './define';
import { exclusionsOf, NO_PARTNER } from './eligibility';
import type { Combination, Formula, Rows } from './expression';
import { tableOf } from './kinds';
import { conditionInWords, listed, valueInWords } from './words';

/** A KPI's formula in words, for the evidence and the definitions page. */
export interface Explanation {
  /** What n counts, e.g. `closed deals`. */
  counts: string;
  numerator: string;
  /** null where there is nothing to divide by. */
  denominator: string | null;
  window: string;
  maturity: string | null;
  /** Rows that are left out, each with its reason. */
  leftOut: string[];
}

type Find = (id: string) => KpiDefinition | undefined;

const PERIODS = { month: 'month', quarter: 'quarter', year: 'year' } as const;

/** A window as a phrase: `the 12 months before the as-of day`. */
export function windowInWords(spec: WindowSpec, previous = false): string {
  const before = previous ? `, moved back by one window` : '';
  if ('days' in spec) return `the ${spec.days} days before the as-of day${before}`;
  if ('months' in spec) return `the ${spec.months} months before the as-of day${before}`;
  if ('current' in spec)
    return previous
      ? `the ${PERIODS[spec.current]} before the running one`
      : `the running ${PERIODS[spec.current]} up to the as-of day`;
  return 'the state at the as-of day';
}

const nameOf = (rows: Rows): string => tableOf(rows.table).name.toLowerCase();

/** The population of some rows: `orders by “Ordered” where ...` */
export function rowsInWords(rows: Rows): string {
  const table = tableOf(rows.table);
  const by = rows.date ? ` by “${table.columns[rows.date]?.label ?? rows.date}”` : '';
  const where = rows.where ? ` where ${conditionInWords(rows.where, table)}` : '';
  const own =
    rows.window || rows.previous ? ` in ${windowInWords(rows.window ?? { asOf: true }, rows.previous)}` : '';
  const label = (column: string): string => `“${table.columns[column]?.label ?? column}”`;
  const per = rows.once?.within ? ` per ${label(rows.once.within)}` : '';
  const once = rows.once ? `, each ${label(rows.once.column)} once${per}` : '';
  return `${nameOf(rows)}${by}${own}${where}${once}`;
}

/** What is left out of some rows, with the reasons. */
export function leftOutInWords(rows: Rows): string[] {
  const table = tableOf(rows.table);
  const words = exclusionsOf(rows, table).map(
    ({ reason, when }) => `${reason}: ${nameOf(rows)} where ${conditionInWords(when, table)}`,
  );
  if (rows.undated) words.push(`${rows.undated}: ${nameOf(rows)} that no day places in the window`);
  return words;
}

interface Parts {
  numerator: string;
  denominator: string | null;
  leftOut: string[];
}

const OPERATIONS = {
  add: 'plus',
  subtract: 'less',
  multiply: 'times',
  divide: 'over',
  least: 'or',
  greatest: 'or',
} as const;

/** A composite’s value, its parts by the names that are given. */
export function combinationInWords(of: Combination, names: (part: string) => string): string {
  switch (of.op) {
    case 'number':
      return of.value.toLocaleString('en');
    case 'part':
      return names(of.part);
    case 'orElse':
      return `${names(of.part)} (${of.value} without any)`;
  }
  const side = (each: Combination): string => {
    const text = combinationInWords(each, names);
    return 'left' in each ? `(${text})` : text;
  };
  if (of.op === 'least' || of.op === 'greatest')
    return `the ${of.op === 'least' ? 'smaller' : 'larger'} of ${side(of.left)} and ${side(of.right)}`;
  return `${side(of.left)} ${OPERATIONS[of.op]} ${side(of.right)}`;
}

/** A formula as one noun phrase. */
function phrase(formula: Formula, find: Find): string {
  const { numerator, denominator } = parts(formula, find);
  return denominator ? `${numerator}, over ${denominator}` : numerator;
}

function parts(formula: Formula, find: Find): Parts {
  switch (formula.kind) {
    case 'rate': {
      const events = parts(formula.events, find);
      const exposure = parts(formula.exposure, find);
      return {
        numerator:
          formula.per === 1
            ? events.numerator
            : `${events.numerator}, times ${formula.per.toLocaleString('en')}`,
        denominator: exposure.numerator,
        leftOut: [...events.leftOut, ...exposure.leftOut],
      };
    }
    case 'share': {
      const own = parts(formula.of, find);
      return { numerator: own.numerator, denominator: 'the same of all partners', leftOut: own.leftOut };
    }
    case 'company': {
      const own = parts(formula.of, find);
      return { ...own, numerator: `${own.numerator}, of all partners and of none` };
    }
    case 'difference': {
      const left = parts(formula.left, find);
      const right = parts(formula.right, find);
      return {
        numerator: `${phrase(formula.left, find)}, less ${phrase(formula.right, find)}`,
        denominator: null,
        leftOut: [...left.leftOut, ...right.leftOut],
      };
    }
    case 'either': {
      const each = formula.of.map((one) => parts(one, find));
      return {
        numerator: each.map(({ numerator }) => numerator).join('; for partners without any of these: '),
        denominator: null,
        leftOut: each.flatMap(({ leftOut }) => leftOut),
      };
    }
    case 'firstMeasured': {
      const each = formula.of.map((way) => ({ ...way, ...parts(way.formula, find) }));
      return {
        numerator: each.map((way) => `${way.says}: ${phrase(way.formula, find)}`).join('; else '),
        denominator: null,
        leftOut: each.flatMap(({ leftOut }) => leftOut),
      };
    }
    case 'daysSince':
      return {
        numerator: `days from the latest of ${listed(
          formula.events.map(
            ({ rows, at }) => `${rowsInWords(rows)} (at ${valueInWords(at, tableOf(rows.table))})`,
          ),
          'and',
        )}`,
        denominator: null,
        leftOut: formula.events.flatMap(({ rows }) => leftOutInWords(rows)),
      };
    case 'active':
      return {
        numerator: `1 where there is any of ${listed(formula.events.map(rowsInWords), 'or')}, else 0; of the programme the ${
          formula.programme === 'share' ? 'share' : 'number'
        } of partners with any`,
        denominator: null,
        leftOut: formula.events.flatMap(leftOutInWords),
      };
    case 'composite':
      return composite(formula, find);
  }
  const { rows } = formula;
  const table = tableOf(rows.table);
  const leftOut = leftOutInWords(rows);
  const value = (of: Parameters<typeof valueInWords>[0]): string => valueInWords(of, table);
  if ('missing' in formula && formula.missing)
    leftOut.push(`${formula.missing}: ${nameOf(rows)} without the value`);
  switch (formula.kind) {
    case 'proportion': {
      if (formula.mature)
        leftOut.push(`no outcome yet (counted apart): unless ${conditionInWords(formula.mature, table)}`);
      return {
        numerator: `those where ${conditionInWords(formula.success, table)}`,
        denominator: rowsInWords(rows),
        leftOut,
      };
    }
    case 'pooled':
      return {
        numerator: `sum of ${value(formula.successes)}`,
        denominator: `sum of ${value(formula.trials)}, both of ${rowsInWords(rows)}`,
        leftOut,
      };
    case 'balance':
      return {
        numerator: `those where ${conditionInWords(formula.plus, table)}, less those where ${conditionInWords(formula.minus, table)}`,
        denominator: rowsInWords(rows),
        leftOut,
      };
    case 'evenness': {
      const of = `“${table.columns[formula.of]?.label ?? formula.of}”`;
      leftOut.push(`no ${of.toLowerCase()}: ${nameOf(rows)} without the value`);
      return {
        numerator: `Shannon entropy of ${of} over ${rowsInWords(rows)}`,
        denominator: `logarithm of the number of different ${of}`,
        leftOut,
      };
    }
    case 'count':
      return { numerator: `number of ${rowsInWords(rows)}`, denominator: null, leftOut };
    case 'credit': {
      const touched = `${rowsInWords(rows)} that a touch of this partner came before, within the lookback of the attribution settings`;
      const what = {
        conversions: 'number',
        influenced: `sum of ${formula.value ? value(formula.value) : ''}`,
        attributed: `the partner’s part of ${formula.value ? value(formula.value) : ''}, by the attribution model of the settings,`,
      }[formula.take];
      leftOut.push('touches that name no partner: they are our own, and have their part of the credit');
      return { numerator: `${what} of ${touched}`, denominator: null, leftOut };
    }
    case 'distinct':
      return {
        numerator: `number of different “${table.columns[formula.of]?.label ?? formula.of}” of ${rowsInWords(rows)}`,
        denominator: null,
        leftOut,
      };
    case 'sum':
      return {
        numerator: `sum of ${value(formula.value)} of ${rowsInWords(rows)}`,
        denominator: null,
        leftOut,
      };
    case 'ratio': {
      const held = formula.cap
        ? `, at most ${formula.cap.at} where for any of them ${conditionInWords(formula.cap.when, table)}`
        : '';
      const scaled = formula.times ? ` times ${formula.times}` : '';
      return {
        numerator: `sum of ${value(formula.numerator)}${scaled}${held}`,
        denominator: `sum of ${value(formula.denominator)}, both of ${rowsInWords(rows)}`,
        leftOut,
      };
    }
    case 'median': {
      if (formula.mature)
        leftOut.push(`not due yet (counted apart): unless ${conditionInWords(formula.mature, table)}`);
      const open = formula.open
        ? `; rows where ${conditionInWords(formula.open, table)} have not ended and count as longer than that`
        : '';
      return {
        numerator: `median of ${value(formula.value)} of ${rowsInWords(rows)}${open}`,
        denominator: null,
        leftOut,
      };
    }
    case 'mean':
      return {
        numerator: `sum of ${value(formula.value)} of ${rowsInWords(rows)}`,
        denominator: 'their number',
        leftOut,
      };
    case 'nps':
      return {
        numerator: `100 times answers of 9-10 less answers of 0-6 (${value(formula.score)})`,
        denominator: rowsInWords(rows),
        leftOut,
      };
    case 'againstDirect': {
      const same = `the same of rows without a partner, weighted to the partner’s mix of ${value(matchOf(formula))}`;
      const of = rowsInWords(rows);
      if (formula.compare === 'shares')
        return {
          numerator: `share where ${value(formula.value)} is 1, of ${of}, less ${same}`,
          denominator: null,
          leftOut,
        };
      if (formula.compare === 'means')
        return {
          numerator: `mean of ${value(formula.value)} of ${of}, less ${same}`,
          denominator: null,
          leftOut,
        };
      return { numerator: `median of ${value(formula.value)} of ${of}`, denominator: same, leftOut };
    }
  }
}

function composite(formula: Extract<Formula, { kind: 'composite' }>, find: Find): Parts {
  const leftOut: string[] = [];
  const words = new Map<string, string>();
  for (const [part, of] of Object.entries(formula.parts)) {
    if ('kpi' in of) words.set(part, `“${find(of.kpi)?.name ?? of.kpi}”`);
    else {
      words.set(part, `(${phrase(of.formula, find)})`);
      leftOut.push(...parts(of.formula, find).leftOut);
    }
  }
  const name = (part: string): string => words.get(part) ?? part;
  const { requires } = formula;
  if (requires) leftOut.push(`too few: not measured with fewer than ${requires.n} ${requires.of}`);
  const { value, says } = formula;
  if (says) return { ...says, leftOut };
  if (value.op === 'divide')
    return {
      numerator: combinationInWords(value.left, name),
      denominator: combinationInWords(value.right, name),
      leftOut,
    };
  return { numerator: combinationInWords(value, name), denominator: null, leftOut };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A KPI's definition in words, read from its tree: numerator, denominator, window, maturity and what is left out.
 * @param find KPIs that a composite is made of
 */
export function explain(definition: KpiDefinition, find: Find): Explanation {
  const { numerator, denominator, leftOut } = parts(definition.formula, find);
  const { maturityDays } = definition;
  return {
    counts: definition.minimum.of,
    numerator: sentence(numerator),
    denominator: denominator === null ? null : sentence(denominator),
    window: sentence(windowInWords(definition.window)),
    maturity:
      maturityDays === null
        ? null
        : `Rows count once they are ${maturityDays} days old; younger ones are counted apart.`,
    leftOut: [
      ...new Set([
        ...leftOut,
        `${NO_PARTNER}: rows that name no partner, themselves or through the record that they belong to`,
      ]),
    ].map(sentence),
  };
}

/** A formula as a tree of words: what kinds cannot be built here are made of. */
import type { KpiDefinition } from '@/lib/kpi/define';
import { combinationInWords, leftOutInWords, rowsInWords } from '@/lib/kpi/explain';
import type { Formula, Rows, Value } from '@/lib/kpi/expression';
import { conditionInWords, valueInWords } from '@/lib/kpi/words';
import { tableNamed } from './draft';

export interface Branch {
  says: string;
  of: readonly Branch[];
}

type Find = (id: string) => Pick<KpiDefinition, 'name' | 'code'> | undefined;

const KINDS: Readonly<Record<Formula['kind'], string>> = {
  proportion: 'Share of rows that …',
  pooled: 'Share of successes among trials that are counted already',
  count: 'Number of rows',
  distinct: 'Number of different values',
  sum: 'Sum',
  ratio: 'Sum over sum of the same rows',
  rate: 'Events over exposure',
  median: 'Median',
  mean: 'Mean',
  nps: 'Net promoter score: share of answers 9-10 less share of answers 0-6',
  balance: 'Share of rows on one side less share on the other',
  evenness: 'How evenly rows spread over the values of a column',
  active: 'Whether there was any of these events',
  daysSince: 'Days since the last of these events',
  share: 'The partner’s part of the programme’s total',
  company: 'The whole company’s total, the same for each partner',
  difference: 'The first less the second',
  againstDirect: 'The partner’s rows against like rows without a partner',
  either: 'The first of these totals whose table has rows of the partner',
  firstMeasured: 'The first of these ways that has a value',
  credit: 'Conversions that touches of the partner came before',
  composite: 'Put together from parts',
};

const TAKES = {
  conversions: 'their number',
  influenced: 'the whole value of each',
  attributed: 'the part of the value that the attribution model gives the partner',
} as const;

const leaf = (says: string): Branch => ({ says, of: [] });

function rowsBranch(rows: Rows): Branch {
  return {
    says: `of ${rowsInWords(rows)}`,
    of: leftOutInWords(rows).map((text) => leaf(`left out, ${text}`)),
  };
}

/** What is said of a formula beside its rows and the formulas that it is made of. */
function ownWords(formula: Formula, find: Find): Branch[] {
  const value = (label: string, of: Value, rows: Rows): Branch =>
    leaf(`${label}: ${valueInWords(of, tableNamed(rows.table))}`);
  const column = (rows: Rows, id: string): string => tableNamed(rows.table).columns[id]?.label ?? id;
  switch (formula.kind) {
    case 'proportion':
      return [leaf(`that: ${conditionInWords(formula.success, tableNamed(formula.rows.table))}`)];
    case 'pooled':
      return [
        value('successes', formula.successes, formula.rows),
        value('trials', formula.trials, formula.rows),
        ...(formula.squares
          ? [value('trials times the square of their weight', formula.squares, formula.rows)]
          : []),
      ];
    case 'ratio':
      return [
        value('over the line', formula.numerator, formula.rows),
        value('below it', formula.denominator, formula.rows),
      ];
    case 'sum':
    case 'mean':
    case 'median':
    case 'againstDirect':
      return [value('value', formula.value, formula.rows)];
    case 'nps':
      return [value('answer', formula.score, formula.rows)];
    case 'balance': {
      const table = tableNamed(formula.rows.table);
      return [
        leaf(`one side: ${conditionInWords(formula.plus, table)}`),
        leaf(`the other: ${conditionInWords(formula.minus, table)}`),
      ];
    }
    case 'distinct':
    case 'evenness':
      return [leaf(`values of “${column(formula.rows, formula.of)}”`)];
    case 'rate':
      return formula.per === 1 ? [] : [leaf(`times ${formula.per.toLocaleString('en')}`)];
    case 'credit':
      return [
        leaf(TAKES[formula.take]),
        ...(formula.value ? [value('value', formula.value, formula.rows)] : []),
      ];
    case 'composite':
      return [
        leaf(
          `value: ${combinationInWords(formula.value, (name) => {
            const part = formula.parts[name];
            return part && 'kpi' in part ? (find(part.kpi)?.name ?? part.kpi) : `“${name}”`;
          })}`,
        ),
      ];
    default:
      return [];
  }
}

function within(formula: Formula, find: Find): Branch[] {
  const named = (says: string, of: Formula): Branch => ({ says, of: [formulaTree(of, find)] });
  switch (formula.kind) {
    case 'rate':
      return [named('events', formula.events), named('exposure', formula.exposure)];
    case 'difference':
      return [named('first', formula.left), named('second', formula.right)];
    case 'share':
    case 'company':
      return [formulaTree(formula.of, find)];
    case 'either':
      return formula.of.map((each) => formulaTree(each, find));
    case 'firstMeasured':
      return formula.of.map((each) => named(each.says, each.formula));
    case 'active':
      return formula.events.map(rowsBranch);
    case 'daysSince':
      return formula.events.map(({ rows, at }) => ({
        ...rowsBranch(rows),
        says: `${valueInWords(at, tableNamed(rows.table))} ${rowsBranch(rows).says}`,
      }));
    case 'composite':
      return Object.entries(formula.parts).map(([name, part]) => {
        if ('formula' in part) return named(`“${name}”`, part.formula);
        const kpi = find(part.kpi);
        return leaf(`“${name}” is the KPI ${kpi ? `${kpi.name} ${kpi.code}` : part.kpi}`);
      });
    default:
      return [rowsBranch(formula.rows)];
  }
}

/** Everything that a formula says, part by part. */
export function formulaTree(formula: Formula, find: Find): Branch {
  return { says: KINDS[formula.kind], of: [...ownWords(formula, find), ...within(formula, find)] };
}

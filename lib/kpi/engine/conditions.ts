import { NO_CODE, NO_FLAG, NO_TIME } from '../../facts/types';
import type { Comparison, Condition } from '../expression';
import { checkCondition } from '../kinds';
import type { Scope } from './context';
import { compileExists, compileFirst } from './lookup';
import { compileValue } from './values';
import { constantMask, type MaskOp, maskOp, type NumberOp } from './vector';

// Each comparison is its own loop: a shared one would test the operator for every row.

function compareWithNumber(is: Comparison, left: NumberOp, b: number): MaskOp {
  const a = left.out;
  const each = (loop: (out: Uint8Array, count: number) => void): MaskOp =>
    maskOp((out, from, count) => {
      left.run(from, count);
      loop(out, count);
    });
  switch (is) {
    case '=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i] === b ? 1 : 0;
      });
    case '!=':
      return each((out, count) => {
        // A missing value is neither equal nor unequal.
        for (let i = 0; i < count; i++) out[i] = a[i]! < b || a[i]! > b ? 1 : 0;
      });
    case '<':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! < b ? 1 : 0;
      });
    case '<=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! <= b ? 1 : 0;
      });
    case '>':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! > b ? 1 : 0;
      });
    case '>=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! >= b ? 1 : 0;
      });
  }
}

function compare(is: Comparison, left: NumberOp, right: NumberOp): MaskOp {
  if (right.constant !== undefined)
    return Number.isNaN(right.constant) ? constantMask(false) : compareWithNumber(is, left, right.constant);
  const a = left.out;
  const b = right.out;
  const each = (loop: (out: Uint8Array, count: number) => void): MaskOp =>
    maskOp((out, from, count) => {
      left.run(from, count);
      right.run(from, count);
      loop(out, count);
    });
  switch (is) {
    case '=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! === b[i]! ? 1 : 0;
      });
    case '!=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! < b[i]! || a[i]! > b[i]! ? 1 : 0;
      });
    case '<':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! < b[i]! ? 1 : 0;
      });
    case '<=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! <= b[i]! ? 1 : 0;
      });
    case '>':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! > b[i]! ? 1 : 0;
      });
    case '>=':
      return each((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! >= b[i]! ? 1 : 0;
      });
  }
}

function flagIs(values: Uint8Array, wanted: number): MaskOp {
  return maskOp((out, from, count) => {
    for (let i = 0; i < count; i++) out[i] = values[from + i] === wanted ? 1 : 0;
  });
}

function codeIn(values: Uint32Array, codes: readonly number[], size: number): MaskOp {
  const [first, second] = codes;
  if (first === undefined) return constantMask(false);
  if (second === undefined)
    return maskOp((out, from, count) => {
      for (let i = 0; i < count; i++) out[i] = values[from + i] === first ? 1 : 0;
    });
  if (codes.length === 2)
    return maskOp((out, from, count) => {
      for (let i = 0; i < count; i++) {
        const code = values[from + i]!;
        out[i] = code === first || code === second ? 1 : 0;
      }
    });
  const wanted = new Uint8Array(size);
  for (const code of codes) wanted[code] = 1;
  return maskOp((out, from, count) => {
    for (let i = 0; i < count; i++) out[i] = wanted[values[from + i]!]!;
  });
}

/** Whether a column is filled, read from its raw values. */
function columnSet(column: string, { table }: Scope): MaskOp {
  if (!table.has(column)) return constantMask(false);
  const values = table.column(column);
  if (values instanceof Float64Array)
    return maskOp((out, from, count) => {
      for (let i = 0; i < count; i++) out[i] = Number.isNaN(values[from + i]!) ? 0 : 1;
    });
  if (values instanceof Int32Array)
    return maskOp((out, from, count) => {
      for (let i = 0; i < count; i++) out[i] = values[from + i] === NO_TIME ? 0 : 1;
    });
  if (values instanceof Uint32Array)
    return maskOp((out, from, count) => {
      for (let i = 0; i < count; i++) out[i] = values[from + i] === NO_CODE ? 0 : 1;
    });
  return maskOp((out, from, count) => {
    for (let i = 0; i < count; i++) out[i] = values[from + i] === NO_FLAG ? 0 : 1;
  });
}

function every(parts: readonly MaskOp[]): MaskOp {
  if (parts.some(({ constant }) => constant === false)) return constantMask(false);
  const [first, ...rest] = parts.filter(({ constant }) => constant === undefined);
  if (!first) return constantMask(true);
  if (rest.length === 0) return first;
  return maskOp((out, from, count) => {
    first.run(from, count);
    const start = first.out;
    for (let i = 0; i < count; i++) out[i] = start[i]!;
    for (const part of rest) {
      part.run(from, count);
      const mask = part.out;
      for (let i = 0; i < count; i++) out[i]! &= mask[i]!;
    }
  });
}

function some(parts: readonly MaskOp[]): MaskOp {
  if (parts.some(({ constant }) => constant === true)) return constantMask(true);
  const [first, ...rest] = parts.filter(({ constant }) => constant === undefined);
  if (!first) return constantMask(false);
  if (rest.length === 0) return first;
  return maskOp((out, from, count) => {
    first.run(from, count);
    const start = first.out;
    for (let i = 0; i < count; i++) out[i] = start[i]!;
    for (const part of rest) {
      part.run(from, count);
      const mask = part.out;
      for (let i = 0; i < count; i++) out[i]! |= mask[i]!;
    }
  });
}

export function negated(inner: MaskOp): MaskOp {
  if (inner.constant !== undefined) return constantMask(!inner.constant);
  const mask = inner.out;
  return maskOp((out, from, count) => {
    inner.run(from, count);
    for (let i = 0; i < count; i++) out[i] = 1 - mask[i]!;
  });
}

/**
 * Turns a condition into loops over the table's columns.
 * @throws ExpressionError when it means nothing
 */
export function compileCondition(condition: Condition, scope: Scope): MaskOp {
  const { context, table } = scope;
  switch (condition.op) {
    case 'compare': {
      checkCondition(condition, table.definition);
      return compare(condition.is, compileValue(condition.left, scope), compileValue(condition.right, scope));
    }
    case 'flag':
      checkCondition(condition, table.definition);
      if (!table.has(condition.column)) return constantMask(false);
      return flagIs(table.column(condition.column) as Uint8Array, condition.is ? 1 : 0);
    case 'in': {
      checkCondition(condition, table.definition);
      if (!table.has(condition.column)) return constantMask(false);
      const domain = table.definition.columns[condition.column]!.domain!;
      const codes = [...new Set(condition.values.flatMap((value) => context.facts.codes(domain, value)))];
      return codeIn(table.column(condition.column) as Uint32Array, codes, context.facts.size(domain));
    }
    case 'set': {
      if (condition.value.op === 'column') {
        checkCondition(condition, table.definition);
        return columnSet(condition.value.column, scope);
      }
      const inner = compileValue(condition.value, scope);
      const values = inner.out;
      return maskOp((out, from, count) => {
        inner.run(from, count);
        for (let i = 0; i < count; i++) out[i] = Number.isNaN(values[i]!) ? 0 : 1;
      });
    }
    case 'all':
      return every(condition.of.map((each) => compileCondition(each, scope)));
    case 'any':
      return some(condition.of.map((each) => compileCondition(each, scope)));
    case 'not':
      return negated(compileCondition(condition.of, scope));
    case 'exists':
      return compileExists(condition, scope);
    case 'first':
      return compileFirst(condition, scope);
  }
}

import { NO_CODE, NO_FLAG, NO_TIME } from '../../facts/types';
import type { Comparison, Condition } from '../expression';
import { checkCondition } from '../kinds';
import type { Scope } from './context';
import { compileExists, compileFirst } from './lookup';
import { compileValue } from './values';
import { constantMask, type MaskOp, maskOp, type NumberOp, rowBuffer } from './vector';

// Each comparison is its own loop: a shared one would test the operator for every row.

function compareWithNumber(is: Comparison, left: NumberOp, b: number): MaskOp {
  const a = left.out;
  const each = (loop: (out: Uint8Array, count: number) => void): MaskOp =>
    maskOp(a.length, (out, rows, count) => {
      left.run(rows, count);
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
    return Number.isNaN(right.constant)
      ? constantMask(right.out.length, false)
      : compareWithNumber(is, left, right.constant);
  const a = left.out;
  const b = right.out;
  const each = (loop: (out: Uint8Array, count: number) => void): MaskOp =>
    maskOp(a.length, (out, rows, count) => {
      left.run(rows, count);
      right.run(rows, count);
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

function flagIs(values: Uint8Array, wanted: number, size: number): MaskOp {
  return maskOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = values[rows[i]!] === wanted ? 1 : 0;
  });
}

function codeIn(values: Uint32Array, codes: readonly number[], domain: number, size: number): MaskOp {
  const [first, second] = codes;
  if (first === undefined) return constantMask(size, false);
  if (second === undefined)
    return maskOp(size, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = values[rows[i]!] === first ? 1 : 0;
    });
  if (codes.length === 2)
    return maskOp(size, (out, rows, count) => {
      for (let i = 0; i < count; i++) {
        const code = values[rows[i]!]!;
        out[i] = code === first || code === second ? 1 : 0;
      }
    });
  const wanted = new Uint8Array(domain);
  for (const code of codes) wanted[code] = 1;
  return maskOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = wanted[values[rows[i]!]!]!;
  });
}

/** Whether a column is filled, read from its raw values. */
function columnSet(column: string, { table, block }: Scope): MaskOp {
  if (!table.has(column)) return constantMask(block, false);
  const [noTime, noCode, noFlag] = [NO_TIME, NO_CODE, NO_FLAG];
  const values = table.column(column);
  if (values instanceof Float64Array)
    return maskOp(block, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = Number.isNaN(values[rows[i]!]!) ? 0 : 1;
    });
  if (values instanceof Int32Array)
    return maskOp(block, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = values[rows[i]!] === noTime ? 0 : 1;
    });
  if (values instanceof Uint32Array)
    return maskOp(block, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = values[rows[i]!] === noCode ? 0 : 1;
    });
  return maskOp(block, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = values[rows[i]!] === noFlag ? 0 : 1;
  });
}

/** Below this part of a batch it pays to ask the remaining conditions only of the rows that are left. */
const FEW = 0.3;

function every(parts: readonly MaskOp[], size: number): MaskOp {
  if (parts.some(({ constant }) => constant === false)) return constantMask(size, false);
  const [first, ...rest] = parts.filter(({ constant }) => constant === undefined);
  if (!first) return constantMask(size, true);
  if (rest.length === 0) return first;
  const left = rowBuffer(size);
  const place = rowBuffer(size);
  return maskOp(size, (out, rows, count) => {
    first.run(rows, count);
    const start = first.out;
    let met = 0;
    for (let i = 0; i < count; i++) {
      const truth = start[i]!;
      out[i] = truth;
      left[met] = rows[i]!;
      place[met] = i;
      met += truth;
    }
    if (met === 0) return;
    const few = met < count * FEW;
    for (const part of rest) {
      part.run(few ? left : rows, few ? met : count);
      const mask = part.out;
      if (few) for (let k = 0; k < met; k++) out[place[k]!]! &= mask[k]!;
      else for (let i = 0; i < count; i++) out[i]! &= mask[i]!;
    }
  });
}

function some(parts: readonly MaskOp[], size: number): MaskOp {
  if (parts.some(({ constant }) => constant === true)) return constantMask(size, true);
  const [first, ...rest] = parts.filter(({ constant }) => constant === undefined);
  if (!first) return constantMask(size, false);
  if (rest.length === 0) return first;
  return maskOp(size, (out, rows, count) => {
    first.run(rows, count);
    const start = first.out;
    for (let i = 0; i < count; i++) out[i] = start[i]!;
    for (const part of rest) {
      part.run(rows, count);
      const mask = part.out;
      for (let i = 0; i < count; i++) out[i]! |= mask[i]!;
    }
  });
}

export function negated(inner: MaskOp): MaskOp {
  if (inner.constant !== undefined) return constantMask(inner.out.length, !inner.constant);
  const mask = inner.out;
  return maskOp(mask.length, (out, rows, count) => {
    inner.run(rows, count);
    for (let i = 0; i < count; i++) out[i] = 1 - mask[i]!;
  });
}

/**
 * Turns a condition into loops over the table's columns.
 * @throws ExpressionError when it means nothing
 */
export function compileCondition(condition: Condition, scope: Scope): MaskOp {
  const { context, table, block } = scope;
  switch (condition.op) {
    case 'compare': {
      checkCondition(condition, table.definition);
      return compare(condition.is, compileValue(condition.left, scope), compileValue(condition.right, scope));
    }
    case 'flag':
      checkCondition(condition, table.definition);
      if (!table.has(condition.column)) return constantMask(block, false);
      return flagIs(table.column(condition.column) as Uint8Array, condition.is ? 1 : 0, block);
    case 'in': {
      checkCondition(condition, table.definition);
      if (!table.has(condition.column)) return constantMask(block, false);
      const domain = table.definition.columns[condition.column]!.domain!;
      const codes = context.cache.codes.of(domain, condition.values);
      return codeIn(table.column(condition.column) as Uint32Array, codes, context.facts.size(domain), block);
    }
    case 'set': {
      if (condition.value.op === 'column') {
        checkCondition(condition, table.definition);
        return columnSet(condition.value.column, scope);
      }
      const inner = compileValue(condition.value, scope);
      const values = inner.out;
      return maskOp(block, (out, rows, count) => {
        inner.run(rows, count);
        for (let i = 0; i < count; i++) out[i] = Number.isNaN(values[i]!) ? 0 : 1;
      });
    }
    case 'all':
      return every(
        condition.of.map((each) => compileCondition(each, scope)),
        block,
      );
    case 'any':
      return some(
        condition.of.map((each) => compileCondition(each, scope)),
        block,
      );
    case 'not':
      return negated(compileCondition(condition.of, scope));
    case 'exists':
      return compileExists(condition, scope);
    case 'first':
      return compileFirst(condition, scope);
  }
}

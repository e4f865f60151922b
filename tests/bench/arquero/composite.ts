import type { Combination, Composite } from '@/lib/kpi/expression';
import { blank, type Figured, type Pipeline } from './figures';

/** A number made of figures of one partner; NaN is none. */
function combined(value: Combination, parts: Readonly<Record<string, Figured>>, p: number): number {
  switch (value.op) {
    case 'number':
      return value.value;
    case 'part':
      return parts[value.part]!.value[p]!;
    case 'orElse': {
      const part = parts[value.part]!;
      const own = part.value[p]!;
      if (!Number.isNaN(own)) return own;
      if (part.failed[p] === 1 && !value.always) return Number.NaN;
      return value.given && Number.isNaN(parts[value.given]!.value[p]!) ? Number.NaN : value.value;
    }
  }
  const [a, b] = [combined(value.left, parts, p), combined(value.right, parts, p)];
  switch (value.op) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return b === 0 ? Number.NaN : a / b;
    case 'least':
      return Math.min(a, b);
    case 'greatest':
      return Math.max(a, b);
  }
}

/**
 * Other KPIs and formulas, put together partner by partner.
 * @param pipelines of the parts, by their names
 */
export function composite(formula: Composite, pipelines: ReadonlyMap<string, Pipeline>): Pipeline {
  const { requires, over } = formula;
  return (session) => {
    const parts = Object.fromEntries([...pipelines].map(([id, run]) => [id, run(session)]));
    const all = Object.values(parts);
    const size = session.partners;
    const above = over?.numerator;
    const tooFew = (p: number) => requires !== undefined && parts[requires.part]!.n[p]! < requires.n;
    const value = blank(size).map((_, p) => (tooFew(p) ? Number.NaN : combined(formula.value, parts, p)));
    const isMeasured = (part: Figured, p: number) => !Number.isNaN(part.value[p]!);
    return {
      value,
      n: formula.n
        ? parts[formula.n]!.n
        : blank(size).map((_, p) => {
            const sizes = all.filter((part) => isMeasured(part, p)).map(({ n }) => n[p]!);
            return sizes.length > 0 ? Math.min(...sizes) : 0;
          }),
      numerator: blank(size).map((_, p) =>
        above === undefined
          ? Number.NaN
          : combined(typeof above === 'string' ? { op: 'part', part: above } : above, parts, p),
      ),
      failed: Uint8Array.from(value, (own, p) => {
        if (tooFew(p)) return 1;
        if (!Number.isNaN(own)) return 0;
        const unsaid = formula.undefined !== undefined && all.every((part) => isMeasured(part, p));
        return unsaid || all.some(({ failed }) => failed[p] === 1) ? 1 : 0;
      }),
    };
  };
}

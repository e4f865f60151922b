import { t975 } from '../../stats/distributions/student-t';
import type { Interval } from '../../stats/types';
import { type Block, COUNTED } from './batch';
import { PROGRAMME } from './outcome';

/** Sums of a group, and sums of squares and products about the means. */
export interface Moments {
  n: number;
  sumY: number;
  sumX: number;
  yy: number;
  xy: number;
  xx: number;
}

/**
 * 95 % interval of sum y over sum x: the linearised variance of lib/stats/ratio, from moments in place of the rows.
 * The squared residuals y - r x add up to yy - 2 r xy + r^2 xx, as they have mean 0.
 * @returns null for fewer than two rows
 */
export function ratioInterval({ n, sumY, sumX, yy, xy, xx }: Moments): Interval | null {
  if (n < 2 || sumX === 0) return null;
  const r = sumY / sumX;
  const squares = Math.max(0, yy - 2 * r * xy + r * r * xx);
  const half = (t975(n - 1) * Math.sqrt((squares * n) / (n - 1))) / Math.abs(sumX);
  return { low: r - half, high: r + half };
}

/** Moments of both together. Source: T. Chan, G. Golub and R. LeVeque, The American Statistician 37 (1983) 242-247. */
function together(a: Moments, b: Moments): Moments {
  if (a.n === 0 || b.n === 0) return a.n === 0 ? b : a;
  const n = a.n + b.n;
  const dy = b.sumY / b.n - a.sumY / a.n;
  const dx = b.sumX / b.n - a.sumX / a.n;
  const weight = (a.n * b.n) / n;
  return {
    n,
    sumY: a.sumY + b.sumY,
    sumX: a.sumX + b.sumX,
    yy: a.yy + b.yy + dy * dy * weight,
    xy: a.xy + b.xy + dx * dy * weight,
    xx: a.xx + b.xx + dx * dx * weight,
  };
}

/**
 * Moments by partner and window, row by row. Values are taken less the group's first, so that large ones do not
 * swallow small differences.
 */
export class GroupMoments {
  private readonly n: Int32Array;
  private readonly sums: Float64Array;
  private readonly squares: Float64Array | null;
  /** Number of the group that holds the programme's own sums, one a window. */
  private readonly programme: number;
  private once = false;

  /** @param intervals without them sums are enough */
  constructor(
    partners: number,
    private readonly windows: number,
    intervals: boolean,
  ) {
    const groups = (partners + 1) * windows;
    this.programme = partners * windows;
    this.n = new Int32Array(groups);
    this.sums = new Float64Array(groups * 2);
    // First y and x; sums of y, x, yy, xy, xx less these.
    this.squares = intervals ? new Float64Array(groups * 7) : null;
  }

  /** @param x null = 1 for every row */
  add(block: Block, partner: Int32Array, y: Float64Array, x: Float64Array | null): void {
    const { marks, slots, rows, at, ripe } = block;
    const { windows, sums, squares } = this;
    const counted = COUNTED;
    for (let k = 0; k < ripe; ) {
      const first = at[k]!;
      if (marks[first] !== counted) {
        k++;
        continue;
      }
      // Rows come by partner: a group's sums stay out of memory until the next group's begin.
      const group = partner[rows[first]!]! * windows + slots[first]!;
      const from = k;
      let n = this.n[group]!;
      let sumY = sums[group * 2]!;
      let sumX = sums[group * 2 + 1]!;
      const before = n;
      for (; k < ripe; k++) {
        const i = at[k]!;
        if (marks[i] !== counted) continue;
        if (partner[rows[i]!]! * windows + slots[i]! !== group) break;
        n++;
        sumY += y[k]!;
        sumX += x === null ? 1 : x[k]!;
      }
      this.n[group] = n;
      sums[group * 2] = sumY;
      sums[group * 2 + 1] = sumX;
      if (squares) addSquares(squares, group * 7, before === 0, block, from, k, y, x);
    }
  }

  /** Leaves out what was added of a partner; group `partners` is that of things counted once for the programme. */
  forget(partner: number): void {
    const [from, to] = [partner * this.windows, (partner + 1) * this.windows];
    if (from === this.programme) this.once = true;
    this.n.fill(0, from, to);
    this.sums.fill(0, from * 2, to * 2);
    this.squares?.fill(0, from * 7, to * 7);
  }

  private read(group: number): Moments {
    const n = this.n[group]!;
    const { sums, squares } = this;
    const moments = { n, sumY: sums[group * 2]!, sumX: sums[group * 2 + 1]!, yy: 0, xy: 0, xx: 0 };
    if (squares === null || n === 0) return moments;
    const at = group * 7;
    const dy = squares[at + 2]!;
    const dx = squares[at + 3]!;
    moments.yy = Math.max(0, squares[at + 4]! - (dy * dy) / n);
    moments.xy = squares[at + 5]! - (dx * dy) / n;
    moments.xx = Math.max(0, squares[at + 6]! - (dx * dx) / n);
    return moments;
  }

  of(group: number, slot: number): Moments {
    const { windows, programme } = this;
    if (group !== PROGRAMME) return this.read(group * windows + slot);
    let all = this.read(programme + slot);
    if (this.once) return all;
    for (let at = slot; at < programme; at += windows) all = together(all, this.read(at));
    return all;
  }
}

/**
 * Adds the counted rows among the ripe ones [from, to), all of one group.
 * @param fresh whether the group had no row before: the first is what others are taken less
 */
function addSquares(
  squares: Float64Array,
  group: number,
  fresh: boolean,
  { marks, at }: Block,
  from: number,
  to: number,
  y: Float64Array,
  x: Float64Array | null,
): void {
  let start = from;
  if (fresh) {
    squares[group] = y[start]!;
    squares[group + 1] = x === null ? 1 : x[start]!;
    start++;
  }
  const firstY = squares[group]!;
  const firstX = squares[group + 1]!;
  let sumY = squares[group + 2]!;
  let sumX = squares[group + 3]!;
  let yy = squares[group + 4]!;
  let xy = squares[group + 5]!;
  let xx = squares[group + 6]!;
  const counted = COUNTED;
  for (let k = start; k < to; k++) {
    if (marks[at[k]!] !== counted) continue;
    const dy = y[k]! - firstY;
    const dx = (x === null ? 1 : x[k]!) - firstX;
    sumY += dy;
    sumX += dx;
    yy += dy * dy;
    xy += dx * dy;
    xx += dx * dx;
  }
  squares[group + 2] = sumY;
  squares[group + 3] = sumX;
  squares[group + 4] = yy;
  squares[group + 5] = xy;
  squares[group + 6] = xx;
}

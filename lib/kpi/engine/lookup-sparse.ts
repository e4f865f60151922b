import type { KeyIndex } from '../../facts/key-index';
import type { Answers } from './answers';
import type { Plan } from './lookup';
import { BLOCK, numberBuffer, rowBuffer } from './vector';

/**
 * The same numbers as a dense look-up, for the keys of one batch of rows: the other rows of all of them are gathered
 * and asked together, as many as fit a batch.
 */

/** Takes the rows of a batch that meet the condition, with the questions that they belong to. */
type Take = (rows: Int32Array, asks: Int32Array, count: number) => void;

/**
 * Gathers the rows of keys and hands them over in order.
 * @param index null where the key is the partner
 */
function gatherer(plan: Plan, index: KeyIndex | null, take: Take): (keys: Int32Array, count: number) => void {
  const { other, where, value, currency } = plan;
  const rows = rowBuffer(BLOCK);
  const asks = rowBuffer(BLOCK);
  let waiting = 0;
  const flush = (): void => {
    let met = waiting;
    waiting = 0;
    if (met === 0) return;
    if (where) {
      where.run(rows, met);
      const truth = where.out;
      const all = met;
      met = 0;
      for (let i = 0; i < all; i++) {
        rows[met] = rows[i]!;
        asks[met] = asks[i]!;
        met += truth[i]!;
      }
      if (met === 0) return;
    }
    value?.run(rows, met);
    currency?.run(rows, met);
    take(rows, asks, met);
  };
  const add = (row: number, ask: number): void => {
    if (waiting === BLOCK) flush();
    rows[waiting] = row;
    asks[waiting++] = ask;
  };
  if (!index)
    return (keys, count) => {
      for (let ask = 0; ask < count; ask++) {
        const { from, to, list } = other.span(keys[ask]! - 1);
        for (let i = from; i < to; i++) add(list ? list[i]! : i, ask);
      }
      flush();
    };
  return (keys, count) => {
    const { head, next } = index;
    for (let ask = 0; ask < count; ask++)
      for (let row = head[keys[ask]!] ?? -1; row >= 0; row = next[row]!) add(row, ask);
    flush();
  };
}

/**
 * Asks each key once, and none that was answered already. `of` is the place of each row's answer, -1 for rows that have
 * nothing to ask for.
 * @param answer fills `numbers` for the first keys of the batch
 */
function asking(
  index: KeyIndex | null,
  mine: Uint32Array,
  answers: Answers,
  numbers: Float64Array,
  answer: (keys: Int32Array, count: number) => void,
) {
  const keys = rowBuffer(BLOCK);
  const places = rowBuffer(BLOCK);
  const of = rowBuffer(BLOCK);
  return {
    of,
    ask(rows: Int32Array, count: number): void {
      answers.makeRoom(count);
      const head = index?.head ?? null;
      let asked = 0;
      for (let i = 0; i < count; i++) {
        const key = mine[rows[i]!]!;
        // Most orders were never refunded: that nothing has the key is known without asking.
        if (key === 0 || (head !== null && !(head[key]! >= 0))) {
          of[i] = -1;
          continue;
        }
        const place = answers.placeOf(key);
        if (answers.take(place, key)) {
          keys[asked] = key;
          places[asked++] = place;
        }
        of[i] = place;
      }
      if (asked === 0) return;
      answer(keys, asked);
      for (let k = 0; k < asked; k++) answers.values[places[k]!] = numbers[k]!;
    },
  };
}

/** For `second`: the least value of each question so far, and what it is of. */
interface Notes {
  least: Float64Array;
  whose: Int32Array;
}

/** Ways to take values; each adds a batch to the answers so far. */
function taker({ take, value, apart, currency }: Plan, numbers: Float64Array, notes: Notes | null): Take {
  const v = value?.out;
  switch (take) {
    case 'count':
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) numbers[asks[i]!]!++;
      };
    case 'sum':
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) if (!Number.isNaN(v![i]!)) numbers[asks[i]!]! += v![i]!;
      };
    case 'least':
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) {
          const x = v![i]!;
          if (!(x >= numbers[asks[i]!]!) && !Number.isNaN(x)) numbers[asks[i]!] = x;
        }
      };
    case 'greatest':
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) {
          const x = v![i]!;
          if (!(x <= numbers[asks[i]!]!) && !Number.isNaN(x)) numbers[asks[i]!] = x;
        }
      };
    case 'any':
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) if (!Number.isNaN(v![i]!)) numbers[asks[i]!] = v![i]!;
      };
    case 'currency': {
      const codes = currency!.out;
      return (_rows, asks, count) => {
        for (let i = 0; i < count; i++) {
          const code = codes[i]!;
          if (Number.isNaN(v![i]!) || Number.isNaN(code)) continue;
          const seen = numbers[asks[i]!]!;
          numbers[asks[i]!] = Number.isNaN(seen) || seen === code ? code : -1;
        }
      };
    }
    default: {
      const { least, whose } = notes!;
      return (rows, asks, count) => {
        for (let i = 0; i < count; i++) {
          const x = v![i]!;
          const own = apart![rows[i]!]!;
          const ask = asks[i]!;
          if (Number.isNaN(x) || own === 0) continue;
          if (own === whose[ask]) {
            if (x < least[ask]!) least[ask] = x;
          } else if (!(x >= least[ask]!)) {
            numbers[ask] = least[ask]!;
            least[ask] = x;
            whose[ask] = own;
          } else if (!(x >= numbers[ask]!)) numbers[ask] = x;
        }
      };
    }
  }
}

/**
 * Numbers of a batch of rows: `none` for those without a key.
 * @param answers of the same look-up, as far as it was asked
 */
export function sparseLookup(
  plan: Plan,
  index: KeyIndex | null,
  mine: Uint32Array,
  none: number,
  answers: Answers,
): (rows: Int32Array, count: number, out: Float64Array) => void {
  const numbers = numberBuffer(BLOCK);
  const notes = plan.take === 'second' ? { least: numberBuffer(BLOCK), whose: rowBuffer(BLOCK) } : null;
  const gather = gatherer(plan, index, taker(plan, numbers, notes));
  const { values } = answers;
  const { of, ask } = asking(index, mine, answers, numbers, (keys, count) => {
    numbers.fill(none, 0, count);
    notes?.least.fill(Number.NaN, 0, count);
    notes?.whose.fill(0, 0, count);
    gather(keys, count);
  });
  return (rows, count, out) => {
    ask(rows, count);
    for (let i = 0; i < count; i++) out[i] = of[i]! < 0 ? none : values[of[i]!]!;
  };
}

/** For each of a batch of rows the row of its key that has the least value, of equals the first; -1 without one. */
export function sparseFirst(
  plan: Plan,
  index: KeyIndex | null,
  mine: Uint32Array,
  answers: Answers,
): (rows: Int32Array, count: number, out: Int32Array) => void {
  const least = numberBuffer(BLOCK);
  const firsts = numberBuffer(BLOCK);
  const found = plan.value!.out;
  const gather = gatherer(plan, index, (rows, asks, count) => {
    for (let i = 0; i < count; i++) {
      const x = found[i]!;
      const ask = asks[i]!;
      if (Number.isNaN(x) || x >= least[ask]!) continue;
      least[ask] = x;
      firsts[ask] = rows[i]!;
    }
  });
  const { values } = answers;
  const { of, ask } = asking(index, mine, answers, firsts, (keys, count) => {
    least.fill(Number.NaN, 0, count);
    firsts.fill(-1, 0, count);
    gather(keys, count);
  });
  return (rows, count, out) => {
    ask(rows, count);
    for (let i = 0; i < count; i++) out[i] = of[i]! < 0 ? -1 : values[of[i]!]!;
  };
}

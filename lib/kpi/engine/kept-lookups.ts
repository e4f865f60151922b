import type { TableChange } from '../../facts/memory';

/**
 * Takes the rows that came to a table into what was looked up in it.
 * @returns the result, another object where it had to grow
 */
export type Follow<T> = (result: T, came: readonly number[]) => T;

interface Kept {
  result: unknown;
  /** Table whose new rows can be taken in, and how; null where all has to be made anew. */
  follows: { table: string; take: Follow<unknown> } | null;
}

const MOST = 48;

/** Whether rows that stayed may be read in another way when others come. */
const readsOthers = (name: string): boolean => name.includes('"table":"') || name.includes('"op":"first"');

/** Whole look-ups by what they ask; the oldest goes when there are too many. */
export class KeptLookups {
  private readonly byName = new Map<string, Kept>();

  has(name: string): boolean {
    return this.byName.has(name);
  }

  get<T>(name: string): T | undefined {
    return this.byName.get(name)?.result as T | undefined;
  }

  keep<T>(name: string, result: T, follows: { table: string; take: Follow<T> } | null): void {
    if (this.byName.size >= MOST) this.byName.delete(this.byName.keys().next().value!);
    this.byName.set(name, {
      result,
      follows: readsOthers(name) ? null : (follows as Kept['follows']),
    });
  }

  /** A kept one that was given more room. */
  replace<T>(name: string, result: T): void {
    this.byName.get(name)!.result = result;
  }

  /** Forgets what a change of a table may make another, as far as the new rows cannot be taken in. */
  follow(table: string, { came, went }: TableChange): void {
    for (const [name, kept] of [...this.byName]) {
      if (table !== 'rates' && !name.includes(`|${table}|`) && !name.includes(`"table":"${table}"`)) continue;
      if (kept.follows?.table === table && went.length === 0)
        kept.result = kept.follows.take(kept.result, came);
      else this.byName.delete(name);
    }
  }
}

/** Places of keys, found by hashing: far fewer than there are codes, so that they stay in the processor's cache. */
const BITS = 13;
const PLACES = 1 << BITS;

/**
 * What a look-up answered to single keys. Kept while the facts stay as they are: a partner's KPIs ask the same of the
 * same rows again and again.
 */
export class Answers {
  readonly values = new Float64Array(PLACES);
  private readonly keys = new Int32Array(PLACES);
  /** Of the places in use; no place has it after `clear`. */
  private readonly marks = new Int32Array(PLACES);
  private mark = 1;
  private known = 0;

  clear(): void {
    this.known = 0;
    if (this.mark === 0x7fffffff) {
      this.mark = 0;
      this.marks.fill(0);
    }
    this.mark++;
  }

  /** @param count of keys that are asked for next; what was answered goes where they would crowd the places */
  makeRoom(count: number): void {
    if (this.known > 0 && this.known + count > PLACES >> 1) this.clear();
  }

  /** Place of a key's answer, whether it has one or not. */
  placeOf(key: number): number {
    const { marks, keys, mark } = this;
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
    while (marks[place] === mark && keys[place] !== key) place = (place + 1) & (PLACES - 1);
    return place;
  }

  /** @returns whether the key is new; its answer must be put there then */
  take(place: number, key: number): boolean {
    if (this.marks[place] === this.mark) return false;
    this.marks[place] = this.mark;
    this.keys[place] = key;
    this.known++;
    return true;
  }
}

/** Look-ups whose answers are kept. */
const MOST = 24;

/** Answers of look-ups by what they ask; room for them is used again. */
export class KeptAnswers {
  private readonly byName = new Map<string, Answers>();
  private readonly spare: Answers[] = [];

  /** Those of one look-up so far; the oldest look-up's go when there are too many. */
  of(name: string): Answers {
    let found = this.byName.get(name);
    if (!found) {
      const [oldest] = this.byName.size >= MOST ? this.byName.keys() : [];
      if (oldest !== undefined) this.byName.delete(oldest);
      found = this.spare.pop() ?? new Answers();
      this.byName.set(name, found);
    }
    return found;
  }

  /** The facts changed: nothing that was answered holds any more. */
  forget(): void {
    for (const answers of this.byName.values()) {
      answers.clear();
      this.spare.push(answers);
    }
    this.byName.clear();
  }
}

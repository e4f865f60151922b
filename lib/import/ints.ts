/** A growing list of integers; what was not set is 0. */
export class Ints {
  /** One beyond the last that was set. */
  length = 0;
  #values = new Int32Array(256);

  get(i: number): number {
    return i < this.#values.length ? this.#values[i]! : 0;
  }

  set(i: number, value: number) {
    if (i >= this.#values.length) {
      const grown = new Int32Array(Math.max(i + 1, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    if (i >= this.length) this.length = i + 1;
    this.#values[i] = value;
  }
}

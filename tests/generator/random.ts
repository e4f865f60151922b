/**
 * Seeded random numbers: the same seed and label give the same data on every machine and in every version.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand): four 32-bit words of state, one of them a counter, so
 * that its period is at least 2^32; it passes PractRand and is three lines long. Not for secrets.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** @param seed any text; different texts give unrelated streams */
  constructor(readonly seed: string) {
    [this.a, this.b, this.c] = hash96(seed);
    // sfc32 needs a few rounds before close seeds have parted.
    for (let i = 0; i < 15; i++) this.uint32();
  }

  /** A stream of its own: adding draws to one table never changes another. */
  fork(label: string): Random {
    return new Random(`${this.seed}/${label}`);
  }

  /** Whole number in [0, 2^32). */
  uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** Whole number in [low, high], both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** Picks an item with probability proportional to its weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items[items.length - 1]![0];
  }

  /** Normal distribution (Box and Muller, 1958). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Skewed positive value: half of the draws lie below `median`; `spread` is the deviation of the logarithm. */
  lognormal(median: number, spread: number): number {
    return median * Math.exp(this.normal(0, spread));
  }

  /** Number of events when `mean` are expected (Knuth's product method; the normal approximation above 60). */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 60) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }
}

/** Three 32-bit words from a text: FNV-1a over its code units with three different offsets. */
function hash96(text: string): [number, number, number] {
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++)
    for (let w = 0; w < 3; w++) words[w] = Math.imul(words[w]! ^ (text.charCodeAt(i) + w * 131), 0x01000193);
  return words;
}

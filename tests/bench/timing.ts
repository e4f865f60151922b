/** One thing to time; `check` turns its result into something that equal work gives equally. */
export interface Contender<T> {
  name: string;
  run(): T | Promise<T>;
}

export interface Timing {
  name: string;
  median: number;
  least: number;
  most: number;
  rounds: number;
}

const middle = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/**
 * Times contenders in turns, so that a busy moment of the machine hits all of them: every round runs each once.
 * One round before the first is thrown away.
 * @param rounds at least 7
 * @returns milliseconds by contender, in the order given, and the last result of each
 */
export async function race<T>(contenders: readonly Contender<T>[], rounds: number) {
  const times = contenders.map((): number[] => []);
  const results: T[] = [];
  for (let round = -1; round < rounds; round++)
    for (const [index, { run }] of contenders.entries()) {
      globalThis.gc?.();
      const start = performance.now();
      results[index] = await run();
      if (round >= 0) times[index]!.push(performance.now() - start);
    }
  const timings = contenders.map(({ name }, index): Timing => {
    const sorted = times[index]!.sort((a, b) => a - b);
    return { name, median: middle(sorted), least: sorted[0]!, most: sorted.at(-1)!, rounds };
  });
  return { timings, results };
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(8);

/** Prints one table; ratios are of the first contender's median to the row's, so that below 1 it is ahead. */
export function report(title: string, timings: readonly Timing[]): void {
  const [ours] = timings;
  const width = Math.max(...timings.map(({ name }) => name.length));
  console.log(`\n${title}`);
  console.log(`${''.padEnd(width)}   median ms    least     most   ours / this`);
  for (const one of timings)
    console.log(
      `${one.name.padEnd(width)}   ${ms(one.median)}  ${ms(one.least)} ${ms(one.most)}   ${(ours!.median / one.median).toFixed(3).padStart(8)}`,
    );
}

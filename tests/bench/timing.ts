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
  /** The very first run, before anything was compiled for speed. */
  first: number;
  /** Median of the processor time of all threads, milliseconds: what other programs do does not count. */
  cpu: number;
  rounds: number;
}

/** Median of ascending values. */
export const middle = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

/** Rounds before those that count: machine code is made in the first few. */
export const WARM_UP = 4;

/**
 * Times contenders in turns, so that a busy moment of the machine hits all of them: every round runs each once.
 * A few rounds before these are not
 * counted. Nothing is swept
 * between them: giving memory back and fetching it again would be timed for one side only.
 * @param rounds at least 7
 * @returns milliseconds by contender, in the order given, and the last result of each
 */
export async function race<T>(contenders: readonly Contender<T>[], rounds: number) {
  const times = contenders.map((): number[] => []);
  const cpus = contenders.map((): number[] => []);
  const firsts: number[] = [];
  const results: T[] = [];
  for (let round = -WARM_UP; round < rounds; round++)
    for (const [index, { run }] of contenders.entries()) {
      const before = process.cpuUsage();
      const start = performance.now();
      results[index] = await run();
      const elapsed = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      if (round === -WARM_UP) firsts[index] = elapsed;
      if (round < 0) continue;
      times[index]!.push(elapsed);
      cpus[index]!.push((user + system) / 1_000);
    }
  const timings = contenders.map(({ name }, index): Timing => {
    const sorted = times[index]!.sort((a, b) => a - b);
    const cpu = middle(cpus[index]!.sort((a, b) => a - b));
    return {
      name,
      median: middle(sorted),
      least: sorted[0]!,
      most: sorted.at(-1)!,
      first: firsts[index]!,
      cpu,
      rounds,
    };
  });
  return { timings, results };
}

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(8);

/**
 * Prints one table; ratios are of the first contender's median to the row's, so that below 1 it is ahead. The second
 * one is of processor time: on a machine that others use too it is the one to believe.
 */
export function report(title: string, timings: readonly Timing[]): void {
  const [ours] = timings;
  const width = Math.max(...timings.map(({ name }) => name.length));
  console.log(`\n${title}`);
  console.log(
    `${''.padEnd(width)}   median ms    least     most    first   ours / this     CPU ms   ours / this`,
  );
  for (const { name, median, least, most, first, cpu } of timings)
    console.log(
      `${name.padEnd(width)}   ${ms(median)}  ${ms(least)} ${ms(most)} ${ms(first)}   ${(ours!.median / median).toFixed(3).padStart(8)}    ${ms(cpu)}   ${(ours!.cpu / cpu).toFixed(3).padStart(8)}`,
    );
}

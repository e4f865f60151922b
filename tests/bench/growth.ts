import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { assembleFacts } from '@/lib/facts/factset';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import { AS_OF, benchFacts, WORKSPACE } from './facts';
import { race } from './timing';

const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };

/** How the whole KPI list grows with the facts. */
export async function benchGrowth(rows: number, partners: number, rounds: number): Promise<void> {
  const sizes = [10_000, 100_000, 1_000_000].filter((size) => size <= rows);
  const contenders = sizes.map((size) => {
    const made = benchFacts(size, partners);
    return {
      name: String(made.rows),
      run: () => measureAll(assembleFacts(made), kpiDefinitions, options).programme.length,
    };
  });
  const { timings } = await race(contenders, rounds);
  console.log(
    `\nGrowth: ${kpiDefinitions.length} KPIs of ${partners.toLocaleString('en')} partners, from stored chunks`,
  );
  console.log('     facts   median ms     CPU ms   CPU ns a fact and KPI');
  for (const { name, median, cpu } of timings)
    console.log(
      `${Number(name).toLocaleString('en').padStart(10)}   ${median.toFixed(1).padStart(9)}  ${cpu.toFixed(1).padStart(9)}   ${((cpu * 1e6) / Number(name) / kpiDefinitions.length).toFixed(1).padStart(9)}`,
    );
}

const CHILD = '--memory-of';
const MB = 2 ** 20;

/** Where Linux tells the most memory that a process ever had, and lets it begin to count anew. */
const PEAK = { forget: '/proc/self/clear_refs', read: '/proc/self/status' };

/** Begins to watch how much memory this process has at most. @returns bytes since, and whether that is the true peak */
function watchPeak(): () => { bytes: number; exact: boolean } {
  try {
    writeFileSync(PEAK.forget, '5');
  } catch {
    return () => ({ bytes: process.memoryUsage.rss(), exact: false });
  }
  return () => {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(PEAK.read, 'utf8'))?.[1];
    if (kilobytes === undefined) throw new Error(`${PEAK.read} names no VmHWM.`);
    return { bytes: Number(kilobytes) * 1_024, exact: true };
  };
}

/** Peak memory of a process of its own, beyond what it has before there are facts. */
export function benchMemory(rows: number, partners: number): void {
  const args = ['--expose-gc', process.argv[1]!, CHILD, String(rows), String(partners)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const [columns, before, chunks, peak, exact] = stdout.trim().split(' ').map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  console.log('\nMemory: the whole KPI list, from stored chunks');
  console.log(
    `${(columns / MB).toFixed(0)} MB of columns; the process ${(before / MB).toFixed(0)} MB without them, ${(chunks / MB).toFixed(0)} MB with the chunks, ${exact === 1 ? 'at most' : 'at its end (this system tells no peak)'} ${(peak / MB).toFixed(0)} MB: ${((peak - before) / columns).toFixed(2)} times the columns`,
  );
}

/** What the process for `benchMemory` does; true when this is one. */
export function runMemoryChild(argv: readonly string[]): boolean {
  const at = argv.indexOf(CHILD);
  if (at < 0) return false;
  const collect = () => globalThis.gc?.();
  collect();
  const before = process.memoryUsage.rss();
  const made = benchFacts(Number(argv[at + 1]), Number(argv[at + 2]));
  const columns = made.chunks.reduce(
    (sum, chunk) =>
      sum + Object.values(chunk.columns).reduce((bytes, values) => bytes + values.byteLength, 0),
    0,
  );
  collect();
  const chunks = process.memoryUsage.rss();
  // Making the facts took more than they need: what counts begins here.
  const watched = watchPeak();
  measureAll(assembleFacts(made), kpiDefinitions, options);
  const { bytes, exact } = watched();
  process.stdout.write(`${columns} ${before} ${chunks} ${bytes} ${exact ? 1 : 0}\n`);
  return true;
}

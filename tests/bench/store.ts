import { inPage } from './in-page';
import type { StoreBench } from './store-page';
import { middle } from './timing';

declare const bench: StoreBench;

const WRITTEN = 100_000;
/** A million rows as records take the browser half a minute to read: then a few rounds must do. */
const MANY = 500_000;
const FEW_ROUNDS = 3;

/** Columns in chunks beside a record a row, through the same library, in a real Chromium. */
export async function benchStore(rows: number, rounds: number): Promise<void> {
  await inPage('tests/bench/store-page.ts', async (page, version) => {
    const compare = (title: string, times: { ours: number; theirs: number }[]) => {
      const median = (side: 'ours' | 'theirs') =>
        middle(times.map((time) => time[side]).sort((a, b) => a - b));
      const [ours, theirs] = [median('ours'), median('theirs')];
      console.log(
        `${title}: ${ours.toFixed(0)} ms and ${theirs.toFixed(0)} ms, ${(ours / theirs).toFixed(4)} (${times.length} rounds)`,
      );
    };
    console.log(`\nChromium ${version}, columns in chunks and Dexie's records, ours / theirs`);
    const written: { ours: number; theirs: number }[] = [];
    for (let round = -1; round < rounds; round++) {
      await page.evaluate(() => bench.clear());
      const times = await page.evaluate((count) => bench.write(count), WRITTEN);
      if (round >= 0) written.push(times);
    }
    compare(`Store ${WRITTEN.toLocaleString('en')} rows, bulkPut`, written);

    await page.evaluate(() => bench.clear());
    for (let from = 0; from < rows; from += WRITTEN)
      await page.evaluate(([first, end]) => bench.fill(first!, end!), [from, Math.min(rows, from + WRITTEN)]);
    const read: { ours: number; theirs: number }[] = [];
    const reads = rows > MANY ? Math.min(rounds, FEW_ROUNDS) : rounds;
    for (let round = -1; round < reads; round++) {
      const times = await page.evaluate((count) => bench.read(count), rows);
      if (round >= 0) read.push(times);
    }
    compare(`Read ${rows.toLocaleString('en')} rows, toArray`, read);
  });
}

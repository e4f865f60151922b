import { inPage } from './in-page';
import type { StoreBench } from './store-page';
import { middle } from './timing';

declare const bench: StoreBench;

const WRITTEN = 100_000;
/** A million rows as records take the browser half a minute to read: then a few rounds must do. */
const MANY = 500_000;
const FEW_ROUNDS = 3;

type Side = 'ours' | 'theirs';

/**
 * Columns in chunks beside a record a row, through the same library, in a real Chromium. Each side has an origin, and
 * with it a store, of its own: the browser goes on tidying up after a cleared one, and the other would pay for that.
 */
export async function benchStore(rows: number, rounds: number): Promise<void> {
  await inPage('tests/bench/store-page.ts', async (page, version, open) => {
    const pages = { ours: page, theirs: await open('peer') };
    const times = async (count: number, work: (side: Side) => Promise<number>) => {
      const all: Record<Side, number[]> = { ours: [], theirs: [] };
      for (let round = -1; round < count; round++)
        for (const side of ['ours', 'theirs'] as const) {
          const time = await work(side);
          if (round >= 0) all[side].push(time);
        }
      return all;
    };
    const tell = (title: string, all: Record<Side, number[]>) => {
      const [ours, theirs] = [all.ours, all.theirs].map((list) => middle(list.sort((a, b) => a - b)));
      const ratio = (ours! / theirs!).toFixed(4);
      console.log(
        `${title}: ${ours!.toFixed(0)} ms and ${theirs!.toFixed(0)} ms, ${ratio} (${all.ours.length} rounds)`,
      );
    };
    console.log(`\nChromium ${version}, columns in chunks and Dexie's records, ours / theirs`);
    const written = await times(rounds, async (side) => {
      await pages[side].evaluate(() => bench.clear());
      return pages[side].evaluate(([one, count]) => bench.write(one, count), [side, WRITTEN] as const);
    });
    tell(`Store ${WRITTEN.toLocaleString('en')} rows, bulkPut`, written);

    for (const side of ['ours', 'theirs'] as const) {
      await pages[side].evaluate(() => bench.clear());
      for (let from = 0; from < rows; from += WRITTEN)
        await pages[side].evaluate(([one, first, end]) => bench.fill(one, first, end), [
          side,
          from,
          Math.min(rows, from + WRITTEN),
        ] as const);
    }
    const read = await times(rows > MANY ? Math.min(rounds, FEW_ROUNDS) : rounds, (side) =>
      pages[side].evaluate(([one, count]) => bench.read(one, count), [side, rows] as const),
    );
    tell(`Read ${rows.toLocaleString('en')} rows, toArray`, read);
  });
}

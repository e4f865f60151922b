import { assembleFacts } from '@/lib/facts/factset';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import { AS_OF, benchFacts, WORKSPACE } from './facts';
import { inPage } from './in-page';
import type { PageBench } from './page';
import { middle } from './timing';

declare const bench: PageBench;

/** The engine in a real Chromium beside the same in Node, in turns; and the way from the store to a first figure. */
export async function benchChromium(rows: number, partners: number, rounds: number): Promise<void> {
  await inPage('tests/bench/page.ts', async (page, version) => {
    const bytes = await page.evaluate(([r, p]) => bench.prepare(r!, p!), [rows, partners]);
    const made = benchFacts(rows, partners);
    const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
    const times = { node: [] as number[], browser: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      const start = performance.now();
      measureAll(assembleFacts(made), kpiDefinitions, options);
      const node = performance.now() - start;
      const browser = await page.evaluate(() => bench.measure());
      if (round < 0) continue;
      times.node.push(node);
      times.browser.push(browser);
    }
    const median = (values: number[]) => middle(values.sort((a, b) => a - b));
    const [node, browser] = [median(times.node), median(times.browser)];
    console.log(
      `\nChromium ${version}: ${kpiDefinitions.length} KPIs over ${made.rows.toLocaleString('en')} facts, from chunks`,
    );
    console.log(
      `Node ${node.toFixed(0)} ms, Chromium ${browser.toFixed(0)} ms: ${(browser / node).toFixed(2)} times Node`,
    );

    await page.evaluate(() => bench.store());
    const reads = { raw: [] as number[], one: [] as number[], open: [] as number[], all: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      const raw = await page.evaluate(() => bench.raw());
      const one = await page.evaluate((partner) => bench.open([partner]), partners >> 1);
      const open = await page.evaluate(() => bench.open());
      const all = await page.evaluate(() => bench.openAll());
      if (round < 0) continue;
      reads.raw.push(raw);
      reads.one.push(one);
      reads.open.push(open);
      reads.all.push(all);
    }
    const [raw, one, open, all] = [reads.raw, reads.one, reads.open, reads.all].map(median);
    const told = (time: number) => `${time.toFixed(0)} ms, ${(time / raw!).toFixed(2)} times`;
    console.log(
      `Open, ${(bytes / 2 ** 20).toFixed(0)} MB of columns packed in IndexedDB: raw read of the same bytes ${raw!.toFixed(0)} ms; to a first KPI of one partner ${told(one!)}; of every partner ${told(open!)}; the same with what all KPIs need ${told(all!)}`,
    );
  });
}

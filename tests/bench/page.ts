/** What the browser does in `npm run bench -- chromium`: the same facts, the same engine, its own database. */

import { factsInMemory } from '@/lib/background/facts';
import { assembleFacts } from '@/lib/facts/factset';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { appendChunks } from '@/lib/store/chunks';
import { DATABASE_NAME, database } from '@/lib/store/db';
import { toStored } from '@/lib/store/partners';
import { putWorkspace } from '@/lib/store/settings';
import { partnerWith } from '../fixtures/partner';
import { AS_OF, type BenchFacts, benchFacts, WORKSPACE } from './facts';

const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
let made: BenchFacts;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Everything in one go, as the browser hands it out: what reading the same bytes costs at least. */
function readRaw(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE_NAME);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const reading = db.transaction('chunks').objectStore('chunks').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        db.close();
        resolve(reading.result.length);
      };
    };
  });
}

const bench = {
  /** @returns bytes of the columns */
  prepare(rows: number, partners: number): number {
    made = benchFacts(rows, partners);
    return made.chunks.reduce(
      (sum, { columns }) =>
        sum + Object.values(columns).reduce((bytes, { byteLength }) => bytes + byteLength, 0),
      0,
    );
  },
  /** From chunks to all figures, as `npm run bench -- growth` does it in Node. */
  measure: () => timed(() => measureAll(assembleFacts(made), kpiDefinitions, options)),
  async store(): Promise<void> {
    const db = database();
    await putWorkspace(WORKSPACE);
    await db.partners.bulkPut(
      made.partners.map(({ id }, i) => toStored(partnerWith({ id, name: `Partner ${i + 1}` }), 'directory')),
    );
    for (const [domain, size] of Object.entries(made.dictionarySizes)) {
      const known = made.dictionaries.find((dictionary) => dictionary.domain === domain)?.values;
      const partner = domain === 'partner';
      // An import leaves no name that is nobody's: each is a partner's, or makes one.
      const count = partner ? made.partners.length : size - 1;
      const name = partner ? (i: number) => `Partner ${i}` : (i: number) => `${domain}-${i}`;
      const values = known?.slice(1) ?? Array.from({ length: count }, (_, i) => name(i + 1));
      if (values.length > 0)
        await db.dictionaries.add({ domain, from: 1, importId: 1, text: values.join('\0') });
    }
    for (const chunk of made.chunks) await appendChunks([structuredClone(chunk)]);
  },
  raw: () => timed(readRaw),
  /** Nothing in memory, to a first figure: the KPI's own tables. @param partners ordinals, everybody when left out */
  open: (partners?: readonly number[]) =>
    timed(async () => {
      const definition = kpiDefinition('net-revenue');
      const { facts } = await factsInMemory([definition], undefined, { onlyRead: true });
      return measureAll(facts, [definition], { ...options, partners });
    }),
  /** The same with every table and column that any KPI reads. */
  openAll: () =>
    timed(async () => {
      const { facts } = await factsInMemory(kpiDefinitions);
      return measureAll(facts, [kpiDefinition('net-revenue')], options);
    }),
};

export type PageBench = typeof bench;
Object.assign(globalThis, { bench });

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { type DemoCrm, type DemoCrmOptions, startDemoCrm } from '../../demo-crm/server';
import { today } from '../../generator/calendar';
import { crmData } from '../../generator/crm';
import { sampleFiles } from '../../generator/csv';
import { generate, type SampleData } from '../../generator/generate';
import { root } from '../../tools/setup.mjs';
import { type ChromiumLens, type ChromiumOptions, startChromium } from './chromium';
import { importFiles } from './import-files';
import { copyOfProfile } from './profile-with-data';

/** A third of the demo's volume: quick to import, and every partner still shows its behaviour. */
const SCALE = 0.3;

export interface World {
  data: SampleData;
  crm: DemoCrm;
  lens: ChromiumLens;
  /** More CRM servers on the same data, with other headers or routing; closed with the world. */
  serve(options: Omit<DemoCrmOptions, 'data'>): Promise<DemoCrm>;
  close(): Promise<void>;
}

export const sampleData = (scale = SCALE): SampleData => generate({ asOfDay: today(), scale });

async function importAll(lens: ChromiumLens, data: SampleData): Promise<void> {
  const page = await lens.open('options.html#/import');
  await importFiles(page, sampleFiles(data));
  await page.close();
}

async function importInto(profile: string, data: SampleData): Promise<void> {
  const lens = await startChromium({ profile });
  try {
    await importAll(lens, data);
  } finally {
    await lens.close();
  }
}

/**
 * A demo CRM and a Chromium with the extension; with the sample data imported unless `empty`.
 * @param options `scale` of data that the caller imports
 */
export async function createWorld(
  options: ChromiumOptions & ({ empty?: false; scale?: never } | { empty: true; scale?: number }) = {},
): Promise<World> {
  const data = sampleData(options.scale);
  const shown = crmData(data);
  const servers: DemoCrm[] = [];
  const serve: World['serve'] = async (more) => {
    const server = await startDemoCrm({ ...more, data: shown });
    servers.push(server);
    return server;
  };
  const crm = await serve({});
  const given = options.empty ? null : await copyOfProfile((profile) => importInto(profile, data));
  const lens = await startChromium(given ? { ...options, profile: given } : options);
  const world: World = {
    data,
    crm,
    lens,
    serve,
    async close() {
      await lens.close();
      if (given) rmSync(given, { recursive: true, force: true, maxRetries: 3 });
      await Promise.all(servers.map((server) => server.close()));
    },
  };
  try {
    if (!options.empty && !given) await importAll(lens, data);
  } catch (error) {
    await world.close();
    throw error;
  }
  return world;
}

/** Saves pictures of every open tab when the running test fails; call it first in a test or in beforeEach. */
export function picturesOnFailure(pages: () => readonly Page[], name: string): void {
  onTestFailed(async () => {
    const folder = join(root, 'reports', 'browser');
    mkdirSync(folder, { recursive: true });
    const file = name.replace(/\W+/g, '-').slice(0, 80);
    let number = 0;
    for (const page of pages())
      await page
        .screenshot({ path: join(folder, `${file}-${++number}.png`), timeout: 5_000 })
        .catch(() => {});
  });
}

/** The demo itself; started by demo.mjs after set-up and build. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ChromiumLens, startChromium } from '../browser/harness/chromium';
import { importFiles } from '../browser/harness/import-files';
import { startDemoCrm } from '../demo-crm/server';
import { today } from '../generator/calendar';
import { crmData } from '../generator/crm';
import { sampleFiles } from '../generator/csv';
import { generate } from '../generator/generate';
import { takePictures } from './pictures';

const DEAL = '/deals/D-0001';

const { values } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    out: { type: 'string' },
    seed: { type: 'string', default: 'partner-lens' },
    port: { type: 'string', default: '0' },
  },
});

/** Whether a window can be shown to a person. */
function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

const headless = values.headless || !hasDisplay();
let data = generate({ seed: values.seed, asOfDay: today() });
const crm = await startDemoCrm({ port: Number(values.port), data: () => crmData(data) });
// The exported links lead to this very CRM.
data = generate({ seed: values.seed, asOfDay: today(), crmUrl: crm.url });
const files = sampleFiles(data);
const rows = files.reduce((sum, file) => sum + file.rows, 0);
console.log(`Demo CRM: ${crm.url}`);

let lens: ChromiumLens | undefined;
try {
  lens = await startChromium({ headless, viewport: headless ? { width: 1440, height: 1000 } : null });
  console.log(
    `Importing ${rows.toLocaleString('en-GB')} rows of ${files.length} files through the options page ...`,
  );
  const start = performance.now();
  // The window's first tab, which would stay empty otherwise.
  const options = lens.context.pages()[0] ?? (await lens.context.newPage());
  await options.goto(`${lens.origin}/options.html#/import`);
  await importFiles(options, files);
  console.log(`Imported in ${((performance.now() - start) / 1000).toFixed(1)} s.`);

  const page = await lens.newPage(crm.at(DEAL));
  const panel = await lens.panel(page);
  await panel.getByRole('table', { name: 'Scorecard' }).waitFor({ timeout: 60_000 });
  const partner = await panel.getByRole('heading', { level: 1 }).textContent();
  console.log(`The panel shows ${partner} on ${crm.at(DEAL)}.`);

  if (headless) {
    const folder = values.out ? resolve(values.out) : mkdtempSync(join(tmpdir(), 'partner-lens-demo-'));
    await takePictures(lens, page, crm.at, folder);
    console.log(`Screenshots: ${folder}`);
  } else {
    await page.bringToFront();
    console.log('Look around in the window that opened. Close it, or press Ctrl-C here, to end the demo.');
    const { context } = lens;
    await new Promise<void>((done) => {
      context.once('close', () => done());
      process.once('SIGINT', () => done());
      process.once('SIGTERM', () => done());
    });
  }
} finally {
  await lens?.close().catch(() => {});
  await crm.close();
}

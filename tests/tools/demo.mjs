/**
 * `npm run demo`: set-up, build, demo CRM on loopback, sample data imported through the product's own options page,
 * and Chromium with the extension on a deal. Without a display it saves screenshots instead and ends.
 *
 * Options: --headless (as without a display), --out <folder> for the screenshots, --seed <text>, --port <number>
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { command, pinnedNode, root, setup, toolEnv } from './setup.mjs';

await command(import.meta, async (args) => {
  const { chromium } = await setup({ browsers: ['chromium'] });
  build('e2e');
  const run = spawnSync(
    pinnedNode(),
    [join(root, 'tests', 'tools', 'run.mjs'), join(root, 'tests', 'tools', 'demo.ts'), ...args],
    { cwd: root, stdio: 'inherit', env: toolEnv({ PARTNER_LENS_CHROMIUM: chromium }) },
  );
  if (run.error) throw run.error;
  return run.status ?? 1;
});

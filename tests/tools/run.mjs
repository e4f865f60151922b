/**
 * Runs a TypeScript file of this repository through Vite's module runner on the pinned Node, so that the `@/`
 * alias, import.meta.glob and import.meta.env work as in the extension.
 *
 * `node tests/tools/run.mjs <file.ts> [arguments]`: the file runs from top to bottom and may await; it finds
 * its arguments in process.argv.slice(2) and sets process.exitCode.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { command, isMain, pinnedNode, root, setup, toolEnv } from './setup.mjs';

/** Imports one TypeScript file; resolves when its top level has run and the runner is closed. */
async function runFile(path) {
  const { createServer, createServerModuleRunner } = await import('vite');
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    resolve: { alias: [{ find: /^@\//, replacement: `${root.replaceAll('\\', '/')}/` }] },
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  try {
    await runner.import(path);
  } finally {
    await runner.close();
    await server.close();
  }
}

await command(import.meta, async ([file, ...args]) => {
  if (!file) throw new Error('Say which file to run: node tests/tools/run.mjs <file.ts> [arguments]');
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  await setup();
  // The first run after a fresh clone started on the system's Node.
  const node = pinnedNode();
  if (Number(process.versions.node.split('.')[0]) < 22 && node !== process.execPath && isMain(import.meta)) {
    const child = spawnSync(node, process.argv.slice(1), { stdio: 'inherit', env: toolEnv() });
    if (child.error) throw child.error;
    return child.status ?? 1;
  }
  process.argv = [process.argv[0], path, ...args];
  await runFile(path);
  return process.exitCode;
});

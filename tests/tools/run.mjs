/**
 * Runs a TypeScript file of this repository through Vite's module runner on the pinned Node, so that the `@/`
 * alias, import.meta.glob and import.meta.env work as in the extension.
 *
 * `node tests/tools/run.mjs <file.ts> [arguments]`: the file runs from top to bottom and may await; it finds
 * its arguments in process.argv.slice(2) and sets process.exitCode. With `--built` before the file it is bundled first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { command, isMain, pinnedNode, root, setup, toolEnv } from './setup.mjs';

const alias = [{ find: /^@\//, replacement: `${root.replaceAll('\\', '/')}/` }];

/** Bundles the file as a release is bundled, and runs that: for benchmarks, where the runner's wrapping would count. */
async function runBuilt(path, args) {
  const { build } = await import('vite');
  const outDir = join(root, '.cache', 'run');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    resolve: { alias },
    build: {
      ssr: path,
      outDir,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { format: 'es' } },
    },
  });
  const script = join(outDir, `${parse(path).name}.js`);
  const run = spawnSync(pinnedNode(), ['--expose-gc', script, ...args], { stdio: 'inherit', env: toolEnv() });
  if (run.error) throw run.error;
  return run.status ?? 1;
}

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
    resolve: { alias },
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  try {
    await runner.import(path);
  } finally {
    await runner.close();
    await server.close();
  }
}

await command(import.meta, async (all) => {
  const built = all[0] === '--built';
  const [file, ...args] = built ? all.slice(1) : all;
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
  if (built) return runBuilt(path, args);
  process.argv = [process.argv[0], path, ...args];
  await runFile(path);
  return process.exitCode;
});

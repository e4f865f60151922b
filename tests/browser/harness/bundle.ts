import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../tools/setup.mjs';

/** A file of the tests with what it imports, as one script to be evaluated in a page. */
export async function bundled(file: string): Promise<string> {
  const out = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^@\//, replacement: `${root}/` }] },
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: join(root, file), formats: ['iife'], name: 'bundled', fileName: 'bundled' },
    },
  });
  const [first] = Array.isArray(out) ? out : [out];
  if (!first || !('output' in first)) throw new Error('Vite gave no bundle.');
  return first.output.map((part) => ('code' in part ? part.code : '')).join('\n');
}

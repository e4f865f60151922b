import { join } from 'node:path';
import { build } from 'vite';

/**
 * A file of the tests with what it imports, as one script to be evaluated in a page. Run in the checkout.
 * @param format `es` for a module, `iife` for a plain script
 */
export async function bundled(file: string, format: 'es' | 'iife' = 'iife'): Promise<string> {
  // The benchmarks run in the checkout too, but from a bundle elsewhere.
  const root = process.cwd();
  const out = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^@\//, replacement: `${root}/` }] },
    build: {
      write: false,
      target: 'esnext',
      lib: { entry: join(root, file), formats: [format], name: 'bundled', fileName: 'bundled' },
    },
  });
  const [first] = Array.isArray(out) ? out : [out];
  if (!first || !('output' in first)) throw new Error('Vite gave no bundle.');
  return first.output.map((part) => ('code' in part ? part.code : '')).join('\n');
}

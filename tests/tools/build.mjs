/**
 * Builds the extension: `node tests/tools/build.mjs chrome|firefox|e2e|zip [--force]`.
 * `e2e` builds for both browsers with access to loopback pages, for the demo and the browser tests.
 * A build whose inputs did not change is left as it is.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, root, runPackage, setup } from './setup.mjs';

const INPUTS = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'wxt.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

const TARGETS = {
  chrome: [{ browser: 'chrome', mode: 'production', output: 'chrome-mv3' }],
  firefox: [{ browser: 'firefox', mode: 'production', output: 'firefox-mv3' }],
  e2e: [
    { browser: 'chrome', mode: 'e2e', output: 'chrome-mv3-e2e' },
    { browser: 'firefox', mode: 'e2e', output: 'firefox-mv3-e2e' },
  ],
};

/** Folder of a built extension: browser `chrome` or `firefox`, mode `production` or `e2e`. */
export const outputOf = (browser, mode) =>
  join(root, '.output', `${browser}-mv3${mode === 'production' ? '' : `-${mode}`}`);

function* filesBelow(path) {
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(child);
    else yield child;
  }
}

/** Hash of everything that a build reads. */
function inputsHash() {
  const hash = createHash('sha256');
  const add = (path) =>
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  for (const name of INPUTS) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    if (/\.\w+$/.test(name)) add(path);
    else for (const file of filesBelow(path)) add(file);
  }
  return hash.digest('hex');
}

function buildOne({ browser, mode, output }, { force }) {
  const stamp = join(root, '.output', `.${output}.inputs`);
  const hash = inputsHash();
  const built = join(root, '.output', output, 'manifest.json');
  if (!force && existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    console.error(`${output} is up to date.`);
    return;
  }
  rmSync(stamp, { force: true });
  // React and others drop their development code only under NODE_ENV=production, whatever the mode is called.
  const code = runPackage('wxt', ['build', '-b', browser, '--mode', mode, '--level', 'warn'], {
    env: { NODE_ENV: 'production' },
    quiet: true,
  });
  if (code !== 0)
    throw new Error(`Building ${output} failed with exit code ${code}; the messages are above.`);
  if (!existsSync(built)) throw new Error(`The build of ${output} wrote no manifest to ${built}.`);
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(stamp, hash);
  console.error(`Built ${join('.output', output)}.`);
}

/**
 * @param {'chrome' | 'firefox' | 'e2e' | 'zip'} target
 * @param {{ force?: boolean, browser?: 'chrome' | 'firefox' }} [options] `browser` builds for that one alone
 */
export function build(target, options = {}) {
  if (target === 'zip') {
    for (const browser of ['chrome', 'firefox']) {
      const code = runPackage('wxt', ['zip', '-b', browser, '--level', 'warn'], {
        env: { NODE_ENV: 'production' },
        quiet: true,
      });
      if (code !== 0) throw new Error(`Packing for ${browser} failed with exit code ${code}.`);
    }
    for (const name of readdirSync(join(root, '.output')).filter((file) => file.endsWith('.zip')))
      console.log(join('.output', name));
    return;
  }
  const targets = TARGETS[target];
  if (!targets)
    throw new Error(`There is no build "${target}". Known: ${[...Object.keys(TARGETS), 'zip'].join(', ')}.`);
  for (const one of targets) if (!options.browser || options.browser === one.browser) buildOne(one, options);
}

await command(import.meta, async (args) => {
  const [target = 'chrome'] = args.filter((arg) => !arg.startsWith('--'));
  await setup();
  build(target, { force: args.includes('--force') });
});

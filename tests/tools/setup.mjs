/**
 * Brings a checkout into working order: dependencies, WXT's generated types, browsers. Idempotent, and quick
 * when there is nothing to do. Runs before any dependency exists, so it uses Node's own modules only.
 *
 * As a command: `node tests/tools/setup.mjs [--browsers]`
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What set-up and builds say goes to standard error: the output of a tool stays its own. */
const PROGRESS = ['ignore', 2, 2];

const isWindows = process.platform === 'win32';
const bin = join(root, 'node_modules', '.bin');

const pinned = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

/** The Node that package.json pins; the running one until it is installed. */
export const pinnedNode = () => (existsSync(pinned) ? pinned : process.execPath);

/** Environment in which every child finds the pinned Node and the installed commands first. */
export function toolEnv(extra = {}) {
  const env = { ...process.env, ...extra };
  const path = env.PATH ?? env.Path ?? '';
  if (!path.split(delimiter).includes(bin)) env.PATH = bin + delimiter + path;
  return env;
}

/**
 * Path of the script behind an installed command, so that it runs on the pinned Node on every system.
 * @param {string} name package name
 * @param {string} [command] name of the command when the package has several
 */
export function commandScript(name, command) {
  const directory = join(root, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const entry =
    typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command ?? name.split('/').pop()];
  return join(directory, entry);
}

/**
 * Runs a command of an installed package on the pinned Node and waits for it.
 * @param {string} name package name
 * @param {string[]} args
 * @param {{ command?: string, env?: Record<string, string>, quiet?: boolean }} [options] quiet: what it prints is
 *   shown only when it fails or warns; for commands that draw a spinner wherever they are
 * @returns {number} exit code
 */
export function runPackage(name, args, { command, env, quiet = false } = {}) {
  const result = spawnSync(pinnedNode(), [commandScript(name, command), ...args], {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : PROGRESS,
    encoding: 'utf8',
    env: toolEnv(env),
  });
  if (result.error) throw result.error;
  if (quiet && (result.status !== 0 || /\bwarn/i.test(result.stdout + result.stderr)))
    console.error(result.stdout + result.stderr);
  return result.status ?? 1;
}

/**
 * Compares what npm says it installed with the lock file. The hidden lock is written last, so an interrupted
 * installation counts as out of date.
 */
function dependenciesAreCurrent() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden) || !existsSync(pinned)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.link || installed[path]?.version === entry.version,
  );
}

function installDependencies() {
  if (dependenciesAreCurrent()) return;
  console.error('Installing dependencies ...');
  // npm run hands its own command line over; without it, the npm on PATH.
  const npm = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : null;
  // Not npm ci: it refuses the whole lock file when a registry mirror lacks another system's optional binary.
  // npm install takes the locked versions and, with --no-save, leaves package.json and the lock as they are.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const options = { cwd: root, stdio: PROGRESS, env: { ...process.env, NODE_ENV: '' } };
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: isWindows });
  if (result.error || result.status !== 0)
    throw new Error(
      `npm install failed${result.error ? `: ${result.error.message}` : ` with exit code ${result.status}`}. ` +
        'Check the messages above, the network and that npm is on PATH; then run the same command again.',
    );
  if (!dependenciesAreCurrent())
    throw new Error(
      'npm install ended well, but node_modules does not match package-lock.json. ' +
        'Delete node_modules and run the same command again.',
    );
}

/** Newest modification time of a file, or of a folder's entries two levels deep. */
function newest(path, depth = 2) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory() || depth === 0) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name), depth - 1)));
}

/** Writes .wxt (types and the tsconfig that ours extends) when what it is made from is newer. */
function prepare() {
  const sources = ['wxt.config.ts', 'package-lock.json', 'entrypoints', 'public'].map((name) =>
    newest(join(root, name)),
  );
  const made = ['tsconfig.json', 'wxt.d.ts'].map((name) => newest(join(root, '.wxt', name)));
  if (Math.min(...made) > Math.max(...sources)) return;
  const code = runPackage('wxt', ['prepare', '--level', 'warn'], { quiet: true });
  if (code !== 0) throw new Error(`wxt prepare failed with exit code ${code}; its messages are above.`);
}

/**
 * @param {{ browsers?: ('chromium' | 'firefox')[] }} [needs] browsers that must be there afterwards
 * @returns {Promise<Record<string, string>>} browser name -> path of its executable
 * @throws {Error} saying what is missing and what to do
 */
export async function setup({ browsers = [] } = {}) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new Error(`Node ${process.versions.node} is too old: install Node 20 or newer to start with.`);
  installDependencies();
  prepare();
  const paths = {};
  if (browsers.length > 0) {
    const { ensureBrowser } = await import('./browsers.mjs');
    for (const name of browsers) paths[name] = await ensureBrowser(name);
  }
  return paths;
}

/** True when the file was started as a command rather than imported. */
export const isMain = (meta) =>
  process.argv[1] !== undefined && fileURLToPath(meta.url) === realpathSync(process.argv[1]);

/** Runs a command's main function: an error is one plain message and exit code 1. */
export async function command(meta, main) {
  if (!isMain(meta)) return;
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

// Not awaited: browsers.mjs imports this file while it runs.
command(import.meta, async (args) => {
  const paths = await setup({ browsers: args.includes('--browsers') ? ['chromium', 'firefox'] : [] });
  for (const [name, path] of Object.entries(paths)) console.log(`${name}: ${path}`);
});

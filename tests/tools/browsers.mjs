/**
 * Finds the browsers that the demo and the tests drive, and installs one where there is none.
 * Uses Node's own modules only.
 *
 * As a command: `node tests/tools/browsers.mjs` prints what is found.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { command, root, runPackage } from './setup.mjs';

const home = homedir();
const programs = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].filter(Boolean);

/** Where our own downloads go: ignored by git. */
const ownCache = join(root, '.cache', 'browsers');

const BROWSERS = {
  chromium: {
    title: 'Chromium',
    variable: 'PARTNER_LENS_CHROMIUM',
    // Branded Google Chrome is left out on purpose: since 137 it ignores --load-extension.
    commands: [
      'chromium',
      'chromium-browser',
      'chrome-for-testing',
      'ungoogled-chromium',
      'microsoft-edge',
      'microsoft-edge-stable',
    ],
    mac: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windows: ['Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
    caches: [
      { folder: playwrightCache(), prefix: /^chromium-\d/ },
      { folder: join(home, '.cache', 'puppeteer'), prefix: /^chrome$/ },
    ],
    executables: ['chrome', 'chrome.exe', 'Chromium', 'Google Chrome for Testing'],
    debian: ['chromium', 'fonts-liberation'],
    advice:
      'Install Chromium, Chrome for Testing or Edge, or set PARTNER_LENS_CHROMIUM to the path of its executable. ' +
      'Google Chrome 137 and newer cannot be used: it ignores --load-extension.',
  },
  firefox: {
    title: 'Firefox',
    variable: 'PARTNER_LENS_FIREFOX',
    commands: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
    mac: [
      'Firefox.app/Contents/MacOS/firefox',
      'Firefox Developer Edition.app/Contents/MacOS/firefox',
      'Firefox Nightly.app/Contents/MacOS/firefox',
    ],
    windows: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
    // Playwright's Firefox is patched and does not speak WebDriver BiDi as the released one does.
    caches: [
      { folder: ownCache, prefix: /^firefox$/ },
      { folder: join(home, '.cache', 'puppeteer'), prefix: /^firefox$/ },
    ],
    executables: ['firefox', 'firefox.exe'],
    debian: ['firefox-esr', 'fonts-liberation'],
    advice: 'Install Firefox 140 or newer, or set PARTNER_LENS_FIREFOX to the path of its executable.',
  },
};

function playwrightCache() {
  if (process.env.PLAYWRIGHT_BROWSERS_PATH && process.env.PLAYWRIGHT_BROWSERS_PATH !== '0')
    return process.env.PLAYWRIGHT_BROWSERS_PATH;
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ms-playwright');
  return join(process.env.XDG_CACHE_HOME ?? join(home, '.cache'), 'ms-playwright');
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A snap sees neither our temporary profile nor the built extension: its wrapper is no use here. */
function isSnap(path) {
  try {
    const real = realpathSync(path);
    if (real === '/usr/bin/snap' || real.startsWith('/snap/')) return true;
    return statSync(real).size < 20_000 && readFileSync(real, 'utf8').includes('/snap/bin');
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .map((folder) => join(folder, name))
    .find((path) => isExecutable(path) && !isSnap(path));
}

/** First executable of one of the names below a folder, newest version folder first. */
function findBelow(folder, names, depth = 6) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const file = entries.find((entry) => names.includes(entry.name) && isExecutable(join(folder, entry.name)));
  if (file) return join(folder, file.name);
  if (depth === 0) return undefined;
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => b.name.localeCompare(a.name, 'en', { numeric: true }));
  for (const entry of folders) {
    const found = findBelow(join(folder, entry.name), names, depth - 1);
    if (found) return found;
  }
  return undefined;
}

function inCaches({ caches, executables }) {
  for (const { folder, prefix } of caches) {
    if (!existsSync(folder)) continue;
    const versions = readdirSync(folder)
      .filter((name) => prefix.test(name))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    for (const name of versions) {
      const found = findBelow(join(folder, name), executables);
      if (found) return found;
    }
  }
  return undefined;
}

/** Refuses a browser named by hand that would start and then silently load no extension. */
function checkNamed(browser, path) {
  if (!isExecutable(path))
    throw new Error(`${browser.variable} is "${path}", which is not an executable file. ${browser.advice}`);
  if (browser !== BROWSERS.chromium || process.platform === 'win32') return;
  let version = '';
  try {
    version = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return;
  }
  const branded = /^Google Chrome (\d+)/.exec(version.trim());
  if (branded && Number(branded[1]) >= 137)
    throw new Error(`${browser.variable} is ${version.trim()}. ${browser.advice}`);
}

/**
 * @param {'chromium' | 'firefox'} name
 * @returns {string | undefined} path of the executable: named by environment variable, installed, or cached
 * @throws {Error} when the environment variable names something that cannot be used
 */
export function findBrowser(name) {
  const browser = BROWSERS[name];
  const named = process.env[browser.variable];
  if (named) {
    checkNamed(browser, named);
    return named;
  }
  const usual =
    process.platform === 'darwin'
      ? browser.mac.flatMap((path) => [join('/Applications', path), join(home, 'Applications', path)])
      : process.platform === 'win32'
        ? browser.windows.flatMap((path) => programs.map((folder) => join(folder, path)))
        : [];
  if (process.platform === 'linux') {
    for (const command of browser.commands) {
      const path = onPath(command);
      if (path) return path;
    }
  }
  return usual.find(isExecutable) ?? inCaches(browser);
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Whether packages can be installed without asking anybody. */
export const canInstallFromDebian = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && isDebian();

/**
 * Installs Debian's own packages. May fail, and Ubuntu's packages of both browsers are wrappers of snaps: the caller
 * looks again.
 * @param {string[]} packages
 */
export function installFromDebian(packages) {
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  if (spawnSync('apt-get', ['update', '-qq'], options).status !== 0) return;
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
}

function installFromRegistry(name) {
  if (name === 'chromium') runPackage('playwright-core', ['install', 'chromium']);
  else
    runPackage('@puppeteer/browsers', ['install', 'firefox@stable', '--path', ownCache], {
      command: 'browsers',
    });
}

/**
 * Finds the browser or installs it.
 * @param {'chromium' | 'firefox'} name
 * @returns {Promise<string>} path of the executable
 * @throws {Error} saying what to do when there is none and none could be installed
 */
export async function ensureBrowser(name) {
  const found = findBrowser(name);
  if (found) return found;
  const browser = BROWSERS[name];
  if (canInstallFromDebian()) {
    console.error(`No ${browser.title} found; installing ${browser.debian[0]} with apt-get ...`);
    installFromDebian(browser.debian);
    const installed = findBrowser(name);
    if (installed) return installed;
  }
  console.error(`No ${browser.title} found; downloading one ...`);
  installFromRegistry(name);
  const downloaded = findBrowser(name);
  if (downloaded) return downloaded;
  throw new Error(`There is no ${browser.title}, and none could be installed. ${browser.advice}`);
}

await command(import.meta, async () => {
  for (const name of Object.keys(BROWSERS)) console.log(`${name}: ${findBrowser(name) ?? 'not found'}`);
});

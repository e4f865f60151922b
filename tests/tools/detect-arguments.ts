/** What `npm run detect` was asked for: its words, read and refused before a browser starts. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChromiumLens } from '../browser/harness/chromium';
import { LOOPBACK, type SavedPage } from '../browser/harness/saved-pages';

/** A page to read, by the name it was asked for. */
export interface Target extends SavedPage {
  name: string;
}

function targetOf(name: string, pretended: string | undefined): Target {
  if (/^https?:\/\//.test(name)) {
    if (!URL.canParse(name)) throw new Error(`"${name}" is not an address.`);
    const { hostname } = new URL(name);
    if (!LOOPBACK.has(hostname))
      throw new Error(
        `${name} is not on this machine. Save the page in a browser, then give the file and its address with --url.`,
      );
    return { name, address: name, html: null };
  }
  if (!existsSync(name)) throw new Error(`There is no file ${name}.`);
  if (!statSync(name).isFile()) throw new Error(`${name} is a folder. Give the pages in it one by one.`);
  const html = readFileSync(name, 'utf8');
  const saved = /<!--\s*(?:saved from url=\(\d+\)|url:\s*)(\S+)[^>]*-->/.exec(html)?.[1];
  const address = pretended ?? saved ?? `https://crm.example/${basename(name)}`;
  if (!URL.canParse(address) || !/^https?:/.test(address))
    throw new Error(`--url "${address}" is not an address. Write it with https://.`);
  return { name, address, html, folder: dirname(name) };
}

/** Cookies and local storage as Playwright keeps them. */
export interface StorageState {
  cookies?: Parameters<ChromiumLens['context']['addCookies']>[0];
  origins?: { origin: string; localStorage: { name: string; value: string }[] }[];
}

function stateFrom(file: string): StorageState {
  if (!existsSync(file)) throw new Error(`There is no file ${file}, given with --state.`);
  const howTo = 'Make one with context.storageState({ path }) of Playwright.';
  let state: StorageState;
  try {
    state = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}, given with --state, is not JSON: ${(error as Error).message}. ${howTo}`);
  }
  if (!Array.isArray(state?.cookies ?? state?.origins))
    throw new Error(`${file}, given with --state, has neither cookies nor origins. ${howTo}`);
  return state;
}

export interface DetectArguments {
  targets: Target[];
  /** Selector that must be on a page before it counts as loaded. */
  wait: string | undefined;
  state: StorageState | null;
}

/**
 * @param words those behind the command, as in `process.argv`
 * @throws Error that says which word is wrong, and what to write instead
 */
export function readArguments(words: string[]): DetectArguments {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      url: { type: 'string', multiple: true, default: [] },
      wait: { type: 'string' },
      state: { type: 'string' },
    },
  });
  if (positionals.length === 0)
    throw new Error(
      'Say which page: npm run detect -- <page.html or http://localhost/...>... [--url <address>]',
    );
  const targets = positionals.map((name, index) => targetOf(name, values.url[index] ?? values.url.at(-1)));
  return { targets, wait: values.wait, state: values.state ? stateFrom(values.state) : null };
}

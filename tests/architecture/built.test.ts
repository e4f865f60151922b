import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from './source';

/** Largest content script, gzipped, in bytes: every enabled page pays for it. */
const MAX_CONTENT_SCRIPT = 8_192;
/** Most that a page with a record loads, gzipped, in bytes: the content script, the reader of its CRM, what shows it. */
const MAX_IN_PAGE = 20_480;
/** Largest script for lists, gzipped, in bytes: pages with lists load it where badges are switched on. */
const MAX_LISTS = 4_096;
/** Most that a list loads then, gzipped, in bytes: the content script, the reader of its CRM, the script for lists. */
const MAX_IN_LIST = 20_480;

const OUTPUTS = ['chrome-mv3', 'firefox-mv3'] as const;
const folderOf = (output: string): string => join(root, '.output', output);
const manifestOf = (output: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folderOf(output), 'manifest.json'), 'utf8'));

describe.each(OUTPUTS)('%s', (output) => {
  it('is built', () => {
    expect(existsSync(folderOf(output)), 'run `npm run build` first; `npm test` does').toBe(true);
  });

  it('asks for no site at install', () => {
    const manifest = manifestOf(output);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest.permissions).toEqual([
      'storage',
      'unlimitedStorage',
      'scripting',
      'activeTab',
      'alarms',
      ...(output.startsWith('chrome') ? ['sidePanel'] : []),
    ]);
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    expect(manifest).not.toHaveProperty('optional_permissions');
  });

  it('connects encrypted or on this machine, and runs no script of others', () => {
    const { extension_pages: policy } = manifestOf(output).content_security_policy as {
      extension_pages: string;
    };
    expect(policy).toContain("script-src 'self'");
    const connect = /connect-src [^;]*/.exec(policy)?.[0] ?? '';
    expect(connect).toBe('connect-src https: http://localhost:* http://127.0.0.1:*');
    expect(policy.replace(connect, '')).not.toMatch(/unsafe-eval|https?:/);
  });

  it('lets no page of its own connect to anything', () => {
    const pages = readdirSync(folderOf(output)).filter((name) => name.endsWith('.html'));
    expect(pages).toContain('panel.html');
    for (const page of pages) {
      const html = readFileSync(join(folderOf(output), page), 'utf8').replaceAll('&#39;', "'");
      const policy = html.indexOf(`<meta http-equiv="Content-Security-Policy" content="connect-src 'none'"`);
      expect(policy, page).toBeGreaterThan(0);
      expect(policy, page).toBeLessThan(html.indexOf('<script'));
    }
  });

  it('takes from every worker of its pages what could connect', () => {
    const workers = readdirSync(join(folderOf(output), 'assets')).filter((name) =>
      /worker-.*\.js$/.test(name),
    );
    expect(workers.length).toBeGreaterThanOrEqual(4);
    const severed =
      /^for\(let (\w+) of\[`fetch`,[^\]]*\]\)for\(let (\w+)=self;[^;]*;[^)]*\)\)Reflect\.deleteProperty\(\2,\1\);/;
    for (const name of workers)
      expect(readFileSync(join(folderOf(output), 'assets', name), 'utf8').slice(0, 600), name).toMatch(
        severed,
      );
  });

  it('exposes the panel and nothing else', () => {
    const exposed = manifestOf(output).web_accessible_resources as { resources: string[] }[];
    expect(exposed.flatMap(({ resources }) => resources)).toEqual(['panel.html']);
  });

  const scriptsOf = () => ({
    content: join(folderOf(output), 'content-scripts/crm.js'),
    readers: readdirSync(join(folderOf(output), 'readers')).map((name) =>
      join(folderOf(output), 'readers', name),
    ),
    lists: readdirSync(join(folderOf(output), 'lists')).map((name) => join(folderOf(output), 'lists', name)),
    parts: readdirSync(join(folderOf(output), 'parts')).map((name) => join(folderOf(output), 'parts', name)),
  });

  it(`has a content script of at most ${MAX_CONTENT_SCRIPT} bytes gzipped, ${MAX_IN_PAGE} with any record`, () => {
    const size = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length;
    const { content, readers, parts } = scriptsOf();
    const overlay = parts.find((path) => basename(path) === 'overlay.js')!;
    expect(readers.length).toBeGreaterThanOrEqual(3);
    expect(size(content)).toBeLessThanOrEqual(MAX_CONTENT_SCRIPT);
    const part = (name: string) => size(parts.find((path) => basename(path) === name)!);
    const sizes = readers.map((reader) => [basename(reader), size(content) + size(reader)] as const);
    // A page of any reader may be in Japanese.
    const most = MAX_IN_PAGE - size(overlay) - part('japanese.js');
    expect(sizes.filter(([, bytes]) => bytes > most)).toEqual([]);
    // What no markup tells, or no label, is asked for by the reader of any CRM alone: one of them for a page.
    const further = [part('near.js'), part('beside.js')];
    const [[, any] = ['', 0]] = sizes.filter(([name]) => name === 'any.js');
    expect(any + size(overlay) + Math.max(...further)).toBeLessThanOrEqual(MAX_IN_PAGE);
    const lists = scriptsOf().lists.map((path) => [basename(path), size(path)] as const);
    expect(lists.length).toBeGreaterThan(1);
    expect(lists.filter(([, bytes]) => bytes > MAX_LISTS)).toEqual([]);
    const rowsOf = new Map(lists);
    const withLists = sizes.map(([name, bytes]) => [
      name,
      bytes + (rowsOf.get(name) ?? rowsOf.get('any.js')!),
    ]);
    expect(withLists.filter(([, bytes]) => Number(bytes) > MAX_IN_LIST)).toEqual([]);
  });

  it('puts no React, Dexie and zod into a page', () => {
    const { content, readers, lists, parts } = scriptsOf();
    const script = [content, ...readers, ...lists, ...parts]
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const markers = [
      /react\.(element|transitional\.element|fragment)/,
      /DexieError|dexie/i,
      /ZodError|_zod\b|\$ZodType/,
      /\bindexedDB\b/,
    ];
    expect(markers.filter((marker) => marker.test(script)).map(String)).toEqual([]);
  });

  it('carries no source map, no development code of React and no e2e key', () => {
    const files = readdirSync(folderOf(output), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    const scripts = files.filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(3);
    for (const file of scripts)
      expect(readFileSync(join(folderOf(output), file), 'utf8'), file).not.toMatch(
        /react-dom-client\.development/,
      );
    expect(manifestOf(output)).not.toHaveProperty('key');
  });
});

describe('manifests', () => {
  it('Chrome', () => {
    const { version: _, ...manifest } = manifestOf('chrome-mv3');
    expect(manifest).toMatchSnapshot();
  });

  it('Firefox', () => {
    const { version: _, ...manifest } = manifestOf('firefox-mv3');
    expect(manifest).toMatchSnapshot();
  });
});

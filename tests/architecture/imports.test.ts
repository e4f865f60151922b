import { describe, expect, it } from 'vitest';
import { closure, filesIn, importsOf, read } from './source';

const CODE = /\.tsx?$/;
const PURE = ['facts', 'kpi', 'stats', 'signals', 'fields', 'match', 'crm', 'govern', 'identity'];
/** Packages that compute and touch nothing else. */
const PURE_PACKAGES = /^(@stdlib\/.+|@leeoniya\/ufuzzy|pure-rand)$/;

const sources = ['entrypoints', 'components', 'lib'].flatMap((folder) => filesIn(folder, CODE));
const uses = sources.flatMap((path) => importsOf(path).map((use) => ({ path, ...use })));
/** Offending imports as readable lines, so that a failure says where. */
const offending = (test: (use: (typeof uses)[number]) => boolean): string[] =>
  uses.filter(test).map(({ path, specifier }) => `${path} imports ${specifier}`);
const inPure = (path: string): boolean => PURE.some((room) => path.startsWith(`lib/${room}/`));

describe('import direction', () => {
  it('finds the imports that it judges', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(uses.some(({ path, file }) => path === 'lib/crm/types.ts' || file === 'lib/facts/types.ts')).toBe(
      true,
    );
    expect(importsOf('lib/facts/registry.ts').map(({ file }) => file)).toContain('lib/facts/tables/deals.ts');
  });

  it('resolves every import of our own', () => {
    expect(offending(({ specifier, file }) => /^(\.|@\/)/.test(specifier) && file === null)).toEqual([]);
  });

  it('goes from entrypoints to components to lib', () => {
    expect(
      offending(
        ({ path, file }) => path.startsWith('lib/') && /^(components|entrypoints)\//.test(file ?? ''),
      ),
    ).toEqual([]);
    expect(
      offending(({ path, file }) => path.startsWith('components/') && /^entrypoints\//.test(file ?? '')),
    ).toEqual([]);
  });

  it('never leads from the product into its tests', () => {
    expect(offending(({ file }) => file?.startsWith('tests/') ?? false)).toEqual([]);
  });

  it('keeps pure rooms among themselves', () => {
    expect(
      offending(
        ({ path, file, typeOnly }) =>
          !typeOnly && inPure(path) && /^lib\//.test(file ?? '') && !inPure(file ?? ''),
      ),
    ).toEqual([]);
    expect(
      offending(
        ({ path, pkg, typeOnly }) => !typeOnly && inPure(path) && pkg !== null && !PURE_PACKAGES.test(pkg),
      ),
    ).toEqual([]);
  });

  it('lets only lib/store know Dexie', () => {
    expect(offending(({ path, pkg }) => /^dexie/.test(pkg ?? '') && !path.startsWith('lib/store/'))).toEqual(
      [],
    );
  });

  it('takes zod only in its small form', () => {
    expect(offending(({ pkg, specifier }) => pkg === 'zod' && specifier !== 'zod/mini')).toEqual([]);
  });
});

describe('what runs where', () => {
  it('the content script loads no React, Dexie, zod or store', () => {
    const loaded = closure('entrypoints/crm.content/index.ts');
    expect(loaded.size).toBeGreaterThan(10);
    expect(
      [...loaded].filter(([name]) =>
        /^(react|react-dom|dexie|zod|zustand)$|^lib\/store\/|^components\//.test(name),
      ),
    ).toEqual([]);
  });

  it('nothing under lib/content and lib/crm can pull them in', () => {
    const files = [...filesIn('lib/content', CODE), ...filesIn('lib/crm', CODE)];
    expect(files.length).toBeGreaterThan(10);
    for (const path of files)
      expect(
        [...closure(path).keys()].filter((name) => /^(react|react-dom|dexie|zod|zustand)$/.test(name)),
        path,
      ).toEqual([]);
  });

  it('the panel loads no Dexie: its storage is blocked with third-party cookies', () => {
    const loaded = closure('entrypoints/panel/main.tsx');
    expect([...loaded.keys()]).toContain('react-dom');
    expect([...loaded].filter(([name]) => /^dexie$|^lib\/store\/(?!types)/.test(name))).toEqual([]);
  });
});

describe('pure rooms', () => {
  const files = PURE.flatMap((room) => filesIn(`lib/${room}`, CODE));
  const FORBIDDEN: readonly [RegExp, string][] = [
    [/\b(browser|chrome)\.(runtime|storage|tabs|scripting|permissions|alarms)\b/, 'a browser API'],
    [/\bindexedDB\b|\blocalStorage\b|\bsessionStorage\b/, 'storage'],
    [/\bDate\.now\(\)|\bnew Date\(\)|\bperformance\.now\(\)/, 'the clock'],
    [/\bMath\.random\(\)|\bcrypto\.(randomUUID|getRandomValues)\b/, 'chance'],
    [/\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/, 'the network'],
  ];

  it.each(PURE)('lib/%s exists', (room) => {
    expect(filesIn(`lib/${room}`, CODE).length).toBeGreaterThan(1);
  });

  it('use no browser API, storage, clock, chance or network', () => {
    const found = files.flatMap((path) => {
      // Comments may name them.
      const code = read(path).replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, '$1');
      return FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path} uses ${what}`);
    });
    expect(found).toEqual([]);
  });
});

describe('the network', () => {
  const code = (path: string) => read(path).replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, '$1');

  it('is used by the client of sources alone', () => {
    const network =
      /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|\bWebTransport\b|\bRTCPeerConnection\b/;
    // The client is handed the browser's fetch by the background; nothing else names it.
    expect(sources.filter((path) => network.test(code(path)))).toEqual([
      'lib/background/sources.ts',
      'lib/sources/client.ts',
    ]);
  });

  it('has credentials that only the background reads', () => {
    const readers = uses.filter(({ path, file }) => file === 'lib/store/secrets.ts' && path !== file);
    expect([...new Set(readers.map(({ path }) => path))].sort()).toEqual([
      'lib/background/handlers/sources.check.ts',
      'lib/background/handlers/sources.remove.ts',
      'lib/background/handlers/sources.save.ts',
      'lib/background/sources.ts',
      'lib/sources/run.ts',
      'lib/store/erase.ts',
    ]);
    const pages = ['options', 'popup', 'panel'].map((name) => closure(`entrypoints/${name}/main.tsx`));
    for (const page of pages) expect([...page.keys()]).not.toContain('lib/sources/run.ts');
  });
});

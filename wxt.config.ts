import { minify } from 'terser';
import { build, type Rolldown, runnerImport } from 'vite';
import { defineConfig } from 'wxt';

// Gives the e2e build a fixed id in Chromium, so that tests can open its pages by URL. The private half was thrown away.
const E2E_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtxdnjH2tEw+ucvJbyUV4c3toYbTYvGbR2aB5hdEuBEagxv8VU+643TDPtRQozZdTfNl667SIrco2YKovukgCYYwh0iYZ+uzk0meF7kRIoSLRPc4+Str29pQ3kgw7TwlERqQwlGfQInFqKnKyalQZ2xCG5jQXAY48P0fjrRR+rZzkstIPaF8o8Z7ju329MfP/+clx8O1EEXsfKod9tzO63Ln6zkZKmyQcjZDny7tlIVbOtXwfap+MkuQUbXzNSZqVI1Jvf+u1BhLbT3SYL5XHaA+fQf2KkiATFjL/YoQ7N1zXFSA4UogsJzu7bo3+fCrfLxN744ckmMLltMgRTQMM9QIDAQAB';

const path = (file: string) => new URL(file, import.meta.url).pathname;

/**
 * What the reader of a page lends to its script for lists, by module of lib/crm: that script comes later, into the
 * same world, and need not bring it again.
 */
const LENT = {
  dom: 'LABELLED deepQueryAll forgetShadows query seen squeeze styleOf textOf visible'.split(' '),
  nouns: ['isPlace'],
  url: ['isId', 'refOf'],
  votes: ['vote', 'winner'],
  lightning: ['frontPage', 'objectKind', 'pageSelectors'],
} as const;
type Lent = keyof typeof LENT;

/** Takes lent modules from the reader that is there; a name that is not lent fails the build. */
const borrow = (modules: readonly Lent[]) => ({
  name: 'borrow-from-reader',
  enforce: 'pre' as const,
  resolveId(id: string) {
    const name = modules.find((one) => /^\.{1,2}\//.test(id) && id.endsWith(`/${one}`));
    return name ? `\0lent:${name}` : null;
  },
  load(id: string) {
    const name = modules.find((one) => id === `\0lent:${one}`);
    return name ? `export const [${LENT[name].join()}] = globalThis.partnerLensReader.lent.${name};` : null;
  },
});

/**
 * A script for CRM pages, smaller than the bundler makes it: every page pays for each byte.
 * @param own names of properties that no other script sees
 */
async function squeezed(code: string, own?: RegExp): Promise<string> {
  const { code: smaller } = await minify(code, {
    ecma: 2020,
    // Right as long as nobody changes built-in objects, calls functions with `new` or lets getters do more than get.
    compress: {
      passes: own ? 1 : 3,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_comps: true,
      pure_getters: true,
      lhs_constants: false,
      conditionals: false,
      // A reader, whose own names are known, is smaller without hoisting and with longer statements.
      hoist_funs: !own,
      sequences: !!own,
    },
    mangle: own ? { properties: { regex: own } } : true,
    // Letters of other scripts are longer by their numbers, and packed they are shorter.
    format: { ascii_only: true, quote_style: 1 },
  });
  return smaller ?? code;
}

/** Properties of what the modules of a reader tell each other, and of nothing that leaves it. */
const WITHIN_READER =
  /^(told|heading|words|roles|weight|rank|place|labelSelector|shows|meaningOf|linkId|around|box)$/;

/** What people and tests want to know of a reader, and a page does not. */
const withoutNotes = {
  name: 'readers-without-notes',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    /\/lib\/crm\/(sites|rows)\//.test(id)
      ? code.replace(/^ {2}(name|evidence|checked|priority): ('[^']*'|\d+),\n/gm, '')
      : null,
};

/** Words of foreign letters come later: lib/content/load-part.ts. */
const foreignLater = {
  name: 'foreign-words-later',
  enforce: 'pre' as const,
  resolveId: (id: string) => (/^\.{1,2}\/foreign$/.test(id) ? '\0foreign' : null),
  load: (id: string) => (id === '\0foreign' ? 'export const foreign = globalThis.partnerLensParts;' : null),
};

/** One script of some modules, minified, ready to be put into a page. */
async function bundle(code: string, borrowed: readonly Lent[] = [], own?: RegExp): Promise<string> {
  const entry = path('./reader.entry');
  const result = await build({
    root: path('.'),
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'esnext',
      lib: { entry, formats: ['iife'], name: 'reader' },
    },
    plugins: [
      borrow(borrowed),
      withoutNotes,
      foreignLater,
      {
        name: 'reader-entry',
        // Made up here: there is no such file.
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('The build of a page reader gave no output.');
  return squeezed(output.output[0].code, own);
}

/** What a reader of rows borrows. */
const lentFor = (rows: string): readonly Lent[] =>
  rows === 'generic'
    ? ['dom', 'nouns', 'url', 'votes']
    : rows === 'salesforce'
      ? ['dom', 'lightning']
      : ['dom'];

/** Imports a module of our own at build time. */
async function load<T>(file: string): Promise<T> {
  const { module } = await runnerImport<T>(path(file), { configFile: false, logLevel: 'error' });
  return module;
}

/** Page readers: one script for each adapter, `any` for the generic one. A page loads the one it needs. */
async function readers(): Promise<{ relativeDest: string; contents: string }[]> {
  const { adapters } = await load<typeof import('./lib/crm/registry')>('./lib/crm/registry.ts');
  const { rowReaders } = await load<typeof import('./lib/crm/row-readers')>('./lib/crm/row-readers.ts');
  return Promise.all(
    adapters.map(async ({ id, priority }) => {
      const lent = lentFor(rowReaders.has(id) ? id : 'generic');
      return {
        relativeDest: `readers/${priority > 0 ? id : 'any'}.js`,
        contents: await bundle(
          [
            `import { readerOf } from ${JSON.stringify(path('./lib/crm/choose.ts'))};`,
            `import { adapter } from ${JSON.stringify(path(`./lib/crm/sites/${id}.ts`))};`,
            ...lent.map(
              (name) => `import {${LENT[name].join()}} from ${JSON.stringify(path(`./lib/crm/${name}.ts`))};`,
            ),
            `const lent = {${lent.map((name) => `${name}: [${LENT[name].join()}]`).join()}};`,
            'globalThis.partnerLensReader = Object.assign(readerOf([adapter]), { lent });',
          ].join('\n'),
          [],
          WITHIN_READER,
        ),
      };
    }),
  );
}

/** Badges on lists: one script for each reader of rows, `any` for the generic one; fetched on pages with lists only. */
async function lists(): Promise<{ relativeDest: string; contents: string }[]> {
  const { rowReaders } = await load<typeof import('./lib/crm/row-readers')>('./lib/crm/row-readers.ts');
  return Promise.all(
    [...rowReaders.keys()].map(async (id) => ({
      relativeDest: `lists/${id === 'generic' ? 'any' : id}.js`,
      contents: await bundle(
        [
          `import { startLists } from ${JSON.stringify(path('./lib/content/lists/lists.ts'))};`,
          `import { reader } from ${JSON.stringify(path(`./lib/crm/rows/${id}.ts`))};`,
          'globalThis.partnerLensLists = Object.assign((options) => startLists(reader, options), { reader });',
        ].join('\n'),
        lentFor(id),
      ),
    })),
  );
}

/**
 * What shows a record in a page, answers to the launcher, follows modal dialogs, knows Japanese, reads what no markup
 * tells, or no label; each fetched when first needed.
 */
async function parts(): Promise<{ relativeDest: string; contents: string }[]> {
  const part = async (name: string, from: string, what: string, borrowed: readonly Lent[] = []) => ({
    relativeDest: `parts/${name}.js`,
    contents: await bundle(
      `import { ${what} } from ${JSON.stringify(path(from))};\nglobalThis.partnerLensParts.${name} = ${what};`,
      borrowed,
    ),
  });
  return Promise.all([
    part('overlay', './lib/content/overlay.ts', 'startOverlay'),
    part('launcher', './lib/content/operate.ts', 'operate'),
    part('modals', './lib/content/modal.ts', 'followModals'),
    part('japanese', './lib/crm/japanese.ts', 'japanese'),
    part('near', './lib/crm/near.ts', 'near'),
    part('beside', './lib/crm/beside.ts', 'beside', ['dom']),
  ]);
}

const script = async (relativeDest: string, code: string) => ({ relativeDest, contents: await bundle(code) });
const from = (file: string) => `from ${JSON.stringify(path(file))};`;

/** What a person asks for on a field, what reads with the lessons of taught sites, and what lets a person teach one. */
const onRequest = () =>
  Promise.all([
    script('acts.js', `import { acts } ${from('./lib/content/acts.ts')} globalThis.partnerLensActs = acts;`),
    script('taught/read.js', `import { useLessons } ${from('./lib/content/teach/lessons.ts')} useLessons();`),
    script(
      'taught/teach.js',
      `import { startTeaching } ${from('./lib/content/teach/teach.ts')} startTeaching(document);`,
    ),
  ]);

/**
 * Starts the content script without the framework's context: that announces the extension's id to the page in the name
 * of an event, lets the page switch the script off by sending that event, and weighs a kilobyte. See
 * lib/content/takeover.ts.
 */
const noContext = {
  name: 'no-content-script-context',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === 'wxt/utils/content-script-context' ? '\0no-context' : null),
  load: (id: string) => (id === '\0no-context' ? 'export class ContentScriptContext {}' : null),
  transform: (code: string) =>
    code.includes('new ContentScriptContext(')
      ? code.replace(/const result = [\s\S]*$/, 'definition.main();')
      : null,
};

/**
 * What extensions may do, under the name that the browser gave it. The framework asks whether `browser.runtime.id` is
 * there, which a page answers with a form called `browser`; a name that is the page's is no property of the window's own.
 */
const sureBrowser = (browser: string) => ({
  name: 'one-browser-namespace',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === '@wxt-dev/browser' ? '\0own-browser' : null),
  load: (id: string) =>
    id === '\0own-browser'
      ? `export const browser = globalThis.${browser === 'firefox' ? 'browser' : 'chrome'};`
      : null,
});

/**
 * What the panel consists of, in one script and one style sheet: on a busy machine a frame in a page waits for each of
 * its files. The other pages of ours take the parts that they share from the same script; none of these draws anything
 * by itself, as an entrypoint does.
 */
const PANEL = /(?:components\/(?:panel\/(?:Panel|port|store)\.tsx?|tokens\.css)|react-dom\/client\.js)$/;
const panelInOne = {
  name: 'panel-in-one-script',
  outputOptions: (options: Rolldown.OutputOptions): Rolldown.OutputOptions =>
    options.format === 'es'
      ? { ...options, codeSplitting: { groups: [{ name: 'panel', test: PANEL }] } }
      : options,
};

/** What the errors of a request tell a person: in a CRM page nobody reads it, only their codes. */
const withoutTexts = (code: string) =>
  code
    .replace(/, *(['"`])Partner Lens (?:was updated|did not answer)[^;]*?Reload this page\.\1/g, '')
    .replace(/, *\w+\.error\.message(?=\))/, '')
    .replace(/\bcode;\s*name\s*=\s*(['"`])RequestError\1;/, '');

/** Squeezes the content script once it is built. */
const squeeze = {
  name: 'squeeze-content-script',
  enforce: 'post' as const,
  async generateBundle(_options: unknown, bundle: Record<string, { type: string; code?: string }>) {
    for (const [file, chunk] of Object.entries(bundle))
      if (/^content-scripts\/.*\.js$/.test(file) && chunk.code)
        chunk.code = await squeezed(withoutTexts(chunk.code));
  },
};

/**
 * No page of ours may connect anywhere, whatever the extension as a whole may: only the background asks the services of
 * sources. A page can narrow the policy of the manifest for itself, never widen it.
 */
const unconnected = {
  name: 'pages-without-connections',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" },
      injectTo: 'head-prepend' as const,
    },
  ],
};

/** What can ask a host, or start something that can, in a worker of any browser. */
const WAYS_OUT = [
  ...['fetch', 'fetchLater', 'XMLHttpRequest', 'EventSource', 'WebSocket', 'WebSocketStream', 'WebTransport'],
  ...['importScripts', 'caches', 'Worker', 'SharedWorker'],
];

/**
 * The same for the workers of our pages. They are under the policy of the manifest, which a page cannot narrow for them:
 * each gives up what connects before it does anything. What it imports comes before that and only defines.
 */
const severed = {
  name: 'workers-without-connections',
  renderChunk: (code: string, { isEntry }: { isEntry: boolean }) =>
    isEntry
      ? `for(const way of ${JSON.stringify(WAYS_OUT)})for(let at=self;at;at=Object.getPrototypeOf(at))Reflect.deleteProperty(at,way);\n${code}`
      : null,
};

export default defineConfig({
  hooks: {
    'build:publicAssets': async (_wxt, files) => {
      files.push(
        ...(await readers()),
        ...(await lists()),
        ...(await parts()),
        ...(await onRequest()),
        // See lib/background/registration.ts.
        { relativeDest: 'first.js', contents: '' },
      );
    },
  },
  modules: ['@wxt-dev/module-react'],
  imports: false,
  manifestVersion: 3,
  vite: ({ command, browser }) => ({
    plugins:
      command === 'build' ? [noContext, sureBrowser(browser), squeeze, unconnected, panelInOne] : [noContext],
    // The import worker fetches what reads workbooks and archives when one is opened.
    worker: { format: 'es', plugins: () => (command === 'build' ? [severed] : []) },
  }),
  manifest: ({ mode, browser, command }) => ({
    name: 'Partner Lens',
    description:
      'Is this partnership working, and is it working in the right way? Answers on your CRM page, on your machine.',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms'],
    // Sites are granted one by one; the release build asks for none at install.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    ...(mode === 'e2e' ? { host_permissions: ['http://*/*', 'https://*/*'] } : {}),
    ...(mode === 'e2e' && browser !== 'firefox' ? { key: E2E_KEY } : {}),
    action: { default_title: 'Partner Lens' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
      'next-missing-field': {
        suggested_key: { default: 'Alt+Shift+N' },
        description: 'Go to the next missing field of the record',
      },
      'previous-missing-field': {
        suggested_key: { default: 'Alt+Shift+P' },
        description: 'Go to the previous missing field of the record',
      },
    },
    // The background may ask the services that a person set up as sources, encrypted or on this machine; which hosts
    // these are is unknown when this is built, and the browser grants them one by one. Pages connect to nothing: see
    // `unconnected`. No frame-ancestors: the panel sits in a frame of the CRM page.
    content_security_policy: {
      extension_pages: [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        `connect-src https: http://localhost:* http://127.0.0.1:*${command === 'serve' ? ' ws://localhost:*' : ''}`,
        "img-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    },
    // Pages with COEP require-corp block the panel's frame unless the extension answers in kind, and unless its
    // address is the plain one: with use_dynamic_url it stays blocked (Chromium 156). Firefox asks for neither.
    ...(browser === 'firefox'
      ? {}
      : {
          cross_origin_embedder_policy: { value: 'require-corp' },
          cross_origin_opener_policy: { value: 'same-origin' },
        }),
    web_accessible_resources: [
      { resources: ['panel.html'], matches: ['https://*/*', 'http://*/*'], use_dynamic_url: false },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'partner-lens@example.com',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          minimum_chrome_version: '126',
          // Firefox has no schema for managed storage: it reads a native manifest or a policy as it is.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});

import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from './source';

/** Modules of a folder by file name without extension. */
const byName = (modules: Record<string, unknown>): [string, Record<string, unknown>][] =>
  Object.entries(modules).map(([path, module]) => [basename(path, '.ts'), module as Record<string, unknown>]);

const REGISTRIES = {
  'fact tables': { modules: import.meta.glob('@/lib/facts/tables/*.ts', { eager: true }), least: 16 },
  metrics: { modules: import.meta.glob('@/lib/kpi/metrics/*.ts', { eager: true }), least: 14 },
  'CRM adapters': { modules: import.meta.glob('@/lib/crm/sites/*.ts', { eager: true }), least: 4 },
  sources: { modules: import.meta.glob('@/lib/sources/kinds/*.ts', { eager: true }), least: 5 },
} as const;

/** The one exported thing of a registry file that has an id. */
function entryOf(module: Record<string, unknown>): Record<string, unknown> {
  const found = Object.values(module).filter(
    (value): value is Record<string, unknown> => typeof value === 'object' && value !== null && 'id' in value,
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

describe.each(Object.entries(REGISTRIES))('%s', (_name, { modules, least }) => {
  const entries = byName(modules);

  it(`has at least ${least}`, () => {
    expect(entries.length).toBeGreaterThanOrEqual(least);
  });

  it.each(entries)('%s: the file name is the id', (name, module) => {
    expect(entryOf(module).id).toBe(name);
  });
});

describe('descriptions', () => {
  it.each(byName(REGISTRIES['fact tables'].modules))(
    'table %s and its columns say what they are',
    (_, module) => {
      const table = entryOf(module) as {
        name: string;
        description: string;
        identity: string[];
        date: string;
        columns: Record<string, { kind: string; label: string; description: string; domain?: string }>;
      };
      expect(table.description.length).toBeGreaterThan(10);
      for (const id of [...table.identity, table.date]) expect(table.columns).toHaveProperty(id);
      for (const [id, column] of Object.entries(table.columns)) {
        expect(column.label, id).not.toBe('');
        expect(column.description, id).toMatch(/\.$/);
        if (['key', 'category', 'text'].includes(column.kind)) expect(column.domain, id).toBeTruthy();
      }
    },
  );

  it.each(byName(REGISTRIES.metrics.modules))(
    'metric %s says what it asks, counts and leaves out',
    (_, module) => {
      const metric = entryOf(module) as Record<string, string>;
      for (const property of [
        'code',
        'name',
        'question',
        'includes',
        'excludes',
        'sourceOfRecord',
        'owner',
        'source',
      ])
        expect(metric[property], property).toBeTruthy();
      expect(metric.question).toMatch(/\?$/);
    },
  );

  it('no two metrics share a code', () => {
    const codes = byName(REGISTRIES.metrics.modules).map(([, module]) => entryOf(module).code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('performance, quality, trust and operations have at least three metrics each', () => {
    const dimensions = byName(REGISTRIES.metrics.modules).map(([, module]) => entryOf(module).dimension);
    for (const dimension of ['performance', 'quality', 'trust', 'operations'])
      expect(dimensions.filter((one) => one === dimension).length, dimension).toBeGreaterThanOrEqual(3);
  });
});

describe('CRM adapters', () => {
  const adapters = byName(REGISTRIES['CRM adapters'].modules);
  const fixtures = filesIn('tests/fixtures/crm');

  it.each(adapters)('%s states its evidence and when it was checked', (_, module) => {
    const adapter = entryOf(module);
    expect(adapter.name).toBeTruthy();
    expect(adapter.evidence).toMatch(/^[ABC]$/);
    expect(adapter.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it.each(adapters)('%s has fixtures', (name) => {
    const own = fixtures.filter((path) => path.startsWith(`tests/fixtures/crm/${name}/`));
    expect(own.length).toBeGreaterThanOrEqual(2);
  });

  it('only the generic reader has priority 0', () => {
    const zero = adapters.map(([, module]) => entryOf(module)).filter(({ priority }) => priority === 0);
    expect(zero.map(({ id }) => id)).toEqual(['generic']);
  });
});

describe('signals', () => {
  const rules = byName(import.meta.glob('@/lib/signals/rules/*.ts', { eager: true }));

  it('are at least six', () => {
    expect(rules.length).toBeGreaterThanOrEqual(6);
  });

  it.each(rules)('%s has an id fit for a file name, a name and a description', (name, module) => {
    const rule = module.default as Record<string, unknown>;
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.name).toBeTruthy();
    expect(String(rule.description).length).toBeGreaterThan(30);
    expect(rule.evaluate).toBeTypeOf('function');
  });
});

describe('migrations', () => {
  const migrations = byName(import.meta.glob('@/lib/store/migrations/*.ts', { eager: true }));

  it.each(migrations)('%s is named after its version', (name, module) => {
    expect(`v${(module.migration as { version: number }).version}`).toBe(name);
  });

  it('are numbered from 1 without a gap', () => {
    const versions = migrations.map(([name]) => Number(name.slice(1))).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: Math.max(1, versions.length) }, (_, index) => index + 1));
  });
});

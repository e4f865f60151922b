import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '@/lib/policy/parse';
import { NO_POLICY } from '@/lib/policy/types';

const good = {
  limits: [{ scope: 'global', kpi: 'refund-rate', warn: 0.05, fail: 0.1 }],
  rules: [
    {
      id: 'agency',
      objects: ['deal'],
      stages: [],
      partnerTypes: [],
      crms: [],
      fields: ['Agency'],
      why: 'required by head office',
      enabled: true,
    },
  ],
  sources: [{ name: 'Feed', url: 'https://data.example.com/pack.plpack', everyMinutes: 60 }],
  trustedSigners: [{ name: 'Head office', fingerprint: 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345-6789' }],
  off: ['teaching'],
};

describe('a policy', () => {
  it('is taken as it stands', () => {
    expect(parsePolicy(good)).toEqual({ ...good, problems: [] });
    expect(parsePolicy({})).toEqual(NO_POLICY);
  });

  it('keeps its good entries and names the bad ones', () => {
    const policy = parsePolicy({
      limits: [
        { scope: 'global', kpi: 'refund-rate', warn: 0.1, fail: 0.05 },
        good.limits[0],
        { scope: 'somewhere', kpi: 'refund-rate', warn: 0.1, fail: 0.2 },
        { scope: 'global', kpi: 'refund-rat', warn: 0.1, fail: 0.2 },
        { scope: 'global', kpi: 'own-ours', warn: 0.1, fail: 0.2 },
      ],
      rules: [
        { ...good.rules[0], objects: [] },
        { ...good.rules[0], surprise: true },
      ],
      sources: [{ ...good.sources[0], url: 'https://me:secret@data.example.com/' }],
      trustedSigners: 'everyone',
      off: ['teaching', 'everything'],
      colour: 'blue',
    });
    expect(policy.limits.map(({ kpi }) => kpi)).toEqual(['refund-rate', 'own-ours']);
    expect(policy.off).toEqual(['teaching', 'packs']);
    expect([policy.rules, policy.sources, policy.trustedSigners]).toEqual([[], [], []]);
    expect(policy.problems.map((problem) => problem.split(':')[0])).toEqual([
      'limits[0]',
      'limits[2]',
      'limits[3]',
      'rules[0]',
      'rules[1]',
      'sources[0]',
      'trustedSigners',
      'off[1]',
      'colour',
      'trustedSigners',
    ]);
    expect(policy.problems[0]).toContain('Less is better');
  });

  it.each([
    ['a slip in the only name', [{ ...good.trustedSigners[0], fingerprint: 'abcd' }]],
    ['no list', { name: 'Head office' }],
  ])('that names signers refuses the packs of everybody where none can be read: %s', (_, trustedSigners) => {
    const policy = parsePolicy({ trustedSigners });
    expect(policy.off).toEqual(['packs']);
    expect(policy.problems.at(-1)).toContain('packs of everybody are refused');
  });

  it('that names nobody, or one who can be read, leaves packs as they are', () => {
    const [signer] = good.trustedSigners;
    for (const trustedSigners of [[], [signer, { name: 'x' }]])
      expect(parsePolicy({ trustedSigners }).off).toEqual([]);
  });

  it('of anything at all is no accident', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(good)), fc.jsonValue()), (managed) => {
        const policy = parsePolicy(managed);
        expect(Object.keys(policy).sort()).toEqual(Object.keys(NO_POLICY).sort());
      }),
    );
  });

  it('has a schema that names the same settings, as Chrome wants it', () => {
    const file = new URL('../../../public/managed-schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(file, 'utf8')) as Node;
    interface Node {
      type: string;
      properties?: Record<string, Node>;
      items?: Node;
      required?: string[];
      [other: string]: unknown;
    }
    expect(Object.keys(schema.properties!).sort()).toEqual(Object.keys(good).sort());
    const check = (node: Node, value: unknown): void => {
      expect(['object', 'array', 'string', 'number', 'integer', 'boolean']).toContain(node.type);
      if (node.items) for (const entry of value as unknown[]) check(node.items, entry);
      for (const [name, inner] of Object.entries(node.properties ?? {}))
        check(inner, (value as Record<string, unknown>)[name]);
      if (node.type === 'object') expect(Object.keys(node.properties!)).toEqual(Object.keys(value as object));
      else if (node.type !== 'array')
        expect(typeof value).toBe(node.type === 'integer' ? 'number' : node.type);
    };
    check(schema, good);
  });
});

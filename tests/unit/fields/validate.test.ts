import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '@/lib/fields/defaults';
import { validateRule } from '@/lib/fields/validate';

const good = {
  id: 'own-1',
  objects: ['deal', 'deal'],
  stages: [' Proposal ', ''],
  partnerTypes: ['reseller'],
  crms: [],
  fields: ['Region'],
  why: ' for the report ',
  enabled: false,
};

describe('validateRule', () => {
  it('takes blanks and repetitions out of a good rule', () => {
    expect(validateRule(good)).toEqual({
      ok: true,
      rule: { ...good, objects: ['deal'], stages: ['Proposal'], why: 'for the report' },
    });
  });

  it('lets every built-in rule through unchanged', () => {
    for (const rule of defaultRules) expect(validateRule(rule)).toEqual({ ok: true, rule });
  });

  it.each([
    [{ ...good, id: ' ' }, 'id'],
    [{ ...good, id: 5 }, 'id'],
    [{ ...good, objects: [] }, 'objects'],
    [{ ...good, objects: ['deals'] }, 'objects'],
    [{ ...good, objects: 'deal' }, 'objects'],
    [{ ...good, fields: [] }, 'fields'],
    [{ ...good, fields: ['  '] }, 'fields'],
    [{ ...good, fields: [1] }, 'fields'],
    [{ ...good, stages: ['x'.repeat(301)] }, 'stages'],
    [{ ...good, why: 'x'.repeat(301) }, 'why'],
    [{ ...good, enabled: 'yes' }, 'enabled'],
  ])('says what to mend in %j', (input, part) => {
    const result = validateRule(input);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.problems.map((problem) => problem.part)).toEqual([part]);
      expect(result.problems[0]!.message).toMatch(/\.$/);
    }
  });

  it('answers anything without throwing, and what it accepts it accepts again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({ ...Object.fromEntries(Object.keys(good).map((key) => [key, fc.anything()])) }),
        ),
        (input) => {
          const result = validateRule(input);
          if (result.ok) expect(validateRule(result.rule)).toEqual(result);
          else expect(result.problems.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Row } from '../facts/build';
import { ago, measure } from './measure';

describe('relationships', () => {
  let id = 0;
  const known = (row: Row = {}): Row => ({
    relationship: `r${id++}`,
    partner: 'p',
    person: `person-${id}`,
    first_seen: ago(20),
    via: 'partner',
    relevant: true,
    known_before: false,
    joint: true,
    ...row,
  });

  it('are new through the partner, relevant, and each person once (K44)', () => {
    const relationships = [
      known({ person: 'ada' }),
      known({ person: 'ada', first_seen: ago(3) }),
      known({ person: undefined, organisation: 'One' }),
      known({ via: 'own' }),
      known({ via: undefined }),
      known({ relevant: false }),
      known({ relevant: undefined }),
      known({ known_before: true }),
      known({ first_seen: ago(91), person: 'old' }),
      known({ first_seen: ago(300), person: 'older' }),
    ];
    expect(measure('network-expansion', { relationships })).toMatchObject({
      value: 2,
      excluded: {
        'not known through whom': 1,
        'not relevant': 1,
        'relevance not known': 1,
        'in our CRM before': 1,
        'same person already counted': 1,
      },
    });
    expect(measure('network-growth', { relationships })).toMatchObject({
      value: 1,
      n: 2,
      numerator: 2,
      denominator: 2,
    });
  });

  it('cannot grow from nothing, and stand still where nobody came', () => {
    const fresh = measure('network-growth', { relationships: [known()] });
    expect(fresh).toMatchObject({ value: null, n: 0, numerator: 1, denominator: null });
    expect(measure('network-growth', { relationships: [known({ first_seen: ago(200) })] })).toMatchObject({
      value: 0,
      n: 1,
    });
  });

  it('begin with a joint action or not (K60)', () => {
    const relationships = [known(), known({ joint: false }), known({ joint: undefined })];
    expect(measure('joint-first-contact', { relationships })).toMatchObject({
      value: 0.5,
      n: 2,
      excluded: { 'first action not known': 1 },
    });
  });

  it('would not be without the partner where both is known, or one rules it out (K65)', () => {
    const relationships = [
      known(),
      known({ known_before: true, via: undefined }),
      known({ known_before: undefined, via: 'own' }),
      known({ known_before: undefined }),
      known({ via: undefined }),
    ];
    expect(measure('solo-unreachable', { relationships })).toMatchObject({
      numerator: 1,
      denominator: 3,
      excluded: { 'not known how it came about': 2 },
    });
  });

  it('outlive the campaign by more than 90 days, once they had the time (K64)', () => {
    const ended = (days: number, last: number | undefined): Row =>
      known({
        first_seen: ago(500),
        ended: ago(days),
        last_interaction: last === undefined ? undefined : ago(last),
      });
    const relationships = [
      ended(180, 89),
      ended(180, 90),
      ended(300, undefined),
      ended(300, 100),
      ended(90, undefined),
      ended(89, 1),
      ended(179, 1),
      ended(366, 1),
      known({ last_interaction: ago(1) }),
    ];
    expect(measure('relationship-survival', { relationships })).toMatchObject({
      numerator: 3,
      denominator: 6,
      immature: 1,
    });
    expect(measure('relationship-survival-180', { relationships })).toMatchObject({
      numerator: 1,
      denominator: 4,
      immature: 3,
    });
  });

  it('spread over sectors more or less evenly (K62)', () => {
    const sector = (name: string | undefined, organisation: string): Row =>
      known({ sector: name, organisation });
    const relationships = [
      sector('retail', 'a'),
      sector('retail', 'a'),
      sector('retail', 'b'),
      sector('health', 'c'),
      sector('energy', 'd'),
      sector(undefined, 'e'),
    ];
    expect(measure('sector-count', { relationships })).toMatchObject({ value: 3 });
    const result = measure('sector-evenness', { relationships });
    // Organisations a and b in retail, c and d alone: 0.5, 0.25, 0.25.
    expect(result).toMatchObject({
      n: 4,
      low: null,
      excluded: { 'no sector': 1, 'same organisation already counted': 1 },
    });
    expect(result.value).toBeCloseTo((1.5 * Math.log(2)) / Math.log(3), 12);
    expect(result.denominator).toBeCloseTo(Math.log(3), 12);
    const one = measure('sector-evenness', { relationships: relationships.slice(0, 3) });
    expect(one).toMatchObject({ value: null, n: 2 });
    expect(one.reason).toMatch(/same value/);
    expect(measure('sector-evenness', { relationships }, { of: null }).value).toBe(result.value);
  });
});

describe('conversation to pipeline (K61)', () => {
  const talk = (id: string, row: Row): Row => ({ conversation: id, partner: 'p', held: ago(200), ...row });
  const deals = [
    { deal: 'soon', partner: 'p', created: ago(20) },
    { deal: 'late', partner: 'p', created: ago(19) },
    { deal: 'before', partner: 'p', created: ago(201) },
    { deal: 'undated', partner: 'p' },
  ];
  it('counts opportunities of the 180 days after it', () => {
    const conversations = [
      talk('a', { deal: 'soon' }),
      talk('b', { deal: 'late' }),
      talk('c', { deal: 'before' }),
      talk('d', {}),
      talk('e', { deal: 'late', linked: ago(150) }),
      talk('f', { deal: 'undated' }),
      talk('g', { deal: 'unknown' }),
      talk('h', { held: ago(179), deal: 'soon' }),
      talk('i', { held: ago(366), deal: 'soon' }),
    ];
    expect(measure('conversation-to-pipeline', { conversations, deals })).toMatchObject({
      numerator: 2,
      denominator: 5,
      immature: 1,
      excluded: { 'day of the opportunity not known': 2 },
    });
  });
  it('needs no deals where the day is stated', () => {
    const conversations = [talk('a', { deal: 'x', linked: ago(190) }), talk('b', {})];
    expect(measure('conversation-to-pipeline', { conversations })).toMatchObject({ value: 0.5, n: 2 });
  });
});

import { describe, expect, it } from 'vitest';
import type { Row } from '../facts/build';
import { ago, at, many, measure } from './measure';

const milestone = (kind: string, name: string, row: Row): Row => ({ partner: 'p', kind, name, ...row });

describe('time-to-launch (K31)', () => {
  const launch = (name: string, row: Row) => milestone('launch', name, row);
  it('is the median of days from agreed to live', () => {
    const milestones = [
      launch('a', { started: at(100), done: at(80) }),
      launch('b', { started: at(100), done: at(60) }),
      launch('c', { started: at(100), done: at(10) }),
      launch('before', { started: at(366), done: at(300) }),
      milestone('approval', 'x', { started: at(100), done: at(99) }),
    ];
    expect(measure('time-to-launch', { milestones })).toMatchObject({ value: 40, n: 3, low: 0, high: null });
  });
  it('counts campaigns past their plan with their age, others as not yet due', () => {
    const late = { started: at(100), planned: ago(50) };
    const milestones = [
      launch('a', { started: at(100), done: at(80) }),
      launch('b', { started: at(100), done: at(60) }),
      launch('c', late),
      launch('not due', { started: at(100), planned: ago(0) }),
    ];
    const result = measure('time-to-launch', { milestones });
    // Survival falls to 2/3 at 20 days and 1/3 at 40.
    expect(result).toMatchObject({ value: 40, n: 3, immature: 1 });
    expect(result.atLeast).toBeUndefined();
    const mostly = [
      ...milestones,
      launch('d', { ...late, started: at(70) }),
      launch('e', late),
      launch('f', late),
    ];
    // 2 of 6 have ended: at least the median of 20, 40, 70, 100, 100, 100.
    expect(measure('time-to-launch', { milestones: mostly })).toMatchObject({
      value: 85,
      atLeast: true,
      low: 20,
      high: null,
      n: 6,
    });
  });
});

describe('approvals (K32)', () => {
  const approval = (name: string, row: Row) => milestone('approval', name, row);
  it('counts business hours to the decision', () => {
    const milestones = [
      // Friday 2026-11-13 10:00 to Monday 12:00: 26 h.
      approval('a', { started: '2026-11-13T10:00', done: '2026-11-16T12:00', first_pass: true }),
      approval('b', { started: '2026-11-10T10:00', done: '2026-11-10T20:00', first_pass: false }),
      approval('c', { started: '2026-11-10T10:00', done: '2026-11-12T16:00', first_pass: true }),
      approval('d', { started: '2026-11-10T10:00', done: '2026-11-12T10:00' }),
      approval('open', { started: '2026-11-10T10:00' }),
      approval('wrong', { started: '2026-11-10T10:00', done: '2026-11-10T09:00', first_pass: false }),
      // The decision places it, not the submission.
      approval('long', { started: at(300), done: at(91) }),
    ];
    // 10, 26, 48, 54.
    expect(measure('approval-cycle-time', { milestones })).toMatchObject({
      value: 37,
      n: 4,
      excluded: { 'decided before submitted': 1 },
    });
    const workspace = {
      timeZone: 'UTC',
      currency: 'EUR',
      business: { days: [1, 2, 3, 4, 5], from: 540, to: 1020 },
    };
    // Office hours 9-17: 10, 7, 22, 16.
    expect(measure('approval-cycle-time', { milestones }, { workspace }).value).toBe(13);
    expect(measure('first-pass-approval', { milestones })).toMatchObject({
      numerator: 2,
      denominator: 4,
      excluded: { 'rework not known': 1 },
    });
  });
});

describe('onboarding and enablement (K33, K34)', () => {
  it('counts required steps that are done', () => {
    const step = (name: string, row: Row) => milestone('onboarding', name, row);
    const milestones = [
      step('a', { started: at(400), done: at(300) }),
      step('b', { done: at(3) }),
      step('c', { required: true }),
      step('d', { required: false }),
      step('e', { done: at(-1) }),
      step('f', { started: at(-3) }),
    ];
    expect(measure('onboarding-completion', { milestones })).toMatchObject({ numerator: 2, denominator: 4 });
  });
  it('counts completed trainings and certified people', () => {
    const training = (person: string, course: string, kind: string | undefined, row: Row = {}): Row => ({
      partner: 'p',
      person,
      course,
      kind,
      enrolled: ago(200),
      ...row,
    });
    const trainings = [
      training('ann', 'basics', 'training', { completed: ago(100) }),
      training('ben', 'basics', undefined, { completed: ago(0) }),
      training('ann', 'cert 1', 'certification', { completed: ago(300), valid_until: ago(5) }),
      training('ann', 'cert 2', 'certification', { completed: ago(30) }),
      training('ben', 'cert 1', 'certification'),
      training('cat', 'cert 1', 'certification', { required: false, completed: ago(3) }),
    ];
    expect(measure('enablement-participation', { trainings })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
    expect(measure('certification', { trainings })).toMatchObject({
      numerator: 1,
      denominator: 2,
      excluded: { 'same person already counted': 1 },
    });
  });
});

describe('lead response (K35a, K36a)', () => {
  const lead = (id: string, created: string, first_contact?: string): Row => ({
    lead: id,
    partner: 'p',
    created,
    first_contact,
  });
  it('counts answers within a day; overdue ones are misses, young ones wait', () => {
    const leads = [
      lead('a', at(10, '10:00'), at(9, '10:00')),
      lead('b', at(10, '10:00'), at(9, '10:01')),
      lead('c', at(10, '10:00')),
      // The as-of instant is 00:00 of the as-of day.
      lead('d', at(2, '23:59')),
      lead('e', at(1, '00:00')),
      lead('f', at(1, '20:00'), at(1, '20:30')),
      // Answered only later: at the as-of day it still waits.
      lead('g', at(1, '20:00'), at(0, '10:00')),
    ];
    expect(measure('sla-adherence', { leads })).toMatchObject({ numerator: 2, denominator: 5, immature: 2 });
  });
  it('takes the median of minutes, open leads with their age', () => {
    const leads = [30, 60, 90].map((minutes, i) =>
      lead(
        `l${i}`,
        at(10, '10:00'),
        `${ago(10)}T${minutes < 60 ? `10:${minutes}` : minutes === 60 ? '11:00' : '11:30'}`,
      ),
    );
    expect(measure('speed-to-lead', { leads })).toMatchObject({ value: 60, n: 3 });
    const open = lead('open', at(5, '00:00'));
    // Survival 3/4, 2/4 at 60: the middle of 60 and 90.
    expect(measure('speed-to-lead', { leads: [...leads, open] })).toMatchObject({ value: 75, n: 4 });
    expect(
      measure('speed-to-lead', { leads: [leads[0]!, open, lead('open 2', at(5, '00:00'))] }),
    ).toMatchObject({
      value: 7200,
      atLeast: true,
    });
    expect(measure('speed-to-lead', { leads: [open] }).reason).toMatch(/"First contact"/);
  });
  it('takes 52 hours against a day as the reference has it', () => {
    const leads = many(11, 'lead', (i) => ({
      created: at(20, '08:00'),
      first_contact: `${ago(18)}T12:${String(i).padStart(2, '0')}`,
    }));
    expect(measure('speed-to-lead', { leads }).value).toBe(52 * 60 + 5);
  });
});

describe('partner-response-time (K36b)', () => {
  const message = (touch: string, sent: string, replied?: string, direction = 'outbound'): Row => ({
    touch,
    partner: 'p',
    at: sent,
    replied,
    direction,
  });
  it('counts business hours to the reply; none in five days is a miss', () => {
    const touches = [
      // Monday 10:00 to 16:00; Friday 10:00 to Monday 10:00.
      message('a', '2026-11-09T10:00', '2026-11-09T16:00'),
      message('b', '2026-11-06T10:00', '2026-11-09T10:00'),
      message('c', '2026-11-09T10:00', '2026-11-10T20:00'),
      // Six days: a miss. No reply: a miss. Four days old: wait.
      message('d', '2026-11-02T10:00', '2026-11-08T10:00'),
      message('e', '2026-11-02T10:00'),
      message('f', '2026-11-17T10:00'),
      message('g', '2026-11-09T10:00', undefined, 'inbound'),
    ];
    // 6, 24, 34 and two beyond 96: the median is 34.
    expect(measure('partner-response-time', { touches })).toMatchObject({ value: 34, n: 5, immature: 1 });
    const misses = [message('d', '2026-11-02T10:00', '2026-11-08T10:00'), message('e', '2026-11-02T10:00')];
    // Monday to Saturday 10:00: 14 + 4 x 24 h, and at least that.
    expect(measure('partner-response-time', { touches: [...misses, touches[0]!] })).toMatchObject({
      value: 110,
      atLeast: true,
      high: null,
    });
  });
});

describe('relationship (K38, K39)', () => {
  it('takes the latest of touches, answered messages and planning sessions', () => {
    const touches = [
      { touch: 'a', partner: 'p', at: at(30), direction: 'two-way' },
      { touch: 'b', partner: 'p', at: at(29), replied: at(28), direction: 'outbound' },
      { touch: 'c', partner: 'p', at: at(2), direction: 'outbound' },
      { touch: 'd', partner: 'p', at: at(2), direction: 'inbound' },
      { touch: 'e', partner: 'p', at: at(2), replied: at(-1), direction: 'outbound' },
      { touch: 'f', partner: 'p', at: at(0), direction: 'two-way' },
      { touch: 'g', partner: 'q', at: at(7), direction: 'two-way' },
    ];
    const result = measure('relationship-recency', { touches });
    expect(result).toMatchObject({ value: 28, n: 2, low: null, high: null });
    expect(result.window).toEqual({ from: 20_778, to: 20_778 });
    const meetings = [
      { meeting: 'a', partner: 'p', scheduled: at(20), kind: 'planning', outcome: 'held' },
      { meeting: 'b', partner: 'p', scheduled: at(10), kind: 'planning', outcome: 'no-show' },
      { meeting: 'c', partner: 'p', scheduled: at(5), kind: 'demo', outcome: 'held' },
      { meeting: 'd', partner: 'p', scheduled: at(21), outcome: 'held' },
    ];
    expect(measure('relationship-recency', { touches, meetings })).toMatchObject({ value: 20, n: 4 });
    expect(measure('relationship-recency', { touches }, { of: 'r' }).value).toBeNull();
    // The programme's is the partner in the middle: 28 and 7.
    expect(measure('relationship-recency', { touches }, { of: null }).value).toBe(17.5);
  });

  it('takes an answered message whose direction the source does not give', () => {
    const touches = [
      { touch: 'a', partner: 'p', at: at(30), direction: 'two-way' },
      { touch: 'b', partner: 'p', at: at(9), replied: at(8) },
      { touch: 'c', partner: 'p', at: at(7) },
      // Nobody answers a message of ours there.
      { touch: 'd', partner: 'p', at: at(6), replied: at(5), direction: 'inbound' },
      { touch: 'e', partner: 'p', at: at(4), replied: at(3), direction: 'buyer' },
    ];
    expect(measure('relationship-recency', { touches })).toMatchObject({ value: 8, n: 2 });
  });

  it('counts planning sessions held over scheduled', () => {
    const session = (meeting: string, day: string, outcome?: string): Row => ({
      meeting,
      partner: 'p',
      kind: 'planning',
      scheduled: `${day}T09:00`,
      outcome,
    });
    const meetings = [
      session('a', '2026-05-21', 'held'),
      session('b', '2026-05-20', 'held'),
      session('c', '2026-09-01', 'cancelled'),
      session('d', '2026-09-02', 'moved'),
      session('e', '2026-09-03', 'no-show'),
      session('f', '2026-09-04'),
    ];
    expect(measure('joint-planning', { meetings })).toMatchObject({
      numerator: 1,
      denominator: 3,
      excluded: { 'moved to another date': 1, 'no outcome recorded': 1 },
    });
  });
});

describe('unattributed-rate (K76)', () => {
  it('counts touched deals whose partner field is empty', () => {
    const deals = [{ deal: 'D1' }, { deal: 'D2', partner: 'q' }, { deal: 'D3', partner: 'p' }];
    const touches = [
      { touch: 'a', partner: 'p', deal: 'D1', at: at(3) },
      { touch: 'b', partner: 'p', deal: 'D1', at: at(2) },
      { touch: 'c', partner: 'p', deal: 'D2', at: at(2) },
      { touch: 'd', partner: 'p', deal: 'D3', at: at(2) },
      { touch: 'e', partner: 'p', deal: 'D9', at: at(2) },
      { touch: 'f', partner: 'p', deal: 'D3', at: '2026-09-30T12:00' },
      { touch: 'g', partner: 'q', deal: 'D1', at: at(2) },
    ];
    expect(measure('unattributed-rate', { deals, touches })).toMatchObject({
      numerator: 1,
      denominator: 3,
      excluded: { 'same deal already counted': 1 },
    });
    // D1 was touched by two partners and is one deal.
    expect(measure('unattributed-rate', { deals, touches }, { of: null })).toMatchObject({
      numerator: 1,
      denominator: 3,
    });
  });
});

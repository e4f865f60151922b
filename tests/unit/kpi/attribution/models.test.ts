import { describe, expect, it } from 'vitest';
import { models, namedModel } from '@/lib/kpi/attribution/registry';
import { checkAttribution, DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { path, weights } from './touches';

const three = path([{}, {}, {}]);
const five = path([{}, {}, {}, {}, {}]);
const third = Number((1 / 3).toFixed(9));

describe('models', () => {
  it('are one a file, named after it, each with its version and a sentence', () => {
    const files = Object.keys(import.meta.glob('@/lib/kpi/attribution/models/*.ts'));
    expect(
      models()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(files.map((file) => file.replace(/^.*\/(.*)\.ts$/, '$1')).sort());
    for (const { version, says } of models()) {
      expect(version).toBeGreaterThan(0);
      expect(says).toMatch(/\.$/);
    }
  });

  it('are found by the names that people use', () => {
    expect(['W', 'U', 'decay', 'Source', ' first '].map((name) => namedModel(name).id)).toEqual([
      'w',
      'u-first-last',
      'time-decay',
      'source-wins',
      'first',
    ]);
    expect(() => namedModel('Z')).toThrow('There is no attribution model "Z". Known: first, last');
  });
});

describe('first, last and linear', () => {
  it('give all to one end, or the same to each', () => {
    expect(weights('first', three)).toEqual([1, 0, 0]);
    expect(weights('last', three)).toEqual([0, 0, 1]);
    expect(weights('linear', path([{}, {}, {}, {}]))).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('share an end among touches of the same minute', () => {
    expect(weights('first', path([{ day: 0 }, { day: 0 }, { day: 1 }]))).toEqual([0.5, 0.5, 0]);
    expect(weights('last', path([{ day: 0 }, { day: 1 }, { day: 1 }]))).toEqual([0, 0.5, 0.5]);
  });

  it('pass over direct visits at the end, unless there is nothing else', () => {
    expect(weights('last-non-direct', path([{}, {}, { direct: true }]))).toEqual([0, 1, 0]);
    expect(weights('last-non-direct', path([{ direct: true }, { direct: true }]))).toEqual([0, 1]);
    expect(weights('last-non-direct', path([{}, { day: 5 }, { day: 5, direct: true }]))).toEqual([0, 1, 0]);
  });
});

describe('U', () => {
  // "Position based" in Google Ads and Matomo: 40 % to the first, 40 % to the last, 20 % over the others.
  // https://matomo.org/faq/multi-channel-conversion-attribution/faq_25500
  it('gives 40/20/40', () => {
    expect(weights('u-first-last', five)).toEqual([0.4, 0.066666667, 0.066666667, 0.066666667, 0.4]);
    expect(weights('u-first-last', three)).toEqual([0.4, 0.2, 0.4]);
  });

  it('gives all to one touch and halves to two, whatever the variant', () => {
    for (const id of ['u-first-last', 'u-first-lead', 'u-first-opportunity']) {
      expect(weights(id, path([{ marks: ['FT', 'LC', 'OC'] }]))).toEqual([1]);
      expect(weights(id, path([{ marks: ['FT', 'LC', 'OC'] }, {}]))).toEqual([0.5, 0.5]);
    }
  });

  it('takes the touch of its milestone in place of the last', () => {
    const marked = path([{}, { marks: ['LC'] }, { marks: ['OC'] }, {}]);
    expect(weights('u-first-lead', marked)).toEqual([0.4, 0.4, 0.1, 0.1]);
    expect(weights('u-first-opportunity', marked)).toEqual([0.4, 0.1, 0.4, 0.1]);
  });

  it('adds up where the first touch is the milestone, and spreads what is missing pro rata', () => {
    expect(weights('u-first-lead', path([{ marks: ['LC'] }, {}, {}]))).toEqual([0.8, 0.1, 0.1]);
    expect(weights('u-first-lead', three)).toEqual([0.666666667, 0.166666667, 0.166666667]);
    expect(weights('u-first-lead', path([{}, { marks: ['LC'] }, { marks: ['LC'] }]))).toEqual([
      0.5, 0.25, 0.25,
    ]);
  });

  it('is the mean over the orders of touches of the same minute', () => {
    const tied = path([{ day: 0 }, { day: 0 }, { day: 3 }]);
    expect(weights('u-first-last', tied)).toEqual([0.3, 0.3, 0.4]);
    expect(weights('u-first-last', path([{ day: 0 }, { day: 0 }, { day: 0 }]))).toEqual([
      third,
      third,
      third,
    ]);
    expect(weights('u-first-lead', path([{ day: 0, marks: ['LC'] }, { day: 0 }, { day: 3 }]))).toEqual([
      0.6, 0.25, 0.15,
    ]);
  });
});

describe('W', () => {
  // 30 % each to first touch, lead creation and opportunity creation, 10 % over the rest.
  // https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch
  it('gives 30/30/30/10', () => {
    const full = path([{ marks: ['FT'] }, { marks: ['LC'] }, {}, { marks: ['OC'] }, {}]);
    expect(weights('w', full)).toEqual([0.3, 0.3, 0.05, 0.3, 0.05]);
  });

  it('adds coinciding milestones', () => {
    expect(weights('w', path([{ marks: ['FT', 'LC'] }, { marks: ['OC'] }, {}]))).toEqual([0.6, 0.3, 0.1]);
    expect(weights('w', path([{ marks: ['FT', 'LC', 'OC'] }, {}]))).toEqual([0.9, 0.1]);
  });

  it('spreads missing milestones pro rata', () => {
    expect(weights('w', path([{ marks: ['FT'] }, { marks: ['OC'] }, {}]))).toEqual([
      0.428571429, 0.428571429, 0.142857143,
    ]);
    expect(weights('w', path([{ marks: ['LC'] }, {}]))).toEqual([0.75, 0.25]);
    expect(weights('w', path([{}, {}]))).toEqual([0.5, 0.5]);
  });

  it('gives a third each where there is no rest', () => {
    expect(weights('w', path([{ marks: ['FT'] }, { marks: ['LC'] }, { marks: ['OC'] }]))).toEqual([
      third,
      third,
      third,
    ]);
    expect(weights('w', path([{ marks: ['FT', 'LC'] }, { marks: ['OC'] }]))).toEqual([0.666666667, third]);
    expect(weights('w', path([{}]))).toEqual([1]);
  });

  it('shares a milestone that several touches have', () => {
    expect(
      weights('w', path([{ marks: ['FT'] }, { marks: ['LC'] }, { marks: ['LC'] }, { marks: ['OC'] }])),
    ).toEqual([third, 0.166666667, 0.166666667, third]);
  });
});

describe('time decay', () => {
  // "Distributes credit using a 7-day half-life: a click 8 days before a conversion gets half as much credit as a
  // click 1 day before": https://support.google.com/google-ads/answer/6259715
  it('halves with each half-life', () => {
    const [eight, one] = weights('time-decay', path([{ day: -8 }, { day: -1 }]), { halfLifeDays: 7 });
    expect(one).toBe(0.666666667);
    expect(eight! * 2).toBeCloseTo(one!, 8);
    expect(
      weights('time-decay', path([{ day: -60 }, { day: -30 }, { day: 0 }]), { halfLifeDays: 30 }),
    ).toEqual([0.142857143, 0.285714286, 0.571428571]);
  });

  it('survives touches of long ago', () => {
    expect(weights('time-decay', path([{ day: -9000 }, { day: -8990 }]), { halfLifeDays: 1 })[1]).toBeCloseTo(
      1,
      2,
    );
  });
});

describe('blended', () => {
  it('is the weighted mean of its models', () => {
    const blend = { first: 0.5, linear: 0.25, last: 0.25 };
    expect(weights('blended', path([{}, {}]), { blend })).toEqual([0.625, 0.375]);
  });
});

describe('partner policies', () => {
  it('protect the partner that registered the deal, where it has a touch', () => {
    expect(weights('deal-registration', path([{}, {}, { party: 1 }], { registeredBy: 1 }))).toEqual([
      0, 0.5, 0.5,
    ]);
    expect(weights('deal-registration', path([{}, {}], { registeredBy: 7 }))).toEqual([0.5, 0.5]);
    expect(weights('deal-registration', path([{ marks: ['FT'] }, {}]))).toEqual([0.75, 0.25]);
  });

  it('let the source win', () => {
    expect(weights('source-wins', path([{}, {}], { sourcedBy: 0, registeredBy: 1 }))).toEqual([1, 0]);
  });

  it('split by role, pro rata where a role is missing', () => {
    const roles = { source: 0.5, influence: 0.1, 'co-sell': 0.2, fulfil: 0.2 };
    const all = path([
      { role: 'source' },
      { role: 'influence' },
      { role: 'co-sell' },
      { role: 'fulfil' },
      {},
    ]);
    expect(weights('role-split', all, { roles })).toEqual([0.5, 0.1, 0.2, 0.2, 0]);
    expect(
      weights('role-split', path([{ role: 'source' }, { role: 'fulfil' }, { role: 'fulfil' }]), { roles }),
    ).toEqual([0.714285714, 0.142857143, 0.142857143]);
    expect(weights('role-split', path([{}, {}]), { roles })).toEqual([0.5, 0.5]);
  });
});

describe('settings', () => {
  const wrong = (part: object) => () => checkAttribution({ ...DEFAULT_ATTRIBUTION, ...part });
  it('are refused in a sentence that says what is wrong', () => {
    checkAttribution(DEFAULT_ATTRIBUTION);
    checkAttribution({ ...DEFAULT_ATTRIBUTION, blend: { first: 0.333, last: 0.333, linear: 0.334 } });
    expect(wrong({ model: 'x' })).toThrow('no attribution model "x"');
    expect(wrong({ lookbackDays: 0 })).toThrow('lookback must be a whole number');
    expect(wrong({ lookbackDays: 1.5 })).toThrow('lookback must be a whole number');
    expect(wrong({ halfLifeDays: 0 })).toThrow('half-life must be more than 0');
    expect(wrong({ blend: { first: 0.5 } })).toThrow('add up to 0.5; they must add up to 1');
    expect(wrong({ blend: { first: 1.5, last: -0.5 } })).toThrow('between 0 and 1');
    expect(wrong({ blend: { markov: 1 } })).toThrow('"markov" cannot be part of the blend');
    expect(wrong({ blend: { blended: 1 } })).toThrow('"blended" cannot be part of the blend');
  });
});

import { Random } from '../random';
import { type GeneratorOptions, MONTH, numbered, partnerContexts, type Row } from '../world';

/** Partners that hold part of an audience back. */
const TESTERS = 16;

/** One test that ended lately, and one of some months ago: an audience parted by lot, and what became of both arms. */
export function holdoutRows(options: GeneratorOptions): Row[] {
  const rows: Row[] = [];
  for (const { partner, random } of [...partnerContexts(options, 'holdouts')].slice(0, TESTERS)) {
    const alone = 0.004 + random.next() * 0.012;
    const lift = random.pick([1, 1.5, 2.5, 4]);
    for (const [name, measured, audience] of [
      ['spring audience', options.asOfDay - random.int(4, 7) * MONTH, 3000],
      ['new list', options.asOfDay - random.int(1, 3), 100],
    ] as const)
      for (const [arm, size, rate] of [
        ['Exposed', audience, alone * lift],
        ['Holdout', audience / 2, alone],
      ] as const)
        rows.push({
          experiment: `${partner.name}, ${name}`,
          partner: partner.name,
          arm,
          measured,
          audience: size,
          converted: random.poisson(size * rate),
        });
  }
  return rows;
}

/** Answers and texts behind which no partner stands: what those of partners are compared with. */
export function directVoices(options: GeneratorOptions): { surveys: Row[]; texts: Row[] } {
  const random = new Random(options.seed).fork('voices/direct');
  const ids = { survey: numbered('AX', 5), text: numbered('TX', 6) };
  const many = Math.round(260 * options.scale);
  const day = (): number => options.asOfDay - random.int(1, 8 * MONTH);
  return {
    surveys: Array.from({ length: many }, () => ({
      response: ids.survey(),
      partner: null,
      kind: 'NPS',
      score: Math.min(10, Math.max(0, Math.round(random.normal(7.6, 1.9)))),
      answered: day(),
    })),
    texts: Array.from({ length: many }, () => ({
      text: ids.text(),
      partner: null,
      channel: random.pick(['Social media', 'Review site', 'Survey']),
      sentiment: random.chance(0.35) ? 'Neutral' : random.chance(0.6) ? 'Positive' : 'Negative',
      published: day(),
    })),
  };
}

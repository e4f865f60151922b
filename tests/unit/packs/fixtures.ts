import type { PackContents, PackHeader } from '@/lib/packs/contents';
import { readPack, type SignedPack, writePack } from '@/lib/packs/file';
import { newKeyPair, publicKeyText } from '@/lib/packs/signature';
import { samples } from '../messaging/samples';

/** A signer of their own. */
export async function signer(): Promise<{ publicKey: string; privateKey: CryptoKey }> {
  const pair = await newKeyPair();
  return { publicKey: await publicKeyText(pair.publicKey), privateKey: pair.privateKey };
}
export type Signer = Awaited<ReturnType<typeof signer>>;

export const header = (publicKey: string, more: Partial<PackHeader> = {}): PackHeader => ({
  format: 'partner-lens-pack',
  schema: 1,
  id: 'programme-1',
  name: 'Partner programme',
  signer: 'Team of Example',
  publicKey,
  sequence: 1,
  made: '2026-02-01T08:00:00.000Z',
  ...more,
});

const kpi = {
  kpi: 'registration-sla',
  value: 0.42,
  n: 120,
  low: 0.33,
  high: 0.51,
  numerator: 50,
  denominator: 120,
  immature: 3,
  excluded: { 'no close date': 2 },
  window: { from: 20_000, to: 20_400 },
  version: 1,
  state: 'confident' as const,
  grade: 'pass' as const,
  limit: { warn: 0.3, fail: 0.2, from: 'global' as const },
  score: 80,
  needed: null,
};

export const partner = {
  id: 'P-1',
  name: 'Northwind Example',
  type: 'reseller',
  tier: 'gold',
  region: null,
  manager: null,
  domains: ['northwind.example.com'],
  aliases: ['Northwind Ltd'],
  crmIds: ['demo:77'],
  codes: ['NW10'],
  parent: null,
};

/** Something of every part. */
export const contents: PackContents = {
  kpis: { definitions: [], variants: { 'refund-rate': 'refund-rate-flow' } },
  limits: [
    { scope: 'global', kpi: 'registration-sla', warn: 0.3, fail: 0.2 },
    { scope: 'partner:P-1', kpi: 'registration-sla', warn: 0.5, fail: 0.4 },
  ],
  rules: { changed: [{ ...samples['rules.save'], id: 'agency' }], removed: ['partner'] },
  plans: [{ scope: 'partner:P-1', items: [{ fields: ['Code'], value: 'NW10' }] }],
  lessons: [...samples['lessons.import'].lessons],
  partnerFields: [{ origin: 'https://crm.example.com', kind: 'deal', setting: { mode: 'field', key: 'x' } }],
  focus: [{ scope: 'global', kpis: ['registration-sla'], preset: null }],
  influence: {
    model: 'linear',
    lookbackDays: 90,
    halfLifeDays: 7,
    blend: { first: 0.5, last: 0.5 },
    roles: { source: 1, influence: 0, 'co-sell': 0, fulfil: 0 },
  },
  partners: [partner],
  scorecards: {
    programme: [],
    cards: [
      {
        partnerId: 'P-1',
        asOfDay: 20_400,
        computedAt: '2026-01-31T23:00:00.000Z',
        kpis: [kpi],
        dimensions: [{ dimension: 'performance', score: 80, measured: 1, total: 4 }],
        coverage: 0.25,
        score: 80,
        verdicts: [{ question: 'working', answer: 'yes', text: 'Yes', why: 'Win rate 42 %' }],
        signals: [],
      },
    ],
  },
};

/** A pack as it comes out of a file. */
export async function signed(
  by: Signer,
  more: Partial<PackHeader> = {},
  held: PackContents = contents,
): Promise<SignedPack> {
  return readPack(await writePack({ header: header(by.publicKey, more), contents: held }, by.privateKey));
}

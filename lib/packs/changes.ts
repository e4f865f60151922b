/** What installing a pack would change, for a person to see before it does. */
import { database, type LensDatabase } from '../store/db';
import { chosenVariants, ownKpis } from '../store/kpis';
import { allLimits } from '../store/limits';
import { packLayers } from '../store/packs';
import { allPlans } from '../store/plans';
import { allRules, removedRules } from '../store/rules';
import { ownWorkspace } from '../store/settings';
import { allSiteFields } from '../store/sites';
import type { PackContents, PackPart } from './contents';

export interface Change {
  part: PackPart;
  /** Entries of the pack. */
  total: number;
  /** Entries that this installation has not had from the pack's edition before, and those that it had otherwise. */
  added: number;
  changed: number;
  /** Entries of the edition before that this one does not bring again. */
  gone: number;
  /** Entries that the person has set too: theirs stay and hold. */
  yours: number;
}

/** Entries of a part: what makes each one itself, and what it says. */
type Entries = ReadonlyMap<string, string>;

const entries = <T>(list: readonly T[], key: (entry: T) => string): Entries =>
  new Map(list.map((entry) => [key(entry), JSON.stringify(entry)]));

const KEYS: { readonly [P in PackPart]: (data: NonNullable<PackContents[P]>) => Entries } = {
  kpis: ({ definitions, variants }) =>
    new Map([
      ...entries(definitions, ({ id }) => id),
      ...Object.entries(variants).map(([standard, variant]): [string, string] => [`=${standard}`, variant]),
    ]),
  limits: (limits) => entries(limits, ({ scope, kpi }) => `${kpi} ${scope}`),
  rules: ({ changed, removed }) =>
    new Map([...entries(changed, ({ id }) => id), ...removed.map((id): [string, string] => [`-${id}`, ''])]),
  plans: (plans) => entries(plans, ({ scope }) => scope),
  lessons: (lessons) => entries(lessons, ({ id }) => id),
  partnerFields: (fields) => entries(fields, ({ origin, kind }) => `${origin} ${kind}`),
  focus: (focus) => entries(focus, ({ scope }) => scope),
  influence: (settings) => new Map([['influence', JSON.stringify(settings)]]),
  partners: (partners) => entries(partners, ({ id }) => id),
  scorecards: ({ cards }) => entries(cards, ({ partnerId }) => partnerId),
};

/** What the person has set of a part, by the same keys. */
const OWN: { readonly [P in PackPart]: (db: LensDatabase) => Promise<readonly string[]> } = {
  kpis: async (db) => [
    ...(await ownKpis(db)).map(({ id }) => id),
    ...Object.keys(await chosenVariants(db)).map((standard) => `=${standard}`),
  ],
  limits: async (db) => (await allLimits(db)).map(({ scope, kpi }) => `${kpi} ${scope}`),
  rules: async (db) => {
    const own = (await allRules(db)).map(({ id }) => id);
    return [
      ...own,
      ...own.map((id) => `-${id}`),
      ...(await removedRules(db)).flatMap((id) => [id, `-${id}`]),
    ];
  },
  plans: async (db) => (await allPlans(db)).map(({ scope }) => scope),
  lessons: (db) => db.lessons.toCollection().primaryKeys(),
  partnerFields: async (db) =>
    (await allSiteFields(db))
      .filter(({ setting }) => setting.mode !== 'auto')
      .map(({ origin, kind }) => `${origin} ${kind}`),
  focus: (db) => db.focus.toCollection().primaryKeys(),
  influence: async (db) => ((await ownWorkspace(db)).attribution ? ['influence'] : []),
  partners: async (db) => await db.partners.filter(({ origin }) => origin !== 'pack').primaryKeys(),
  scorecards: (db) => db.scorecards.toCollection().primaryKeys(),
};

async function before<P extends PackPart>(part: P, pack: string, db: LensDatabase): Promise<Entries> {
  if (part === 'scorecards') {
    const rows = await db.packCards.where('pack').equals(pack).toArray();
    return entries(
      rows.map(({ card }) => card),
      ({ partnerId }) => partnerId,
    );
  }
  const layer = (await packLayers(part, db)).find((candidate) => candidate.pack.id === pack);
  return layer ? KEYS[part](layer.data) : new Map();
}

async function changeOf<P extends PackPart>(
  part: P,
  data: PackContents[P],
  pack: string,
  db: LensDatabase,
): Promise<Change> {
  const now: Entries = data === undefined ? new Map() : KEYS[part](data as NonNullable<PackContents[P]>);
  const then = await before(part, pack, db);
  const own = new Set(await OWN[part](db));
  const keys = [...now.keys()];
  return {
    part,
    total: now.size,
    added: keys.filter((key) => !then.has(key)).length,
    changed: keys.filter((key) => then.has(key) && then.get(key) !== now.get(key)).length,
    gone: [...then.keys()].filter((key) => !now.has(key)).length,
    yours: keys.filter((key) => own.has(key)).length,
  };
}

/** What a pack would change, part by part; parts that it neither brings nor takes away are left out. */
export async function changesOf(
  contents: PackContents,
  pack: string,
  db: LensDatabase = database(),
): Promise<Change[]> {
  const changes = await Promise.all(
    (Object.keys(KEYS) as PackPart[]).map((part) => changeOf(part, contents[part], pack, db)),
  );
  return changes.filter(({ total, gone }) => total + gone > 0);
}

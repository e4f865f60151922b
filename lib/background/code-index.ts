/** Whose a registration number or code is, beyond what the directory says: imported registrations and tracking plans. */
import { NO_CODE } from '../facts/types';
import { conceptOf } from '../fields/synonyms';
import { foldCode } from '../match/codes';
import { loadFacts } from '../store/facts';
import { plansInForce } from '../store/plans';
import { getRevision } from '../store/settings';

/** Folded code -> ids of the partners whose it is. */
export type CodeIndex = ReadonlyMap<string, ReadonlySet<string>>;

/** Built once per state of the facts while the worker lives. */
let registrations: { revision: number; index: Promise<CodeIndex> } | null = null;

function add(index: Map<string, Set<string>>, code: string, partnerId: string): void {
  if (!code) return;
  const known = index.get(code);
  if (known) known.add(partnerId);
  else index.set(code, new Set([partnerId]));
}

/** Registration numbers of imported deals that name their partner themselves. */
async function readRegistrations(): Promise<CodeIndex> {
  const index = new Map<string, Set<string>>();
  const { chunks, dictionaries, partners, partnerOfCode } = await loadFacts({
    tables: ['deals'],
    columns: { deals: ['registration'] },
    domains: ['registration'],
  });
  const values = dictionaries.find(({ domain }) => domain === 'registration')?.values ?? [];
  for (const { rows, columns } of chunks) {
    const { registration, partner } = columns;
    if (!registration || !partner) continue;
    for (let row = 0; row < rows; row++) {
      const owner = partners[partnerOfCode[partner[row]!] ?? -1];
      if (registration[row] !== NO_CODE && owner) add(index, foldCode(values[registration[row]!]!), owner.id);
    }
  }
  return index;
}

async function registrationIndex(): Promise<CodeIndex> {
  const revision = await getRevision();
  if (registrations?.revision !== revision) {
    const index = readRegistrations();
    registrations = { revision, index };
    index.catch(() => {
      registrations = null;
    });
  }
  return registrations.index;
}

/** Codes that tracking plans agree on with one partner. */
export async function planCodes(): Promise<CodeIndex> {
  const index = new Map<string, Set<string>>();
  for (const { scope, items } of await plansInForce()) {
    if (!scope.startsWith('partner:')) continue;
    for (const { fields, value } of items) {
      const concept = conceptOf(fields[0] ?? '');
      if (value && (concept === 'code' || concept === 'registration'))
        add(index, foldCode(value), scope.slice('partner:'.length));
    }
  }
  return index;
}

/** @returns ids of the partners whose code this is by registrations and plans */
export async function ownersOfCode(folded: string): Promise<string[]> {
  const [imported, agreed] = await Promise.all([registrationIndex(), planCodes()]);
  return [...new Set([...(imported.get(folded) ?? []), ...(agreed.get(folded) ?? [])])];
}

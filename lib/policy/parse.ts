/** Reads what managed storage holds: every good entry counts, every bad one is told. */
import * as z from 'zod/mini';
import { firstProblem } from '../definitions/problem';
import { validateRule } from '../fields/validate';
import { OWN_PREFIX } from '../kpi/catalogue';
import { validateLimit } from '../kpi/limits';
import { kpiDefinitions } from '../kpi/registry';
import { rule } from '../messaging/shapes';
import { limitSchema } from '../packs/schema';
import { safeAddress } from '../sources/address';
import type { StoredLimit } from '../store/types';
import { FEATURES, NO_POLICY, type Policy } from './types';

/** Most entries of a list that are looked at. */
const MOST = 1_000;

const some = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** An address that a feed may have: nothing that carries a credential, nothing that others can read on the way. */
const isFeed = (text: string): boolean => {
  try {
    safeAddress(text);
    return true;
  } catch {
    return false;
  }
};

const source = z.strictObject({
  name: some(100),
  url: z
    .string()
    .check(z.maxLength(2_000), z.refine(isFeed, 'must be an https address without user and password')),
  everyMinutes: z.int().check(z.minimum(15), z.maximum(10_080)),
});

const trustedSigner = z.strictObject({
  name: some(120),
  fingerprint: z
    .string()
    .check(
      z.regex(
        /^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/,
        'must be eight groups of four, in capitals, as Team shows it',
      ),
    ),
});

/** One entry; throws the reason why it is passed over. */
type Read<T> = (entry: unknown) => T;

const by =
  <T>(schema: z.ZodMiniType<T>): Read<T> =>
  (entry) => {
    const parsed = schema.safeParse(entry);
    if (!parsed.success) throw new RangeError(firstProblem(parsed.error, 'The entry'));
    return parsed.data;
  };

const limit: Read<StoredLimit> = (entry) => {
  const read = by(limitSchema)(entry);
  // A KPI that someone made themselves is not known here; its limit holds where it exists.
  const definition = kpiDefinitions.find(({ id }) => id === read.kpi);
  if (!definition && !read.kpi.startsWith(OWN_PREFIX))
    throw new RangeError(`There is no KPI "${read.kpi}"; those of your own begin with ${OWN_PREFIX}.`);
  const wrong = definition && validateLimit(definition, read.warn, read.fail);
  if (wrong) throw new RangeError(wrong);
  return read;
};

const fieldRule: Read<Policy['rules'][number]> = (entry) => {
  const checked = validateRule(by(rule)(entry));
  if (!checked.ok) throw new RangeError(checked.problems.map(({ message }) => message).join(' '));
  return checked.rule;
};

const LISTS = {
  limits: limit,
  rules: fieldRule,
  sources: by(source),
  trustedSigners: by(trustedSigner),
  off: by(z.enum(FEATURES)),
} satisfies { [K in Exclude<keyof Policy, 'problems'>]: Read<Policy[K][number]> };

/** @param managed everything in managed storage; whoever wrote it may have made mistakes */
export function parsePolicy(managed: Readonly<Record<string, unknown>>): Policy {
  const problems: string[] = [];
  const policy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(managed)) {
    if (!Object.hasOwn(LISTS, name)) {
      problems.push(`${name}: there is no such setting; there are ${Object.keys(LISTS).join(', ')}.`);
      continue;
    }
    if (!Array.isArray(value)) {
      problems.push(`${name}: it must be a list.`);
      continue;
    }
    if (value.length > MOST) problems.push(`${name}: only the first ${MOST} entries are looked at.`);
    const read = LISTS[name as keyof typeof LISTS];
    policy[name] = value.slice(0, MOST).flatMap((entry: unknown, place) => {
      try {
        return [read(entry)];
      } catch (error) {
        problems.push(`${name}[${place}]: ${(error as Error).message}`);
        return [];
      }
    });
  }
  const read = { ...NO_POLICY, ...policy, problems };
  // Whoever names signers wants no packs of others: a slip in the only name must not open the door to all.
  if (!namesSigners(managed.trustedSigners) || read.trustedSigners.length > 0) return read;
  problems.push('trustedSigners: no entry can be followed, so packs of everybody are refused.');
  return { ...read, off: [...new Set([...read.off, 'packs' as const])] };
}

/** Whether the setting is there and says anything. */
const namesSigners = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;

/** What a company's own stage names mean, where their words say nothing: applied when facts are loaded, never written into them. */
import { type FactChunk, NO_CODE, NO_TIME } from './types';

/** How far a deal is; the first four are open. */
export const STAGE_MEANINGS = ['new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;
export type StageMeaning = (typeof STAGE_MEANINGS)[number];

export interface StageTerm {
  /** Stage as the source writes it; letter case counts. */
  stage: string;
  /** The partner whose deals it holds for, before one for all; null = all. */
  partnerId: string | null;
  means: StageMeaning;
}

/** What a stage means by the terms; null where they do not say. */
export function termOf(
  terms: readonly StageTerm[],
  stage: string,
  partnerId: string | null,
): StageMeaning | null {
  const own =
    partnerId !== null && terms.find((term) => term.stage === stage && term.partnerId === partnerId);
  return (own || terms.find((term) => term.stage === stage && term.partnerId === null))?.means ?? null;
}

const outcomeOf = (means: StageMeaning): 'open' | 'won' | 'lost' =>
  means === 'won' || means === 'lost' ? means : 'open';

export interface TermsInput {
  terms: readonly StageTerm[];
  /** Values of the dictionaries `stage` and `deal-status`, the missing one first. */
  stages: readonly string[];
  statuses: readonly string[];
  partnerOfCode: Int32Array;
  partners: readonly { readonly id: string }[];
  /** Outcome that the importer read from a stage's name, where the source had no status. */
  readOutcome: (stage: string) => 'open' | 'won' | 'lost' | null;
}

/**
 * Deals whose stage has a term get the outcome that it says, unless the source gave them another one than the stage's
 * name: then the source holds. A deal that turns out to be decided was closed on the day that it was to close.
 * @returns the same chunks, those that changed with columns of their own
 */
export function applyStageTerms(chunks: readonly FactChunk[], input: TermsInput): FactChunk[] {
  const { terms, stages, statuses, partnerOfCode, partners } = input;
  const named = new Set(terms.map(({ stage }) => stage));
  const touched = stages.map((stage) => named.has(stage));
  if (!touched.includes(true)) return [...chunks];
  const code = (status: string | null) =>
    status === null ? NO_CODE : Math.max(NO_CODE, statuses.indexOf(status));
  return chunks.map((chunk) => {
    const { stage, status, partner } = chunk.columns;
    if (chunk.table !== 'deals' || !stage || !status) return chunk;
    let changed: Record<string, Uint32Array | Int32Array> | null = null;
    for (let r = 0; r < chunk.rows; r++) {
      if (!touched[stage[r]!]) continue;
      const name = stages[stage[r]!]!;
      const owner = partners[partnerOfCode[partner?.[r] ?? NO_CODE] ?? -1]?.id ?? null;
      const means = termOf(terms, name, owner);
      const read = code(input.readOutcome(name));
      const wanted = means === null ? NO_CODE : code(outcomeOf(means));
      if (wanted === NO_CODE || wanted === status[r] || (status[r] !== NO_CODE && status[r] !== read))
        continue;
      changed ??= copies(chunk);
      changed.status![r] = wanted;
      closeOrOpen(changed, r, outcomeOf(means!) === 'open');
    }
    return changed ? { ...chunk, columns: { ...chunk.columns, ...changed } } : chunk;
  });
}

function copies({ columns }: FactChunk): Record<string, Uint32Array | Int32Array> {
  return Object.fromEntries(
    ['status', 'closed', 'expected_close'].flatMap((id) =>
      columns[id] ? [[id, columns[id].slice() as Uint32Array | Int32Array]] : [],
    ),
  );
}

/** Puts the one close date of a row where it belongs. */
function closeOrOpen(
  { closed, expected_close: expected }: Record<string, Uint32Array | Int32Array>,
  r: number,
  open: boolean,
) {
  if (!closed || !expected) return;
  const [from, to] = open ? [closed, expected] : [expected, closed];
  if (from[r] === NO_TIME) return;
  if (to[r] === NO_TIME) to[r] = from[r]!;
  if (open) from[r] = NO_TIME;
}

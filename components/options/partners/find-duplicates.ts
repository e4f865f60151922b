import { type Candidate, candidates } from '@/lib/identity/candidates';
import { allPartners } from '@/lib/store/partners';
import { allVerdicts } from '@/lib/store/verdicts';

/** Stored partners that may be one, the surest first. */
export async function findDuplicates(): Promise<Candidate[]> {
  const [partners, verdicts] = await Promise.all([allPartners(), allVerdicts()]);
  return candidates(partners, verdicts);
}

/**
 * Shannon's entropy of counts and its part of the largest that as many kinds could have.
 *
 * H = -sum p ln p (C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948)
 * 379-423); evenness J = H / ln S (E. C. Pielou, "The measurement of diversity in different types of biological
 * collections", Journal of Theoretical Biology 13 (1966) 131-144).
 *
 * @param counts how many there are of each kind; kinds without any do not count
 * @returns entropy in nats, its maximum ln S, and their quotient 0-1, null for fewer than two kinds
 */
export function evenness(counts: Iterable<number>): {
  entropy: number;
  most: number;
  kinds: number;
  evenness: number | null;
} {
  let total = 0;
  let kinds = 0;
  let weighted = 0;
  for (const count of counts) {
    if (!(count > 0)) continue;
    kinds++;
    total += count;
    weighted += count * Math.log(count);
  }
  // ln n - (sum c ln c) / n is the same sum, with one logarithm a kind; rounding must not leave it below 0.
  const entropy = kinds > 1 ? Math.max(0, Math.log(total) - weighted / total) : 0;
  const most = kinds > 0 ? Math.log(kinds) : 0;
  return { entropy, most, kinds, evenness: kinds > 1 ? Math.min(1, entropy / most) : null };
}

/** Rows' worth of belief in the pooled rate. */
export const SHRINK_WEIGHT = 20;

/**
 * Share pulled towards the pooled share of its peers, the more so the fewer its rows: the mean of a beta posterior
 * whose prior is worth `m` rows. For ranking only; a rank on raw shares puts the smallest samples at both ends.
 *
 * Source: B. Efron and C. Morris, "Data analysis using Stein's estimator and its generalizations", JASA 70 (1975)
 * 311-319; this form as m-estimate in B. Cestnik, "Estimating probabilities: a crucial task in machine learning",
 * ECAI (1990) 147-149.
 *
 * @param k successes of n rows
 * @param p0 pooled share of the peers, within [0, 1]
 * @param m rows' worth of the prior, > 0
 * @returns null where k is outside [0, n] or p0 outside [0, 1]; p0 itself for n = 0
 */
export function shrink(k: number, n: number, p0: number, m = SHRINK_WEIGHT): number | null {
  if (!(k >= 0) || !(k <= n) || !Number.isFinite(n) || !(p0 >= 0 && p0 <= 1) || !(m > 0)) return null;
  return (k + m * p0) / (n + m);
}

/** The number above zero that most of them are, the larger of two, and how many are it. */
export function mostFrequent(numbers: readonly number[]): { number: number; times: number } {
  const tally = new Map<number, number>();
  for (const number of numbers) if (number > 0) tally.set(number, (tally.get(number) ?? 0) + 1);
  const [number = 0, times = 0] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return { number, times };
}

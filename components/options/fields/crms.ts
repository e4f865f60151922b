/** CRMs that a rule can be kept to. */
export function crmName(id: string): string {
  return id;
}
export function crmOptions(chosen: readonly string[]): { value: string; label: string }[] {
  return chosen.map((value) => ({ value, label: crmName(value) }));
}

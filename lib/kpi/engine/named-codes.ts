import type { Facts } from '../../facts/factset';

/** Codes of the names that expressions list, kept while the facts stay as they are: many KPIs ask for the same. */
export class NamedCodes {
  private known = new WeakMap<readonly string[], { domain: string; codes: readonly number[] }>();

  constructor(private readonly facts: Facts) {}

  /** All codes of a dictionary that stand for one of the names, each once. */
  of(domain: string, names: readonly string[]): readonly number[] {
    const known = this.known.get(names);
    if (known?.domain === domain) return known.codes;
    const codes = [...new Set(names.flatMap((name) => this.facts.codes(domain, name)))];
    this.known.set(names, { domain, codes });
    return codes;
  }

  /** The facts changed, and may know more names. */
  forget(): void {
    this.known = new WeakMap();
  }
}

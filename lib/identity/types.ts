/** What a person said of two partners. Partners and facts are never rewritten for it: an id leads to another one. */
export interface Verdict {
  key?: number;
  /** `one`: `from` is `into` under another name. `two`: they only look alike, and nobody need ask again. */
  kind: 'one' | 'two';
  from: string;
  into: string;
  /** Name of `from` when it was said. */
  name: string;
  /** Why, in words, as it was shown then. */
  because: readonly string[];
  /** ISO time. */
  at: string;
  /** When it was taken back; null while it holds. */
  endedAt: string | null;
}

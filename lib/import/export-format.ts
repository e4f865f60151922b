/** Standard exports of products: which table they are, and what each of their headers means. */

/** Spellings of one header, in the languages of the product, separated by ` | `; letter case and marks do not count. */
export type Spellings = string;

export interface ExportFormat {
  /** What its rows are, in the product's words: "deals", "ticket view". */
  what: string;
  /** Table of facts, or `partners`. */
  table: string;
  /** Headers that together no other export has; each in any of its spellings. */
  signs: readonly Spellings[];
  /** Column of the table -> headers that mean it, the most telling first. */
  columns: Readonly<Record<string, Spellings>>;
  /** Column of the table -> header by its words, where the header is a question's whole text. */
  patterns?: Readonly<Record<string, RegExp>>;
  /** Headers that mean no column of the table, though other sources use these words for one. */
  ignore?: Spellings;
  /** What every row says without a header for it. */
  constants?: Readonly<Record<string, string>>;
  /** Column of the table -> the product's word -> the column's own value. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Column of the table -> what to do in the product when the export lacks it. */
  advice?: Readonly<Record<string, string>>;
}

/**
 * A product's exports. Each file says where its headers are from and how sure that is: A the maker's documentation or
 * source, B an export that was published, C the product's own wording elsewhere (its labels or its interface).
 */
export interface Product {
  name: string;
  exports: readonly ExportFormat[];
}

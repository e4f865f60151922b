import type { Facts, TableFacts } from '../../facts/factset';
import { GONE, NOBODY, type Span } from '../../facts/table';

const NOTHING: Span = { from: 0, to: 0, list: null };
const known = new WeakMap<Facts, Facts>();

/** Rows of nobody as those of the only partner, number 0; row numbers are those of the table itself. */
function directTable(table: TableFacts): TableFacts {
  let partner: Int32Array | null = null;
  const span = (of: number): Span => (of === 0 ? table.span(NOBODY) : NOTHING);
  return {
    id: table.id,
    definition: table.definition,
    get rows() {
      return table.rows;
    },
    get live() {
      return table.count(NOBODY);
    },
    get replaced() {
      return table.replaced;
    },
    get partner() {
      if (partner?.length !== table.rows) partner = table.partner.map((of) => (of === NOBODY ? 0 : GONE));
      return partner;
    },
    get order() {
      return table.order;
    },
    count: (of) => (of === 0 ? table.count(NOBODY) : 0),
    span,
    spans: () => [span(0)],
    has: (column) => table.has(column),
    filled: () => table.filled(),
    column: (column) => table.column(column),
    source: (row) => table.source(row),
  };
}

/**
 * What came without a partner, as if it were one partner's: direct business is then measured by the same KPIs.
 * The facts must not change afterwards.
 */
export function directFacts(facts: Facts): Facts {
  let direct = known.get(facts);
  if (!direct) {
    const tables = new Map<string, TableFacts>();
    direct = {
      partners: [{ id: '' }],
      table(id) {
        let table = tables.get(id);
        if (!table) {
          table = directTable(facts.table(id));
          tables.set(id, table);
        }
        return table;
      },
      size: (domain) => facts.size(domain),
      codes: (domain, value) => facts.codes(domain, value),
      value: (domain, code) => facts.value(domain, code),
      index: () => null,
      changes: [],
      append: () => false,
    };
    known.set(facts, direct);
  }
  return direct;
}

import type { KpiDefinition } from '@/lib/kpi/define';
import type { Formula } from '@/lib/kpi/expression';
import styles from './Editor.module.css';
import { type Branch, formulaTree } from './tree';

/** A formula that is not built here, part by part in words; to be read, not changed. */
export function FormulaTree({
  formula,
  kpis,
}: {
  formula: Formula;
  kpis: readonly Pick<KpiDefinition, 'id' | 'code' | 'name'>[];
}) {
  const root = formulaTree(formula, (id) => kpis.find((kpi) => kpi.id === id));
  return (
    <fieldset className={styles.tree}>
      <legend>What it is made of</legend>
      <Branches branches={[root]} />
    </fieldset>
  );
}

function Branches({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul>
      {branches.map(({ says, of }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tree is read-only; a branch is known by its place alone
        <li key={i}>
          {says}
          {of.length > 0 && <Branches branches={of} />}
        </li>
      ))}
    </ul>
  );
}

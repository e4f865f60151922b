import { foldText } from '@/lib/match/fold';
import { type RegisteredRule, SIGNAL_RULES } from '@/lib/signals/registry';
import table from '../parts/table.module.css';
import styles from './Kpis.module.css';

/** Signals that hold every word of the search; some have a number among the KPIs. */
export function findSignals(text: string): readonly RegisteredRule[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return SIGNAL_RULES.filter(({ code = '', name, description }) => {
    const hay = foldText(`${code} signal ${name} ${description}`);
    return words.every((word) => hay.includes(word));
  });
}

/** What is watched for beside the figures, and when it is said. */
export function Signals({ rules }: { rules: readonly RegisteredRule[] }) {
  return (
    <table className={`${table.table} ${styles.catalogue}`} aria-label="Signals">
      <thead>
        <tr>
          <th scope="col">Signal</th>
          <th scope="col">Says so when</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ id, code, name, description }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              {code && <span className={table.note}>{code} · a flag, no figure</span>}
            </th>
            <td>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { ImportContext } from '@/lib/import/mapping';
import { importTable } from '@/lib/import/tables';
import { Select } from '../../ui/Select';
import { currencyOptions } from '../parts/currencies';
import { type Draft, setConstant } from './edit';
import styles from './FileCard.module.css';
import type { Edit } from './Questions';

/** The currency of amounts where no column says it. */
export function CurrencyOfRows({
  draft,
  context,
  edit,
}: {
  draft: Draft;
  context: ImportContext;
  edit: Edit;
}) {
  const table = importTable(draft.mapping.table);
  const money = draft.mapping.columns.some(({ target }) => table.columns[target]?.kind === 'money');
  const said = draft.mapping.columns.some(({ target }) => target === 'currency');
  if (!money || said || !table.columns.currency) return null;
  return (
    <div className={styles.currency}>
      <Select
        label="Currency of the amounts"
        value={draft.mapping.constants.currency ?? ''}
        options={[{ value: '', label: `The workspace’s own (${context.currency})` }, ...currencyOptions()]}
        onChange={(event) =>
          edit((draft, analysis) => setConstant(draft, analysis, 'currency', event.target.value))
        }
      />
    </div>
  );
}

import { type ImportContext, namedInAmounts } from '@/lib/import/mapping';
import { importTable } from '@/lib/import/tables';
import { Select } from '../../ui/Select';
import { currencyOptions } from '../parts/currencies';
import { type Draft, setCurrency } from './edit';
import styles from './FileCard.module.css';
import type { Edit } from './Questions';

const AS_NAMED = 'as named';

/** The currency of amounts where no column says it, or where their own cells do. */
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
  const named = namedInAmounts(table, draft.mapping);
  const said = draft.mapping.columns.some(({ target }) => target === 'currency');
  if (!money || (said && !named) || !table.columns.currency) return null;
  return (
    <div className={styles.currency}>
      <Select
        label="Currency of the amounts"
        value={named ? AS_NAMED : (draft.mapping.constants.currency ?? '')}
        options={[
          ...(named ? [{ value: AS_NAMED, label: 'As each amount names it' }] : []),
          { value: '', label: `The workspace’s own (${context.currency})` },
          ...currencyOptions(),
        ]}
        onChange={(event) => {
          const { value } = event.target;
          if (value !== AS_NAMED) edit((draft, analysis) => setCurrency(draft, analysis, value));
        }}
      />
    </div>
  );
}

import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { goTo } from '../router';

/** A partner of whom no row was imported. */
export function NoFigures() {
  return (
    <EmptyState title="No figures yet" action={<Button onClick={() => goTo('import')}>Import data</Button>}>
      <p>No imported row names this partner: no deal, lead, order or touch.</p>
    </EmptyState>
  );
}

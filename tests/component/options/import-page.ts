import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach } from 'vitest';
import { resetImportSession } from '@/components/options/import/session';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { csv, importClient } from './import-worker';
import { optionsHarness } from './page';

/** The options page with the importer's own code and scorecards that are computed at once. */
export function importHarness(): void {
  optionsHarness();
  beforeEach(async () => {
    resetImportSession(await importClient());
    resetScorecardRefresh(async () => ({ ran: true, computed: 2 }));
  });
}

export const DEALS = 'Record ID,Deal Name,Deal Stage,Amount,Create Date,Partner account';
export const PARTNERS = csv(
  'partners.csv',
  'Partner ID,Company,Type',
  'P1,Northwind,Reseller',
  'P2,Contoso,Agency',
);

export async function add(user: UserEvent, ...files: File[]) {
  await user.upload(screen.getByLabelText<HTMLInputElement>('Files to import'), files);
}

/** The button that starts the import. */
export const start = () =>
  screen.findByRole<HTMLButtonElement>('button', { name: /^(Start import|Import \d+ files?)$/ });

/** The same, once every file is read and the button does something. */
export function ready(): Promise<HTMLButtonElement> {
  return waitFor(async () => {
    const button = await start();
    if (button.disabled) throw new Error('A file is still being read, or none is ready.');
    return button;
  });
}

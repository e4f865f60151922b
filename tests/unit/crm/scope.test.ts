import { expect, it } from 'vitest';
import { readPage } from '@/lib/crm/read-page';
import { openDocument } from './fixtures';

it('takes a drawer as a whole, though its head and body are called after it', () => {
  const row = (label: string, value: string) =>
    `<div class="row"><div>${label}</div><div>${value}</div></div>`;
  const url = new URL('https://crm.example.com/deals');
  const doc = openDocument(
    `<div id="app"><h3>Pipeline</h3><p>All deals of this quarter, by the day on which they close.</p></div>
     <div class="portal"><div class="x-drawer"><div class="x-drawer-head"><h4>Cold hall renewal</h4></div>
     <div class="x-drawer-body"><h6>Deal information</h6>${row('Company', 'Cold Hall Ltd')}
     ${row('Partner', 'Harbour Systems')}${row('Stage', 'Proposal')}${row('Deal value', '€12,500.00')}
     ${row('Owner', 'Inside Sales')}</div></div></div>`,
    url,
  );
  const { reading } = readPage(doc, url);
  if (reading.state !== 'record') throw new Error(reading.state);
  expect(reading.record.name).toBe('Cold hall renewal');
  expect(reading.record.partner?.name).toBe('Harbour Systems');
});

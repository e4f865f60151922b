import { describe, expect, it } from 'vitest';
import { readPage } from '@/lib/crm/read-page';
import { adapters } from '@/lib/crm/registry';
import { reviewed } from '@/lib/crm/review/review';
import { whole } from '@/lib/crm/slices';
import { loadFixtures, openDocument } from './fixtures';

const generic = adapters.find(({ id }) => id === 'generic')!;

/** The demonstration CRM is a page like any other to the generic reader: it must find there what its own adapter finds. */
describe('the generic reader on the pages of the demonstration CRM', () => {
  const pages = loadFixtures().filter(({ adapter, name }) => adapter === 'demo' && !/stale/.test(name));
  it.each(pages)('$name', ({ url, html }) => {
    const own = readPage(openDocument(html, url), url).reading;
    const reading = reviewed(whole(generic.read(openDocument(html, url), url)), url);
    expect(reading.state).toBe(own.state);
    if (own.state !== 'record' || reading.state !== 'record') return;
    const { kind, id, name, stage, amount, owner, editing } = own.record;
    expect(reading.record).toMatchObject({ kind, id, name, stage, amount, owner, editing });
    expect(reading.record.partner && { ...reading.record.partner, field: '' }).toEqual(
      own.record.partner && { ...own.record.partner, field: '' },
    );
    const states = (fields: typeof own.record.fields) =>
      fields.map((field) => [field.key, field.value, field.state, field.required]);
    expect(states(reading.record.fields)).toEqual(states(own.record.fields));
  });
});

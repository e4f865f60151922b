import { expect, it } from 'vitest';
import { adapters } from '@/lib/crm/registry';
import * as signs from '@/lib/crm/signs';
import { sniff } from '@/lib/crm/sniff';
import { loadFixtures, openDocument } from './fixtures';

it('every CRM that lives on any host has a sign, and no other has', () => {
  const anywhere = adapters.filter(({ host, priority }) => !host && priority > 0).map(({ id }) => id);
  expect(Object.keys(signs).sort()).toEqual(anywhere.sort());
});

it.each(loadFixtures())('$name is told by its own sign or by none', ({ adapter, html, url }) => {
  expect(sniff(openDocument(html, url))).toBe(adapter in signs ? adapter : null);
});

import { vi } from 'vitest';
import type { PageReading } from '@/lib/crm/types';

/**
 * A record page as text: `name|partner`, or one of the other states. The id is the address's, as in adapters. With a
 * form, name and partner are what its inputs hold.
 */
export function read(): PageReading {
  const form = document.querySelector('form');
  const inputs = [...(form?.querySelectorAll('input') ?? [])];
  const text = form
    ? inputs.map((input) => input.value).join('|')
    : (document.querySelector('main')?.textContent ?? '');
  const id = location.hash.slice(1);
  if (text === 'loading') return { state: 'pending' };
  if (text === 'broken') return { state: 'unrecognised', crm: 'test', why: 'no heading' };
  if (!text || text === 'list') return { state: 'no-record' };
  const [name = '', partner] = text.split('|');
  return {
    state: 'record',
    record: {
      crm: 'test',
      kind: 'deal',
      id: id.split('?')[0] || null,
      name,
      stage: null,
      amount: null,
      owner: null,
      partner: partner ? { name: partner, id: null, field: 'Partner', basis: 'partner-field' } : null,
      account: null,
      fields: [...document.querySelectorAll('input')].map((input) => ({
        key: input.name,
        label: input.name,
        value: input.value,
        state: input.value ? ('value' as const) : ('empty' as const),
        required: false,
      })),
      confidence: 1,
      editing: form !== null,
    },
  };
}

export const show = (text: string) => {
  const main = document.querySelector('main')!;
  main.textContent = text;
};
export const name = (reading: PageReading | undefined) =>
  reading?.state === 'record' ? reading.record.name : reading?.state;

export const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
export function navigate(hash: string) {
  history.pushState(null, '', `#${hash}`);
  // happy-dom has no Navigation API; the event that stands in for it here is one the watcher listens to as well.
  window.dispatchEvent(new Event('popstate'));
}

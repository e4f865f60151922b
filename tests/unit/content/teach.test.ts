// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTeaching } from '@/lib/content/teach/teach';
import { request } from '@/lib/messaging/client';

/** What the card was told to show, the last one last. */
const shown = vi.hoisted(() => [] as { title: string; onSave?: () => void }[]);

vi.mock('@/lib/messaging/client', () => ({ request: vi.fn() }));
vi.mock('@/lib/content/teach/card', () => ({
  createCard: () => ({
    show: (view: (typeof shown)[number]) => shown.push(view),
    say: () => {},
    remove: () => {},
  }),
}));
vi.mock('@/lib/content/teach/views', () => ({
  noticeView: (_doc: Document, title: string) => [{ title }],
  secondView: (_doc: Document, { title, save }: { title: string; save: { onSave: () => void } | null }) => [
    { title, onSave: save?.onSave },
  ],
}));
vi.mock('@/lib/crm/taught/teaching', () => ({
  secondRecord: () => ({ state: 'another', address: {}, tried: [] }),
  lessonFrom: () => ({ fields: [] }),
}));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.mocked(request).mockImplementation((async (name: string) =>
    name === 'teach.state' ? { draft: { kind: 'deal' }, repair: null } : null) as typeof request);
});
afterEach(() => {
  vi.useRealTimers();
});

it('what the page did just before the lesson was saved does not draw over the answer', async () => {
  startTeaching(document);
  await vi.waitFor(() => expect(shown.at(-1)?.title).toBe('Is this right?'));
  document.body.append('changed');
  await vi.advanceTimersByTimeAsync(0);
  shown.at(-1)!.onSave!();
  await vi.waitFor(() => expect(shown.at(-1)?.title).toBe('Lesson saved'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown.at(-1)?.title).toBe('Lesson saved');
});

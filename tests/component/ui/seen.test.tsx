import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What the browser reports of elements in view. */
let report: (entry: { isIntersecting: boolean; isVisible?: boolean }) => void;
let press: () => true | Promise<boolean>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private readonly tell: (entries: object[]) => void) {}
      observe = (target: Element) => {
        report = (entry) => this.tell([{ target, ...entry }]);
      };
      unobserve = () => {};
    },
  );
  vi.spyOn(window, 'top', 'get').mockReturnValue({} as Window);
  vi.resetModules();
  const { pressWasSeen, watchSeen } = await import('@/components/ui/seen');
  const button = document.createElement('button');
  watchSeen(button);
  press = () => pressWasSeen(button);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Presses, and lets the browser tell what it knows by then. */
async function counts(meanwhile = () => {}): Promise<boolean> {
  const answer = press();
  meanwhile();
  await vi.advanceTimersByTimeAsync(400);
  return answer;
}

test.each([
  ['in a browser that tells what covers an element', { isIntersecting: true, isVisible: true }],
  ['in one that tells only what came into view', { isIntersecting: true }],
])('a press on what had just appeared does not count, one later does: %s', async (_, entry) => {
  expect(await counts(() => report(entry))).toBe(false);
  await vi.advanceTimersByTimeAsync(600);
  expect(await counts()).toBe(true);
});

test('what was hidden, or is by the time that the browser tells it, does not count', async () => {
  report({ isIntersecting: true, isVisible: true });
  await vi.advanceTimersByTimeAsync(600);
  expect(await counts(() => report({ isIntersecting: true, isVisible: false }))).toBe(false);
  report({ isIntersecting: true, isVisible: true });
  expect(await counts()).toBe(false);
  await vi.advanceTimersByTimeAsync(600);
  expect(await counts()).toBe(true);
});

test('presses in quick succession do not wear it down', async () => {
  report({ isIntersecting: true });
  for (let i = 0; i < 5; i++) expect(await counts()).toBe(false);
  await vi.advanceTimersByTimeAsync(600);
  expect(await counts()).toBe(true);
});

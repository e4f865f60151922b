import { describe, expect, it, vi } from 'vitest';
import { createReporter } from '@/lib/content/reporter';
import type { PageReading } from '@/lib/crm/types';
import type { PageBadge } from '@/lib/messaging/views';

const pending: PageReading = { state: 'pending' };
const none: PageReading = { state: 'no-record' };
const badge = (show: boolean): PageBadge => ({ show, partnerName: null, missing: [], tone: 'neutral' });

function controlled() {
  const calls: { url: string; resolve(badge: PageBadge): void; reject(error: Error): void }[] = [];
  const onBadge = vi.fn();
  const onError = vi.fn();
  const reporter = createReporter(
    ({ url }) => new Promise((resolve, reject) => calls.push({ url, resolve, reject })),
    onBadge,
    onError,
  );
  return { calls, onBadge, onError, reporter };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('reporter', () => {
  it('sends one at a time, the newest last, and drops what was overtaken', async () => {
    const { calls, onBadge, reporter } = controlled();
    reporter.report({ url: '/1', reading: pending });
    await turn();
    reporter.report({ url: '/2', reading: pending });
    reporter.report({ url: '/3', reading: none });
    expect(calls.map((call) => call.url)).toEqual(['/1']);
    calls[0]!.resolve(badge(true));
    await turn();
    expect(calls.map((call) => call.url)).toEqual(['/1', '/3']);
    expect(onBadge).not.toHaveBeenCalled();
    calls[1]!.resolve(badge(false));
    await turn();
    expect(onBadge).toHaveBeenCalledExactlyOnceWith(badge(false), none);
  });

  it('sends what is reported at one moment as one, the last of it', async () => {
    const { calls, reporter } = controlled();
    reporter.report({ url: '/1', reading: pending });
    reporter.report({ url: '/2', reading: pending });
    await turn();
    expect(calls.map((call) => call.url)).toEqual(['/2']);
  });

  it('asks again for the last reading, and not before there is one', async () => {
    const { calls, onBadge, reporter } = controlled();
    reporter.again();
    expect(calls).toHaveLength(0);
    reporter.report({ url: '/1', reading: none });
    await turn();
    calls[0]!.resolve(badge(false));
    await turn();
    reporter.again();
    await turn();
    expect(calls).toHaveLength(2);
    calls[1]!.resolve(badge(true));
    await turn();
    expect(onBadge).toHaveBeenLastCalledWith(badge(true), none);
  });

  it('tells of a failure and goes on', async () => {
    const { calls, onError, onBadge, reporter } = controlled();
    reporter.report({ url: '/1', reading: none });
    await turn();
    calls[0]!.reject(new Error('gone'));
    await turn();
    expect(onError).toHaveBeenCalledTimes(1);
    reporter.report({ url: '/2', reading: none });
    await turn();
    calls[1]!.resolve(badge(false));
    await turn();
    expect(onBadge).toHaveBeenCalledTimes(1);
  });
});

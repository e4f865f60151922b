import type { Page } from 'playwright-core';

/**
 * What a screen reader says for each link of a page: badges are in closed roots, which nothing in the page can enter.
 * @param names texts of the links to look for
 * @returns name -> words of the badge in front of it, empty where it has none
 */
export async function spokenBadges(page: Page, names: readonly string[]): Promise<Map<string, string>> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const said = nodes
    .filter(({ role, ignored }) => role?.value === 'link' && !ignored)
    .map(({ name }) => String(name?.value ?? ''));
  const found = new Map<string, string>();
  for (const name of names) {
    const link = said.find(
      (one) => one.startsWith(name) || [`,${name}`, ` ${name}`].some((end) => one.includes(end)),
    );
    if (link !== undefined) found.set(name, link.slice(0, link.indexOf(name)).trim().replace(/,$/, ''));
  }
  return found;
}

/** Counts the questions about rows that reach the background. */
export async function countQuestions(worker: {
  evaluate<T>(work: () => T): Promise<T>;
}): Promise<() => Promise<{ questions: number; rows: number }>> {
  await worker.evaluate(() => {
    const scope = globalThis as unknown as {
      asked: { questions: number; rows: number };
      chrome: { runtime: { onMessage: { addListener(listener: (message: never) => void): void } } };
    };
    scope.asked = { questions: 0, rows: 0 };
    scope.chrome.runtime.onMessage.addListener(({ request, input }: { request: string; input: never }) => {
      if (request !== 'list.badges') return;
      scope.asked.questions++;
      scope.asked.rows += (input as { rows: unknown[] }).rows.length;
    });
  });
  return () =>
    worker.evaluate(() => {
      const scope = globalThis as unknown as { asked: { questions: number; rows: number } };
      const now = { ...scope.asked };
      scope.asked.questions = 0;
      scope.asked.rows = 0;
      return now;
    });
}

import { describe, expect, it } from 'vitest';
import { blocking, draftOf } from '@/components/options/import/edit';
import { analyseCsv } from '@/lib/import/convert';
import { foreign } from '../../fixtures/exports/foreign';
import { CONTEXT } from './fixtures';

describe('files of something else', () => {
  it.each(foreign)('%s: cannot be imported without an answer', async (_, text) => {
    const { proposal } = await analyseCsv(text, CONTEXT);
    expect(blocking(draftOf(proposal))).not.toEqual([]);
  });

  it('are hardly ever taken for a table', async () => {
    const taken: string[] = [];
    for (const [name, text] of foreign) {
      const { proposal } = await analyseCsv(text, CONTEXT);
      if (!proposal.questions.some(({ kind }) => kind === 'table')) taken.push(name);
    }
    // An id, a date and a price; planned days of tasks.
    expect(taken).toEqual(['houses', 'tasks']);
  });
});

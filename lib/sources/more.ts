/** Records beside deals and partners: people and their work, which a person or a right may not want to be read. */
import { SourceProblem } from './problem';
import type { Page, SettingField, Stream } from './types';

export const MORE_SETTING: SettingField = {
  id: 'more',
  label: 'Read',
  hint: '',
  kind: 'choice',
  required: false,
  options: [
    { value: 'all', label: 'Deals, partners, and what else scorecards read' },
    { value: 'deals', label: 'Deals and partners only' },
  ],
};

/**
 * A stream that can be done without: the setting switches it off, and a credential that does not reach its records does
 * not stop the others.
 * @param right what the credential needs for it, as in "the scope tickets"
 */
export function optional(stream: Stream, right: string): Stream {
  return {
    ...stream,
    async page(context, cursor) {
      const none: Page = { rows: {}, cursor: cursor ?? {}, more: false };
      if (context.settings.more === 'deals') return none;
      try {
        return await stream.page(context, cursor);
      } catch (error) {
        if (!(error instanceof SourceProblem && error.forbidden)) throw error;
        const reason = `${context.client.host} does not let this credential read them. It needs ${right}, or set "${MORE_SETTING.label}" to less.`;
        return { ...none, bad: [{ record: stream.name, reason }] };
      }
    },
  };
}

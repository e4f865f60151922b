import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { putDraft } from '../drafts';

export const handle: Handler<'panel.keep'> = async ({ draft }, asker) => {
  await putDraft(tabOf(asker), draft);
  return null;
};

import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { getDraft } from '../drafts';

export const handle: Handler<'panel.kept'> = (_input, asker) => getDraft(tabOf(asker));

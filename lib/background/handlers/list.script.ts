import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { listsAllowed } from '../list-badges';
import { listFile } from '../readers';
import { putScript } from '../scripts';

/** Puts the script for lists into the asker's page; asked once a document. */
export const handle: Handler<'list.script'> = async (_input, asker) => {
  const url = await listsAllowed(asker);
  await putScript(tabOf(asker), listFile(url));
  return null;
};

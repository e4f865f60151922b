import { browser } from 'wxt/browser';
import type { Handler } from '../../messaging/server';
import { deleteImport, getImport } from '../../store/imports';
import { forgetSecret } from '../../store/secrets';
import { deleteSource, getSource, importsOfSource, listSources } from '../../store/sources';
import { dataChanged } from '../data-changed';
import { dropSourceHost } from '../source-hosts';
import { hostOf, unschedule } from '../sources';

export const handle: Handler<'sources.remove'> = async ({ id, facts }) => {
  await unschedule(id);
  const source = await getSource(id);
  if (!source) return null;
  await forgetSecret(id);
  // Latest first, as a person would undo them.
  if (facts)
    for (const importId of (await importsOfSource(id)).sort((a, b) => b - a))
      if (await getImport(importId)) await deleteImport(importId);
  await deleteSource(id);
  const pattern = hostOf(source)?.pattern;
  const others = (await listSources()).some((other) => hostOf(other)?.pattern === pattern);
  if (pattern && !others && (await dropSourceHost(pattern)))
    await browser.permissions.remove({ origins: [pattern] });
  await dataChanged();
  return null;
};

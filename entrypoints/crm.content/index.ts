import { defineContentScript } from 'wxt/utils/define-content-script';
import { startPage } from '@/lib/content/app';
import { loadPart } from '@/lib/content/load-part';
import { loadReader } from '@/lib/content/reader';

/**
 * Registered at run time for the sites that the user enabled. Without `matches`: WXT would add them to the host
 * permissions that are asked for at install.
 */
export default defineContentScript({
  registration: 'runtime',
  runAt: 'document_idle',
  main: () => startPage(document, () => loadReader(document), loadPart),
});

/**
 * Finds Tryton (server, web client, sales opportunities), the real CRM that a browser test runs against, and installs
 * it where that is one command. Uses Node's own modules only.
 */
import { existsSync } from 'node:fs';
import { canInstallFromDebian, installFromDebian } from './browsers.mjs';

const PACKAGES = ['tryton-server', 'tryton-sao', 'tryton-modules-sale-opportunity'];
const NEEDED = {
  admin: '/usr/bin/trytond-admin',
  server: '/usr/bin/trytond',
  client: '/usr/share/tryton-sao/www',
};

export const TRYTON_ADVICE = `Tryton is not installed: apt-get install --no-install-recommends ${PACKAGES.join(' ')}`;

const OPPORTUNITIES = '/usr/lib/python3/dist-packages/trytond/modules/sale_opportunity';

/**
 * Finds Tryton, or installs it on a Debian machine as root.
 * @returns {typeof NEEDED | null} paths; null where it is missing and could not be installed
 */
export function ensureTryton() {
  const installed = () => [...Object.values(NEEDED), OPPORTUNITIES].every((path) => existsSync(path));
  if (!installed() && canInstallFromDebian()) {
    console.error('No Tryton found; installing it with apt-get ...');
    installFromDebian(PACKAGES);
  }
  return installed() ? NEEDED : null;
}

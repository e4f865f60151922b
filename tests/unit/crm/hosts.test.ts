import { describe, expect, it } from 'vitest';
import { adapters } from '@/lib/crm/registry';

/** Adapter of a host, told by the host alone. */
const idOf = (hostname: string) => adapters.find(({ host }) => host?.test(hostname))?.id;

describe('hosts', () => {
  it.each([
    ['salesforce', 'northwind.lightning.force.com'],
    ['salesforce', 'northwind--uat.sandbox.lightning.force.com'],
    ['salesforce', 'northwind.lightning.pc-rnd.force.com'],
    ['salesforce', 'northwind.lightning.force.com.mcas.ms'],
    ['salesforce', 'northwind.lightning.crmforce.mil'],
    ['salesforce', 'northwind.lightning.sfcrmapps.cn'],
    ['salesforce-classic', 'northwind.my.salesforce.com'],
    ['salesforce-classic', 'northwind--uat.sandbox.my.salesforce.com'],
    ['salesforce-classic', 'northwind.my.sfcrmproducts.cn'],
    ['salesforce-classic', 'na42.salesforce.com'],
    ['dynamics', 'northwind.crm.dynamics.com'],
    ['dynamics', 'northwind.crm4.dynamics.com'],
    ['dynamics', 'northwind.crm21.dynamics.com'],
    ['dynamics', 'northwind.crm.microsoftdynamics.us'],
    ['dynamics', 'northwind.crm.microsoftdynamics.de'],
    ['dynamics', 'northwind.crm.appsplatform.us'],
    ['dynamics', 'northwind.crm5.dynamics.cn'],
    ['dynamics', 'northwind.crm4.dynamics.com.mcas.ms'],
    ['hubspot', 'app.hubspot.com'],
    ['hubspot', 'app-eu1.hubspot.com'],
    ['hubspot', 'app-na2.hubspot.com'],
    ['hubspot', 'app-ap1.hubspot.com'],
    ['pipedrive', 'northwind.pipedrive.com'],
    ['pipedrive', 'app.pipedrive.com'],
    ['zoho', 'crm.zoho.com'],
    ['zoho', 'crm.zoho.eu'],
    ['zoho', 'crm.zoho.com.au'],
    ['zoho', 'crmsandbox.zoho.in'],
    ['zoho', 'crm.zohocloud.ca'],
    ['copper', 'app.copper.com'],
    ['monday', 'northwind.monday.com'],
    ['attio', 'app.attio.com'],
    ['close', 'app.close.com'],
    ['freshsales', 'northwind.myfreshworks.com'],
    ['freshsales', 'northwind.freshsales.io'],
  ])('%s lives on %s', (id, hostname) => {
    expect(idOf(hostname)).toBe(id);
  });

  it.each([
    'northwind.lightning.force.com.example.com',
    'lightning.force.com.example.com',
    'login.salesforce.com',
    'trailhead.salesforce.com',
    'northwind.operations.dynamics.com',
    'businesscentral.dynamics.com',
    'northwind.crm4.dynamics.com.example.com',
    'community.hubspot.com',
    'app.hubspot.com.example.com',
    'support.pipedrive.com',
    'developers.pipedrive.com',
    'www.pipedrive.com',
    'mail.zoho.com',
    'crm.zoho.com.example.com',
    'www.copper.com',
    'auth.monday.com',
    'support.monday.com',
    'attio.com',
    'www.close.com',
    'www.freshworks.com',
    'example.com',
  ])('nobody lives on %s', (hostname) => {
    expect(idOf(hostname)).toBeUndefined();
  });

  it('no two adapters share one', () => {
    const names = ['a.lightning.force.com', 'a.my.salesforce.com', 'app.hubspot.com', 'a.crm.dynamics.com'];
    for (const name of names) expect(adapters.filter(({ host }) => host?.test(name))).toHaveLength(1);
  });
});

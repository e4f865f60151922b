import { describe, expect, it } from 'vitest';
import type { PageReading } from '@/lib/crm/types';
import { defaultRules } from '@/lib/fields/defaults';
import { missingFields } from '@/lib/fields/evaluate';
import { loadFixtures } from '../crm/fixtures';

const pages = new Map(
  loadFixtures().map(({ name, expected }) => [name.replace('.html', ''), expected as PageReading]),
);

/** Keys that the built-in rules and the page's own marks miss on a fixture's record. */
function missingOn(page: string, partnerType: string): string[] {
  const reading = pages.get(page);
  if (reading?.state !== 'record') throw new Error(`${page} is no record`);
  return missingFields(reading.record, defaultRules, { partnerType }).map(({ key }) => key);
}

describe('missing fields by the built-in rules', () => {
  it.each([
    ['salesforce/opportunity-dynamic-forms-de', ['PartnerAccountId', 'Discount_Approval__c']],
    ['salesforce-classic/opportunity-edit', ['partner']],
    // The form marks both; what it only recommends is not missing.
    ['dynamics/opportunity-form', ['new_dealregistration', 'estimatedclosedate']],
    ['dynamics/dialog-over-list', ['new_referralpartnerid']],
    ['hubspot/preview-drawer', ['partner']],
    ['pipedrive/drawer-on-board', ['partner', 'deal registration no', 'expected close date']],
    ['pipedrive/lead-inbox', ['referral partner']],
    ['zoho/deal', ['POTENTIALCF7', 'POTENTIALCF8']],
    ['copper/opportunity-panel', ['deal registration no']],
    ['monday/deal-item', ['deal registration no']],
    ['freshsales/deal-edit', ['partner', 'expected close date']],
    ['close/lead-no-digits', ['reseller']],
  ])('%s of a reseller', (page, keys) => {
    expect(missingOn(page, 'reseller').sort()).toEqual([...keys].sort());
  });

  it.each([
    ['attio/deal', ['referral code']],
    ['close/lead', ['referral code']],
    ['salesforce/lead', ['Referral_Code__c']],
  ])('%s of a referral partner', (page, keys) => {
    expect(missingOn(page, 'referral')).toEqual(keys);
  });

  it('none where nothing is empty, and none on a record that is no deal', () => {
    expect(missingOn('pipedrive/deal-editing', 'reseller')).toEqual([]);
    expect(missingOn('monday/task-item', 'reseller')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { editTrigger } from '@/lib/crm/edit';
import { locateField } from '@/lib/crm/locate';
import { reader } from '@/lib/crm/read-page';
import type { FieldHandle } from '@/lib/crm/types';
import { loadFixtures, openDocument } from './fixtures';

const fixtures = loadFixtures();
function open(name: string) {
  const fixture = fixtures.find((one) => one.name === `${name}.html`)!;
  const doc = openDocument(fixture.html, fixture.url);
  const locate = (key: string) => locateField(reader, doc, fixture.url, key);
  return { doc, locate };
}
/** Id, class or text of what a reveal presses. */
function pressed(doc: Document, reveal: FieldHandle['reveal']): HTMLElement | null {
  let target: HTMLElement | null = null;
  doc.addEventListener('click', (event) => {
    event.preventDefault();
    target = event.target as HTMLElement;
  });
  reveal?.();
  return target;
}

describe('locate', () => {
  it('gives the input of a field that can be typed into', () => {
    const { locate } = open('demo/deal-edit');
    expect(locate('amount')!.reveal).toBeUndefined();
    expect(locate('amount')!.input!.id).toBe('edit-amount');
  });

  it('gives the label of what is read from the text of the page', () => {
    const lines = open('generic/deal-lines-partner-empty');
    expect(lines.locate('partner')).toMatchObject({ input: null });
    expect(lines.locate('partner')!.element.outerHTML).toBe('<b>Partner:</b>');
    expect(lines.locate('region')).toBeNull();
    const { element } = open('generic/deal-turkish-lines').locate('asama')!;
    expect(element.textContent).toBe('Aşama: Teklif');
    // Where fields are told by their markup, words elsewhere are none.
    expect(open('demo/deal-view').locate('deals')).toBeNull();
  });

  it('opens a folded section first', () => {
    const { doc, locate } = open('demo/deal-view');
    const handle = locate('partner_contact')!;
    expect(handle.input).toBeNull();
    expect(pressed(doc, handle.reveal)?.textContent).toBe('Approvals and notes');
  });

  it('then goes to edit mode, by the button of the page where no more is known', () => {
    const { doc, locate } = open('demo/deal-view');
    expect(locate('registration')!.reveal).toBeUndefined();
    expect(editTrigger(doc)?.getAttribute('href')).toBe('/deals/D-0001/edit');
  });

  it('opens the tab that holds a Salesforce field, and its inline edit', () => {
    const { doc, locate } = open('salesforce/opportunity-dynamic-forms-de');
    expect(pressed(doc, locate('Partner_Role__c')!.reveal)?.id).toBe('channelTab__item');
    expect(pressed(doc, locate('PartnerAccountId')!.reveal)?.className).toContain('inline-edit-trigger');
  });

  it('finds the inputs of the Salesforce edit modal, not the page behind', () => {
    const { locate } = open('salesforce/opportunity-edit-modal');
    expect(locate('Partner__c')!.input!.id).toBe('combobox-1');
    expect(locate('StageName')!.input!.id).toBe('combobox-button-3');
  });

  it('presses an editable HubSpot property, never a read-only one', () => {
    const { doc, locate } = open('hubspot/deal-record');
    expect(pressed(doc, locate('deal_registration_number')!.reveal)?.dataset.seleniumTest).toBe(
      'property-input-deal_registration_number',
    );
    expect(locate('dealtype')!.reveal).toBeNull();
  });

  it('finds the inputs of a Dynamics form, which are always there', () => {
    const { locate } = open('dynamics/opportunity-form');
    expect(locate('new_dealregistration')!.reveal).toBeUndefined();
    expect(locate('new_dealregistration')!.input!.dataset.id).toBe(
      'new_dealregistration.fieldControl-text-box-text',
    );
    expect(locate('new_partnercontact')!.input!.dataset.id).toMatch(/_textInputBox_with_filter_new$/);
  });

  it('opens a folded Pipedrive block, then presses the pencil of the row', () => {
    const { doc, locate } = open('pipedrive/deal');
    expect(pressed(doc, locate('partner contact')!.reveal)?.dataset.test).toBe('accordion_header');
    const row = locate('deal registration no')!;
    const pencil = pressed(doc, row.reveal)!;
    expect(pencil.getAttribute('aria-label')).toBe('Edit');
    expect(row.element.contains(pencil)).toBe(true);
    const editing = open('pipedrive/deal-editing').locate('vertriebspartner')!;
    expect((editing.input as HTMLInputElement).value).toBe('Tailspin Distribution');
  });

  it('presses the pencil of a Zoho row', () => {
    const { doc, locate } = open('zoho/deal');
    expect(pressed(doc, locate('POTENTIALCF7')!.reveal)?.id).toBe('edit_icon_POTENTIALCF7');
    expect(open('zoho/deal-inline-edit').locate('POTENTIALCF3')!.input!.id).toBe('ajaxEdit_POTENTIALCF3');
  });

  it('finds the inputs of the Copper panel and of a Classic edit form', () => {
    const registration = open('copper/opportunity-panel').locate('deal registration no')!;
    expect((registration.input as HTMLInputElement).value).toBe('');
    expect(open('salesforce-classic/opportunity-edit').locate('partner')!.input!.id).toBe('CF1');
  });

  it('finds the field of the record, not the one of the preview beside it', () => {
    const { locate } = open('hubspot/deal-editing');
    expect((locate('reseller')!.input as HTMLTextAreaElement).value).toBe('Tailspin Distribution');
    expect(locate('partner')).toBeNull();
  });

  it('goes through the edit button of the page', () => {
    const { doc, locate } = open('espocrm/deal-view');
    expect(pressed(doc, locate('partner')!.reveal)?.textContent).toBe('Edit');
    expect(open('odoo/deal-form').locate('x_reseller_id')!.input!.id).toBe('x_reseller_id_0');
  });

  it('opens the notebook page that holds the partner', () => {
    const { doc, locate } = open('odoo/deal-unopened-tab');
    expect(pressed(doc, locate('partner_assigned_id')!.reveal)?.textContent).toBe('Assigned Partner');
  });

  it('opens the tab of a pane that is tied to it by its number alone', () => {
    const suite = open('suitecrm/deal-tabs');
    expect(pressed(suite.doc, suite.locate('partner_c')!.reveal)?.id).toBe('tab1');
    expect(pressed(suite.doc, suite.locate('sales_stage')!.reveal)?.className).toContain('inlineEditIcon');
    const espo = open('espocrm/deal-tabs');
    expect(pressed(espo.doc, espo.locate('partner')!.reveal)?.dataset.tab).toBe('1');
  });
});

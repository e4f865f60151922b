/**
 * By which markup the pages of a CRM that lives on any host are told, as of 2026-11-21: what the server sends with
 * every page first, then what its records and lists are made of. Named like their adapters.
 */

export const demo = 'html[data-app=demo-crm]';
/** The client's loader; cells of a record; rows of a list. */
export const espocrm =
  'script[src*="client/lib/espo"],script[src*="client/espo"],script[data-name=loader-params],[data-scope] .cell[data-name],tr.list-row[data-id]';
/** The body of the back end, not of a shop or website made with it; what every action is shown in. */
export const odoo = 'body.o_web_client,.o_action_manager';
/** Identity of a record page; the script that all pages load; fields of pages and lists. */
export const suitecrm =
  'form#formDetailView,script[src*="javascript/sugar_"],form#EditView input[name=record],.detail-view-field[field],form#MassUpdate td[field]';
/** The client's files; a tab of a model. */
export const tryton =
  'script[src*=tryton-sao],link[href*=tryton-sao],.tab-pane .tab-form,.tab-pane label.form-label[for]';

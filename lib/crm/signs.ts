/**
 * By which markup the pages of a CRM that lives on any host are told, as of 2026-11-21: what the server sends with
 * every page first, then what its records and lists are made of. Named like their adapters.
 */

export const demo = 'html[data-app=demo-crm]';
/** The client's loader; cells of a record; rows of a list. */
export const espocrm =
  'script[src*="client/lib/espo"],script[src*="client/espo"],.record > [data-scope] .cell[data-name],tr.list-row[data-id] > td.cell[data-name]';
/** The body of the back end, not of a shop or website made with it; what every action is shown in. */
export const odoo = 'body.o_web_client,.o_action_manager';
/** Theme of version 7, in which fields have the names that the adapter knows; those fields. */
export const suitecrm =
  'link[href*="themes/SuiteP/"],.detail-view-field[field],.edit-view-field[field],form#MassUpdate td[field]';
/** The client's files; a tab of a model. Its class names alone are those of Bootstrap. */
export const tryton = 'script[src*=tryton-sao],link[href*=tryton-sao],.tab-pane .tab-form .screen-container';

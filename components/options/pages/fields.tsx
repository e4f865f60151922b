import { FieldsPage } from '../fields/FieldsPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'fields', title: 'Required fields', order: 50, Page: FieldsPage };

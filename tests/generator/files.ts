import type { FileFormat } from './files/format';
import { MARKET_FILES } from './files/market';
import { NETWORK_FILES } from './files/network';
import { OPERATIONS_FILES } from './files/operations';
import { SALES_FILES } from './files/sales';

export type { FileFormat };

export const FILES: readonly FileFormat[] = [
  ...SALES_FILES,
  ...OPERATIONS_FILES,
  ...MARKET_FILES,
  ...NETWORK_FILES,
];

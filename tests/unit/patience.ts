/** `vi.waitFor` gives up after a second, which a machine with much else to do may need for a single step. */
import { vi } from 'vitest';

const { waitFor } = vi;
vi.waitFor = (callback, options) => waitFor(callback, options ?? 120_000);

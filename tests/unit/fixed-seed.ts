/**
 * Property tests draw the same examples in every run, so that a failure is the code's and never chance's. To look
 * further, `PARTNER_LENS_SEED=<number>` draws others; what they find becomes an example of its own.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PARTNER_LENS_SEED ?? 20_260_101) });

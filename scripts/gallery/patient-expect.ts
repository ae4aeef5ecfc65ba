import { expect as impatient } from '@playwright/test';
import { PATIENCE_MS } from '../../tests/support/patience.ts';

/** Outside of Playwright's runner nothing else says how long scenes wait for what must happen. */
export const expect = impatient.configure({ timeout: PATIENCE_MS });

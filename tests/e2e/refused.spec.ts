import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startCellProcess } from '../support/cell.ts';
import { Person } from '../support/person.ts';

test('a cell that asks for a token refuses whoever has none: told, and drawing goes on (CM-11)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-keys-'));
  const keyFile = join(folder, 'public.pem');
  const { publicKey } = generateKeyPairSync('ed25519');
  await writeFile(keyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  const [cell, ada] = await Promise.all([
    startCellProcess(0, ['--auth-token-keys', keyFile]),
    Person.arrive(),
  ]);
  try {
    await ada.open(`${cell.url}/#new`);
    const status = ada.page.getByRole('status');
    await expect(status).toContainText('Refused by the cell');
    await ada.drawStroke(300, 300);
    await ada.hasElements(1);
    await status.getByRole('button').click();
    await expect(ada.page.getByText('lets in only who has a valid token')).toBeVisible();
    await expect(ada.page.getByText('1 change is on this computer only')).toBeVisible();
    await expect(ada.page.getByRole('button', { name: 'Try now' })).toBeVisible();
  } finally {
    await Promise.all([ada.done(), cell.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
});

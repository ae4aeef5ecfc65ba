import { expect, type Locator, test } from '@playwright/test';
import { type CellProcess, startCellProcess } from '../support/cell.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { whyNoTestNetwork } from '../support/network.ts';
import { Person } from '../support/person.ts';
import { ThreeComputers } from '../support/three-computers.ts';
import { startTurnServer, whyNoTurnServer } from '../support/turn-server.ts';

const row = (dialog: Locator, name: string): Locator =>
  dialog.getByRole('listitem').filter({ has: dialog.page().getByText(name, { exact: true }) });

test.describe('the connection check of somebody alone', () => {
  let cell: CellProcess;
  let proxy: FaultProxy;
  let ada: Person;

  test.beforeEach(async () => {
    cell = await startCellProcess();
    proxy = await startFaultProxy(cell.port);
    ada = await Person.arrive();
    await ada.open(`${proxy.url}/#new`);
    await expect(ada.page.getByRole('status')).toContainText('On your own');
  });
  test.afterEach(async () => {
    await Promise.all([ada.done(), proxy.close(), cell.stop()]);
  });

  test('says what is blocked and what is used instead, step by step down (TR-11)', async () => {
    const dialog = await ada.checkConnection();
    const again = async (): Promise<void> => {
      await dialog.getByRole('button', { name: 'Check again' }).click();
      await ada.connectionIsChecked();
    };
    await expect(dialog).toContainText('The cell can be reached');
    await expect(row(dialog, 'WebSocket')).toContainText('In use');

    proxy.faults.reset = /^GET \/v1\/signal/;
    await again();
    await expect(dialog).toContainText('WebSockets are blocked: the event stream is used');
    await expect(row(dialog, 'WebSocket')).toContainText('The event stream is used instead.');

    proxy.faults.reset = /^GET \/v1\/(signal|events)/;
    await again();
    await expect(dialog).toContainText('Only polls get through to the cell');
    await expect(row(dialog, 'Event stream')).toContainText('Polls are used instead');

    proxy.faults.reset = /^POST/;
    await again();
    await expect(row(dialog, 'WebSocket')).toContainText('Gets through');
    await expect(row(dialog, 'Polls')).toContainText('Blocked');

    proxy.faults.refuse = true;
    proxy.cut();
    await again();
    await expect(dialog).toContainText('The cell does not answer: changes wait on this computer');
    await expect(row(dialog, 'Cell')).toContainText('Does not answer at 127.0.0.1');
  });

  test('ends when what is sent is swallowed or held back, and can be stopped (CM-15)', async () => {
    proxy.faults.swallow = /^GET \/v1\/signal/;
    proxy.faults.buffer = /^GET \/v1\/events/;
    const chip = ada.page.getByRole('status').getByRole('button');
    await chip.press('Enter');
    await ada.page.getByRole('button', { name: 'Check the connection' }).press('Enter');
    const dialog = await ada.connectionIsChecked();
    await expect(row(dialog, 'WebSocket')).toContainText('Blocked: nothing comes back.');
    await expect(row(dialog, 'Event stream')).toContainText('Blocked: nothing comes back.');
    await dialog.getByRole('button', { name: 'Check again' }).press('Enter');
    await dialog.getByRole('button', { name: 'Stop' }).press('Enter');
    await ada.connectionIsChecked();
    await expect(dialog).toContainText('What was found until then stands below.');
    await ada.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(chip).toBeFocused();
  });

  test('copies a report that holds no link, name or content (SE-02)', async () => {
    await ada.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await ada.page.getByRole('status').getByRole('button').click();
    await ada.page.getByLabel('Your name').fill('Ada Lovelace');
    await ada.page.keyboard.press('Escape');
    await ada.add([{ type: 'text', x: 0, y: 0, text: 'a secret plan' }]);
    await ada.page.getByRole('button', { name: 'Menu' }).click();
    await ada.page.getByRole('menuitem', { name: 'Check the connection' }).click();
    const dialog = await ada.connectionIsChecked();
    await dialog.getByRole('button', { name: 'Copy report' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const report = await ada.page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('The cell can be reached');
    expect(report).toMatch(/^WebSocket: .* \(in use, \d+ ms\)$/m);
    const secrets = new URL(await ada.link()).hash.split(/[#&=]/).filter((part) => part.length > 8);
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of [...secrets, 'Ada', 'plan']) expect(report).not.toContain(secret);
  });
});

const reason = whyNoTestNetwork() ?? whyNoTurnServer();

test.describe('the connection check of two people', () => {
  test.skip(reason !== null, reason ?? '');

  let computers: ThreeComputers;
  let cell: CellProcess;
  let ada: Person;
  let bob: Person;

  test.beforeEach(async () => {
    computers = new ThreeComputers();
    const stun = await startTurnServer(computers.atCell);
    computers.onEnd(() => stun.stop());
    ({ cell, ada, bob } = await computers.start(['--ice-servers', stun.stunServers]));
  });
  test.afterEach(() => computers.end());

  test('says that UDP is blocked, and that it works when it is let through (TR-11)', async () => {
    const letThrough = computers.network.drop({ protocol: 'udp' });
    await ada.open(`${cell.url}/#new`);
    await bob.open(await ada.link());
    await Promise.all([ada.isLiveWith(1), bob.isLiveWith(1)]);
    const dialog = await ada.checkConnection();
    await expect(dialog).toContainText('UDP is blocked: changes go through the cell');
    await expect(row(dialog, 'UDP')).toContainText('Changes go through the cell instead.');
    await expect(dialog.getByRole('listitem').last()).toContainText('Through the cell, encrypted');
    letThrough();
    await dialog.getByRole('button', { name: 'Check again' }).click();
    await ada.connectionIsChecked();
    await expect(dialog).toContainText('Direct connections work');
    await expect(row(dialog, 'STUN server')).toContainText('can connect directly');
  });
});

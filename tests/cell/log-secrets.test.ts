import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { signJoinToken } from '../../signaling/access/join-tokens.ts';
import { newPersonId, TestBoard } from '../../signaling/testing/board.ts';
import { TestDevice } from '../../signaling/testing/mailbox-reader.ts';
import { RUNGS, SessionClient } from '../../signaling/testing/session-client.ts';
import { startCellProcess } from '../support/cell.ts';

const SECRETS = {
  admin: 'the-operators-own-token',
  metrics: 'the-token-for-prometheus',
  turn: 'the-secret-shared-with-coturn',
} as const;
const ADDRESS = '203.0.113.77';
const CANDIDATE = 'candidate:1 1 udp 2122 192.0.2.41 50000 typ host';
const CONTENT = 'what was drawn';
const ABOUT = 'Ada, sealed';

it('says nothing secret, personal or drawn, whatever happens (SE-08)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const keyFile = join(folder, 'public.pem');
  await writeFile(keyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const claims = { rooms: '*', role: 'editor', exp, jti: 'a-token-of-today' } as const;
  const token = await signJoinToken(claims, privateKey);
  const wrong = await signJoinToken(claims, generateKeyPairSync('ed25519').privateKey);
  const cell = await startCellProcess(0, [
    '--behind-proxy',
    `--auth-token-keys=${keyFile}`,
    `--admin-token=${SECRETS.admin}`,
    `--metrics-token=${SECRETS.metrics}`,
    `--turn-secret=${SECRETS.turn}`,
    '--turn-urls=turn:turn.example.org',
    `--data-folder=${join(folder, 'data')}`,
  ]);
  onTestFinished(() => cell.kill());
  const board = new TestBoard();
  const person = newPersonId();
  const clients: SessionClient[] = [];
  for (const rung of RUNGS) {
    const client = await SessionClient.connect(cell.url, rung, token);
    clients.push(client);
    const { room, proof } = board;
    client.send({ type: 'subscribe', topics: [room] });
    client.send({ type: 'enter', room, person, about: ABOUT, proof });
    client.send({ type: 'publish', topic: room, data: { candidate: CANDIDATE } });
    client.sendFrame(board.document(Buffer.from(CONTENT)));
    client.sendFrame(board.document(Buffer.from(CONTENT), undefined, new TestBoard().edit));
    client.sendFrame(board.frame('append', new TestDevice(board).next(CONTENT)));
    await client.until((its) => its.of('appended').length === 1);
    client.send({ type: 'authorize', token: wrong });
    await client.until(({ errors }) => errors.includes('unauthorized'));
  }
  for (const path of ['/admin/figures', '/metrics', '/v1/config', '/v1/poll', '/nothing']) {
    for (const bearer of [token, wrong, ...Object.values(SECRETS)]) {
      const headers = { authorization: `Bearer ${bearer}`, 'x-forwarded-for': ADDRESS };
      await fetch(cell.url + path, { headers });
    }
  }
  // Whoever breaks the protocol is told of in the log, and nothing of what it said.
  const [socket] = clients;
  socket?.sendItems(`{"type":"publish","topic":"${board.room}","data":{"__proto__":"${CONTENT}"}}`);
  await socket?.until(({ closed }) => closed !== undefined);
  const stranger = await SessionClient.connect(cell.url, 'websocket', wrong);
  expect(stranger.closed).toBeDefined();
  await cell.stop();

  const log = cell.log.join('\n');
  expect(log).toContain('"msg":"frame refused"');
  for (const line of cell.log) {
    expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), msg: expect.any(String) });
  }
  const forbidden = {
    ...SECRETS,
    token,
    wrong,
    signature: token.split('.')[2] ?? '',
    address: ADDRESS,
    candidate: CANDIDATE,
    candidateAddress: '192.0.2.41',
    content: CONTENT,
    about: ABOUT,
    person,
    room: board.room,
    editKey: board.proof.edit,
    ...Object.fromEntries(clients.map(({ secret }, i) => [`secret of ${RUNGS[i]}`, secret])),
    ...Object.fromEntries(clients.map(({ id }, i) => [`session of ${RUNGS[i]}`, id])),
  };
  const found = Object.entries(forbidden).filter(([, text]) => text === '' || log.includes(text));
  expect(found).toEqual([]);
});

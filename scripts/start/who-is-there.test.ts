import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startBuiltInCell } from '../../src-main/host/built-in-cell.ts';
import { whoIsThere } from './who-is-there.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => new Promise((done) => server.close(done)));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
const web = (answer: RequestListener): Promise<string> => listen(createHttpServer(answer));

describe('whoever has the port', () => {
  it('is ours when a cell answers', async () => {
    const cell = await startBuiltInCell({ port: 0 });
    stops.push(() => cell.stop());
    expect(await whoIsThere(cell.origin)).toEqual({ kind: 'ours' });
  });

  it('is foreign, with its name, when another web server answers', async () => {
    const origin = await web((_request, response) => {
      response.writeHead(404, { server: 'nginx/1.27' }).end();
    });
    expect(await whoIsThere(origin)).toEqual({
      kind: 'foreign',
      answer: 'answers HTTP 404 with "nginx/1.27"',
    });
  });

  it.each(['{"product":"other"}', '<html>', '[]', 'null'])(
    'is foreign when the configuration is %s',
    async (body) => {
      const origin = await web((_request, response) => response.end(body));
      expect(await whoIsThere(origin)).toMatchObject({ kind: 'foreign' });
    },
  );

  it('cannot write control characters into the terminal', async () => {
    const origin = await web((_request, response) => {
      response.writeHead(200, { server: '\u0080evil\u009b31m' }).end();
    });
    const holder = await whoIsThere(origin);
    expect(holder.kind === 'foreign' && holder.answer).toMatch(/^[\x20-\x7e]+$/);
  });

  it('is foreign when it speaks something else', async () => {
    const origin = await listen(
      createServer((socket) => {
        socket.on('error', () => socket.destroy());
        socket.end('220 mail.example ESMTP\r\n', () => socket.destroy());
      }),
    );
    expect(await whoIsThere(origin)).toEqual({ kind: 'foreign', answer: 'does not speak HTTP' });
  });
});

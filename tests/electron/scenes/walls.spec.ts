import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REQUEST_CHANNELS } from '../../../src-main/desktop-channels.ts';
import { BOTH, boardOf, expect, test } from '../harness/test.ts';

test.describe('SE-10: the walls around the page', () => {
  test('no inline script runs, and no text becomes code', BOTH, async ({ launch }) => {
    const { page } = await boardOf(await launch());
    const outcome = await page.evaluate(async () => {
      const violated = new Promise<string>((done) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          done(event.effectiveDirective),
        );
      });
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true;';
      document.head.append(script);
      const directive = await violated;
      const image = document.createElement('img');
      image.setAttribute('onerror', 'window.inlineRan = true;');
      image.src = 'data:,';
      document.body.append(image);
      await new Promise((done) => image.addEventListener('error', done));
      const made = await new Promise((done) => {
        document.addEventListener('securitypolicyviolation', () => done('refused'), { once: true });
        setTimeout('window.inlineRan = true; ', 0);
      });
      return { directive, made, ran: Reflect.get(window, 'inlineRan') ?? false };
    });
    expect(outcome).toEqual({ directive: 'script-src-elem', made: 'refused', ran: false });
  });

  test('no other page takes its place, and none is framed', BOTH, async ({ launch }) => {
    const app = await launch();
    const board = await boardOf(app);
    const { page } = board;
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.setHeader('content-type', 'text/html');
      response.end('<h1>elsewhere</h1>');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const before = page.url();
      await board.drawStroke(300, 300);
      await page.evaluate((url) => {
        location.href = `${url}/by-address`;
      }, elsewhere);
      await page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = `${url}/by-link`;
        document.body.append(link);
        link.click();
      }, elsewhere);
      await page.evaluate((url) => {
        const frame = document.createElement('iframe');
        frame.src = `${url}/by-frame`;
        document.body.append(frame);
        return new Promise((done) => frame.addEventListener('load', done));
      }, elsewhere);
      expect(page.url()).toBe(before);
      await board.hasElements(1);
      expect(requests).toEqual([]);
    } finally {
      server.close();
    }
  });

  test('no second window opens', BOTH, async ({ launch }) => {
    const app = await launch();
    const { page } = await boardOf(app);
    await page.evaluate(() => {
      window.open('https://example.org/', '_blank');
      window.open('about:blank', 'other');
      const link = document.createElement('a');
      Object.assign(link, { href: location.href, target: '_blank' });
      document.body.append(link);
      link.click();
    });
    await expect.poll(() => app.pageCount()).toBe(1);
    expect(await app.windows()).toHaveLength(1);
  });

  test('permissions are denied, but for what the app needs', BOTH, async ({ launch }) => {
    const { page } = await boardOf(await launch());
    const states = await page.evaluate(async () => {
      const state = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName })).state;
      return {
        geolocation: await state('geolocation'),
        notifications: await state('notifications'),
        clipboardRead: await state('clipboard-read'),
        loopback: await state('loopback-network'),
        localNetwork: await state('local-network'),
        storage: await state('persistent-storage'),
      };
    });
    expect(states).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      clipboardRead: 'denied',
      loopback: 'granted',
      localNetwork: 'granted',
      storage: 'granted',
    });
    const asked = await page.evaluate(async () => ({
      place: await new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('told'),
          (error) => done(error.code),
        ),
      ),
      notification: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'opened',
        () => 'refused',
      ),
    }));
    expect(asked).toEqual({ place: 1, notification: 'denied', camera: 'refused' });
  });

  test('the host takes no arguments of another shape', BOTH, async ({ launch }) => {
    const app = await launch();
    const { page } = await boardOf(app);
    const outcomes = await page.evaluate(async () => {
      const outcome = (request: Promise<unknown> | undefined) =>
        (request ?? Promise.reject(new Error('no desktop'))).then(
          () => 'accepted',
          (error: unknown) => String(error),
        );
      const desktop = window.desktop as unknown as Record<
        string,
        (...args: unknown[]) => Promise<unknown>
      >;
      return {
        folder: await outcome(desktop.saveFile?.('../../.bashrc', new Uint8Array([1]), 'x')),
        text: await outcome(desktop.copyText?.(() => 'x')),
        number: await outcome(desktop.copyText?.(7)),
        menu: await outcome(desktop.setMenu?.([{ id: 'apple', label: 'x', entries: [] }])),
        theme: await outcome(desktop.setTheme?.('sepia')),
        fine: await outcome(desktop.copyText?.('a text')),
      };
    });
    expect(outcomes.fine).toBe('accepted');
    expect(outcomes.folder).toContain('must not contain a folder');
    expect(outcomes.text).toContain('could not be cloned');
    for (const refused of [outcomes.number, outcomes.menu, outcomes.theme]) {
      expect(refused).toContain('argument');
    }
    expect(await app.clipboard()).toBe('a text');
    expect(await app.dialogs()).toEqual([]);
  });

  test('the host answers its own page only', async ({ launchStandIn }) => {
    const app = await launchStandIn();
    const { page } = await boardOf(app);
    const own = 'drawbridge-app://app/';
    const ask = (url: string, isMainFrame: boolean) =>
      app.application.main.invoke(1, { url, isMainFrame }, REQUEST_CHANNELS.cellOrigin, []);
    expect(await ask(own, true)).toMatch(/^http:/);
    await expect(ask('https://evil.example/', true)).rejects.toThrow('refused to this page');
    await expect(ask('drawbridge-app://app.evil.example/', true)).rejects.toThrow('refused');
    await expect(ask('file:///etc/passwd', true)).rejects.toThrow('refused to this page');
    await expect(ask(own, false)).rejects.toThrow('refused to this page');
    await expect(
      app.application.main.invoke(1, { url: own, isMainFrame: true }, 'drawbridge:other', []),
    ).rejects.toThrow('No handler registered');
    // What the page can reach is frozen: nobody puts another function in its place.
    expect(
      await page.evaluate(() => {
        try {
          Reflect.set(window.desktop ?? {}, 'copyText', () => Promise.resolve(true));
          Reflect.set(window, 'desktop', {});
        } catch (error) {
          return String(error);
        }
        return Object.isFrozen(window.desktop) && typeof window.desktop?.cellOrigin;
      }),
    ).toBe('function');
  });

  test('files beside the renderer are not served', async ({ launchStandIn }) => {
    const app = await launchStandIn();
    await boardOf(app);
    const get = (url: string, method = 'GET') =>
      app.application.main.answer({ url, method, headers: {}, body: null });
    expect(await get('drawbridge-app://app/index.html')).toMatchObject({ status: 200 });
    for (const path of ['../main/index.cjs', '%2e%2e/main/index.cjs', '..%5cmain/index.cjs']) {
      expect(await get(`drawbridge-app://app/${path}`)).toMatchObject({ status: 404 });
    }
    expect(await get('drawbridge-app://other/index.html')).toMatchObject({ status: 404 });
    expect(await get('drawbridge-app://app/', 'POST')).toMatchObject({ status: 405 });
  });
});

import { needReady, type StandInState } from './state.ts';

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean },
) => void;
type CheckHandler = (
  contents: unknown,
  permission: string,
  requestingOrigin: string,
  details: { requestingUrl: string; isMainFrame: boolean },
) => boolean;

/** Electron's names of permissions, with the web's, which the browser is told. */
export const WEB_PERMISSIONS: Readonly<Record<string, string>> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  'idle-detection': 'idle-detection',
  'local-fonts': 'local-fonts',
  'local-network': 'local-network',
  'local-network-access': 'local-network-access',
  'loopback-network': 'loopback-network',
  midi: 'midi',
  notifications: 'notifications',
  'persistent-storage': 'persistent-storage',
  'screen-wake-lock': 'screen-wake-lock',
  'window-management': 'window-management',
};

/** Electron's session: keeps what the app decides about permissions, and asks it. */
export class SessionStandIn {
  #onRequest: RequestHandler | null = null;
  #onCheck: CheckHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#onRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#onCheck = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    if (handler()) throw new Error('electron stand-in: the app grants devices to everybody');
  }

  /**
   * What the app decides on each permission for pages of a URL. Without a handler Electron grants
   * everything, and so is it here.
   */
  decisions(
    contents: unknown,
    url: string,
    names: Readonly<Record<string, string>>,
  ): Record<string, boolean> {
    const details = { requestingUrl: url, isMainFrame: true };
    const { protocol, host } = new URL(url);
    const decide = (permission: string): boolean => {
      let isGranted = this.#onRequest === null;
      this.#onRequest?.(
        contents,
        permission,
        (granted) => {
          isGranted = granted;
        },
        details,
      );
      const isChecked =
        this.#onCheck?.(contents, permission, `${protocol}//${host}`, details) ?? true;
      return isGranted && isChecked;
    };
    return Object.fromEntries(
      Object.entries(names).map(([electron, web]) => [web, decide(electron)]),
    );
  }
}

export const sessionModule = (state: StandInState, session: SessionStandIn): object => ({
  get defaultSession() {
    needReady(state, 'session');
    return session;
  },
});

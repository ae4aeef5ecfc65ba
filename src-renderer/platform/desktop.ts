import type { DesktopApi } from '../../src-main/desktop-api.ts';
import type { Platform } from './platform.ts';

/** The platform within the desktop app. */
export function createDesktopPlatform(
  desktop: DesktopApi,
  page: Pick<Document, 'title'>,
): Platform {
  return {
    kind: 'desktop',
    cellOrigin: () => desktop.cellOrigin(),
    shareOnNetwork: () => desktop.shareOnNetwork(),
    copyText: (text) => desktop.copyText(text),
    saveFile: (suggestedName, bytes, mime) => desktop.saveFile(suggestedName, bytes, mime),
    pickFile: (accept) => desktop.pickFile(accept),
    onCommand: (listener) => desktop.onCommand(listener),
    onOpenLink(listener) {
      const takeAll = async (): Promise<void> => {
        for (const link of await desktop.takeOpenLinks()) listener(link);
      };
      const stop = desktop.onOpenLink(() => void takeAll());
      // A link may have started the app, long before anybody listened.
      void takeAll();
      return stop;
    },
    setTitle(title) {
      page.title = title;
      void desktop.setTitle(title);
    },
    setMenu: (menu) => void desktop.setMenu(menu),
    setTheme: (theme) => void desktop.setTheme(theme),
    onClosing: (prepare) =>
      desktop.onClosing(() => {
        void prepare()
          // Ready all the same when it failed: a window that cannot be closed helps nobody.
          .catch((error: unknown) => console.error(`The window closes unprepared: ${error}`))
          .then(() => desktop.readyToClose());
      }),
  };
}

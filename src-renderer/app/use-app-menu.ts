import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeAppMenu } from '../commands/app-menu.ts';
import type { CommandContext } from '../commands/command.ts';
import { runMenuCommand } from '../commands/menu-command.ts';
import type { Platform } from '../platform/platform.ts';
import { Throttle } from '../sync/presence/throttle.ts';
import { isApplePlatform } from '../ui/shortcut.ts';

/** How often the menu may learn what can be done now: nobody opens it faster. */
const MENU_INTERVAL_MS = 250;

/** Feeds the application menu with the commands, and does what its items ask for. */
export function useAppMenu(platform: Platform, context: CommandContext): void {
  const { t } = useTranslation();
  useEffect(
    () =>
      platform.onCommand((id) => {
        runMenuCommand(id, context, document, isApplePlatform());
      }),
    [platform, context],
  );
  useEffect(() => {
    if (platform.kind !== 'desktop') return undefined;
    let told = '';
    const tell = new Throttle(MENU_INTERVAL_MS, () => {
      const menu = describeAppMenu(context, (key, values) =>
        t(key as 'menuBar.file', { ...values }),
      );
      const text = JSON.stringify(menu);
      if (text === told) return;
      told = text;
      platform.setMenu(menu);
    });
    const { editor } = context;
    const request = (): void => tell.request();
    const stops = [
      editor.board.onChange(request),
      editor.selection.subscribe(request),
      editor.camera.subscribe(request),
    ];
    request();
    return () => {
      for (const stop of stops) stop();
      tell.stop();
    };
  }, [platform, context, t]);
}

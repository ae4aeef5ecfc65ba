import { COMMANDS } from '../commands/registry.ts';
import type { HelpSection } from '../ui/help/help-dialog.tsx';
import type { Translate } from '../ui/i18n/index.ts';

const SECTIONS = ['tool', 'edit', 'style', 'arrange', 'view'] as const;

/** More ways to press the same are for fingers that know them already. */
const SHORTCUTS_SHOWN = 2;

/** Keys of the window itself, which are no commands. */
const WINDOW_KEYS = [
  { labelKey: 'help.nextPanel', shortcut: 'F6' },
  { labelKey: 'help.previousPanel', shortcut: 'Shift+F6' },
] as const;

/** Every command with its first shortcuts, for the help dialog. */
export const helpSections = (t: Translate): HelpSection[] =>
  SECTIONS.map((section) => ({
    title: t(`help.${section === 'tool' ? 'tools' : section}`),
    items: [
      ...COMMANDS.filter(({ id }) => id.startsWith(`${section}.`)).map(
        ({ labelKey, shortcuts, keys }) => ({
          label: t(labelKey as 'command.edit.undo'),
          shortcuts: shortcuts.slice(0, keys?.distinct ?? SHORTCUTS_SHOWN),
        }),
      ),
      ...(section === 'view'
        ? WINDOW_KEYS.map(({ labelKey, shortcut }) => ({
            label: t(labelKey),
            shortcuts: [shortcut],
          }))
        : []),
    ],
  }));

import { COMMANDS } from '../commands/registry.ts';
import type { HelpSection } from '../ui/help/help-dialog.tsx';
import type { Translate } from '../ui/i18n/index.ts';

const SECTIONS = ['tool', 'edit', 'view'] as const;

/** More ways to press the same are for fingers that know them already. */
const SHORTCUTS_SHOWN = 2;

/** Every command with its first shortcuts, for the help dialog. */
export const helpSections = (t: Translate): HelpSection[] =>
  SECTIONS.map((section) => ({
    title: t(`help.${section === 'tool' ? 'tools' : section}`),
    items: COMMANDS.filter(({ id }) => id.startsWith(`${section}.`)).map(
      ({ labelKey, shortcuts }) => ({
        label: t(labelKey as 'command.edit.undo'),
        shortcuts: shortcuts.slice(0, SHORTCUTS_SHOWN),
      }),
    ),
  }));

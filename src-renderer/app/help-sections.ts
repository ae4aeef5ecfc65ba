import { COMMANDS } from '../commands/registry.ts';
import type { HelpSection } from '../ui/help/help-dialog.tsx';
import type { Translate } from '../ui/i18n/index.ts';

const SECTIONS = ['tool', 'edit', 'view'] as const;

/** Every command with its shortcuts, for the help dialog. */
export const helpSections = (t: Translate): HelpSection[] =>
  SECTIONS.map((section) => ({
    title: t(`help.${section === 'tool' ? 'tools' : section}`),
    items: COMMANDS.filter(({ id }) => id.startsWith(`${section}.`)).map(
      ({ labelKey, shortcuts }) => ({ label: t(labelKey as 'command.edit.undo'), shortcuts }),
    ),
  }));

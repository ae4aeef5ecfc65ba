import {
  CornerDownRight,
  LayoutDashboard,
  type LucideIcon,
  Shapes,
  SquareTerminal,
} from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../canvas/editor.ts';
import type { CommandContext, Words } from '../commands/command.ts';
import {
  commandEntries,
  elementEntries,
  type PaletteEntry,
  searchPalette,
} from '../commands/palette/palette-entries.ts';
import { COMMANDS, runCommand } from '../commands/registry.ts';
import type { Registry, StoredBoard } from '../storage/registry.ts';
import { Palette, type PaletteItem } from '../ui/palette/palette.tsx';
import { shownBoards } from './home/use-boards.ts';
import { toolIcon } from './tool-row.ts';

const RECENT_MAX = 5;

export interface PaletteSources {
  readonly context: CommandContext;
  readonly registry: () => Promise<Registry>;
  /** The board that is open: it is not offered. */
  readonly openId: string;
  readonly onOpenBoard: (board: StoredBoard) => void;
  readonly failed: (error: unknown) => void;
}

export interface PaletteState {
  readonly show: () => void;
  readonly palette: (context: CommandContext) => ReactNode;
}

const keyOf = ({ target }: PaletteEntry): string => `${target.kind}:${target.id}`;

/** The command palette: everything that can be done, everything on the board, every board. */
export function usePalette({
  registry,
  openId,
  onOpenBoard,
  failed,
}: Omit<PaletteSources, 'context'>): PaletteState {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [boards, setBoards] = useState<readonly StoredBoard[]>([]);
  const recent = useRef<readonly string[]>([]);

  const show = useMemo(
    () => () => {
      setOpen(true);
      registry()
        .then(async (source) => setBoards(shownBoards(await source.boards(), openId)))
        .catch(failed);
    },
    [registry, openId, failed],
  );

  const entriesOf = (context: CommandContext, words: Words): PaletteEntry[] => [
    ...commandEntries(COMMANDS, context, words),
    ...elementEntries(context.editor),
    ...boards
      .filter(({ id }) => id !== openId)
      .map(
        ({ id, name }): PaletteEntry => ({
          target: { kind: 'board', id },
          label: name === '' ? t('board.untitled') : name,
          enabled: true,
        }),
      ),
  ];

  const palette = (context: CommandContext): ReactNode => {
    const words: Words = (key, values) => t(key as 'command.edit.undo', { ...values });
    const entries = isOpen ? entriesOf(context, words) : [];
    const itemOf = (entry: PaletteEntry, at: readonly number[]): PaletteItem => ({
      key: keyOf(entry),
      label: entry.label,
      at,
      icon: iconOf(entry),
      ...detailOf(entry, words),
      shortcut: entry.shortcut,
      enabled: entry.enabled,
    });
    // Called once the palette is closed: nothing of what it has shown is there any more.
    const choose = (key: string): void => {
      const [kind, id = ''] = splitKey(key);
      if (kind === 'command') {
        recent.current = [id, ...recent.current.filter((other) => other !== id)];
        recent.current = recent.current.slice(0, RECENT_MAX);
        runCommand(id, context);
      } else if (kind === 'element') {
        showElement(context.editor, id);
      } else {
        const board = boards.find((each) => each.id === id);
        if (board) onOpenBoard(board);
      }
    };
    return (
      <Palette
        open={isOpen}
        onOpenChange={setOpen}
        search={(query) =>
          searchPalette(entries, query, recent.current).map(({ entry, at }) => itemOf(entry, at))
        }
        onChoose={choose}
      />
    );
  };
  return { show, palette };
}

const splitKey = (key: string): readonly [string, string?] => {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
};

/** Selects an element, however deep in groups, and brings it into view. */
function showElement(editor: Editor, id: string): void {
  editor.setTool('select');
  editor.selectDeep(id);
  const bounds = editor.scene.boundsOf([id]);
  if (bounds) editor.reveal(bounds);
}

function iconOf({ target }: PaletteEntry): LucideIcon {
  if (target.kind === 'element') return Shapes;
  if (target.kind === 'board') return LayoutDashboard;
  if (target.id.startsWith('tool.'))
    return toolIcon(target.id.slice('tool.'.length)) ?? SquareTerminal;
  return CornerDownRight;
}

function detailOf({ target }: PaletteEntry, t: Words): Pick<PaletteItem, 'detail'> {
  if (target.kind === 'element') return { detail: t(`element.${target.type}`) };
  if (target.kind === 'board') return { detail: t('finder.board') };
  if (target.id.startsWith('tool.')) return { detail: t('finder.tool') };
  return {};
}

import {
  CornerDownRight,
  LayoutDashboard,
  type LucideIcon,
  Shapes,
  SquareTerminal,
} from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
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

  const palette = (context: CommandContext): ReactNode => {
    if (!isOpen)
      return (
        <Palette open={false} onOpenChange={setOpen} search={() => []} onChoose={() => undefined} />
      );
    const words: Words = (key, values) => t(key as 'command.edit.undo', { ...values });
    const entries: PaletteEntry[] = [
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
    const itemOf = (entry: PaletteEntry, at: readonly number[]): PaletteItem => ({
      key: keyOf(entry),
      label: entry.label,
      at,
      icon: iconOf(entry),
      ...detailOf(entry, words),
      shortcut: entry.shortcut,
      enabled: entry.enabled,
    });
    const choose = (key: string): void => {
      const { target } = entries.find((entry) => keyOf(entry) === key) ?? {};
      if (target?.kind === 'command') {
        recent.current = [target.id, ...recent.current.filter((id) => id !== target.id)].slice(
          0,
          RECENT_MAX,
        );
        runCommand(target.id, context);
      } else if (target?.kind === 'element') {
        const { editor } = context;
        editor.setTool('select');
        editor.selectDeep(target.id);
        const bounds = editor.scene.boundsOf([target.id]);
        if (bounds) editor.reveal(bounds);
      } else if (target?.kind === 'board') {
        const board = boards.find(({ id }) => id === target.id);
        if (board) onOpenBoard(board);
      }
    };
    return (
      <Palette
        open
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

import { ChevronRight } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import { Fragment, type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { SMALL_ICON_PROPS } from '../controls/icon.ts';
import { Keys } from '../controls/keys.tsx';

const EDGE_PX = 8;
const SUBMENU_GAP_PX = 2;

export interface CanvasMenuCommandEntry {
  readonly id: string;
  readonly label: string;
  /** In tinykeys' notation. */
  readonly shortcut: string | undefined;
  readonly enabled: boolean;
}

/** A command, or a menu of its own. */
export type CanvasMenuEntry =
  | CanvasMenuCommandEntry
  | {
      readonly label: string;
      readonly groups: readonly (readonly CanvasMenuCommandEntry[])[];
    };

export interface CanvasMenuProps {
  readonly label: string;
  /** Asked when it opens: a hairline stands between groups. */
  readonly groups: () => readonly (readonly CanvasMenuEntry[])[];
  /** What the press means for the canvas. @returns whether the menu opens. */
  readonly onPress: (event: MouseEvent) => boolean;
  readonly onSelect: (id: string) => void;
  /** The canvas. */
  readonly children: ReactNode;
}

/** Where text is typed the browser's own menu is at home: it spells, and it may see the clipboard. */
function useTextMenus(host: HTMLElement | null): void {
  useEffect(() => {
    const keepToField = (event: Event): void => {
      if (event.target instanceof Element && event.target.closest('textarea')) {
        event.stopPropagation();
      }
    };
    host?.addEventListener('contextmenu', keepToField);
    return () => host?.removeEventListener('contextmenu', keepToField);
  }, [host]);
}

/** The menu under the right button, the menu key, or a long press. */
export function CanvasMenu({ label, groups, onPress, onSelect, children }: CanvasMenuProps) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  useTextMenus(host);
  const [shown, setShown] = useState<readonly (readonly CanvasMenuEntry[])[]>([]);
  return (
    // Not modal: hiding all else would hide controls that can still be reached by the keyboard.
    <ContextMenu.Root
      modal={false}
      onOpenChange={(open) => {
        if (open) setShown(groups());
      }}
    >
      <ContextMenu.Trigger
        asChild
        onContextMenu={(event) => {
          // Within the menu itself, or while a gesture goes on: no menu, the browser's neither.
          const within = event.target instanceof Element && event.target.closest('.menu');
          if (within || !onPress(event)) event.preventDefault();
        }}
      >
        <div ref={setHost} className="canvas-menu">
          {children}
        </div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal container={host}>
        <ContextMenu.Content
          className="popup menu menu--plain"
          aria-label={label}
          collisionPadding={EDGE_PX}
        >
          <Groups groups={shown} host={host} onSelect={onSelect} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface GroupsProps {
  readonly groups: readonly (readonly CanvasMenuEntry[])[];
  readonly host: HTMLElement | null;
  readonly onSelect: (id: string) => void;
}

/** Items with a hairline between their groups. */
function Groups({ groups, host, onSelect }: GroupsProps) {
  return groups.map((group, index) => (
    <Fragment key={group[0]?.label}>
      {index > 0 && <ContextMenu.Separator className="menu__separator" />}
      {group.map((entry) =>
        'groups' in entry ? (
          <ContextMenu.Sub key={entry.label}>
            <ContextMenu.SubTrigger className="menu__item">
              <span>{entry.label}</span>
              <ChevronRight {...SMALL_ICON_PROPS} />
            </ContextMenu.SubTrigger>
            <ContextMenu.Portal container={host}>
              <ContextMenu.SubContent
                className="popup menu menu--plain"
                collisionPadding={EDGE_PX}
                sideOffset={SUBMENU_GAP_PX}
              >
                <Groups groups={entry.groups} host={host} onSelect={onSelect} />
              </ContextMenu.SubContent>
            </ContextMenu.Portal>
          </ContextMenu.Sub>
        ) : (
          <ContextMenu.Item
            key={entry.id}
            className="menu__item"
            disabled={!entry.enabled}
            onSelect={() => onSelect(entry.id)}
          >
            <span>{entry.label}</span>
            {entry.shortcut !== undefined && <Keys shortcut={entry.shortcut} />}
          </ContextMenu.Item>
        ),
      )}
    </Fragment>
  ));
}

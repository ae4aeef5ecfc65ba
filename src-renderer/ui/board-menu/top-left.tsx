import { useState } from 'react';
import { Panel } from '../controls/panel.tsx';
import { BoardMenu, type BoardMenuProps } from './board-menu.tsx';
import { BoardName } from './board-name.tsx';

export interface TopLeftProps extends Omit<BoardMenuProps, 'onRename'> {
  readonly boardName: string;
  readonly onRename: (name: string) => void;
  /** A board that may only be looked at keeps its name. */
  readonly readOnly?: boolean;
}

/** Menu and name of the board. */
export function TopLeft({ boardName, onRename, readOnly = false, ...menu }: TopLeftProps) {
  const [editing, setEditing] = useState(false);
  return (
    <Panel>
      <BoardMenu {...menu} onRename={() => setEditing(true)} />
      <BoardName
        name={boardName}
        editing={editing}
        onEditingChange={setEditing}
        onRename={onRename}
        readOnly={readOnly}
      />
    </Panel>
  );
}

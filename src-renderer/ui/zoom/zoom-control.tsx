import { Redo2, Undo2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../canvas/camera.ts';
import type { ReadonlyStore } from '../../canvas/store.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { returnFocus } from '../controls/input-modality.ts';
import { Keys } from '../controls/keys.tsx';
import { Panel, PanelSeparator } from '../controls/panel.tsx';
import { POPUP_GAP_PX, usePopupHost } from '../controls/popup-host.ts';

const EDGE_PX = 12;

export interface ZoomControlProps {
  /** What undo and redo are called now: what they would take back or do again. */
  readonly undoLabel: string;
  readonly redoLabel: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly camera: ReadonlyStore<Camera>;
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onZoomToActual: () => void;
  readonly onFit: () => void;
  /** Left out while nothing is selected. */
  readonly onFitSelection?: (() => void) | undefined;
  /** In tinykeys' notation. */
  readonly shortcuts: {
    readonly undo: string;
    readonly redo: string;
    readonly zoomIn?: string;
    readonly zoomOut?: string;
    readonly zoomToActual?: string;
    readonly fit?: string;
    readonly fitSelection?: string;
  };
}

/** Whole percent, and never "0 %". */
export const zoomPercent = (zoom: number): number => Math.max(1, Math.round(zoom * 100));

/** Undo, redo, and the zoom with its menu. */
export function ZoomControl(props: ZoomControlProps) {
  const { t } = useTranslation();
  const { shortcuts } = props;
  const host = usePopupHost();
  return (
    <Panel>
      <IconButton
        icon={Undo2}
        label={props.undoLabel}
        shortcut={shortcuts.undo}
        disabled={!props.canUndo}
        onClick={props.onUndo}
      />
      <IconButton
        icon={Redo2}
        label={props.redoLabel}
        shortcut={shortcuts.redo}
        disabled={!props.canRedo}
        onClick={props.onRedo}
      />
      <PanelSeparator />
      <DropdownMenu.Root modal={false}>
        <ZoomLevel camera={props.camera} />
        <DropdownMenu.Portal container={host}>
          <DropdownMenu.Content
            className="popup menu menu--plain"
            side="top"
            align="start"
            sideOffset={POPUP_GAP_PX}
            collisionPadding={EDGE_PX}
            onCloseAutoFocus={returnFocus}
          >
            <Item label={t('zoom.in')} shortcut={shortcuts.zoomIn} onSelect={props.onZoomIn} />
            <Item label={t('zoom.out')} shortcut={shortcuts.zoomOut} onSelect={props.onZoomOut} />
            <DropdownMenu.Separator className="menu__separator" />
            <Item
              label={t('zoom.actual')}
              shortcut={shortcuts.zoomToActual}
              onSelect={props.onZoomToActual}
            />
            <Item label={t('zoom.fit')} shortcut={shortcuts.fit} onSelect={props.onFit} />
            <Item
              label={t('zoom.selection')}
              shortcut={shortcuts.fitSelection}
              onSelect={props.onFitSelection}
            />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </Panel>
  );
}

/** Follows the camera on its own: while zooming, nothing else of the interface renders. */
function ZoomLevel({ camera }: { readonly camera: ReadonlyStore<Camera> }) {
  const { t } = useTranslation();
  const percent = useSyncExternalStore(camera.subscribe, () => zoomPercent(camera.get().zoom));
  return (
    <DropdownMenu.Trigger className="zoom-level" aria-label={t('zoom.level', { percent })}>
      {t('zoom.percent', { percent })}
    </DropdownMenu.Trigger>
  );
}

interface ItemProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly onSelect?: (() => void) | undefined;
}

function Item({ label, shortcut, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item
      className="menu__item"
      disabled={onSelect === undefined}
      onSelect={() => onSelect?.()}
    >
      <span>{label}</span>
      {shortcut !== undefined && <Keys shortcut={shortcut} />}
    </DropdownMenu.Item>
  );
}

import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { focusPopup, returnFocus } from '../controls/input-modality.ts';
import { POPUP_GAP_PX, usePopupHost } from '../controls/popup-host.ts';
import { type RadioItemProps, RadioSet } from '../controls/radio-set.tsx';
import { ToolButton, type ToolButtonProps } from './tool-button.tsx';
import type { ToolbarSlot } from './toolbar.tsx';

const COLUMNS = 4;
const EDGE_PX = 12;

export interface ToolFlyoutProps extends Pick<ToolButtonProps, 'item' | 'isLocked' | 'onLock'> {
  readonly radio: RadioItemProps;
  readonly slot: ToolbarSlot;
  readonly active: string;
  readonly onSelect: (name: string) => void;
}

/** A place of the row that several tools share. Pressing it takes the one shown and offers the rest. */
export function ToolFlyout(props: ToolFlyoutProps) {
  const { radio, slot, active, onSelect, ...button } = props;
  const host = usePopupHost();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const items = new Map(slot.items.map((item) => [item.name, item]));
  const choose = (name: string): void => {
    onSelect(name);
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor virtualRef={anchor as { current: HTMLButtonElement }} />
      <ToolButton
        {...button}
        {...radio}
        ref={anchor}
        detail={slot.label}
        mark={<span className="toolbar__more" aria-hidden="true" />}
        onClick={() => {
          radio.onClick();
          setOpen((was) => !was);
        }}
      />
      <Popover.Portal container={host}>
        <Popover.Content
          className="popup tool-flyout"
          aria-label={slot.label}
          side="top"
          sideOffset={POPUP_GAP_PX}
          collisionPadding={EDGE_PX}
          onOpenAutoFocus={focusPopup}
          onCloseAutoFocus={returnFocus}
          onInteractOutside={(event) => {
            // The press of the place itself closes what it has opened.
            if (event.target instanceof Node && anchor.current?.contains(event.target)) {
              event.preventDefault();
            }
          }}
        >
          <RadioSet
            className="tool-flyout__tools"
            label={slot.label}
            values={slot.items.map(({ name }) => name)}
            value={items.has(active) ? active : null}
            columns={COLUMNS}
            onChange={onSelect}
            renderItem={(name, item) => {
              const tool = items.get(name);
              return (
                tool && (
                  <ToolButton
                    key={name}
                    {...item}
                    item={tool}
                    isLocked={false}
                    onLock={button.onLock}
                    onClick={() => choose(name)}
                  />
                )
              );
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

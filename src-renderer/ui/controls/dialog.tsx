import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { useDialogFocus } from './dialog-focus.ts';
import { ICON_PROPS } from './icon.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** Only when a press outside or Escape must not close it. */
  readonly closable?: boolean;
  readonly children: ReactNode;
}

/** A modal question or page of help. Focus stays inside and goes back when it closes. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  size = 'small',
  closable = true,
  children,
}: DialogProps) {
  const { t } = useTranslation();
  const focus = useDialogFocus({ keepFirst: !closable });
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <div className="scrim" aria-hidden="true" />
        <RadixDialog.Content
          className={classNames('dialog', size !== 'small' && `dialog--${size}`)}
          {...focus}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <header className="dialog__header">
            <RadixDialog.Title className="dialog__title">{title}</RadixDialog.Title>
            {closable && (
              <RadixDialog.Close className="icon-button" aria-label={t('action.close')}>
                <X {...ICON_PROPS} />
              </RadixDialog.Close>
            )}
          </header>
          {description !== undefined && (
            <RadixDialog.Description className="dialog__description">
              {description}
            </RadixDialog.Description>
          )}
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

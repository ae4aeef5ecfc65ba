import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../canvas/editor.ts';
import { ownsKeys } from '../commands/bind-commands.ts';
import type { WindowActions } from '../commands/command.ts';
import { PICTURE_TYPES } from '../pictures/picture-file.ts';
import type { Platform } from '../platform/platform.ts';
import { BoardClipboard } from './board-clipboard.ts';
import { type CopyKind, pngOfSelection, svgOfSelection, textOfSelection } from './copy-as.ts';
import { textOfHtml } from './html-text.ts';
import type { PictureActions } from './pictures/use-pictures.ts';
import type { Notices } from './use-notices.ts';

/** Whether copying and pasting mean text of the page and not the board. */
function isAboutText(): boolean {
  return ownsKeys(document.activeElement) || document.getSelection()?.isCollapsed === false;
}

/**
 * Copies and pastes: by the browser's own events where keys or the host's menu ask for it, which
 * need no permission, and by the clipboard's interface where an item of our own menus does.
 */
export function useClipboard(
  editor: Editor,
  platform: Platform,
  { tell, failed }: Pick<Notices, 'tell' | 'failed'>,
  insertPictures: PictureActions['insertPictures'],
): Pick<WindowActions, 'copy' | 'cut' | 'copyAs' | 'paste'> {
  const { t } = useTranslation();
  const clipboard = useMemo(() => new BoardClipboard(editor), [editor]);

  const paste = useCallback(
    (text: string) => {
      const result = clipboard.paste(text);
      if (!result.ok && result.code !== 'refused') tell('error', t(`paste.${result.code}`));
      if (result.ok && result.leftOut) tell('info', t('paste.leftOut', { count: result.leftOut }));
    },
    [clipboard, tell, t],
  );

  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isAboutText()) return;
      const text = clipboard.copy();
      if (text === null || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') editor.deleteSelected();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isAboutText() || !event.clipboardData) return;
      event.preventDefault();
      const plain = event.clipboardData.getData('text/plain');
      const files = [...event.clipboardData.files];
      // A program that gives both has made the picture of the text.
      if (plain === '' && files.length > 0) {
        insertPictures(files);
        return;
      }
      const html = plain === '' ? event.clipboardData.getData('text/html') : '';
      paste(html === '' ? plain : textOfHtml(html));
    };
    window.addEventListener('copy', onCopy);
    window.addEventListener('cut', onCopy);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('copy', onCopy);
      window.removeEventListener('cut', onCopy);
      window.removeEventListener('paste', onPaste);
    };
  }, [clipboard, editor, paste, insertPictures]);

  return useMemo(() => {
    const copy = async (then: () => void): Promise<void> => {
      const text = clipboard.copy();
      if (text === null) return;
      if (await platform.copyText(text)) then();
      else tell('error', t('paste.notCopied'));
    };
    const copyAs = async (kind: CopyKind): Promise<void> => {
      if (kind === 'png') {
        if (!(await copyPicture(pngOfSelection(editor)))) tell('error', t('paste.noPicture'));
        return;
      }
      const text = kind === 'svg' ? svgOfSelection(editor) : textOfSelection(editor);
      if (text === null) tell('info', t('paste.noText'));
      else if (!(await platform.copyText(text))) tell('error', t('paste.notCopied'));
    };
    return {
      copy: () => void copy(() => undefined).catch(failed),
      copyAs: (kind) => void copyAs(kind).catch(failed),
      cut: () => void copy(() => editor.deleteSelected()).catch(failed),
      paste: () => {
        readClipboard()
          .then((content) => {
            if (content === null) tell('info', t('paste.denied'));
            else if (typeof content === 'string') paste(content);
            else insertPictures([content]);
          })
          .catch(failed);
      },
    };
  }, [clipboard, editor, platform, paste, insertPictures, tell, failed, t]);
}

/** The text on the clipboard, or the picture where there is none; null when this page may not see it. */
async function readClipboard(): Promise<string | File | null> {
  try {
    const text = await navigator.clipboard.readText();
    return text === '' ? ((await pictureOnClipboard()) ?? text) : text;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function pictureOnClipboard(): Promise<File | null> {
  for (const item of await navigator.clipboard.read()) {
    const type = PICTURE_TYPES.find((known) => item.types.includes(known));
    if (type) return new File([await item.getType(type)], '', { type });
  }
  return null;
}

/** Puts a picture on the clipboard. @returns false when this page may not, or there is none */
async function copyPicture(picture: Promise<Blob | null>): Promise<boolean> {
  try {
    const blob = await picture;
    if (!blob) return false;
    await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

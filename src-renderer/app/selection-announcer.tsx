import { useTranslation } from 'react-i18next';
import type { Editor } from '../canvas/editor.ts';
import { useStore } from '../canvas/use-store.ts';
import type { Translate } from '../ui/i18n/index.ts';

/** More of a text than this is not read out. */
const SPOKEN_TEXT_MAX = 80;

function describeSelection(editor: Editor, t: Translate): string {
  const [id, ...more] = editor.selection.get();
  if (id === undefined) return '';
  if (more.length > 0) return t('selected.several', { count: more.length + 1 });
  const element = editor.board.get(id);
  if (!element) return '';
  const kind = t(`element.${element.type}`);
  const text = editor.board.text(id).slice(0, SPOKEN_TEXT_MAX).trim();
  return text === '' ? t('selected.one', { kind }) : t('selected.named', { kind, text });
}

/** Says what is selected, for those who do not see it: Tab goes from element to element. */
export function SelectionAnnouncer({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  useStore(editor.selection);
  return (
    <p className="visually-hidden" aria-live="polite" data-selection>
      {describeSelection(editor, t)}
    </p>
  );
}

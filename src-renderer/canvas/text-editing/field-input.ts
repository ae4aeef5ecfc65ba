import type { WriteFailure } from '../../board/element.ts';
import { TEXT_LENGTH_MAX } from '../../board/element-text.ts';
import { cleanText } from '../../board/element-values.ts';
import { mapIndex } from './map-index.ts';
import type { OpenField } from './text-editor.ts';
import type { TextUpdate, TypingKind } from './typing-session.ts';

/** What a field does besides typing. */
export interface FieldActions {
  /** The field shows another text, or composes one: it may need another size. */
  readonly onText: (text: string) => void;
  /** Something could not be typed; the field shows the text as it was. */
  readonly onRefused: (failure: Pick<WriteFailure, 'code' | 'message'>) => void;
  /** Something was typed, and the caret is behind it. */
  readonly onTyped: (caret: number) => void;
  /** The caret may have moved. */
  readonly onCaret: (caret: number) => void;
  /**
   * Tab: to the next of what is typed in, or with Shift to the one before.
   * @returns false when there is no such thing, and the key is left to the browser.
   */
  readonly onNext: (direction: 1 | -1) => boolean;
  /** @param toCanvas the keys go back to the canvas. */
  readonly onClose: (toCanvas: boolean) => void;
}

/** In place of a tab, which has no width that a canvas would know. */
const TAB = '    ';
/** Events of the field that the canvas below must not take for its own. */
const OWN_EVENTS = [
  'pointerdown',
  'pointermove',
  'pointerup',
  'pointercancel',
  'dblclick',
  'contextmenu',
  'dragstart',
  'selectstart',
] as const;
/** What an input method's keys are called. */
const COMPOSING_KEY = 'Process';

function kindOf(inputType: string): TypingKind {
  if (inputType.startsWith('insertFrom')) return 'paste';
  if (inputType.startsWith('insert')) return 'insert';
  return inputType.startsWith('delete') ? 'delete' : 'other';
}

/**
 * Brings what is typed in a field into its session, and what the session tells into the field.
 * @returns a function that ends it; the session goes on.
 */
export function attachField(
  field: HTMLTextAreaElement,
  { session, selection, typed }: OpenField,
  actions: FieldActions,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;

  const show = (text: string, start: number, end: number): void => {
    const { selectionDirection } = field;
    if (field.value !== text) field.value = text;
    field.setSelectionRange(start, end, selectionDirection ?? 'none');
    actions.onText(text);
    tellCaret();
  };

  const update = ({ text, changes, caret }: TextUpdate): void => {
    if (caret !== null) {
      show(text, caret, caret);
      return;
    }
    const { selectionStart: start, selectionEnd: end } = field;
    // A caret stays before what others type right at it; so does the end of a selection.
    const side = start === end ? 'before' : 'after';
    show(text, mapIndex(changes, start, side), mapIndex(changes, end));
  };

  /** After something was typed: the document may not have taken it as it is. */
  const settle = (failure: WriteFailure | null): void => {
    const { text } = session;
    const extra = field.value.length - text.length;
    const caret = Math.max(0, field.selectionEnd - Math.max(0, extra));
    if (field.value !== text) show(text, caret, caret);
    else actions.onText(text);
    if (failure) actions.onRefused(failure);
    else actions.onTyped(caret);
    tellCaret();
  };

  const tellCaret = (): void => {
    // A composition is in the field only.
    if (session.isComposing || document.activeElement !== field) return;
    const { selectionDirection, selectionStart, selectionEnd } = field;
    actions.onCaret(selectionDirection === 'backward' ? selectionStart : selectionEnd);
  };

  const insert = (text: string, kind: TypingKind): void => {
    const cleaned = cleanText(text).replaceAll('\t', TAB);
    const { selectionStart: start, selectionEnd: end } = field;
    if (field.value.length - (end - start) + cleaned.length > TEXT_LENGTH_MAX) {
      // Before the field has it: a million letters in one field stop a browser for seconds.
      actions.onRefused({ code: 'text-too-long', message: `longer than ${TEXT_LENGTH_MAX}` });
      return;
    }
    field.setRangeText(cleaned, start, end, 'end');
    settle(session.typed(field.value, field.selectionEnd, kind));
  };

  const onBeforeInput = (event: InputEvent): void => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      if (event.inputType === 'historyUndo') session.undo();
      else session.redo();
      return;
    }
    if (kindOf(event.inputType) !== 'paste' || session.isComposing) return;
    const text = event.data ?? event.dataTransfer?.getData('text/plain');
    if (text === undefined) return;
    event.preventDefault();
    insert(text, 'paste');
  };
  const onInput = (event: Event): void => {
    if (session.isComposing || (event instanceof InputEvent && event.isComposing)) {
      actions.onText(field.value);
      return;
    }
    const kind = event instanceof InputEvent ? kindOf(event.inputType) : 'other';
    settle(session.typed(field.value, field.selectionStart, kind));
  };
  const onCompositionEnd = (): void => {
    const failure = session.endComposition(field.value, field.selectionStart);
    actions.onText(field.value);
    if (failure) actions.onRefused(failure);
    tellCaret();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // The keys of an input method choose words and end compositions; they are nothing else.
    if (event.isComposing || event.key === COMPOSING_KEY) return;
    const accel = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (event.key === 'Escape' || (accel && event.key === 'Enter')) {
      event.preventDefault();
      event.stopPropagation();
      actions.onClose(true);
    } else if (event.key === 'Tab' && !accel && !event.altKey) {
      if (!actions.onNext(event.shiftKey ? -1 : 1)) return;
      event.preventDefault();
      event.stopPropagation();
    } else if (accel && !event.altKey && (key === 'z' || key === 'y')) {
      event.preventDefault();
      if (key === 'z' && !event.shiftKey) session.undo();
      else session.redo();
    }
  };
  const onBlur = (): void => {
    // Another window in front is no reason to end: the field still has the focus of its own.
    if (document.activeElement === field) return;
    actions.onClose(false);
  };

  field.addEventListener('beforeinput', onBeforeInput, { signal });
  field.addEventListener('input', onInput, { signal });
  field.addEventListener('compositionstart', () => session.beginComposition(), { signal });
  field.addEventListener('compositionend', onCompositionEnd, { signal });
  field.addEventListener('keydown', onKeyDown, { signal });
  field.addEventListener('blur', onBlur, { signal });
  document.addEventListener('selectionchange', tellCaret, { signal });
  for (const type of OWN_EVENTS) {
    field.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  const stopUpdates = session.onUpdate(update);

  field.value = session.text;
  field.focus({ preventScroll: true });
  if (selection === 'all') field.select();
  else field.setSelectionRange(selection, selection);
  if (typed !== '') insert(typed, 'insert');
  tellCaret();

  return () => {
    ending.abort();
    stopUpdates();
  };
}

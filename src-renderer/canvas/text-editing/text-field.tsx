import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { textColorOf } from '../../shapes/element-text.ts';
import type { Theme } from '../../shapes/palette.ts';
import { TEXT_FONT_FAMILY, TEXT_FONT_WEIGHT } from '../../shapes/text/text-font.ts';
import { onWholePixels } from '../camera.ts';
import type { Editor } from '../editor.ts';
import { onFontsLoaded } from '../layer.ts';
import { nextNote } from '../notes/next-note.ts';
import { useStore } from '../use-store.ts';
import { attachField } from './field-input.ts';
import { type FieldPlace, placeField } from './place-field.ts';
import type { OpenField } from './text-editor.ts';

export interface TextFieldProps {
  readonly editor: Editor;
  readonly theme: Theme;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Accessible name. */
  readonly label: string;
}

/** The field over the canvas in which text is typed; nothing while none is open. */
export function TextField(props: TextFieldProps) {
  const open = useStore(props.editor.texts.field);
  if (!open) return null;
  return <OpenTextField key={open.session.id} open={open} {...props} />;
}

/** Free room at both sides, in CSS pixels: a caret at the edge is not cut off. */
const CARET_ROOM_PX = 2;

const FIELD_STYLE: CSSProperties = {
  position: 'absolute',
  top: 0,
  left: 0,
  boxSizing: 'content-box',
  margin: 0,
  padding: `0 ${CARET_ROOM_PX}px`,
  border: 0,
  outline: 'none',
  background: 'transparent',
  overflow: 'hidden',
  resize: 'none',
  overflowWrap: 'break-word',
  tabSize: 4,
  transformOrigin: '0 0',
  cursor: 'text',
  userSelect: 'text',
  WebkitUserSelect: 'text',
  touchAction: 'none',
};

/** What makes the browser set letters as the painter does. */
const FONT_STYLE: CSSProperties = {
  fontFamily: TEXT_FONT_FAMILY,
  fontWeight: TEXT_FONT_WEIGHT,
  fontStyle: 'normal',
  letterSpacing: 'normal',
  textRendering: 'geometricPrecision',
};

function OpenTextField({
  open,
  editor,
  theme,
  pixelRatio,
  label,
}: TextFieldProps & { readonly open: OpenField }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(open.session.text);
  const camera = onWholePixels(useStore(editor.camera), pixelRatio);
  useElementChanges(editor);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    return attachField(element, open, {
      onText: setText,
      onRefused: (failure) => editor.writeProblem.set(failure),
      onTyped: (caret) => editor.texts.revealCaret(caret),
      onCaret: (caret) => editor.texts.caretMoved(caret),
      onNext: (direction) => nextNote(editor, direction),
      onClose: (toCanvas) => {
        if (toCanvas) element.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
        editor.texts.close();
      },
    });
  }, [open, editor]);

  // What has grown has nothing to scroll any more, but the browser has scrolled it already.
  useLayoutEffect(() => {
    field.current?.scrollTo(0, 0);
  });

  const shape = editor.texts.shapeWith(text);
  const place = shape && placeField(shape, camera);
  const shift = useBaselineShift(place);
  if (!shape || !place) return null;
  return (
    <textarea
      ref={field}
      aria-label={label}
      dir="auto"
      rows={1}
      wrap={place.wraps ? 'soft' : 'off'}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="sentences"
      style={{
        ...FIELD_STYLE,
        ...FONT_STYLE,
        width: place.width,
        height: place.height,
        transform: `translate(${place.x}px, ${place.y}px) rotate(${place.rotation}deg) translate(${-CARET_ROOM_PX}px, ${shift}px)`,
        fontSize: place.fontSize,
        lineHeight: `${place.lineHeight}px`,
        textAlign: place.align,
        color: textColorOf(shape, theme),
        caretColor: textColorOf(shape, theme),
        opacity: shape.opacity,
      }}
    />
  );
}

/** Renders again when elements change: somebody may move or colour the one that is typed in. */
function useElementChanges(editor: Editor): void {
  const [, setCount] = useState(0);
  useLayoutEffect(() => {
    const again = (): void => setCount((count) => count + 1);
    const stops = [editor.scene.onChange(again), onFontsLoaded(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [editor]);
}

/**
 * How far the field has to be moved down for its letters to stand on the painter's baseline: where
 * a browser puts them in a line depends on the font and on its own rounding, so it is measured.
 */
function useBaselineShift(place: FieldPlace | null): number {
  const fontSize = place?.fontSize ?? 0;
  const lineHeight = place?.lineHeight ?? 0;
  const [own, setOwn] = useState({ fontSize: 0, baseline: 0 });
  if (place && own.fontSize !== fontSize) {
    setOwn({ fontSize, baseline: measureBaseline(fontSize, lineHeight) });
  }
  return place ? place.baseline - own.baseline : 0;
}

/** Where the browser puts the baseline in a line, from its top, in CSS pixels. */
function measureBaseline(fontSize: number, lineHeight: number): number {
  const line = document.createElement('div');
  Object.assign(line.style, FONT_STYLE, {
    position: 'absolute',
    visibility: 'hidden',
    fontSize: `${fontSize}px`,
    lineHeight: `${lineHeight}px`,
  });
  const mark = document.createElement('span');
  // An empty inline block stands on the baseline.
  mark.style.display = 'inline-block';
  line.append('x', mark);
  document.body.append(line);
  const baseline = mark.getBoundingClientRect().bottom - line.getBoundingClientRect().top;
  line.remove();
  return baseline;
}

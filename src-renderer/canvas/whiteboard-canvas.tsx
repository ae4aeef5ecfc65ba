import {
  type CSSProperties,
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Stage } from 'react-konva';
import { THEMES, type ThemeName } from '../shapes/palette.ts';
import { textFont } from '../shapes/text/text-font.ts';
import { forgetTextLayouts } from '../shapes/text/text-layout.ts';
import { BoardCanvas } from './board-canvas.tsx';
import type { Editor } from './editor.ts';
import { onFontsLoaded } from './layer.ts';
import { LiveLayer } from './live-layer.tsx';
import { OverlayLayer } from './overlay-layer.tsx';
import { BoardPainter } from './painter.ts';
import { PathCache } from './path-cache.ts';
import { useDecodedPictures } from './pictures/use-decoded-pictures.ts';
import { attachPointerInput } from './pointer-input.ts';
import type { RemoteCursors } from './remote-cursors.ts';
import type { RemoteGestures } from './remote-gestures.ts';
import { TextField } from './text-editing/text-field.tsx';
import { useDevicePixelRatio, useElementSize, useReducedMotion } from './use-environment.ts';
import { useStore } from './use-store.ts';

export interface WhiteboardCanvasProps {
  readonly editor: Editor;
  readonly remoteGestures: RemoteGestures;
  readonly remoteCursors: RemoteCursors;
  readonly theme: ThemeName;
  /** Accessible name of the region. */
  readonly label: string;
  /** Accessible name of the field in which text is typed. */
  readonly textLabel: string;
}

const SURFACE_STYLE: CSSProperties = {
  position: 'absolute',
  inset: 0,
  // Not `hidden`, which could still be scrolled: a browser does so to show the caret of a field.
  overflow: 'clip',
  outlineOffset: -2,
  touchAction: 'none',
  userSelect: 'none',
  WebkitUserSelect: 'none',
};
// Konva listens on its own container; hit testing is the scene's business.
const STAGE_STYLE: CSSProperties = { position: 'absolute', inset: 0, pointerEvents: 'none' };

/**
 * The canvas: fills its parent, which must be positioned. Remembers its last rendering, so that
 * an interface around it that renders often (while somebody draws, say) does not repaint layers.
 */
export const WhiteboardCanvas = memo(function WhiteboardCanvas(props: WhiteboardCanvasProps) {
  const { editor, remoteGestures, remoteCursors, label, textLabel } = props;
  const theme = THEMES[props.theme];
  const surface = useRef<HTMLElement>(null);
  const viewport = useElementSize(surface);
  const pixelRatio = useDevicePixelRatio(surface);
  const reducedMotion = useReducedMotion();
  const cursor = useStore(editor.cursor);
  const [focusRing, setFocusRing] = useState(false);
  const pictures = useDecodedPictures(editor.pictures);
  const painter = useMemo(
    () => new BoardPainter(editor.scene, new PathCache(), pictures),
    [editor, pictures],
  );

  useEffect(() => {
    const element = surface.current;
    return element ? attachPointerInput(element, editor.input) : undefined;
  }, [editor]);

  useEffect(() => {
    // The canvas asks for a font when it paints; asked for now it is there when text is measured.
    // What was written is painted in the system's font where this one cannot be had.
    document.fonts.load(textFont(1)).catch((error: unknown) => {
      console.warn('The font of texts could not be loaded:', error);
    });
    return onFontsLoaded(() => {
      forgetTextLayouts();
      editor.scene.measureAgain();
    });
  }, [editor]);

  useLayoutEffect(() => {
    editor.viewport.set(viewport);
  }, [editor, viewport]);

  const layer = { editor, theme, viewport, pixelRatio };
  return (
    <section
      ref={surface}
      data-canvas
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys go to the canvas when it has the focus
      tabIndex={0}
      style={{
        ...SURFACE_STYLE,
        background: theme.canvas,
        cursor,
        outline: focusRing ? `2px solid ${theme.accent}` : 'none',
      }}
      // Reached by Tab it shows the focus; drawing would only be framed by it.
      onKeyUp={(event) => setFocusRing((shown) => shown || event.key === 'Tab')}
      onPointerDown={() => setFocusRing(false)}
      onBlur={() => setFocusRing(false)}
    >
      {viewport.width > 0 && viewport.height > 0 && (
        <>
          <BoardCanvas {...layer} painter={painter} />
          <Stage
            width={viewport.width}
            height={viewport.height}
            listening={false}
            style={STAGE_STYLE}
          >
            <LiveLayer {...layer} remoteGestures={remoteGestures} />
            <OverlayLayer
              {...layer}
              remoteCursors={remoteCursors}
              remoteGestures={remoteGestures}
              reducedMotion={reducedMotion}
            />
          </Stage>
        </>
      )}
      <TextField editor={editor} theme={theme} pixelRatio={pixelRatio} label={textLabel} />
    </section>
  );
});

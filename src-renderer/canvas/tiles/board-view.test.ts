import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardDocument } from '../../board/board-document.ts';
import { THEMES, type ThemeName } from '../../shapes/palette.ts';
import { Editor } from '../editor.ts';
import { BoardPainter } from '../painter.ts';
import { StandInCanvas, standInPage } from '../testing/stand-in-page.ts';
import { BoardView, REFINE_DELAY_MS } from './board-view.ts';

const VIEWPORT = { width: 700, height: 460 };

function setUp() {
  const { frame } = standInPage();
  const board = new BoardDocument({ author: { personId: 'ada', name: 'Ada' } });
  board.add([{ type: 'rectangle', x: 10, y: 10, width: 480, height: 400 }]);
  const select = { name: 'select', draws: false, idle: () => ({ name: 'idling' }) } as const;
  const editor = new Editor({ board, tools: [select] });
  editor.viewport.set(VIEWPORT);
  const main = new StandInCanvas();
  const backdrop = new StandInCanvas();
  const view = new BoardView(
    { main: main.asCanvas, backdrop: backdrop.asCanvas },
    new StandInCanvas() as unknown as HTMLElement,
    editor,
    new BoardPainter(editor.scene, null),
  );
  const configure = (theme: ThemeName): void =>
    view.configure({ theme: THEMES[theme], viewport: VIEWPORT, pixelRatio: 1 });
  configure('light');
  frame();
  const stretch = (): string => /scale\((.*)\)/.exec(main.style['transform'] ?? '')?.[1] ?? '';
  return { editor, frame, configure, stretch };
}

describe('the canvas counts as painted', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => {
      vi.useRealTimers();
    };
  });

  it('when what is seen has been painted at the zoom at which it is seen', () => {
    const { editor, frame, stretch } = setUp();
    expect([editor.painted.get(), stretch()]).toEqual([true, '1']);
    editor.zoomTo(1.3);
    frame();
    expect([editor.painted.get(), Number(stretch())]).toEqual([false, 1.3]);
    vi.advanceTimersByTime(REFINE_DELAY_MS);
    frame();
    expect(stretch()).toBe('1');
  });

  it('not while a zoom that was gone back on is still stretched on it', () => {
    const { editor, frame, configure, stretch } = setUp();
    editor.zoomTo(1.3);
    frame();
    // Draws everything at the zoom that is on the way.
    configure('dark');
    editor.zoomTo(1);
    for (let i = 0; i < 3; i += 1) {
      frame();
      if (editor.painted.get()) expect(stretch()).toBe('1');
    }
    expect(editor.painted.get()).toBe(true);
  });
});

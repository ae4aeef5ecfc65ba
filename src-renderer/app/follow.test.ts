import { describe, expect, it } from 'vitest';
import type { Presence } from '../sync/presence/presence.ts';
import { TestEditor } from '../tools/testing/test-editor.ts';
import { cameraOn, Follow } from './follow.ts';

const seeing = (
  personId: string,
  view: Presence['view'],
  cursor: Presence['cursor'] = null,
): { personId: string; presence: Presence } => ({
  personId,
  presence: { name: personId, color: 'blue', tool: null, cursor, selection: [], view },
});

/** Frames come at once, one after the other. */
function following() {
  const test = new TestEditor();
  const { editor } = test;
  const frames: (() => void)[] = [];
  const follow = new Follow({
    editor,
    onFrame: (move) => {
      frames.push(move);
      return () => frames.splice(frames.indexOf(move), 1);
    },
  });
  let frameCount = 0;
  const settle = (): void => {
    for (let move = frames.shift(); move; move = frames.shift()) {
      frameCount += 1;
      if (frameCount > 500) throw new Error('the view never comes to rest');
      move();
    }
  };
  return { test, editor, follow, settle, frames: () => frameCount };
}

describe('following somebody', () => {
  it('shows all of what they see, in the middle, gliding there', () => {
    const { editor, follow, settle, frames } = following();
    follow.linksChanged([seeing('bo', [1000, 2000, 500, 800])]);
    expect(editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 1 });
    follow.toggle('bo');
    settle();
    expect(frames()).toBeGreaterThan(3);
    expect(editor.camera.get()).toEqual({ x: 750, y: 2000, zoom: 1 });
    follow.linksChanged([seeing('bo', [0, 0, 4000, 3200])]);
    settle();
    expect(editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 0.25 });
    expect(follow.person.get()).toBe('bo');
  });

  it('keeps to the window in which their pointer is', () => {
    const { editor, follow, settle } = following();
    follow.linksChanged([
      seeing('bo', [0, 0, 100, 80]),
      seeing('bo', [500, 500, 1000, 800], [600, 600]),
      seeing('cy', [900, 900, 1000, 800], [950, 950]),
    ]);
    follow.toggle('bo');
    settle();
    expect(editor.camera.get()).toEqual({ x: 500, y: 500, zoom: 1 });
  });

  it.each<[string, (given: ReturnType<typeof following>) => void]>([
    ['pans', ({ editor }) => editor.panBy(10, 0)],
    ['zooms', ({ editor }) => editor.zoomStep(1)],
    ['draws', ({ test }) => test.tool('pen').down(5, 5).move(50, 50)],
    ['selects', ({ test }) => test.down(900, 700).move(950, 750)],
    ['picks a tool', ({ editor }) => editor.setTool('hand')],
    [
      'changes something',
      ({ editor }) => editor.add([{ type: 'rectangle', x: 0, y: 0, width: 9, height: 9 }]),
    ],
    ['presses the same person again', ({ follow }) => follow.toggle('bo')],
    ['loses them', ({ follow }) => follow.linksChanged([])],
  ])('ends when this person %s, even before it is there', (_, act) => {
    const given = following();
    const { follow, editor, settle } = given;
    follow.linksChanged([seeing('bo', [1000, 2000, 1000, 800])]);
    follow.toggle('bo');
    act(given);
    expect(follow.person.get()).toBeNull();
    const camera = editor.camera.get();
    settle();
    follow.linksChanged([seeing('bo', [0, 0, 1000, 800])]);
    settle();
    expect(editor.camera.get()).toEqual(camera);
  });

  it('goes on when others change the board', () => {
    const { editor, follow, settle } = following();
    follow.linksChanged([seeing('bo', [1000, 2000, 1000, 800])]);
    follow.toggle('bo');
    editor.board.doc.transact(() => editor.board.doc.getMap('meta').set('name', 'x'));
    settle();
    expect(follow.person.get()).toBe('bo');
  });

  it('is not possible with somebody whose view is not told', () => {
    const { editor, follow, settle } = following();
    follow.linksChanged([seeing('bo', null)]);
    follow.toggle('bo');
    settle();
    expect(editor.camera.get()).toEqual({ x: 0, y: 0, zoom: 1 });
  });

  it('shows a wide view in a high window whole', () => {
    expect(cameraOn([0, 0, 2000, 500], { width: 1000, height: 1000 })).toEqual({
      x: 0,
      y: -750,
      zoom: 0.5,
    });
  });
});

import { MAX_ZOOM, MIN_ZOOM } from '../canvas/camera.ts';
import { type Command, command } from './command.ts';

export const VIEW_COMMANDS: readonly Command[] = [
  command(
    'view.zoom-in',
    ['$mod+=', '+', '$mod+Shift++', '$mod+NumpadAdd', 'Shift++', '='],
    ({ editor }) => editor.zoomStep(1),
    ({ editor }) => editor.camera.get().zoom < MAX_ZOOM,
    { repeats: true },
  ),
  command(
    'view.zoom-out',
    ['$mod+-', '-', '$mod+NumpadSubtract'],
    ({ editor }) => editor.zoomStep(-1),
    ({ editor }) => editor.camera.get().zoom > MIN_ZOOM,
    { repeats: true },
  ),
  command('view.zoom-100', ['$mod+0', 'Shift+Digit0'], ({ editor }) => editor.zoomTo(1)),
  command(
    'view.zoom-fit',
    ['Shift+Digit1', '$mod+1'],
    ({ editor }) => editor.fit(),
    ({ editor }) => editor.board.size > 0,
  ),
  command(
    'view.zoom-selection',
    ['Shift+Digit2', '$mod+2'],
    ({ editor }) => editor.fit(editor.selection.get()),
    ({ editor }) => editor.selection.get().size > 0,
  ),
  command('view.toggle-snap', ["$mod+Shift+'"], ({ editor }) =>
    editor.snapToShapes.set(!editor.snapToShapes.get()),
  ),
  command('view.toggle-grid-snap', ["Alt+'"], ({ editor }) =>
    editor.snapToGrid.set(!editor.snapToGrid.get()),
  ),
  command('view.toggle-grid', ["$mod+'"], ({ editor }) => editor.grid.set(!editor.grid.get())),
];

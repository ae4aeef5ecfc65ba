import type { BoardChange } from '../board/board-change.ts';
import type { BoardDocument } from '../board/board-document.ts';
import type {
  AddResult,
  ElementId,
  ElementPatch,
  ElementType,
  NewElement,
  WriteFailure,
  WriteResult,
} from '../board/element.ts';
import type { Bounds } from '../geometry/box.ts';
import type { BoardPoint, Point, ScreenPoint } from '../geometry/point.ts';
import type { Guide } from '../geometry/snap.ts';
import {
  type Camera,
  clampZoom,
  fitCamera,
  MAX_ZOOM,
  nextZoomStep,
  revealing,
  toBoard,
  type Viewport,
  visibleBounds,
  zoomAround,
} from './camera.ts';
import { type Followers, followersOf, NO_FOLLOWERS } from './connections/followers.ts';
import { NO_CUTS, type StrokeCuts } from './cuts.ts';
import { DrawingStyles } from './drawing-styles.ts';
import { type ElementLift, type GesturePreview, hiddenBy, NO_IDS } from './gesture.ts';
import { Groups } from './groups.ts';
import { LaserTrails } from './laser/laser-trails.ts';
import type { Look } from './looks.ts';
import { PictureBlobs } from './pictures/picture-blobs.ts';
import { PointerRouter } from './pointer-router.ts';
import { RemoteLifts } from './remote-lifts.ts';
import { Scene } from './scene.ts';
import { SelectionView } from './selection-view.ts';
import { NO_SPOTLIGHT, type Spotlight } from './spotlight.ts';
import { createStore, type ReadonlyStore, type Store } from './store.ts';
import { TextEditor } from './text-editing/text-editor.ts';
import { type ToolDefinition, ToolMachine, type ToolName } from './tool.ts';

export interface EditorOptions {
  readonly board: BoardDocument;
  /** The tools, `select` among them: it is the one the editor starts with and returns to. */
  readonly tools: readonly ToolDefinition<Editor>[];
}

/** A write that the board refused. */
export type WriteProblem = Pick<WriteFailure, 'code' | 'message'>;

const NOTHING_TO_WRITE: WriteResult = { ok: true, skipped: [] };
export const NO_GUIDES: readonly Guide[] = [];
const ORIGIN_CAMERA: Camera = { x: 0, y: 0, zoom: 1 };

/**
 * What tools, commands, scripts and the interface act on: the board together with what only this
 * window has (camera, selection, tool, gestures). Knows no DOM and no React.
 */
export class Editor {
  readonly board: BoardDocument;
  readonly scene: Scene;
  readonly camera: ReadonlyStore<Camera>;
  readonly viewport: Store<Viewport> = createStore<Viewport>({ width: 0, height: 0 });
  readonly selection: ReadonlyStore<ReadonlySet<ElementId>>;
  /** The groups on the board, and the one that this person works in. */
  readonly groups: Groups;
  /** Where the selection is. */
  readonly selectionView: SelectionView;
  readonly tool: ReadonlyStore<ToolName>;
  /** The tool stays after a shape: set by pressing it a second time. */
  readonly toolLocked: ReadonlyStore<boolean>;
  /** What is drawn next looks like this. */
  readonly styles = new DrawingStyles();
  /** The look that was copied last, to be given to others. */
  readonly copiedLook: Store<Look | null> = createStore<Look | null>(null);
  readonly grid: Store<boolean> = createStore(true);
  /** What is moved snaps to edges, middles and gaps of what is around it. */
  readonly snapToShapes: Store<boolean> = createStore(true);
  readonly snapToGrid: Store<boolean> = createStore(false);
  /** Why what is moved is where it is. */
  readonly guides: Store<readonly Guide[]> = createStore(NO_GUIDES);
  /** The element being drawn; others are shown it too. */
  readonly gesture: Store<GesturePreview | null> = createStore<GesturePreview | null>(null);
  /** Where laser pointers have just been. */
  readonly lasers = new LaserTrails();
  /** This person's laser while it is on: where it has been since. Others are shown it too. */
  readonly laser: Store<{ readonly id: string; readonly points: readonly Point[] } | null> =
    createStore<{ readonly id: string; readonly points: readonly Point[] } | null>(null);
  /** What the selection's gesture does to elements. */
  readonly lift: Store<ElementLift | null> = createStore<ElementLift | null>(null);
  /** Strokes of which the eraser takes parts away. */
  readonly cuts: Store<StrokeCuts> = createStore(NO_CUTS);
  /** What others do to elements at the moment. */
  readonly remoteLifts = new RemoteLifts();
  /** Lines whose shapes are in somebody's hand. */
  readonly followers: ReadonlyStore<Followers>;
  /** What the board layer leaves to the live layer; the same set as long as it has the same ids. */
  readonly hidden: ReadonlyStore<ReadonlySet<ElementId>>;
  readonly marquee: Store<Bounds | null> = createStore<Bounds | null>(null);
  /** Changes by others that are pointed out. */
  readonly spotlight: Store<Spotlight> = createStore(NO_SPOTLIGHT);
  /** The element that a click would select. */
  readonly hovered: Store<ElementId | null> = createStore<ElementId | null>(null);
  /** What the eraser will take at pointer-up. */
  readonly erasing: Store<ReadonlySet<ElementId>> = createStore(NO_IDS);
  /** Where this person's pointer is over the board, if it is. */
  readonly pointer: Store<BoardPoint | null> = createStore<BoardPoint | null>(null);
  /** Whether every pixel of the canvas is final; false while it is coarse, stale or not there. */
  readonly painted: Store<boolean> = createStore(false);
  /** CSS cursor of the canvas. */
  readonly cursor: ReadonlyStore<string>;
  /** Somebody else moved what this person held, and it is where this person put it. */
  readonly overruled: Store<boolean> = createStore(false);
  /** The pictures on the board whose bytes are here. */
  readonly pictures = new PictureBlobs();
  readonly writeProblem: Store<WriteProblem | null> = createStore<WriteProblem | null>(null);
  /** The field in which text is typed. */
  readonly texts: TextEditor;
  /** Where pointer, wheel and key-hold input goes. */
  readonly input: PointerRouter;

  readonly #camera: Store<Camera> = createStore(ORIGIN_CAMERA);
  readonly #selection: Store<ReadonlySet<ElementId>> = createStore(NO_IDS);
  readonly #tool: Store<ToolName> = createStore<ToolName>('select');
  readonly #toolLocked: Store<boolean> = createStore(false);
  readonly #hidden: Store<ReadonlySet<ElementId>> = createStore(NO_IDS);
  readonly #followers: Store<Followers> = createStore(NO_FOLLOWERS);
  readonly #cursor: Store<string> = createStore('default');
  readonly #tools: ReadonlyMap<ToolName, ToolDefinition<Editor>>;
  readonly #machines = new Map<ToolName, ToolMachine>();
  readonly #stop: () => void;
  readonly #stopLifts: () => void;

  constructor(options: EditorOptions) {
    this.board = options.board;
    this.camera = this.#camera;
    this.selection = this.#selection;
    this.tool = this.#tool;
    this.toolLocked = this.#toolLocked;
    this.cursor = this.#cursor;
    this.hidden = this.#hidden;
    this.followers = this.#followers;
    this.lift.subscribe(() => this.#hide());
    this.remoteLifts.subscribe(() => this.#hide());
    this.cuts.subscribe(() => this.#hide());
    this.#stopLifts = this.remoteLifts.follow(options.board);
    this.groups = new Groups(options.board);
    this.scene = new Scene(options.board);
    this.selectionView = new SelectionView(this);
    this.texts = new TextEditor({
      board: this.board,
      scene: this.scene,
      textStyle: () => this.styles.of('text'),
      select: (ids) => this.select(ids),
      visibleBounds: () => visibleBounds(this.#camera.get(), this.viewport.get()),
      reveal: (bounds) => this.reveal(bounds),
    });
    this.#tools = new Map(options.tools.map((tool) => [tool.name, tool]));
    for (const tool of options.tools) {
      this.#machines.set(tool.name, new ToolMachine(tool.idle(this), () => this.refreshCursor()));
    }
    this.input = new PointerRouter(this);
    this.#stop = options.board.onChange((change) => this.#boardChanged(change));
    this.refreshCursor();
  }

  destroy(): void {
    this.texts.close();
    this.cancelGesture();
    this.#stop();
    this.#stopLifts();
    this.groups.destroy();
    this.scene.destroy();
  }

  // Tools

  /** The state machine of the current tool. */
  get machine(): ToolMachine {
    const machine = this.#machines.get(this.#tool.get());
    if (!machine) throw new MissingToolError(this.#tool.get());
    return machine;
  }

  get toolDraws(): boolean {
    return this.#tools.get(this.#tool.get())?.draws ?? false;
  }

  /** The kind of element that the current tool draws, if it draws one. */
  get toolMakes(): ElementType | undefined {
    return this.#tools.get(this.#tool.get())?.makes;
  }

  /** Switches to a tool, unlocked. A gesture that is going on is cancelled. */
  setTool(name: ToolName): void {
    if (!this.#machines.has(name)) throw new MissingToolError(name);
    this.texts.close();
    this.cancelGesture();
    this.#toolLocked.set(false);
    this.hovered.set(null);
    this.#tool.set(name);
    this.refreshCursor();
  }

  /** What a toolbar button or a key does: switch, or lock the tool that is already there. */
  pressTool(name: ToolName): void {
    if (this.#tool.get() !== name) this.setTool(name);
    else this.#toolLocked.set(!this.#toolLocked.get());
  }

  /** A shape is done: back to Select, unless the tool is locked. */
  finishShape(): void {
    if (!this.#toolLocked.get()) this.setTool('select');
  }

  /** Ends any gesture without a trace in the document. @returns whether there was one. */
  cancelGesture(): boolean {
    return this.input.cancel();
  }

  /**
   * Escape: ends typing, or cancels the gesture, or comes out of a group, else the selection, else
   * the tool.
   * @returns whether it did anything.
   */
  escape(): boolean {
    if (this.texts.close() || this.cancelGesture()) return true;
    if (this.leaveGroup()) return true;
    if (this.#selection.get().size > 0) {
      this.select([]);
      return true;
    }
    if (this.#tool.get() === 'select') return false;
    this.setTool('select');
    return true;
  }

  // Selection

  /** Selects exactly these; ids that are not on the board are left out. */
  select(ids: Iterable<ElementId>): void {
    const next = new Set<ElementId>();
    for (const id of ids) if (this.scene.get(id)) next.add(id);
    this.groups.widenTo(next);
    if (equalSets(next, this.#selection.get())) return;
    this.#selection.set(next.size === 0 ? NO_IDS : next);
  }

  /** What a click on an element selects: all of its group, seen from the group one works in. */
  selectUnit(id: ElementId): void {
    this.select(this.groups.unitOf(id).ids);
  }

  /** Adds the element and its group to the selection, or takes them out of it. */
  toggleSelected(id: ElementId): void {
    const next = new Set(this.#selection.get());
    const isSelected = next.has(id);
    for (const one of this.groups.unitOf(id).ids) {
      if (isSelected) next.delete(one);
      else next.add(one);
    }
    this.select(this.groups.complete(next));
  }

  selectAll(): void {
    this.select(this.board.elements().flatMap(({ id, locked }) => (locked ? [] : id)));
  }

  /** Selects an element itself, however deep in groups it is. */
  selectDeep(id: ElementId): void {
    this.groups.enterAllOf(id);
    this.select([id]);
  }

  /** Goes into the group of an element and selects what is there. @returns whether there is one */
  enterGroup(id: ElementId): boolean {
    const { group } = this.groups.unitOf(id);
    if (group === null) return false;
    this.groups.enter(group);
    this.selectUnit(id);
    return true;
  }

  /** Comes out of the group that is worked in, and selects it. @returns whether there was one */
  leaveGroup(): boolean {
    const group = this.groups.leave();
    if (group === null) return false;
    this.select(this.groups.tree.membersOf(group));
    return true;
  }

  // Writing

  add(elements: readonly NewElement[]): AddResult {
    return this.#report(this.board.add(elements));
  }

  /**
   * Changes elements; of locked ones only whether they are.
   * @param run updates of the same run that follow each other are one step of undo
   */
  update(patches: readonly ElementPatch[], run?: object): WriteResult {
    const allowed = patches.filter(({ id, locked }) => locked === false || !this.isLocked(id));
    if (allowed.length === 0) return NOTHING_TO_WRITE;
    return this.#report(this.board.update(allowed, 'undoable', run));
  }

  /** Deletes elements, locked ones not. */
  remove(ids: readonly ElementId[]): WriteResult {
    const allowed = ids.filter((id) => !this.isLocked(id));
    return allowed.length === 0 ? NOTHING_TO_WRITE : this.#report(this.board.remove(allowed));
  }

  isLocked(id: ElementId): boolean {
    return this.board.get(id)?.locked === true;
  }

  deleteSelected(): void {
    this.texts.close();
    this.cancelGesture();
    const ids = [...this.#selection.get()];
    if (ids.length > 0) this.remove(ids);
  }

  /** Takes back this session's last step; during a gesture, the gesture; while typing, only that. */
  undo(): boolean {
    const typing = this.texts.field.get();
    if (typing) return typing.session.undo();
    return this.cancelGesture() || this.board.undo();
  }

  redo(): boolean {
    const typing = this.texts.field.get();
    if (typing) return typing.session.redo();
    this.cancelGesture();
    return this.board.redo();
  }

  // Camera

  setCamera(camera: Camera): void {
    const { x, y } = camera;
    const zoom = clampZoom(camera.zoom);
    const now = this.#camera.get();
    if (now.x === x && now.y === y && now.zoom === zoom) return;
    this.#camera.set({ x, y, zoom });
  }

  /** Moves the content by a distance in CSS pixels. */
  panBy(dx: number, dy: number): void {
    const { x, y, zoom } = this.#camera.get();
    this.setCamera({ x: x - dx / zoom, y: y - dy / zoom, zoom });
  }

  /** @param around stays in place; the middle of the canvas when absent. */
  zoomTo(zoom: number, around: ScreenPoint = this.#middle()): void {
    this.setCamera(zoomAround(this.#camera.get(), zoom, around));
  }

  /** To the next fixed zoom level: 1 in, -1 out. */
  zoomStep(direction: 1 | -1): void {
    this.zoomTo(nextZoomStep(this.#camera.get().zoom, direction));
  }

  /** Shows all of the board, or some elements, at most at 100 %; some may be zoomed in on. */
  fit(ids?: Iterable<ElementId>): void {
    const bounds = this.scene.boundsOf(ids);
    const viewport = this.viewport.get();
    if (!bounds || viewport.width === 0 || viewport.height === 0) return;
    this.setCamera(fitCamera(bounds, viewport, ids ? Math.min(2, MAX_ZOOM) : undefined));
  }

  /** Moves the view no farther than needed to show a part of the board, its middle at least. */
  reveal(bounds: Bounds): void {
    this.setCamera(revealing(this.#camera.get(), this.viewport.get(), bounds));
  }

  toBoard(point: ScreenPoint): BoardPoint {
    return toBoard(this.#camera.get(), point);
  }

  /** A screen distance in board units, for tolerances and thresholds. */
  screenDistance(px: number): number {
    return px / this.#camera.get().zoom;
  }

  /** Recomputes the canvas's cursor. */
  refreshCursor(): void {
    this.#cursor.set(this.input.cursor ?? this.machine.state.cursor ?? 'default');
  }

  /** A press of a pointer on the canvas ends typing. */
  endTyping(): void {
    this.texts.close();
  }

  #hide(): void {
    const lifts = [...this.remoteLifts.all().values()].map(({ lift }) => lift);
    const lifted = hiddenBy(this.lift.get(), lifts);
    const cuts = this.cuts.get();
    const own = this.lift.get();
    this.#followers.set(followersOf(this.scene, own ? [...lifts, own] : lifts));
    const elsewhere = [...cuts.keys(), ...this.#followers.get().keys()];
    const hidden = elsewhere.length === 0 ? lifted : new Set([...lifted, ...elsewhere]);
    if (!equalSets(hidden, this.#hidden.get())) this.#hidden.set(hidden);
  }

  #middle(): ScreenPoint {
    const { width, height } = this.viewport.get();
    return { x: width / 2, y: height / 2 };
  }

  #report<R extends AddResult | WriteResult>(result: R): R {
    this.writeProblem.set(result.ok ? null : { code: result.code, message: result.message });
    return result;
  }

  #boardChanged(change: BoardChange): void {
    if (this.#followers.get().size > 0) this.#hide();
    const isFewer = change.removed.length > 0 || change.updated.some(({ after }) => after.hidden);
    if (isFewer) {
      this.select(this.#selection.get());
      const hovered = this.hovered.get();
      if (hovered !== null && !this.scene.get(hovered)) this.hovered.set(null);
    }
    this.texts.boardChanged(change);
    this.machine.boardChanged(change);
  }
}

function equalSets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const value of a) if (!b.has(value)) return false;
  return true;
}

/** A tool was asked for that the editor was not given. */
export class MissingToolError extends Error {
  readonly code = 'missing-tool';
  constructor(name: string) {
    super(`There is no tool called "${name}".`);
    this.name = 'MissingToolError';
  }
}

import { z } from 'zod';
import type { BoardElement, ElementId, WriteFailureCode } from '../board/element.ts';
import type { Camera } from '../canvas/camera.ts';
import { seenBoard } from '../canvas/connections/seen-line.ts';
import type { Editor } from '../canvas/editor.ts';
import { TOOL_NAMES, type ToolName } from '../canvas/tool.ts';
import {
  CAMERA,
  describeIssues,
  IDS,
  NEW_RECORDS,
  PATCH_RECORDS,
  type ScriptRecord,
  toScriptRecord,
} from '../formats/records/element-records.ts';

/** What the composition adds: the board's link and what is known of people and changes. */
export interface ScriptingSources<Status> {
  readonly editor: Editor;
  readonly link: () => string | null;
  readonly status: () => Status;
}

/**
 * `window.drawbridge`: the board for people's own scripts, benches and end-to-end tests.
 * Described for its users in docs/scripting.md.
 *
 * Calls that change something return a promise that settles when it is in the document. It rejects
 * with a `ScriptingError`; nothing of that call was done then.
 */
export interface Scripting<Status> {
  elements(): ScriptRecord[];
  add(records: readonly object[]): Promise<readonly ElementId[]>;
  update(records: readonly object[]): Promise<void>;
  remove(ids: readonly ElementId[]): Promise<void>;
  select(ids: readonly ElementId[]): Promise<void>;
  selection(): ElementId[];
  setTool(name: ToolName): Promise<void>;
  camera(): Camera;
  setCamera(camera: Camera): Promise<void>;
  fit(): Promise<void>;
  /** @returns whether there was a step to take back. */
  undo(): Promise<boolean>;
  /** @returns whether there was a step to do again. */
  redo(): Promise<boolean>;
  /** Settles when every pixel of the canvas is final: nothing coarse, stale or on its way. */
  painted(): Promise<void>;
  link(): string | null;
  status(): Status;
}

/** A call that was not carried out. Its message names the call, the place and what is expected. */
export class ScriptingError extends Error {
  readonly code: WriteFailureCode;
  constructor(code: WriteFailureCode, call: string, message: string) {
    super(`drawbridge.${call}: ${message}`);
    this.name = 'ScriptingError';
    this.code = code;
  }
}

const TOOL_NAME = z.enum(TOOL_NAMES);

function parse<T>(schema: z.ZodType<T>, value: unknown, call: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ScriptingError('invalid', call, describeIssues(parsed.error));
}

function check(
  result: { readonly ok: true } | { readonly ok: false; code: WriteFailureCode; message: string },
  call: string,
): void {
  if (!result.ok) throw new ScriptingError(result.code, call, result.message);
}

/** An element as it is seen: a text as large as its lines, a line where its shapes hold it. */
function seenRecord(editor: Editor, element: BoardElement): ScriptRecord {
  const { board, scene } = editor;
  const seen = seenBoard(scene);
  const points = seen.points(element.id);
  if (!points) return toScriptRecord(board, element, scene.get(element.id)?.box);
  const source = { points: () => points, text: (id: string) => board.text(id) };
  return toScriptRecord(source, seen.element(element));
}

/** The scripting object of one open board. */
export function createScripting<Status>(sources: ScriptingSources<Status>): Scripting<Status> {
  const { editor } = sources;
  const { board } = editor;
  return {
    elements: () => board.elements().map((element) => seenRecord(editor, element)),
    async add(records) {
      const elements = parse(NEW_RECORDS, records, 'add');
      const added = board.add(elements);
      if (!added.ok) throw new ScriptingError(added.code, 'add', added.message);
      return added.ids;
    },
    async update(records) {
      const patches = parse(PATCH_RECORDS, records, 'update');
      const missing = patches.filter(({ id }) => !board.get(id)).map(({ id }) => id);
      if (missing.length > 0) {
        throw new ScriptingError('not-found', 'update', `not on the board: ${missing.join(', ')}`);
      }
      check(board.update(patches), 'update');
    },
    async remove(ids) {
      check(board.remove(parse(IDS, ids, 'remove')), 'remove');
    },
    async select(ids) {
      editor.select(parse(IDS, ids, 'select'));
    },
    selection: () => [...editor.selection.get()],
    async setTool(name) {
      editor.setTool(parse(TOOL_NAME, name, 'setTool'));
    },
    camera: () => ({ ...editor.camera.get() }),
    async setCamera(camera) {
      editor.setCamera(parse(CAMERA, camera, 'setCamera'));
    },
    async fit() {
      editor.fit();
    },
    undo: async () => editor.undo(),
    redo: async () => editor.redo(),
    painted: () =>
      new Promise((resolve) => {
        const stop = editor.painted.subscribe(check);
        function check(): void {
          if (!editor.painted.get()) return;
          stop();
          resolve();
        }
        check();
      }),
    link: sources.link,
    status: sources.status,
  };
}

declare global {
  interface Window {
    /** See docs/scripting.md. Absent until a board is open. */
    readonly drawbridge?: Scripting<unknown>;
  }
}

/** Puts the object at `window.drawbridge`. @returns a function that takes it away again. */
export function installScripting<Status>(target: Window, scripting: Scripting<Status>): () => void {
  Object.defineProperty(target, 'drawbridge', {
    value: Object.freeze(scripting),
    configurable: true,
    enumerable: true,
  });
  return () => {
    Reflect.deleteProperty(target, 'drawbridge');
  };
}

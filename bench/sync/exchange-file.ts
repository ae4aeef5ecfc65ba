/*
 * Two copies of a board that were apart for a week, with 10,000 edits each, and exchange files: how
 * long it takes to write, check and merge them, and whether what is told of it is exact.
 *
 *   npm run bench -- exchange-file [edits] [runs]
 */
import * as Y from 'yjs';
import { AwayChanges, type AwaySummary } from '../../src-renderer/board/away/away-changes.ts';
import { BoardDocument } from '../../src-renderer/board/board-document.ts';
import { Conflicts } from '../../src-renderer/board/conflicts/conflicts.ts';
import type { ElementId, NewElement } from '../../src-renderer/board/element.ts';
import {
  readExchangeFile,
  writeExchangeFile,
} from '../../src-renderer/sync/exchange/exchange-file.ts';
import { deriveBoardKeys, newSigningKeyPair } from '../../src-renderer/sync/keys/board-keys.ts';
import { randomBytes } from '../../src-renderer/sync/keys/bytes.ts';
import { sliceUpdate } from '../../src-renderer/sync/peer-link/update-slices.ts';
import { millisecondsLine } from '../support/figures.ts';
import { numberArgument, runBench } from '../support/run-bench.ts';

const EDITS = numberArgument(0, 10_000);
const RUNS = numberArgument(1, 5);
const COMMON = 2_000;

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);

const shape = (n: number): NewElement => ({
  type: n % 3 === 0 ? 'ellipse' : 'rectangle',
  x: (n % 100) * 60,
  y: Math.floor(n / 100) * 60,
  width: 40,
  height: 30,
});

const boardOf = (name: string): BoardDocument =>
  new BoardDocument({ author: { personId: name, name } });

/** A person's week: half of it new elements, the rest changes of common ones, one of twenty deletes. */
function week(board: BoardDocument, ids: readonly ElementId[], from: number): void {
  for (let edit = 0; edit < EDITS; edit++) {
    const id = ids[(from + Math.floor(edit / 10)) % ids.length] ?? '';
    if (edit % 2 === 0) board.add([shape(from + edit)]);
    else if (edit % 20 === 19) board.remove([id]);
    else board.update([{ id, x: from + edit, color: 'red' }]);
  }
}

/** What a person sees of each element. */
const picture = (board: BoardDocument): ReadonlyMap<ElementId, string> =>
  new Map(
    board
      .elements()
      .map(({ version: _version, ...element }) => [element.id, JSON.stringify(element)]),
  );

function difference(
  before: ReadonlyMap<ElementId, string>,
  after: ReadonlyMap<ElementId, string>,
): { added: number; changed: number; removed: number } {
  const ids = [...after.keys()];
  return {
    added: ids.filter((id) => !before.has(id)).length,
    changed: ids.filter((id) => before.has(id) && before.get(id) !== after.get(id)).length,
    removed: [...before.keys()].filter((id) => !after.has(id)).length,
  };
}

await runBench(async () => {
  const times = { write: [] as number[], read: [] as number[], merge: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    const [ada, bo] = [boardOf('ada'), boardOf('bo')];
    const common = ada.add(Array.from({ length: COMMON }, (_, n) => shape(n)));
    if (!common.ok) throw new Error(common.message);
    Y.applyUpdate(bo.doc, Y.encodeStateAsUpdate(ada.doc));
    const since = Y.decodeStateVector(Y.encodeStateVector(ada.doc));
    week(ada, common.ids, 0);
    week(bo, common.ids, COMMON / 4);

    let startMs = performance.now();
    const file = await writeExchangeFile({
      doc: bo.doc,
      keys,
      device: newSigningKeyPair(),
      name: 'Bo',
      since,
    });
    times.write.push(performance.now() - startMs);

    const before = picture(ada);
    const conflicts = new Conflicts({ board: ada, personId: 'ada', isStorage: () => false });
    const summary = new Promise<AwaySummary>((resolve) => {
      const away = new AwayChanges({
        board: ada,
        personId: 'ada',
        conflictsFound: () => conflicts.found,
        wasWaiting: () => false,
        onSummary: (told) => {
          away.destroy();
          resolve(told);
        },
      });
      startMs = performance.now();
      void readExchangeFile(file, keys).then((read) => {
        if (!read.ok) throw new Error(read.code);
        times.read.push(performance.now() - startMs);
        startMs = performance.now();
        away.expect(read.holds);
        for (const slice of sliceUpdate(read.update)) Y.applyUpdate(ada.doc, slice, 'file');
        times.merge.push(performance.now() - startMs);
      });
    });
    const told = await summary;
    conflicts.destroy();
    const expected = difference(before, picture(ada));
    const { added, changed, removed } = told;
    if (JSON.stringify({ added, changed, removed }) !== JSON.stringify(expected)) {
      throw new Error(`told ${added}/${changed}/${removed}, but ${JSON.stringify(expected)}`);
    }
    if (run > 0) continue;
    console.log(`${EDITS} edits each; file of ${(file.length / 1e3).toFixed(0)} KB; told:`);
    console.log(
      `${added} added, ${changed} changed, ${removed} removed, ${told.conflicts} conflicts`,
    );
  }
  console.log(millisecondsLine('write the file (10,000 edits since)', times.write));
  console.log(millisecondsLine('check, decrypt and parse it', times.read));
  console.log(millisecondsLine('merge it, conflicts and summary included', times.merge));
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { SETTLE_MS } from '../board/away/away-changes.ts';
import { addAll, addOne, boardOf, meet, RECTANGLE, STROKE } from '../board/testing-boards.ts';
import { AWAY_AFTER_MS, AwayWatch } from './away-watch.ts';

function watching(knowsBoard: boolean) {
  const ada = boardOf('ada');
  const bo = boardOf('bo');
  if (knowsBoard) {
    addAll(ada, [RECTANGLE]);
    meet(ada, bo);
  }
  const mailbox = {};
  const watch = new AwayWatch({
    board: ada,
    personId: 'ada',
    conflictsFound: () => 0,
    isMailbox: (origin) => origin === mailbox,
    now: () => Date.now(),
  });
  watch.opened(knowsBoard);
  /** Bo's link is there, and then what Ada lacks. */
  const meetBo = (): void => {
    const holds = Y.decodeStateVector(Y.encodeStateVector(bo.doc));
    watch.linksChanged([{ personId: 'bo', holds: new Map() }]);
    watch.linksChanged([{ personId: 'bo', holds }]);
    meet(ada, bo);
    vi.advanceTimersByTime(SETTLE_MS);
  };
  return { ada, bo, watch, mailbox, meetBo };
}

describe('coming back', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('to a board tells what others did meanwhile, until it is put away', () => {
    const { bo, watch, meetBo } = watching(true);
    addAll(bo, [STROKE, STROKE]);
    meetBo();
    expect(watch.news.get()).toMatchObject({ who: 'away', added: 2, people: ['bo'] });
    watch.dismiss();
    expect(watch.news.get()).toBeNull();
  });

  it('tells what waited in the mailbox, but not what those who are here put there later', () => {
    const { ada, bo, watch, mailbox } = watching(true);
    watch.linksChanged([{ personId: 'bo', holds: new Map([[bo.doc.clientID, 0]]) }]);
    addOne(bo, STROKE);
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc), mailbox);
    watch.mailboxRead();
    addOne(bo, STROKE);
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc), mailbox);
    vi.advanceTimersByTime(SETTLE_MS);
    expect(watch.news.get()).toMatchObject({ who: 'away', added: 1 });
  });

  it('of somebody else is told also when the mailbox is quicker than the link', () => {
    const { ada, bo, watch, mailbox, meetBo } = watching(true);
    watch.mailboxRead();
    addOne(bo, STROKE);
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc), mailbox);
    meetBo();
    expect(watch.news.get()).toMatchObject({ added: 1 });
  });

  it('is not what somebody does to whom all of the board is new', () => {
    const { bo, watch, meetBo } = watching(false);
    addAll(bo, [STROKE, STROKE]);
    meetBo();
    expect(watch.news.get()).toBeNull();
  });

  it('of a link after a moment is not told of: what it missed is marked on the board', () => {
    const { bo, watch, meetBo } = watching(true);
    meetBo();
    watch.linksChanged([]);
    addOne(bo, STROKE);
    vi.advanceTimersByTime(AWAY_AFTER_MS / 2);
    meetBo();
    expect(watch.news.get()).toBeNull();
  });

  it('of somebody else tells what he or she brings along', () => {
    const { bo, watch, meetBo } = watching(true);
    watch.connectionChanged({ kind: 'alone' });
    vi.advanceTimersByTime(60_000);
    addOne(bo, STROKE);
    meetBo();
    expect(watch.news.get()).toMatchObject({ who: 'apart', added: 1, people: ['bo'] });
  });

  it('after the network was gone for long is coming back too', () => {
    const { bo, watch, meetBo } = watching(true);
    meetBo();
    vi.advanceTimersByTime(60_000);
    watch.linksChanged([]);
    watch.connectionChanged({ kind: 'offline', pendingChanges: 0 });
    vi.advanceTimersByTime(AWAY_AFTER_MS);
    addOne(bo, STROKE);
    watch.connectionChanged({ kind: 'alone' });
    meetBo();
    expect(watch.news.get()).toMatchObject({ who: 'away', added: 1 });
  });

  it('after the network was gone for long tells what waited in the mailbox meanwhile', () => {
    const { ada, bo, watch, mailbox } = watching(true);
    watch.mailboxRead();
    watch.connectionChanged({ kind: 'offline', pendingChanges: 0 });
    vi.advanceTimersByTime(AWAY_AFTER_MS);
    watch.connectionChanged({ kind: 'alone' });
    addOne(bo, STROKE);
    Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(bo.doc), mailbox);
    watch.mailboxRead();
    vi.advanceTimersByTime(SETTLE_MS);
    expect(watch.news.get()).toMatchObject({ who: 'away', added: 1 });
  });
});

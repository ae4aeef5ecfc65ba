import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  changedKeys,
  keepValue,
  keyWrites,
  presentWrite,
  rootOf,
  writesOfKey,
  writesWithin,
} from './yjs-items.ts';

function docOf(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

function meet(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
}

describe('what Yjs keeps inside', () => {
  it('tells what each write of a key was written over, and keeps a value from collection', () => {
    for (const keeps of [false, true]) {
      const [a, b] = [docOf(1), docOf(2)];
      a.getMap('m').set('k', 'base');
      meet(a, b);
      a.getMap('m').set('k', 'of a');
      b.getMap('m').set('k', 'of b');
      b.on('afterTransaction', () => {
        const [, loser] = keyWrites(b.getMap('m'), 'k');
        if (keeps && loser) keepValue(b.getMap('m'), 'k', loser);
      });
      meet(a, b);
      const c = docOf(3);
      Y.applyUpdate(c, Y.encodeStateAsUpdate(b));
      expect(c.getMap('m').get('k')).toBe('of b');
      const [winner, loser] = keyWrites(b.getMap('m'), 'k');
      const base = { client: 1, clock: 0 };
      expect(winner).toMatchObject({ client: 2, origin: base, deleted: false, value: 'of b' });
      // What is collected is one with what is collected before it.
      expect(loser).toMatchObject({ client: 1, clock: 1, deleted: true });
      expect([loser?.value, loser?.origin]).toEqual(keeps ? ['of a', base] : [undefined, null]);
    }
  });

  it('tells who wrote the value that a key has, and nothing once it has none', () => {
    const [a, b] = [docOf(1), docOf(2)];
    a.getMap('m').set('k', 'x');
    a.getMap('m').set('k', 'y');
    meet(a, b);
    expect(presentWrite(b.getMap('m'), 'k')).toEqual({ client: 1, clock: 1 });
    b.getMap('m').set('k', 'z');
    meet(a, b);
    expect(presentWrite(a.getMap('m'), 'k')).toEqual({ client: 2, clock: 0 });
    a.getMap('m').delete('k');
    expect(presentWrite(a.getMap('m'), 'k')).toBeUndefined();
    expect(presentWrite(a.getMap('m'), 'never')).toBeUndefined();
  });

  it('remembers every writer of a key, also after collection and a reload', () => {
    const [a, b] = [docOf(1), docOf(2)];
    a.getMap('m').set('k', 'x');
    meet(a, b);
    b.getMap('m').set('k', 'y');
    meet(a, b);
    a.getMap('m').set('k', 'z');
    const reloaded = docOf(3);
    Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(a));
    const writers = [...writesOfKey(reloaded.getMap('m'), 'k')].map(({ client }) => client);
    expect(writers).toEqual([1, 2, 1]);
  });

  it('finds every write within a type, nested ones too, and which are deleted', () => {
    const doc = docOf(1);
    const fragment = doc.getXmlFragment('f');
    const text = new Y.XmlText('abc');
    const paragraph = new Y.XmlElement('paragraph');
    fragment.insert(0, [paragraph]);
    paragraph.insert(0, [text]);
    text.delete(1, 1);
    const writes = [...writesWithin(fragment)];
    expect(writes.filter(({ deleted }) => deleted)).toHaveLength(1);
    const last = Math.max(...writes.map(({ clock }) => clock));
    expect(last).toBe(Y.getState(doc.store, 1) - 1);
    expect(rootOf(text)).toBe(fragment);
    expect(rootOf(fragment)).toBe(fragment);
  });

  it('survives types nested beyond all sense', () => {
    const doc = docOf(1);
    doc.transact(() => {
      let parent: Y.XmlFragment = doc.getXmlFragment('f');
      for (let i = 0; i < 5000; i++) {
        const child = new Y.XmlElement('paragraph');
        parent.insert(0, [child]);
        parent = child;
      }
    });
    expect([...writesWithin(doc.getXmlFragment('f'))].length).toBeLessThan(100);
  });

  it('names the keys that a transaction wrote', () => {
    const doc = docOf(1);
    const seen: unknown[] = [];
    doc.on('afterTransaction', (transaction) => {
      seen.push(
        changedKeys(transaction, doc.getMap('m')),
        changedKeys(transaction, doc.getMap('n')),
      );
    });
    doc.getMap('m').set('k', 1);
    expect(seen).toEqual([new Set(['k']), undefined]);
  });
});

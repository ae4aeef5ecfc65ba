import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type ContentDigest, DIGEST_BYTES, digestContent } from './content-digest.ts';

function digestOf(doc: Y.Doc): ContentDigest & { readonly steps: number } {
  const reading = digestContent(doc);
  for (let steps = 1; ; steps++) {
    const { done, value } = reading.next();
    if (done) return { ...value, steps };
  }
}

/** A copy that got everything at once, where the first got it change by change. */
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function sample(): Y.Doc {
  const doc = new Y.Doc();
  const map = doc.getMap('elements');
  for (const key of ['b', 'a', 'c'])
    map.set(key, { x: 0.1, y: [1, null, -3], z: new Uint8Array(3) });
  map.set('nested', new Y.Map([['k', new Y.Text('in a map')]]));
  const text = doc.getText('text');
  for (const letter of 'letters') text.insert(text.length, letter);
  text.insert(3, 'between', { bold: true });
  text.delete(0, 2);
  map.delete('b');
  return doc;
}

describe('the digest of a copy', () => {
  it('is the same however the changes came', () => {
    const doc = sample();
    const { changes, content } = digestOf(doc);
    expect([changes.length, content.length]).toEqual([DIGEST_BYTES, DIGEST_BYTES]);
    expect(digestOf(copyOf(doc))).toMatchObject({ changes, content });
  });

  it('does not count a name that was only asked for', () => {
    const doc = sample();
    const { content } = digestOf(doc);
    doc.getMap('never written');
    expect(digestOf(doc).content).toEqual(content);
  });

  it('tells a missing deletion, which no state vector does', () => {
    const doc = sample();
    const behind = copyOf(doc);
    doc.getText('text').delete(1, 1);
    expect(Y.encodeStateVector(behind)).toEqual(Y.encodeStateVector(doc));
    expect(digestOf(behind).changes).not.toEqual(digestOf(doc).changes);
  });

  it.each([
    ['a value', (doc: Y.Doc) => doc.getMap('elements').set('a', 7)],
    ['a letter', (doc: Y.Doc) => doc.getText('text').insert(4, 'x')],
    ['a format', (doc: Y.Doc) => doc.getText('text').format(0, 1, { bold: true })],
    [
      'something nested',
      (doc: Y.Doc) =>
        (doc.getMap('elements').get('nested') as Y.Map<Y.Text>).get('k')?.insert(0, 'x'),
    ],
  ])('tells another %s', (_what, change) => {
    const doc = sample();
    const before = digestOf(doc);
    change(doc);
    expect(digestOf(doc).content).not.toEqual(before.content);
  });

  it('tells content that differs though all changes are there', () => {
    const doc = sample();
    const damaged = copyOf(doc);
    const item = damaged.getMap('elements')._map.get('a');
    if (item?.content instanceof Y.ContentAny) item.content.arr = [{ x: 0.2 }];
    const [a, b] = [digestOf(doc), digestOf(damaged)];
    expect(b.changes).toEqual(a.changes);
    expect(b.content).not.toEqual(a.content);
  });

  it('is made in steps where there is much', () => {
    const doc = new Y.Doc();
    for (let i = 0; i < 2_000; i++) doc.getMap('elements').set(`e${i}`, i);
    expect(digestOf(doc).steps).toBeGreaterThan(5);
  });
});

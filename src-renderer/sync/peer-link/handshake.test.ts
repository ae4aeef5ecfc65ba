import { describe, expect, it } from 'vitest';
import { deriveBoardKeys, newSigningKeyPair } from '../keys/board-keys.ts';
import { randomBytes } from '../keys/bytes.ts';
import { Handshake, type LinkIdentity } from './handshake.ts';

const keys = deriveBoardKeys(randomBytes(32), newSigningKeyPair().publicKey);
const member = (edit = keys.edit, roomId = keys.roomId): LinkIdentity => ({
  roomId,
  edit,
  editPublicKey: keys.edit.publicKey,
  device: newSigningKeyPair(),
});
const guest = (): LinkIdentity => ({ ...member(), edit: null });
const text = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** Runs both sides over one connection and says how each admits the other. */
function meet(
  alice: LinkIdentity,
  bob: LinkIdentity,
  fingerprints = { alice: 'A', bobSeenByAlice: 'B', bob: 'B', aliceSeenByBob: 'A' },
) {
  const a = new Handshake(alice, {
    local: fingerprints.alice,
    remote: fingerprints.bobSeenByAlice,
  });
  const b = new Handshake(bob, { local: fingerprints.bob, remote: fingerprints.aliceSeenByBob });
  const fromA = a.receiveHello(b.hello());
  const fromB = b.receiveHello(a.hello());
  if (!fromA.ok || !fromB.ok) throw new Error('no hello');
  return { atBob: b.receiveProof(fromA.proof), atAlice: a.receiveProof(fromB.proof), a, b, fromA };
}

describe('the opening of a link', () => {
  it('admits two holders of the edit key as editors', () => {
    const { atBob, atAlice, a } = meet(member(), member());
    expect(atBob).toEqual({ ok: true, admitted: 'editor' });
    expect(atAlice).toEqual({ ok: true, admitted: 'editor' });
    expect(a.remote?.device).toHaveLength(32);
  });

  it('admits somebody without the edit key as viewer', () => {
    expect(meet(guest(), member()).atBob).toEqual({ ok: true, admitted: 'viewer' });
  });

  it('admits somebody who signs with another key as viewer, whatever the hello claims', () => {
    expect(meet(member(newSigningKeyPair()), member()).atBob).toEqual({
      ok: true,
      admitted: 'viewer',
    });
  });

  it('ends the link when a third party sits between two DTLS connections', () => {
    const relayed = meet(member(), member(), {
      alice: 'A',
      bobSeenByAlice: 'M',
      bob: 'B',
      aliceSeenByBob: 'M',
    });
    expect(relayed.atBob).toEqual({ ok: false, code: 'device-not-proven' });
  });

  it('does not take a proof made for another room', () => {
    const elsewhere = meet(member(keys.edit, 'another room'), member());
    expect(elsewhere.atBob).toEqual({ ok: false, code: 'device-not-proven' });
  });

  it('refuses its own hello and its own proof sent back', () => {
    const a = new Handshake(member(), { local: 'A', remote: 'B' });
    expect(a.receiveHello(a.hello())).toEqual({ ok: false, code: 'reflected' });
    // The mirror with a nonce and device of its own still cannot use the proof that it got.
    const mirror = new Handshake(guest(), { local: 'B', remote: 'A' });
    const proof = a.receiveHello(mirror.hello());
    expect(proof.ok && a.receiveProof(proof.proof)).toEqual({
      ok: false,
      code: 'device-not-proven',
    });
  });

  it('tells another window of the same profile from a reflection', () => {
    const me = member();
    const a = new Handshake(me, { local: 'A', remote: 'B' });
    const b = new Handshake(me, { local: 'B', remote: 'A' });
    expect(a.receiveHello(b.hello())).toEqual({ ok: false, code: 'same-device' });
  });

  it('strips the edit right when only the edit signature was lifted from another link', () => {
    const victim = meet(member(), member());
    const lifted = victim.fromA.ok ? text(victim.fromA.proof).edit : null;
    const thief = guest();
    const t = new Handshake(thief, { local: 'T', remote: 'B' });
    const b = new Handshake(member(), { local: 'B', remote: 'T' });
    const proof = t.receiveHello(b.hello());
    b.receiveHello(bytes({ ...text(t.hello()), role: 'viewer' }));
    if (!proof.ok) throw new Error('no hello');
    expect(b.receiveProof(bytes({ ...text(proof.proof), edit: lifted }))).toEqual({
      ok: true,
      admitted: 'viewer',
    });
  });

  it('says so when the other side speaks a newer major version', () => {
    const a = new Handshake(member(), { local: 'A', remote: 'B' });
    expect(a.receiveHello(bytes({ version: [2, 0], whatever: true }))).toEqual({
      ok: false,
      code: 'newer-protocol',
    });
  });

  it('accepts a newer minor version with unknown fields and capabilities', () => {
    const a = new Handshake(member(), { local: 'A', remote: 'B' });
    const hello = text(new Handshake(member(), { local: 'B', remote: 'A' }).hello());
    expect(
      a.receiveHello(bytes({ ...hello, version: [1, 9], capabilities: ['future'], extra: 1 })).ok,
    ).toBe(true);
  });

  it.each([
    ['rubbish', new Uint8Array([255, 254, 0])],
    ['JSON of another shape', bytes({ hello: true })],
    [
      'a short nonce',
      bytes({ version: [1, 0], capabilities: [], role: 'editor', device: 'AA', nonce: 'AA' }),
    ],
    ['too much', bytes({ version: [1, 0], padding: 'x'.repeat(5000) })],
  ])('refuses a hello of %s', (_name, hello) => {
    const a = new Handshake(member(), { local: 'A', remote: 'B' });
    expect(a.receiveHello(hello)).toEqual({ ok: false, code: 'bad-hello' });
  });

  it('refuses a proof before a hello, and rubbish', () => {
    const a = new Handshake(member(), { local: 'A', remote: 'B' });
    expect(a.receiveProof(bytes({ edit: null, device: 'AA' }))).toEqual({
      ok: false,
      code: 'bad-proof',
    });
  });
});

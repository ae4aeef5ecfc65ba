import { describe, expect, it } from 'vitest';
import { deriveBoardKeys, newSigningKeyPair, personIdOf, sign, verify } from './board-keys.ts';
import { equalBytes, frameFields, fromBase64Url, randomBytes, toBase64Url } from './bytes.ts';

describe('board keys', () => {
  const editSecret = new Uint8Array(32).fill(7);
  const owner = new Uint8Array(32).fill(9);

  it('derive the same room from the same link on every device, for ever', () => {
    // A fixed vector: changing the derivation would part every existing link from its room.
    expect(deriveBoardKeys(editSecret, owner).roomId).toBe(
      '4m27qkgOVSDWXsBmmoXm9a-ewwqpRs_zCUbkwq6Htm4',
    );
  });

  it('give another room when the owner differs, though the secret is the same', () => {
    expect(deriveBoardKeys(editSecret, owner).roomId).not.toBe(
      deriveBoardKeys(editSecret, new Uint8Array(32).fill(8)).roomId,
    );
  });

  it('never use one derived secret for two purposes', () => {
    const keys = deriveBoardKeys(editSecret, owner);
    const all = [
      toBase64Url(keys.editSecret),
      toBase64Url(keys.edit.seed),
      toBase64Url(keys.readSecret),
      toBase64Url(keys.contentKey),
      keys.signalingPassword,
      keys.roomId,
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('refuse secrets of a wrong length', () => {
    expect(() => deriveBoardKeys(new Uint8Array(31), owner)).toThrow(RangeError);
  });
});

describe('signatures', () => {
  it('hold for the signed message and the right key only', () => {
    const keys = newSigningKeyPair();
    const message = frameFields('label', randomBytes(8));
    const signature = sign(message, keys);
    expect(verify(signature, message, keys.publicKey)).toBe(true);
    expect(verify(signature, frameFields('label'), keys.publicKey)).toBe(false);
    expect(verify(signature, message, newSigningKeyPair().publicKey)).toBe(false);
  });

  it('answer false, not an exception, to rubbish', () => {
    const keys = newSigningKeyPair();
    expect(verify(new Uint8Array(64).fill(255), new Uint8Array(1), keys.publicKey)).toBe(false);
    expect(verify(new Uint8Array(3), new Uint8Array(1), keys.publicKey)).toBe(false);
    expect(verify(new Uint8Array(64), new Uint8Array(1), new Uint8Array(32))).toBe(false);
  });
});

describe('bytes', () => {
  it('frame fields so that shifting a border changes the result', () => {
    expect(equalBytes(frameFields('ab', 'c'), frameFields('a', 'bc'))).toBe(false);
  });

  it('accept one spelling of base64url only', () => {
    expect(fromBase64Url('AA')).toEqual(new Uint8Array([0]));
    expect(fromBase64Url('AB')).toBeNull(); // same byte with stray bits
    expect(fromBase64Url('A+')).toBeNull();
    expect(fromBase64Url('A')).toBeNull();
  });

  it('name a person by the device key alone', () => {
    const device = newSigningKeyPair();
    expect(personIdOf(device.publicKey)).toBe(personIdOf(device.publicKey));
    expect(personIdOf(device.publicKey)).not.toBe(personIdOf(newSigningKeyPair().publicKey));
  });
});

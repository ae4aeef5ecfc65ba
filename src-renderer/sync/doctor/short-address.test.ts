import { describe, expect, it } from 'vitest';
import { shortAddress } from './short-address.ts';

describe('a shortened address', () => {
  it.each([
    ['https://cell.ada.example.org/board#key', 'https://….example.org'],
    ['https://example.org:4444', 'https://….org:4444'],
    ['http://192.168.17.23:4444', 'http://192.168.…:4444'],
    ['http://[2001:db8:1::2]:80', 'http://[2001:…]:80'],
    ['http://127.0.0.1:47600', 'http://127.0.0.1:47600'],
    ['http://adas-laptop:4444', 'http://…:4444'],
    ['http://adas-laptop.local', 'http://….local'],
    ['turn:turn.example.org:3478?transport=tcp', 'turn://….example.org:3478'],
    ['stun:stun.example.org', 'stun://….example.org'],
    ['stun:10.0.0.4', 'stun://10.0.…'],
  ])('%s is %s', (address, short) => {
    expect(shortAddress(address)).toBe(short);
  });
});

import { describe, expect, it } from 'vitest';
import { RoomRegistry } from './room-registry.ts';

class Listener {
  readonly heard: string[] = [];
  deliver(payload: Buffer): void {
    this.heard.push(payload.toString());
  }
}

describe('rooms', () => {
  it('give a message to everybody in the room but its sender, encoded once', () => {
    const rooms = new RoomRegistry<Listener>();
    const [sender, near, far] = [new Listener(), new Listener(), new Listener()];
    rooms.join('a', sender);
    rooms.join('a', near);
    rooms.join('b', far);
    let encoded = 0;
    const encode = (clients: number): Buffer => {
      encoded += 1;
      return Buffer.from(`of ${clients}`);
    };
    expect(rooms.publish('a', sender, encode)).toBe(1);
    expect([sender.heard, near.heard, far.heard]).toEqual([[], ['of 2'], []]);
    expect(encoded).toBe(1);
  });

  it('encode nothing for nobody', () => {
    const rooms = new RoomRegistry<Listener>();
    const alone = new Listener();
    rooms.join('a', alone);
    const never = (): Buffer => {
      throw new Error('encoded');
    };
    expect(rooms.publish('a', alone, never)).toBe(0);
    expect(rooms.publish('unknown', alone, never)).toBe(0);
  });

  it('exist while somebody is in them', () => {
    const rooms = new RoomRegistry<Listener>();
    const [one, two] = [new Listener(), new Listener()];
    rooms.join('a', one);
    rooms.join('a', one);
    rooms.join('a', two);
    rooms.leave('a', one);
    expect(rooms.size).toBe(1);
    rooms.leave('a', two);
    rooms.leave('a', two);
    rooms.leave('never', two);
    expect(rooms.size).toBe(0);
  });

  it('are not confused by names of object members', () => {
    const rooms = new RoomRegistry<Listener>();
    for (const name of ['__proto__', 'constructor', 'toString']) {
      rooms.join(name, new Listener());
    }
    expect(rooms.size).toBe(3);
  });
});

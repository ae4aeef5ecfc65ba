import { describe, expect, it } from 'vitest';
import { CONFIG_PATH, cellConfigSchema } from '../protocol.ts';
import { startTestCell } from '../testing/test-cell.ts';
import { turnServer } from './turn-credentials.ts';

const TURN = { urls: ['turn:turn.example.org'], secret: 'north', ttlSeconds: 86_400 };

describe('TURN credentials', () => {
  it('are those that coturn computes from the same secret', () => {
    // printf %s 1400086400:drawbridge | openssl dgst -sha1 -hmac north -binary | base64
    expect(turnServer(TURN, 1_400_000_000_000)).toEqual({
      urls: ['turn:turn.example.org'],
      username: '1400086400:drawbridge',
      credential: 'cGpx4/and3T/xGAF/KURTGi+ngU=',
    });
  });

  it('are made anew for whoever asks, beside the fixed servers', async () => {
    const stun = { urls: 'stun:stun.example.org' };
    const { url } = await startTestCell({ iceServers: [stun], turn: TURN });
    const config = cellConfigSchema.parse(await (await fetch(url + CONFIG_PATH)).json());
    expect(config.iceServers[0]).toEqual(stun);
    const endsAtSeconds = Number(config.iceServers[1]?.username?.split(':')[0]);
    expect(endsAtSeconds - Date.now() / 1000).toBeGreaterThan(86_000);
    expect(config.iceServersTtlSeconds).toBe(86_400);
    expect(JSON.stringify(config)).not.toContain('north');
  });
});

import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lanAddresses } from './lan-addresses.ts';

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  family: 'IPv4',
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});
const v6: NetworkInterfaceInfo = {
  ...v4('fe80::1'),
  family: 'IPv6',
  scopeid: 2,
};

describe('the addresses of this computer', () => {
  it('leaves out loopback and IPv6', () => {
    expect(lanAddresses({ lo: [v4('127.0.0.1', true)], eth0: [v6, v4('192.168.1.5')] })).toEqual([
      '192.168.1.5',
    ]);
  });

  it('names private ones first, then public, link-local and virtual ones', () => {
    expect(
      lanAddresses({
        docker0: [v4('172.17.0.1')],
        cable: [v4('169.254.3.4')],
        wan: [v4('203.0.113.9')],
        wlan0: [v4('10.0.0.7')],
      }),
    ).toEqual(['10.0.0.7', '203.0.113.9', '169.254.3.4', '172.17.0.1']);
  });

  it('names none twice, and none where there is no network', () => {
    expect(lanAddresses({ a: [v4('10.0.0.1')], b: [v4('10.0.0.1')] })).toEqual(['10.0.0.1']);
    expect(lanAddresses({ lo: [v4('127.0.0.1', true)], gone: undefined })).toEqual([]);
  });
});

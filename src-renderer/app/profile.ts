import type { Registry } from '../storage/registry.ts';
import {
  KEY_BYTES,
  personIdOf,
  type SigningKeyPair,
  signingKeyPair,
} from '../sync/keys/board-keys.ts';
import { randomBytes } from '../sync/keys/bytes.ts';
import { cleanName } from '../sync/presence/presence.ts';
import { PERSON_COLORS, type PersonColor } from '../sync/status.ts';

/** Who this profile is, for others and for the document. */
export interface Profile {
  readonly personId: string;
  readonly name: string;
  readonly color: PersonColor;
  readonly device: SigningKeyPair;
}

/** Names until a person gives his or her own: told apart at a glance, and nobody's. */
const GUEST_NAMES = [
  'Heron',
  'Otter',
  'Lynx',
  'Swift',
  'Marten',
  'Puffin',
  'Ibex',
  'Wren',
  'Badger',
  'Curlew',
  'Gecko',
  'Hare',
  'Kestrel',
  'Newt',
  'Osprey',
  'Stoat',
];

const pick = <T>(items: readonly T[], fallback: T): T =>
  items[Math.floor(Math.random() * items.length)] ?? fallback;

const isPersonColor = (name: string): name is PersonColor =>
  PERSON_COLORS.some((color) => color === name);

/** Reads the profile, or makes one: a random device key, a guest's name and a colour. */
export async function loadProfile(registry: Registry): Promise<Profile> {
  const stored = await registry.profile(() => ({
    deviceSeed: randomBytes(KEY_BYTES),
    name: pick(GUEST_NAMES, 'Heron'),
    color: pick(PERSON_COLORS, 'blue'),
  }));
  const device = signingKeyPair(stored.deviceSeed);
  return {
    personId: personIdOf(device.publicKey),
    name: cleanName(stored.name),
    color: isPersonColor(stored.color) ? stored.color : 'blue',
    device,
  };
}

/** Keeps a changed name or colour for all boards. */
export async function saveProfile(registry: Registry, profile: Profile): Promise<void> {
  await registry.saveProfile({
    deviceSeed: profile.device.seed,
    name: profile.name,
    color: profile.color,
  });
}

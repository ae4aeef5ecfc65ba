import { homedir } from 'node:os';

/** What the launcher looks at outside of itself; given explicitly, so that tests can pose as any system. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder of the person. */
  readonly home: string;
  /** Numeric user id; undefined on Windows. */
  readonly uid: number | undefined;
}

export function currentEnvironment(): Environment {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    uid: process.getuid?.(),
  };
}

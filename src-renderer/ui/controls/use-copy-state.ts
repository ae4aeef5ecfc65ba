import { useEffect, useState } from 'react';

/** How long "Copied" shows. */
const SHOWN_FOR_MS = 2_000;

export type CopyState = 'idle' | 'copied' | 'failed';

/**
 * What a button that copies shows: that it has, for a moment, or that the clipboard refused.
 * @param onCopy puts the text on the clipboard; whether it is there
 */
export function useCopyState(onCopy: (text: string) => Promise<boolean>): {
  readonly state: CopyState;
  readonly copy: (text: string) => Promise<boolean>;
} {
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    state,
    copy: async (text) => {
      const copied = await onCopy(text);
      setState(copied ? 'copied' : 'failed');
      return copied;
    },
  };
}

import { useEffect, useMemo } from 'react';
import type { PictureBlobs } from './picture-blobs.ts';
import { PictureCache } from './picture-cache.ts';

/** What this thread has decoded of a board's pictures. */
export function useDecodedPictures(blobs: PictureBlobs): PictureCache {
  const cache = useMemo(() => cacheOf(blobs), [blobs]);
  useEffect(
    () => () => {
      cache.clear();
    },
    [cache],
  );
  useEffect(() => {
    // Those that came between.
    for (const [picture, blob] of blobs.all()) cache.provide(picture, blob);
    return blobs.onArrival((picture, blob) => cache.provide(picture, blob));
  }, [blobs, cache]);
  return cache;
}

function cacheOf(blobs: PictureBlobs): PictureCache {
  const cache = new PictureCache();
  for (const [picture, blob] of blobs.all()) cache.provide(picture, blob);
  return cache;
}

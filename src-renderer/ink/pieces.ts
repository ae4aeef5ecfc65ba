/** Points that a piece of a long stroke adds to the one before it. */
export const PIECE_POINTS = 256;
/** A piece begins so many points earlier: smoothing and speed have settled where it is seen alone. */
export const OVERLAP_POINTS = 96;

export interface PieceRange {
  /** Index of its first point. */
  readonly from: number;
  /** Index after its last point. */
  readonly to: number;
}

/**
 * The pieces of a stroke of so many points that do not change any more while it grows, and its tail
 * that does. Their outlines drawn over each other look like the outline of the whole.
 */
export function piecesOf(count: number): {
  readonly pieces: PieceRange[];
  readonly tail: PieceRange;
} {
  const pieces: PieceRange[] = [];
  let end = 0;
  // The tail is never so short that its own beginning could be seen.
  while (count - end >= 2 * PIECE_POINTS) {
    pieces.push({ from: Math.max(0, end - OVERLAP_POINTS), to: end + PIECE_POINTS });
    end += PIECE_POINTS;
  }
  return { pieces, tail: { from: Math.max(0, end - OVERLAP_POINTS), to: count } };
}

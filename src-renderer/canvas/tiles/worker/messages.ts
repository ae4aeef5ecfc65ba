import type { BoardElement, ElementId } from '../../../board/element.ts';
import type { PictureHash } from '../../../board/registers.ts';
import type { Box } from '../../../geometry/box.ts';
import type { Connection } from '../../../shapes/connector/connect.ts';
import type { ThemeName } from '../../../shapes/palette.ts';
import type { TileAddress } from '../tile-grid.ts';

/** Where an element's packed points lie in the bytes that come with it. */
export interface PackedRange {
  readonly start: number;
  readonly length: number;
  /** The box that they were packed relative to. */
  readonly reference: Box;
}

/** An element as the worker gets it: all that painters ask for. */
export interface SentElement {
  readonly element: BoardElement;
  readonly text: string;
  /** A field of the page shows its text: it is not painted. */
  readonly inField: boolean;
  /** `null` for what has no points. */
  readonly points: PackedRange | null;
  /** Where a line goes that holds on to something: the worker may not have that yet. */
  readonly connection: Connection | null;
}

/** A font as a style sheet declares it: workers do not see the page's style sheets. */
export interface SentFont {
  readonly family: string;
  /** The `src` of its rule, addresses made absolute. */
  readonly source: string;
  readonly descriptors: FontFaceDescriptors;
}

export type ToTileWorker =
  | { readonly kind: 'fonts'; readonly fonts: readonly SentFont[] }
  | {
      readonly kind: 'elements';
      /** Counts the messages that change what is painted; each tile says which was the last. */
      readonly batch: number;
      readonly elements: readonly SentElement[];
      /** Packed points of the elements, one after another. */
      readonly points: Uint8Array<ArrayBuffer>;
      readonly removed: readonly ElementId[];
    }
  | {
      readonly kind: 'state';
      readonly batch: number;
      readonly hidden: readonly ElementId[];
      readonly faded: readonly ElementId[];
    }
  /** The bytes of a picture are here: a handle to them, which costs nothing to be sent. */
  | { readonly kind: 'picture'; readonly picture: PictureHash; readonly blob: Blob }
  | { readonly kind: 'want'; readonly tiles: readonly TileAddress[]; readonly theme: ThemeName };

export type FromTileWorker =
  | {
      readonly kind: 'tile';
      readonly address: TileAddress;
      readonly theme: ThemeName;
      readonly batch: number;
      /** `null` for a tile without any ink. */
      readonly image: ImageBitmap | null;
      readonly hasText: boolean;
      /** Its text is painted in another font until its own is there, or cannot be had. */
      readonly awaitsFont: boolean;
      /** A picture on it will look different in a moment. */
      readonly awaitsPicture: boolean;
    }
  /** A picture looks different now where it is painted. */
  | { readonly kind: 'picture-changed'; readonly picture: PictureHash }
  /** A font has arrived: tiles with text look different now. */
  | { readonly kind: 'fonts-changed' };

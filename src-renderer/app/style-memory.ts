import { z } from 'zod';
import { FILL_STYLES } from '../board/element.ts';
import { isColor, isElementSize, isFill, isOpacity } from '../board/element-values.ts';
import { DASHES, HEADS, INITIAL_REGISTERS, REGISTERS, ROUTES } from '../board/registers.ts';
import type { ChosenStyles, DrawingStyle, DrawingStyles } from '../canvas/drawing-styles.ts';
import { STYLE_FAMILIES } from '../shapes/style-traits.ts';

const KEY = 'drawbridge.styles';

const style = z.object({
  color: z.custom<DrawingStyle['color']>(isColor),
  fill: z.custom<DrawingStyle['fill']>(isFill),
  fillStyle: z.enum(FILL_STYLES),
  opacity: z.custom<number>(isOpacity),
  size: z.custom<number>(isElementSize),
  pressure: z.boolean(),
  // A former version had none.
  route: z.enum(ROUTES).catch(INITIAL_REGISTERS.route),
  startHead: z.enum(HEADS).catch(INITIAL_REGISTERS.startHead),
  endHead: z.enum(HEADS).catch(INITIAL_REGISTERS.endHead),
  dash: z.enum(DASHES).catch(INITIAL_REGISTERS.dash),
  radius: z.custom<number>(REGISTERS.radius.accepts).catch(INITIAL_REGISTERS.radius),
});
/** What cannot be read of one family is left out, without the others. */
const styles = z.partialRecord(z.enum(STYLE_FAMILIES), style.optional().catch(undefined));

type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Takes the styles that were chosen last in this browser, and keeps what is chosen from now on.
 * @returns a function that ends it
 */
export function rememberStyles(of: DrawingStyles, keeper: Keeper = localStorage): () => void {
  of.restore(stored(keeper));
  return of.subscribe(() => {
    try {
      keeper.setItem(KEY, JSON.stringify(of.chosen()));
    } catch (error) {
      // Full or forbidden: the choice holds for this window.
      if (!(error instanceof DOMException)) throw error;
    }
  });
}

function stored(keeper: Keeper): ChosenStyles {
  try {
    const parsed = styles.safeParse(JSON.parse(keeper.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch (error) {
    // Forbidden, or not what this version wrote: the defaults are as good a start.
    if (error instanceof DOMException || error instanceof SyntaxError) return {};
    throw error;
  }
}

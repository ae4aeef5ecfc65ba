import type { HomeBoard } from './board-card.tsx';

/** Without case and accents, which few people type when they look for something. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();

/**
 * The boards whose name has every word of `wanted`, in their order; all of them when it has none.
 *
 * @param untitled what a board without a name is called
 */
export function boardsCalled(
  boards: readonly HomeBoard[],
  wanted: string,
  untitled: string,
): readonly HomeBoard[] {
  const words = plain(wanted)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return boards.filter(({ name }) => {
    const text = plain(name === '' ? untitled : name);
    return words.every((word) => text.includes(word));
  });
}

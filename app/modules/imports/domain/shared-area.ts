/** The narrowest area that holds the first and the last of a sorted list of areas, and so all of them; null where none does. */
export function sharedArea(first: string, last: string): string | null {
  let alike = 0;
  while (alike < first.length && first[alike] === last[alike]) alike++;
  for (const length of [12, 9, 6, 4]) {
    if (length <= alike) return first.slice(0, length);
  }
  return null;
}

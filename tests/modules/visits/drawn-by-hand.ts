import { seededRandom } from "~/shared/seeded-random";

/** Call-backs drawn with everything at hand, as the first version drew them: samples on record were made so, and stay reproducible. */
interface Visit {
  readonly id: string;
  readonly authorId: string;
}
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const populationText = (population: readonly Visit[]): string =>
  [...population]
    .sort((a, b) => byText(a.id, b.id))
    .map(({ id, authorId }) => `${id} ${authorId}\n`)
    .join("");

export function drawnByHand(population: readonly Visit[], size: number, seed: number): string[] {
  const random = seededRandom(seed);
  const sorted = [...population].sort((a, b) => byText(a.id, b.id));
  const authors = [...new Set(sorted.map(({ authorId }) => authorId))].sort(byText);
  const first = authors.map((author) => {
    const own = sorted.filter(({ authorId }) => authorId === author);
    return own[Math.floor(random() * own.length)]!.id;
  });
  const rest = sorted.map(({ id }) => id).filter((id) => !first.includes(id));
  const more = Math.min(rest.length, Math.max(0, size - first.length));
  for (let at = 0; at < more; at++) {
    const from = at + Math.floor(random() * (rest.length - at));
    [rest[at], rest[from]] = [rest[from]!, rest[at]!];
  }
  return [...first, ...rest.slice(0, more)];
}

import type { DrawnPoint } from "./siting-question";

/** Places as the lines `drawnPoints` reads again. */
export const pointsText = (points: readonly DrawnPoint[]): string =>
  points
    .map(({ name, lon, lat, build, yearly, capacity }) => {
      const parts = [quoted(name), lon, lat, yuan(build), yuan(yearly), capacity ?? ""].map(String);
      while (parts.at(-1) === "") parts.pop();
      return parts.join(",");
    })
    .join("\n");

/** A cell as a list can be read again. */
export const quoted = (name: string): string => (/[,，;；\t"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
const yuan = (amount: number | null): string => (amount === null ? "" : String(amount / 100));

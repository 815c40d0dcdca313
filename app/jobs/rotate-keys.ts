import type { Task } from "graphile-worker";
import { rotatePiece } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";

/** As long as one job works before it makes room for others; the timetable takes the run up again. */
const AT_MOST_MS = 240_000;

/** Seals anew what older keys sealed. Without an unfinished run it does nothing, so the timetable may start it at any time. */
export const rotateKeys: Task = async () => {
  const began = performance.now();
  while (performance.now() - began < AT_MOST_MS) if ((await rotatePiece(sealedPlaces)) !== "more") return;
};

import { streetsAsked, type StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { tryMove, type MoveAnswer, type MoveAsked } from "~/modules/visits/domain/plan-move";

interface TryAsked {
  readonly asked: MoveAsked;
  readonly streets: StreetsAsked | null;
}

/** Worker thread: whether one visit can move to another day or person. Asked nothing it only opens. */
export const run = (tried: TryAsked | null): MoveAnswer | null =>
  tried && tryMove(tried.asked, tried.streets && streetsAsked(tried.streets));

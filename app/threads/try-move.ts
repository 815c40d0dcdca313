import { streetsAsked, type StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { tryMove, type MoveAnswer, type MoveAsked } from "~/modules/visits/domain/plan-move";

/** Worker thread: whether one visit can move to another day or person. */
export const run = ({ asked, streets }: { readonly asked: MoveAsked; readonly streets: StreetsAsked | null }): MoveAnswer =>
  tryMove(asked, streets && streetsAsked(streets));

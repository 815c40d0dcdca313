import { rotatePiece } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";

/** Works in small pieces and says so, until it is killed. */
const SMALL = 3;
for (let pieces = 1; (await rotatePiece(sealedPlaces, SMALL)) === "more"; pieces++) if (pieces === 4) process.send?.("at work");

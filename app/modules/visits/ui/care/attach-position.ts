import { v4 as newId } from "uuid";
import type { CareDraft, CarePhone } from "~/offline/care-phone";
import { positionOf, positionsWithoutForm } from "./care-context";

const PATIENCE_MS = 60_000;
/** A fix coarser than this says little about a door: the one at the end may say more. */
const COARSE_METRES = 500;

interface Fix {
  readonly lat: number;
  readonly lng: number;
  readonly accuracyMetres: number;
  /** by the phone's own clock, as a visit's times are: satellites have another */
  readonly capturedAt: string;
}

/** Whenever the sky is seen; who says no, or stands in a cellar, is asked for nothing more. */
function whenFixed(use: (fix: Fix) => Promise<void>): void {
  if (!("geolocation" in navigator)) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude: lat, longitude: lng, accuracy } }) => {
      const fix = { lat, lng, accuracyMetres: Math.round(accuracy), capturedAt: new Date().toISOString() };
      // The visit counts without it.
      void use(fix).catch(() => undefined);
    },
    () => undefined,
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 30_000 },
  );
}

/** At the door, as the form begins: whoever writes it up at noon is far from it by then. Nothing waits for it. */
export function takePosition(phone: CarePhone, visitId: string, residentId: string): void {
  whenFixed(async (fix) => {
    const drafts = await phone.drafts();
    const isOpen = drafts.some((draft) => draft.visitId === visitId) && !drafts.some((draft) => positionOf(draft) === visitId);
    if (!isOpen || fix.accuracyMetres > COARSE_METRES) return;
    const fields = { positionOf: visitId, ...fix };
    await phone.keepDraft({ visitId: newId(), residentId, changedAt: fix.capturedAt, fields });
  });
}

/** What was taken for a form that was given up, or whose page was closed in between. */
export async function dropOrphans(phone: Pick<CarePhone, "drafts" | "dropDraft">): Promise<void> {
  for (const orphan of positionsWithoutForm(await phone.drafts())) await phone.dropDraft(orphan.visitId);
}

function fixOf({ fields: { lat, lng, accuracyMetres, capturedAt } }: CareDraft): Fix | null {
  const isWhole =
    typeof lat === "number" && typeof lng === "number" && typeof accuracyMetres === "number" && typeof capturedAt === "string";
  return isWhole ? { lat, lng, accuracyMetres, capturedAt } : null;
}

/** After the visit is safe: where it began, or else where the phone is as soon as that is known. A visit has one position. */
export async function attachPosition(phone: CarePhone, visitId: string): Promise<void> {
  const kept = (await phone.drafts()).find((draft) => positionOf(draft) === visitId);
  const fix = kept && fixOf(kept);
  if (!fix) return whenFixed((found) => phone.attachPosition(newId(), { visitId, ...found }));
  await phone.attachPosition(kept.visitId, { visitId, ...fix });
  await phone.dropDraft(kept.visitId);
}

import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { requireCityOfFacility } from "~/modules/catalog/use-cases/city-of-facility.server";
import { addPhoto, takeDownPhoto } from "~/modules/catalog/use-cases/facility-photos.server";
import { LARGEST_PHOTO } from "~/platform/photo-files.server";
import { receiveFile } from "~/platform/receive-file.server";
import { isCalendarDay } from "~/shared/calendar-day";

export const loader = ({ params }: { params: { id?: string } }) => redirect(`/plan/facilities/${params.id ?? ""}`);

/** Adds a picture, or takes one down. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  const received = await receiveFile(request, LARGEST_PHOTO);
  if (!received.ok)
    return Response.json(
      { refusal: { kind: `photo-${received.refusal}` } },
      { status: received.refusal === "too-large" ? 413 : 400 },
    );
  const { form, file } = received.value;
  const said = (name: string) => withoutNul(String(form.get(name) ?? ""));
  const id = params.id ?? "";
  if (form.get("intent") === "take-down") {
    const gone = await takeDownPhoto(actor, city.code, id, said("photo"));
    return { refusal: gone.ok ? null : gone.refusal };
  }
  if (!file) return Response.json({ refusal: { kind: "photo-missing" } }, { status: 422 });
  const takenOn = said("takenOn");
  const photo = { bytes: file.bytes, caption: said("caption"), takenOn: isCalendarDay(takenOn) ? takenOn : null };
  const added = await addPhoto(actor, city.code, id, photo);
  return { refusal: added.ok ? null : added.refusal };
}

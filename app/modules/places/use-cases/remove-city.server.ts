import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { removeImportFile } from "~/platform/import-files.server";
import { removePhoto } from "~/platform/photo-files.server";
import { removeStreets } from "~/platform/street-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { deleteCity, filesOfCity, findCity } from "../data/cities.server";
import type { City } from "../domain/city";

export type RemoveCityRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-city" }
  | { readonly kind: "name-differs"; readonly name: string };

/** Removes a city whole: areas, people, facilities, imports. The name is typed once more, because nothing brings it back. */
export async function removeCity(actor: Actor, code: string, typedName: string): Promise<Verdict<City, RemoveCityRefusal>> {
  if (!mayIn(actor, "write:cities", code)) return refused({ kind: "not-permitted" });
  let files: Awaited<ReturnType<typeof filesOfCity>> = { photos: [], imports: [], streets: [] };
  const removed = await inUnitOfWork<Verdict<City, RemoveCityRefusal>>(actor, async (uow) => {
    const city = await findCity(uow, code);
    if (!city) return refused({ kind: "no-such-city" });
    if (![city.nameZh, city.nameEn].includes(typedName.trim())) return refused({ kind: "name-differs", name: city.nameZh });
    files = await filesOfCity(uow, code);
    await deleteCity(uow, code);
    await recordAudit(uow, {
      action: "remove:city",
      subject: { kind: "city", id: code },
      areaCode: code,
      line: "",
      result: "done",
    });
    return granted(city);
  });
  if (removed.ok)
    await Promise.all([
      ...files.photos.map(removePhoto),
      ...files.imports.map(removeImportFile),
      ...files.streets.map(removeStreets),
    ]);
  return removed;
}

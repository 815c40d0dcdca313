import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { sweepUploads } from "~/modules/imports/use-cases/sweep-uploads.server";
import { sweepStreetFiles } from "~/modules/places/use-cases/kept-network.server";
import { now } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import { sweepPhotos } from "~/platform/photo-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namedPhotos } from "../data/photos.server";

const SWEEPER = systemActor("sweep-files");

/**
 * Files are written before the record that names them and removed after it, so that no record ever names a file that is not
 * there. Whoever is killed in between leaves a file behind: here it goes.
 */
export async function sweepFiles(): Promise<void> {
  const photos = await sweepPhotos((names) => inUnitOfWork(SWEEPER, (uow) => namedPhotos(uow, names)), now());
  const uploads = await sweepUploads(SWEEPER);
  await sweepStreetFiles(SWEEPER);
  if (photos + uploads > 0) log("info", "files that no record names were removed", { photos, uploads });
}
